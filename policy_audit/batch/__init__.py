"""Many files: which ones, in what order of work, and in how many processes."""

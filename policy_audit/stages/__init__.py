"""What is judged. Each stage is a generator of values without input or output; only the spine knows their order."""

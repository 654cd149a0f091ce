"""The knowledge in `lexicons/*.toml`, read, validated as a whole, and handed to the stages as frozen values."""

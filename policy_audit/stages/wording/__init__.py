"""Wording stage: finds what shuts people out, and leaves everything else alone. Entry point: `check.check_wording`."""

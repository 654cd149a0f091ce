"""policy_audit: finds missing equality, diversity and inclusion statements, excluding language and empty promises."""

__version__ = "0.1.0"

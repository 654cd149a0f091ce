"""`python -m policy_audit`."""

from policy_audit.cli.main import entry_point

if __name__ == "__main__":
    entry_point()

"""The one family of errors, raised at boundaries; each names what, where and the remedy."""

from __future__ import annotations

# Code of a document whose audit failed by a defect of ours; it makes the exit code 3.
INTERNAL_ERROR = "internal-error"


class PolicyAuditError(Exception):
    """Base of the family: a message for a person and the exit code of the process (contract, exit codes)."""

    exit_code = 3

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class UsageError(PolicyAuditError):
    """Bad options or configuration."""

    exit_code = 2


class LexiconError(PolicyAuditError):
    """A lexicon file that cannot be used. The message names file, entry and key."""

    exit_code = 2

    def __init__(self, file: str, entry: str, key: str, problem: str, remedy: str) -> None:
        super().__init__(f"{file}: entry “{entry}”, key “{key}”: {problem}.", remedy)
        self.file = file
        self.entry = entry
        self.key = key


class UnreadableDocument(PolicyAuditError):  # noqa: N818 - the name of the state, as reports say it
    """A document that cannot be read; `code` is stable and becomes `error.code` in the report."""

    exit_code = 2

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.code = code

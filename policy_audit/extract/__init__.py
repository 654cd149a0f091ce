"""Files in, `Document` values out. Light to import: an extractor module is loaded when its format first turns up.

An extractor is a module with either `extract(data, name, limits, password) -> Document` (one document a file) or
`expand(data, name, limits, password) -> Iterator[Document | Attachment]` (several). Both raise `UnreadableDocument`;
`policy_audit.extract.read` turns that into a `ReadFailure`, so its callers meet errors only as values.
"""

from __future__ import annotations

from dataclasses import dataclass

from policy_audit.types import ReadError

# Format -> module below this package. The keys are what `Document.format` says.
EXTRACTORS: dict[str, str] = {
    "md": "markdown",
    "txt": "text",
    "html": "html_",
    "docx": "docx",
    "pdf": "pdf",
    "odt": "odt",
    "rtf": "rtf",
    "eml": "email_",
    "msg": "outlook",
    "doc": "legacy_doc",
    "csv": "tabular",
    "json": "tabular",
    "jsonl": "tabular",
    "parquet": "tabular",
    "xlsx": "tabular",
    "zip": "archive",
}

# File name suffix -> format. A name is only the second opinion: `detect.py` looks at the content first.
SUFFIXES: dict[str, str] = {
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".text": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".odt": "odt",
    ".ott": "odt",
    ".rtf": "rtf",
    ".eml": "eml",
    ".msg": "msg",
    ".doc": "doc",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".zip": "zip",
}


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A file (or a part of one) that could not be read: a value in the report, never a crash and never a pass."""

    path: str
    format: str
    sha256: str
    error: ReadError


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file found inside another (archive member, e-mail attachment), still to be read."""

    name: str
    data: bytes

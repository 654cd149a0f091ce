"""The door of extraction: a path or bytes in, documents and failures out. Nothing is raised to the caller."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from policy_audit.errors import LexiconError
from policy_audit.errors import UnreadableDocument
from policy_audit.extract import EXTRACTORS
from policy_audit.extract import Attachment
from policy_audit.extract import ReadFailure
from policy_audit.extract.detect import Detected
from policy_audit.extract.detect import detect
from policy_audit.extract.endings import CUT_OFF
from policy_audit.extract.endings import cut_off
from policy_audit.extract.facts import with_facts
from policy_audit.extract.languages import with_language
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import out_of_memory
from policy_audit.extract.limits import refuse
from policy_audit.types import Document
from policy_audit.types import ReadError

# Formats of which every row is a document.
TABLES = frozenset(format_ for format_, module in EXTRACTORS.items() if module == "tabular")


@dataclass(frozen=True, slots=True)
class _Job:
    """One file on its way: its bytes and name, what the caller asked for, how deep in containers it lies."""

    data: bytes
    name: str
    limits: Limits
    password: str | None
    column: str
    depth: int = 0


def read_documents(
    path: Path, limits: Limits = DEFAULT_LIMITS, password: str | None = None, *, column: str = ""
) -> Iterator[Document | ReadFailure]:
    """Every document in the file at `path`, or why one could not be read; at least one value, and no exception.

    `Document.path` is `path` as given; parts of a file are named after it ("a.zip/b.docx", "jobs.csv#row=12").
    `column` names the text column of a table (chosen by name and length without it). Only a damaged lexicon raises.
    """
    try:
        data = _load(path, limits)
    except UnreadableDocument as error:
        yield _failure(_Job(b"", str(path), limits, password, column), "", error)
        return
    yield from read_bytes(data, str(path), limits, password, column=column)


def read_bytes(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None, *, column: str = ""
) -> Iterator[Document | ReadFailure]:
    """The same for bytes from elsewhere (standard input, an upload); `name` gives path and suffix."""
    yield from _read(_Job(data, name, limits, password, column))


def _read(job: _Job) -> Iterator[Document | ReadFailure]:
    kind = ""
    try:
        if len(job.data) > job.limits.file_bytes:
            raise refuse("file_bytes", job.limits.file_bytes, f"has {len(job.data):,} bytes")
        if not job.data:
            raise UnreadableDocument("empty-document", "The file is empty (0 bytes).", "Save the document again.")
        detected = detect(job.data, job.name)
        kind = detected.format
        module = importlib.import_module(f"policy_audit.extract.{EXTRACTORS[kind]}")
        if not hasattr(module, "expand"):
            yield _finished(module.extract(job.data, job.name, job.limits, job.password), detected, job.data)
            return
    except LexiconError:
        raise
    except Exception as error:
        yield _failure(job, kind, error)
        return
    yield from _expanded(module, job, detected)


def _expanded(module: ModuleType, job: _Job, detected: Detected) -> Iterator[Document | ReadFailure]:
    """The documents of a container; a part that fails does not stop the others."""
    found = False
    options = {"column": job.column} if detected.format in TABLES else {}
    try:
        for part in module.expand(job.data, job.name, job.limits, job.password, **options):
            found = True
            yield from _part(part, job, detected)
        if not found:
            raise UnreadableDocument(
                "empty-document", "The file holds no document.", "Check that it is the right file."
            )
    except LexiconError:
        raise
    except Exception as error:
        yield _failure(job, detected.format, error)


def _part(part: Document | ReadFailure | Attachment, job: _Job, detected: Detected) -> Iterator[Document | ReadFailure]:
    if isinstance(part, ReadFailure):
        yield part
    elif isinstance(part, Attachment):
        inner = replace(job, data=part.data, name=part.name, depth=job.depth + 1)
        if job.depth >= job.limits.archive_depth:
            error = refuse("archive_depth", job.limits.archive_depth, "is nested too deeply")
            yield _failure(inner, "", error)
        else:
            yield from _read(inner)
    else:
        try:
            yield _finished(part, detected, job.data)
        except UnreadableDocument as error:
            yield _failure(replace(job, name=part.path), part.format, error)


def _finished(document: Document, detected: Detected, data: bytes) -> Document:
    """What every format gets: checks for emptiness and a missing end, the language, the facts told by the text."""
    if not document.text.strip() or not document.blocks:
        raise UnreadableDocument(
            "empty-document", "The document holds no text.", "Check that it is the right file and was saved completely."
        )
    warnings = (detected.warning, CUT_OFF if cut_off(data, detected.format) else "")
    if any(warnings):
        document = replace(document, warnings=(*filter(None, warnings), *document.warnings))
    return with_facts(with_language(document))


def _load(path: Path, limits: Limits) -> bytes:
    """The file's bytes. Raises `UnreadableDocument` for everything that is not a readable regular file."""
    try:
        if path.is_dir():
            raise UnreadableDocument("is-a-directory", f"{path} is a folder.", "Name a file, or audit the folder.")
        if not path.is_file():
            if path.exists():
                raise UnreadableDocument("not-a-file", f"{path} is not a regular file.", "Name a document file.")
            raise UnreadableDocument("not-found", f"{path} does not exist.", "Check the spelling of the path.")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise refuse("file_bytes", limits.file_bytes, f"has {size:,} bytes")
        return path.read_bytes()
    except PermissionError:
        raise UnreadableDocument(
            "permission-denied", f"{path} may not be read by this user.", "Ask its owner for read permission."
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableDocument(
            "unreadable-file", f"{path} could not be read ({_said(error)}).", "Copy it to a local disk and try again."
        ) from None


def _failure(job: _Job, kind: str, error: Exception) -> ReadFailure:
    if isinstance(error, MemoryError):
        error = out_of_memory(job.limits)
    elif not isinstance(error, UnreadableDocument):
        error = UnreadableDocument(
            "damaged-file",
            f"The file could not be read as {kind or 'a document'} ({_said(error)}).",
            "Open it in the program it came from and save it again, then retry.",
        )
    digest = hashlib.sha256(job.data).hexdigest() if job.data else ""
    return ReadFailure(job.name, kind, digest, ReadError(error.code, error.message, error.remedy))


def _said(error: BaseException) -> str:
    """One line about an exception, at most 200 characters."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"

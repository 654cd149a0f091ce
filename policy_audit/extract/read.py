"""The door of extraction: a path or bytes in, documents and failures out. Nothing is raised to the caller."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from policy_audit.errors import UnreadableDocument
from policy_audit.extract import EXTRACTORS
from policy_audit.extract import Attachment
from policy_audit.extract import ReadFailure
from policy_audit.extract.detect import Detected
from policy_audit.extract.detect import detect
from policy_audit.extract.facts import with_facts
from policy_audit.extract.languages import with_language
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse
from policy_audit.types import Document
from policy_audit.types import ReadError


def read_documents(
    path: Path, limits: Limits = DEFAULT_LIMITS, password: str | None = None
) -> Iterator[Document | ReadFailure]:
    """Every document in the file at `path`, or why one could not be read; at least one value, and no exception.

    `Document.path` is `path` as given; parts of a file are named after it ("a.zip/b.docx", "jobs.csv#row=12").
    """
    try:
        data = _load(path, limits)
    except UnreadableDocument as error:
        yield _failure(str(path), "", b"", error)
        return
    yield from read_bytes(data, str(path), limits, password)


def read_bytes(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None
) -> Iterator[Document | ReadFailure]:
    """The same for bytes from elsewhere (standard input, an upload); `name` gives path and suffix."""
    yield from _read(data, name, limits, password, 0)


def _read(data: bytes, name: str, limits: Limits, password: str | None, depth: int) -> Iterator[Document | ReadFailure]:
    kind = ""
    try:
        if len(data) > limits.file_bytes:
            raise refuse("file_bytes", limits.file_bytes, f"has {len(data):,} bytes")
        if not data:
            raise UnreadableDocument("empty-document", "The file is empty (0 bytes).", "Save the document again.")
        detected = detect(data, name)
        kind = detected.format
        module = importlib.import_module(f"policy_audit.extract.{EXTRACTORS[kind]}")
        if not hasattr(module, "expand"):
            yield _finished(module.extract(data, name, limits, password), detected)
            return
    except Exception as error:
        yield _failure(name, kind, data, error)
        return
    yield from _expanded(module, data, name, limits, password, depth, detected)


def _expanded(
    module: ModuleType,
    data: bytes,
    name: str,
    limits: Limits,
    password: str | None,
    depth: int,
    detected: Detected,
) -> Iterator[Document | ReadFailure]:
    """The documents of a container; a part that fails does not stop the others."""
    found = False
    try:
        for part in module.expand(data, name, limits, password):
            found = True
            if isinstance(part, Document):
                yield _finished(part, detected)
            elif isinstance(part, ReadFailure):
                yield part
            elif depth >= limits.archive_depth:
                yield _failure(
                    part.name, "", part.data, refuse("archive_depth", limits.archive_depth, "is nested too deeply")
                )
            else:
                yield from _attached(part, limits, password, depth)
        if not found:
            raise UnreadableDocument(
                "empty-document", "The file holds no document.", "Check that it is the right file."
            )
    except Exception as error:
        yield _failure(name, detected.format, data, error)


def _attached(part: Attachment, limits: Limits, password: str | None, depth: int) -> Iterator[Document | ReadFailure]:
    yield from _read(part.data, part.name, limits, password, depth + 1)


def _finished(document: Document, detected: Detected) -> Document:
    """What every format gets: the check for emptiness, the language, the facts harvested from the text."""
    if not document.text.strip() or not document.blocks:
        raise UnreadableDocument(
            "empty-document", "The document holds no text.", "Check that it is the right file and was saved completely."
        )
    if detected.warning:
        document = replace(document, warnings=(detected.warning, *document.warnings))
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


def _failure(name: str, kind: str, data: bytes, error: Exception) -> ReadFailure:
    if not isinstance(error, UnreadableDocument):
        error = UnreadableDocument(
            "damaged-file",
            f"The file could not be read as {kind or 'a document'} ({_said(error)}).",
            "Open it in the program it came from and save it again, then retry.",
        )
    digest = hashlib.sha256(data).hexdigest() if data else ""
    return ReadFailure(name, kind, digest, ReadError(error.code, error.message, error.remedy))


def _said(error: BaseException) -> str:
    """One line about an exception, at most 200 characters."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"

"""Uploads, in a worker: a file opened as text to write in, and what was written carried into a copy of it."""

from __future__ import annotations

import base64
import json
from importlib import import_module
from pathlib import Path
from typing import Any

from policy_audit.config import Settings
from policy_audit.errors import PolicyAuditError
from policy_audit.extract import ReadFailure
from policy_audit.extract.limits import Limits
from policy_audit.extract.read import read_bytes
from policy_audit.types import Document
from policy_audit.types import ReadError
from policy_audit.web.changes import changes
from policy_audit.web.paper import word_file
from policy_audit.web.typed import Ask
from policy_audit.web.view import AS_IT_IS
from policy_audit.web.view import view_of
from policy_audit.writeback.resolve import resolve
from policy_audit.writeback.values import Mode
from policy_audit.writeback.values import Style

# Formats of which a copy with changes can be written; the others are written anew.
WITH_COPY = ("docx",)
AUTHOR = "Policy audit"


def opened(folder: Path, data: bytes, name: str, limits: Limits) -> bytes:
    """A file as JSON: `text` to write in and its `format`, `copy` where a copy can be written; or `error`."""
    found = _single(data, name, limits)
    if isinstance(found, ReadFailure):
        return _json({"error": _error(found.error)})
    return _json({
        "error": None,
        "text": view_of(found),
        "format": "md" if found.format == "md" else "txt",
        "source_format": found.format,
        "as_it_is": found.format in AS_IT_IS,
        "copy": found.format in WITH_COPY,
        "warnings": list(found.warnings),
    })


def _single(data: bytes, name: str, limits: Limits) -> Document | ReadFailure:
    """The one document in a file; a failure where it holds several, because only one text can be written in."""
    found = list(read_bytes(data, name, limits))
    if len(found) == 1:
        return found[0]
    error = ReadError(
        "several-documents",
        f"The file holds {len(found):,} documents.",
        "Audit it in the folder tab, or open its documents one by one.",
    )
    return ReadFailure(name, "", "", error)


def saved(folder: Path, ask: Ask, base: Settings, mode: Mode, original: bytes | None, limits: Limits) -> bytes:
    """The text as a Word file, as JSON with `data` in base64: anew, or as a copy of `original` with the changes made.

    `left_out` counts the changes that could not be written into the copy. `error` says why there is no copy.
    """
    if original is None:
        return _json({"error": None, "data": _text(word_file(ask)), "written": 0, "left_out": []})
    found = _single(original, ask.name, limits)
    if isinstance(found, ReadFailure):
        return _json({"error": _error(found.error)})
    writer = import_module("policy_audit.writeback.word")
    proposals, overlapping = resolve(changes(found, ask.text))
    style = Style(mode, AUTHOR, ask.settings(base).audit_date)
    try:
        written = writer.write(original, found, proposals, style)
    except PolicyAuditError as error:
        code = getattr(error, "code", "not-written")
        return _json({"error": {"code": code, "message": error.message, "remedy": error.remedy}})
    reasons = [one.reason for one in (*overlapping, *written.left_out)]
    return _json({"error": None, "data": _text(written.data), "written": len(written.applied), "left_out": reasons})


def _error(error: ReadError) -> dict[str, str]:
    return {"code": error.code, "message": error.message, "remedy": error.remedy}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _json(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")

"""Outlook messages (.msg): subject, sender, body and attachments out of the compound file (MS-OXMSG)."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from typing import Any

from policy_audit.errors import UnreadableDocument
from policy_audit.extract import Attachment
from policy_audit.extract.email_ import mail_document
from policy_audit.extract.encoding import declared_encoding
from policy_audit.extract.encoding import decode
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse
from policy_audit.types import Document

# Property tags (MS-OXPROPS) without their type.
SUBJECT, SENDER, RECIPIENTS, BODY, HTML = "0037", "0C1A", "0E04", "1000", "1013"
DATA, LONG_NAME, SHORT_NAME = "3701", "3707", "3704"
UNICODE, BYTES, STRING = "001F", "0102", "001E"
ATTACHMENT = "__attach_version1.0_"


def expand(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None
) -> Iterator[Document | Attachment]:
    """The message as a document (anchors count in its body), then its attachments."""
    try:
        olefile = importlib.import_module("olefile")
    except ImportError:
        raise UnreadableDocument(
            "unsupported-format", "Outlook messages need the package olefile.", "Install olefile, or save it as .eml."
        ) from None
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        head = {
            "Subject": _text(container, "", SUBJECT),
            "From": _text(container, "", SENDER),
            "To": _text(container, "", RECIPIENTS),
        }
        body, is_html = _text(container, "", BODY), False
        if not body.strip():
            raw = _bytes(container, f"__substg1.0_{HTML}{BYTES}")
            body, is_html = decode(raw, declared_encoding(raw)).text, True
        folders = sorted({entry[0] for entry in container.listdir() if entry[0].startswith(ATTACHMENT)})
        if body.strip():
            yield mail_document(data, name, "msg", limits, head=head, text=body, is_html=is_html)
        elif not folders:
            raise UnreadableDocument(
                "empty-document", "The message has no plain or HTML text.", "Save it as .eml or paste its text."
            )
        if len(folders) > limits.archive_members:
            raise refuse("archive_members", limits.archive_members, "has more attachments")
        for number, folder in enumerate(folders, 1):
            content = _bytes(container, f"{folder}/__substg1.0_{DATA}{BYTES}")
            if content:
                short = _text(container, f"{folder}/", SHORT_NAME)
                filename = _text(container, f"{folder}/", LONG_NAME) or short or f"attachment-{number}"
                yield Attachment(f"{name}/{filename}", content)


def _bytes(container: Any, path: str) -> bytes:
    if not container.exists(path):
        return b""
    with container.openstream(path) as stream:
        return bytes(stream.read())


def _text(container: Any, folder: str, tag: str) -> str:
    raw = _bytes(container, f"{folder}__substg1.0_{tag}{UNICODE}")
    if raw:
        return raw.decode("utf-16-le", "replace").rstrip("\0")
    return decode(_bytes(container, f"{folder}__substg1.0_{tag}{STRING}")).text.rstrip("\0")

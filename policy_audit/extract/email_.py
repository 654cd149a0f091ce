"""E-mail messages (.eml): head and body as one document, attachments handed back to be read like files."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email import policy
from email.message import EmailMessage

from policy_audit.errors import UnreadableDocument
from policy_audit.extract import Attachment
from policy_audit.extract.assemble import Assembly
from policy_audit.extract.assemble import Piece
from policy_audit.extract.html_ import read_html
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.extract.limits import refuse
from policy_audit.extract.text import read_text
from policy_audit.types import Document
from policy_audit.types import Metadata
from policy_audit.types import TextAnchor

HEAD = ("Subject", "From", "To", "Date")


def expand(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None
) -> Iterator[Document | Attachment]:
    """The message as a document (anchors count in its decoded body), then its attachments."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableDocument(
            "wrong-format", "The file is not an e-mail message.", "Save the message again as .eml."
        )
    body = message.get_body(("plain", "html"))
    head = {key: _header(message, key) for key in HEAD}
    text = _content(body) if isinstance(body, EmailMessage) else ""
    is_html = isinstance(body, EmailMessage) and body.get_content_subtype() == "html"
    attachments = [part for part in message.iter_attachments() if part is not body]
    if text.strip() or not attachments:
        yield mail_document(data, name, "eml", limits, head=head, text=text, is_html=is_html)
    for number, part in enumerate(attachments, 1):
        if number > limits.archive_members:
            raise refuse("archive_members", limits.archive_members, "has more attachments")
        yield from _attachment(part, name, number)


def mail_document(
    data: bytes, name: str, kind: str, limits: Limits, *, head: dict[str, str], text: str, is_html: bool
) -> Document:
    """A message: its head as lines of region "metadata", its body read as HTML or plain text."""
    assembly = Assembly()
    for key, value in head.items():
        if value:
            assembly.add("paragraph", [Piece(f"{key}: {value}", TextAnchor(1, 1, 0), 0)], region="metadata")
    inner = read_html(text, data, name, limits) if is_html else read_text(text, data, name)
    assembly.take(inner)
    metadata = Metadata(
        title=head.get("Subject", "") or inner.metadata.title,
        author=head.get("From", ""),
        created=head.get("Date", ""),
        fields={key.lower(): value for key, value in head.items() if value},
    )
    return assembly.document(data, name, kind, metadata)


def _header(message: EmailMessage, key: str) -> str:
    try:
        return " ".join(str(message.get(key, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        # The standard parser trips over some malformed addresses; a head line is not worth the message.
        return ""


def _content(part: EmailMessage) -> str:
    try:
        content = part.get_content()
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        content = payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""


def _attachment(part: EmailMessage, name: str, number: int) -> Iterator[Attachment]:
    if part.get_content_maintype() in ("image", "audio", "video"):
        return
    filename = part.get_filename() or f"attachment-{number}"
    if part.get_content_type() == "message/rfc822":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        data = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        filename = filename if filename.endswith(".eml") else f"{filename}.eml"
    else:
        decoded = part.get_payload(decode=True)
        data = decoded if isinstance(decoded, bytes) else b""
    yield Attachment(f"{name}/{filename}", data)

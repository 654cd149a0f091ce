"""Writes suggestions into a copy of a document. The source is never touched.

A writer is a module with `MODES` (which of comments, tracked and clean it can write) and
`write(data, document, proposals, style) -> Written`. It raises `UnreadableDocument` for a file it must not change.
"""

from __future__ import annotations

# Format (as in `Document.format`) → module below this package.
WRITERS: dict[str, str] = {
    "docx": "word",
    "odt": "odt",
    "pdf": "pdf",
    "md": "plain",
    "html": "plain",
    "txt": "plain",
}

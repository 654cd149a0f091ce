"""Names for values of libraries that carry no types of their own, so that signatures say what they take."""

from __future__ import annotations

from typing import Any
from typing import TypeAlias

# An lxml element.
XmlElement: TypeAlias = Any
# pypdfium2's document, page and text page.
PdfDocument: TypeAlias = Any
PdfPage: TypeAlias = Any
PdfTextPage: TypeAlias = Any
# markdown-it's parser and token.
MarkdownParser: TypeAlias = Any
MarkdownToken: TypeAlias = Any
# A value out of a JSON file: object, array, string, number, boolean or None.
JsonValue: TypeAlias = Any

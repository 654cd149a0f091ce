"""Names for values of libraries that carry no types of their own, as in `policy_audit.extract.foreign`."""

from __future__ import annotations

from typing import Any
from typing import TypeAlias

# pypdf's writer, and an object of a PDF.
PdfWriter: TypeAlias = Any
PdfValue: TypeAlias = Any

"""Files that stop in the middle: formats with an end mark of their own show it, so that half is not taken for all."""

from __future__ import annotations

import re

CUT_OFF = "The file ends without its end mark, so it may have been cut off: compare its last words with the original."
# PDF readers look for the end mark in so many last bytes.
PDF_TAIL = 2048
HTML_HEAD = 4096
BOUNDARY = re.compile(rb'^content-type:[^\n]*(?:\n[ \t][^\n]*)*?boundary="?([^"\s;]+)', re.I | re.M)


def cut_off(data: bytes, kind: str) -> bool:
    """True when a file of this format (a key of `EXTRACTORS`) lacks the mark that ends such files, if any does."""
    if kind == "pdf":
        return b"%%EOF" not in data[-PDF_TAIL:]
    if kind == "rtf":
        return data.rstrip(b"\0\r\n\t \x1a")[-1:] != b"}"
    if kind == "html":
        # The tag of the end may be left out by the standard, but those who write the one write the other.
        text = data.replace(b"\0", b"").lower()
        return b"<html" in text[:HTML_HEAD] and b"</html" not in text
    if kind == "eml":
        head = data.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
        boundary = BOUNDARY.search(head)
        return boundary is not None and b"--" + boundary.group(1) + b"--" not in data
    return False

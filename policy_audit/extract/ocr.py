"""Pages without a text layer, read by tesseract where it is on the path."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from policy_audit.extract.foreign import PdfPage
from policy_audit.extract.limits import Limits
from policy_audit.extract.pdf_characters import Box
from policy_audit.extract.pdf_lines import Line
from policy_audit.extract.pdf_lines import PageText
from policy_audit.extract.pdf_runs import Run

PROGRAM = "tesseract"
DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
WORD_LEVEL = "5"
# A page larger than this at 300 dots per inch (A2) is rendered coarser.
MOST_PIXELS = 40_000_000


class _Word(NamedTuple):
    line: tuple[str, str, str]
    left: int
    top: int
    width: int
    height: int
    text: str


def available() -> bool:
    """True when tesseract is on the path."""
    return shutil.which(PROGRAM) is not None


def recognise(page: PdfPage, number: int, limits: Limits) -> PageText | None:
    """The lines of a pictured page; None when tesseract fails or takes longer than `limits.seconds`.

    `PdfAnchor.character` counts in the recognised text of the page.
    """
    width, height = page.get_size()
    scale = DOTS_PER_INCH / POINTS_PER_INCH
    scale = min(scale, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    picture = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    command = [PROGRAM, "stdin", "stdout", "-l", "eng", "--dpi", str(round(scale * POINTS_PER_INCH)), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture.getvalue(),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode != 0:
        return None
    lines = _lines(done.stdout.decode("utf-8", "replace"), number, scale, height)
    return PageText(number, width, height, tuple(lines), sum(len(line.text) for line in lines))


def _lines(table: str, number: int, scale: float, height: float) -> list[Line]:
    lines: list[Line] = []
    position = 0
    for _, group in groupby(_words(table), key=lambda word: word.line):
        words = list(group)
        text = " ".join(word.text for word in words)
        box = Box(
            min(word.left for word in words) / scale,
            height - max(word.top + word.height for word in words) / scale,
            max(word.left + word.width for word in words) / scale,
            height - min(word.top for word in words) / scale,
        )
        # Heights of words vary with their letters; rounding keeps lines of one type together.
        size = float(max(round((box.top - box.bottom) / 2) * 2, 2))
        lines.append(Line(number, (Run(text, position),), box, size, False, ocr=True))
        position += len(text) + 1
    common = sorted(line.size for line in lines)
    middle = common[len(common) // 2] if common else 0.0
    return [line if abs(line.size - middle) > 0.35 * middle else replace(line, size=middle) for line in lines]


def _words(table: str) -> list[_Word]:
    words = []
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) == 12 and fields[0] == WORD_LEVEL and fields[11].strip():
            left, top, width, height = (int(field) for field in fields[6:10])
            words.append(_Word((fields[2], fields[3], fields[4]), left, top, width, height, fields[11].strip()))
    return words

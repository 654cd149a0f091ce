"""Word 97-2003 .doc: converted by LibreOffice where it is installed, refused with the remedy where it is not."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from policy_audit.errors import UnreadableDocument
from policy_audit.extract import docx
from policy_audit.extract.limits import DEFAULT_LIMITS
from policy_audit.extract.limits import Limits
from policy_audit.types import Document

PROGRAMS = ("soffice", "libreoffice")
REMEDY = "Open it in Word and save it as .docx, or install LibreOffice."


def extract(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read an old Word file; anchors are those of the converted .docx."""
    program = next((found for found in map(shutil.which, PROGRAMS) if found), None)
    if program is None:
        raise UnreadableDocument("legacy-word", "The file is an old Word document (.doc).", REMEDY)
    with tempfile.TemporaryDirectory(prefix="policy-audit-") as folder:
        converted = _convert(program, data, Path(folder), limits)
        document = docx.extract(converted, name, limits, password)
    note = "Read through LibreOffice; places are those of the converted document."
    return replace(document, format="doc", sha256=sha256(data).hexdigest(), warnings=(note, *document.warnings))


def _convert(program: str, data: bytes, folder: Path, limits: Limits) -> bytes:
    source = folder / "document.doc"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
    ]
    try:
        subprocess.run(
            [*command, "--outdir", str(folder), str(source)],
            check=False,
            capture_output=True,
            timeout=limits.seconds,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableDocument(
            "legacy-word", "LibreOffice took too long to convert the old Word document.", REMEDY
        ) from None
    target = folder / "document.docx"
    if not target.is_file():
        raise UnreadableDocument("legacy-word", "LibreOffice could not convert the old Word document.", REMEDY)
    return target.read_bytes()

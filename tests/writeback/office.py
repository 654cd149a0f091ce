"""LibreOffice as a second opinion: it accepts or rejects every tracked change and says what the text is then."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle(listing As String)
  Dim line As String
  Dim number As Integer
  number = FreeFile
  Open listing For Input As #number
  Do While Not Eof(number)
    Line Input #number, line
    If Len(line) &gt; 0 Then
      Dim parts
      parts = Split(line, "|")
      Call One(parts(0), parts(1), parts(2), parts(3))
    End If
  Loop
  Close #number
  StarDesktop.terminate()
End Sub

Sub One(source As String, target As String, command As String, kind As String)
  On Error Goto Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim document
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  Dim dispatcher
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command &amp; "AllTrackedChanges", "", 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = kind
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
  Exit Sub
Failed:
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Changes"/></library:library>
"""
PDF = "writer_pdf_Export"
WORD = "MS Word 2007 XML"


class Job(NamedTuple):
    """Open `source`, do `command` ("Accept" or "Reject") to all its changes, save it as `target` by filter `kind`."""

    source: Path
    target: Path
    command: str
    kind: str = PDF


def office() -> str | None:
    """The LibreOffice program, if this machine has it."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def settle(files: list[Path], folder: Path, timeout: float = 120) -> dict[Path, tuple[Path, Path]]:
    """PDF pages of Word files with every change accepted, and with every change rejected."""
    found = {file: (folder / f"{file.stem}.accepted.pdf", folder / f"{file.stem}.rejected.pdf") for file in files}
    pairs = found.items()
    jobs = [
        Job(file, target, command)
        for file, both in pairs
        for target, command in zip(both, ("Accept", "Reject"), strict=True)
    ]
    carry_out(jobs, folder, timeout)
    return found


def carry_out(jobs: Sequence[Job], folder: Path, timeout: float = 120) -> None:
    """Do all jobs in one run of LibreOffice. A file it cannot open leaves no target behind."""
    standard = folder / "profile" / "user" / "basic" / "Standard"
    if not standard.is_dir():
        run(folder, ["--terminate_after_init"], timeout)  # Makes the profile, which would overwrite ours.
        standard.mkdir(parents=True, exist_ok=True)
    (standard / "Changes.xba").write_text(MACRO)
    (standard / "script.xlb").write_text(LIBRARY)
    listing = folder / "listing.txt"
    listing.write_text("".join(f"{one.source}|{one.target}|{one.command}|{one.kind}\n" for one in jobs))
    run(folder, [f"macro:///Standard.Changes.Settle({listing})"], timeout)


def run(folder: Path, arguments: Iterable[str], timeout: float = 120) -> None:
    """Run LibreOffice without a window, in a profile of its own."""
    program = office()
    assert program is not None
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        [program, profile, "--headless", "--norestore", "--nologo", *arguments],
        timeout=timeout,
        check=True,
        capture_output=True,
    )

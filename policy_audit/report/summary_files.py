"""The files of one audit: index.html to open first, Excel, Word, calendar, JSON; each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policy_audit.errors import UsageError
from policy_audit.report import Options
from policy_audit.ruleset.load import Ruleset
from policy_audit.types import Report

if TYPE_CHECKING:
    from policy_audit.batch.history import Audit

PAGE = "index.html"
WORKBOOK = "policy-audit.xlsx"
PAPER = "summary.docx"
CALENDAR = "dates.ics"
# The file by which a folder of reports is known again; written last, so that it stands for a complete set.
MARK = "report.json"


def write_files(
    report: Report, ruleset: Ruleset, out: Path, options: Options, audits: Sequence[Audit] = ()
) -> tuple[Path, ...]:
    """Write all reports into the folder `out`; gives their paths, the one to open first in front.

    `audits` are the kept audits of the same folder, for the trend on the page. What HR wrote into the workbook that is
    there already is kept. Raises UsageError for a file that cannot be written.
    """
    from policy_audit.report import ics
    from policy_audit.report import json_
    from policy_audit.report.html_ import render_overview
    from policy_audit.report.summary import overview
    from policy_audit.report.word import render_word
    from policy_audit.report.xlsx import write_workbook
    from policy_audit.report.xlsx_kept import read_kept

    kept = read_kept(out / WORKBOOK)
    view = overview(report, ruleset)
    writers: dict[str, Callable[[Path], object]] = {
        PAGE: lambda path: path.write_bytes(_bytes(render_overview(view, audits))),
        WORKBOOK: lambda path: write_workbook(path, view, kept),
        PAPER: lambda path: path.write_bytes(render_word(view)),
        CALENDAR: lambda path: path.write_bytes(_bytes(ics.render(view.undertakings, view.reviews, report.audit_date))),
        MARK: lambda path: _write_pieces(path, json_.render_pieces(report, options)),
    }
    for name, writer in writers.items():
        with replacing(out / name) as path:
            writer(path)
    return tuple(out / name for name in writers)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A neighbour to write to, which then takes the place of `path`: a run cut short leaves the old file or the new.

    Raises UsageError when the file cannot be written or replaced (it is open in Excel, the disk is full).
    """
    neighbour = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
        os.close(handle)
        neighbour = Path(name)
        yield neighbour
        # The file is for its owner alone while it is made; then it gets the rights of any new file.
        neighbour.chmod(0o666 & ~_umask())
        neighbour.replace(path)
    except OSError as error:
        remedy = "Close it where it is open, or name another folder."
        raise UsageError(f"{path} cannot be written ({error.strerror or error}).", remedy) from error
    finally:
        if neighbour is not None:
            neighbour.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_pieces(path: Path, pieces: Iterable[str]) -> None:
    with path.open("wb") as file:
        file.writelines(map(_bytes, pieces))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")

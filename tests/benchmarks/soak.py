"""Audits a made folder of mixed documents, one in a hundred hostile, twice; prints time, memory and what became of each.

    python tests/benchmarks/soak.py [DOCUMENTS] [JOBS]

Resident memory of the main process and of each worker is read every half second (Linux). The second audit shows what
the cache saves; both end with report.json, as the command `audit` does. Exit code 1 where a document is missing from the
report or an honest one could not be read.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "extract"))

from made_content import Content
from made_content import as_docx
from made_content import as_html
from made_content import as_markdown
from made_content import made_content
from made_content import sentence
from pdf_maker import Page
from pdf_maker import make_pdf
from pdf_maker import stream

from policy_audit.audit import build_report
from policy_audit.batch.cache import report_cache
from policy_audit.batch.kept_view import KeptView
from policy_audit.batch.run import audit_all
from policy_audit.batch.walk import walk
from policy_audit.config_file import Configuration
from policy_audit.report import Options
from policy_audit.report.json_ import render_pieces
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import DocumentReport

POLICY = (
    "The Chairman will ensure that he treats all staff equally. ",
    "Managers must complete equality training every April. ",
    "Where possible we aim to support disabled people. ",
    "We are committed to a culture of allyship and inclusion. ",
)
NAMES = ("equality-policy", "minutes", "grievance-procedure", "recruitment-policy", "menu")
HOSTILE_SHARE = 100


def honest(number: int) -> tuple[str, bytes]:
    """Suffix and bytes of a document of two to twelve sections; no two are alike."""
    title = NAMES[number % len(NAMES)].replace("-", " ").capitalize()
    content = Content((("heading 1", title), *made_content(2 + number % 11).parts[1:]))
    extra = f"Policy {number}. " + "".join(POLICY[(number + at) % 4] for at in range(3 + number % 5)) + sentence(number)
    kind = ("docx", "md", "html", "pdf")[number % 4]
    if kind == "pdf":
        lines = [sentence(number * 7 + at)[:88] for at in range(30)] + [extra[at : at + 88] for at in range(0, len(extra), 88)]
        page = Page().text(72, 780, title, 16, bold=True).lines(72, 750, lines, size=10, leading=13)
        return kind, make_pdf([page] * (1 + number % 6))
    if kind == "docx":
        return kind, _with_words(as_docx(content), extra)
    made = as_markdown(content) if kind == "md" else as_html(content)
    text = made.decode()
    return kind, (f"{text}\n\n{extra}\n" if kind == "md" else text.replace("</body>", f"<p>{extra}</p></body>")).encode()


def _with_words(docx: bytes, words: str) -> bytes:
    """The Word file with a paragraph more."""
    source, target = zipfile.ZipFile(io.BytesIO(docx)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                paragraph = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>".encode()
                at = data.find(b"<w:p>") if b"<w:p>" in data else data.find(b"<w:p ")
                data = data[:at] + paragraph + data[at:]
            made.writestr(name, data)
    return target.getvalue()


def hostile(number: int) -> tuple[str, bytes]:
    """Suffix and bytes of a bomb, a truncated file, noise or an entity expansion."""
    kind = number % 5
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        text = b"<w:document>" + b" " * (300 << 20) if kind == 0 else b"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document/>"
        made.writestr("word/document.xml" if kind < 2 else "../word/document.xml", text)
    if kind < 3:
        return "docx", bomb.getvalue()
    if kind == 3:
        return "pdf", make_pdf([Page().text(72, 700, "cut off", 10)])[:300]
    return "pdf", b"%PDF-1.7\n" + stream(b"[" * 400_000) + os.urandom(2000)


def make_folder(folder: Path, documents: int) -> set[str]:
    """Writes the documents; the names of the hostile ones."""
    doomed = set()
    for number in range(documents):
        bad = number % HOSTILE_SHARE == HOSTILE_SHARE // 2
        suffix, data = hostile(number // HOSTILE_SHARE) if bad else honest(number)
        path = folder / f"{number // 500:02}" / f"{NAMES[number % len(NAMES)]}-{number:05}.{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        if bad:
            doomed.add(path.name)
    return doomed


class Watch:
    """Highest resident memory here and in any worker, memory here at each tenth of the way, CPU time of the workers."""

    def __init__(self) -> None:
        self.here = self.worker = 0.0
        self.spent: dict[int, float] = {}
        self.steps: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            self.look()

    def look(self) -> None:
        """Read memory and CPU time now."""
        self.here = max(self.here, resident(os.getpid()))
        for process in below(os.getpid()):
            self.worker = max(self.worker, resident(process))
            self.spent[process] = max(self.spent.get(process, 0.0), cpu_seconds(process))

    def stop(self) -> None:
        """End the watch."""
        self._stop.set()
        self._thread.join()


def resident(process: int) -> float:
    """Resident memory in MiB; 0 where it cannot be known."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    except (OSError, ValueError, IndexError):
        return 0.0


def cpu_seconds(process: int) -> float:
    """CPU time of a process so far; 0 where it cannot be known."""
    try:
        values = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def below(process: int) -> list[int]:
    """Processes started by a process, and by those in turn."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(path.parent.name))
    found = list(parents.get(process, ()))
    for one in found:
        found.extend(parents.get(one, ()))
    return found


def audit(folder: Path, jobs: int, cache_file: Path) -> tuple[dict[str, str], float]:
    """What became of each file, and the CPU seconds to the rendered report; prints the figures."""
    configuration, ruleset = Configuration(), load_ruleset()
    watch, begun, spent = Watch(), time.monotonic(), time.process_time()
    files = list(walk([folder]))
    with report_cache(cache_file) as cache:
        reports = _watched(audit_all(files, ruleset, configuration, jobs=jobs, cache=cache), len(files), watch)
        report = build_report(reports, ruleset, configuration.settings, view=KeptView(cache, configuration))
    written = cache_file.with_name("report.json")
    with written.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(render_pieces(report, Options()))
    seconds = time.monotonic() - begun
    watch.stop()
    cpu = time.process_time() - spent + sum(watch.spent.values())
    print(f"{cpu:.1f} CPU seconds in all; {len(files)} documents and their report in {seconds:.1f} s ({len(files) / seconds:.1f}/s)")
    print(f"  {written.stat().st_size / 1e6:.1f} MB of JSON; memory here {watch.here:.0f} MiB, largest worker {watch.worker:.0f} MiB")
    print(f"  memory here at each tenth: {' '.join(f'{step:.0f}' for step in watch.steps)} MiB")
    return {Path(one.path).name: one.error.code if one.error else "audited" for one in report.documents}, cpu


def _watched(reports: Iterator[DocumentReport], count: int, watch: Watch) -> Iterator[DocumentReport]:
    """The reports as they come, none held here; notes memory and time at each tenth."""
    begun = time.monotonic()
    for number, report in enumerate(reports, 1):
        if number % max(1, count // 10) == 0:
            watch.steps.append(resident(os.getpid()))
            print(f"  {number} documents after {time.monotonic() - begun:.0f} s", flush=True)
        yield report


def main() -> int:
    """Make, audit twice, compare."""
    gc.set_threshold(200_000, 20, 20)  # As the program itself does.
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "documents")
        folder.mkdir()
        doomed = make_folder(folder, documents)
        first, seconds = audit(folder, jobs, Path(name, "cache", "reports.sqlite"))
        second, again = audit(folder, jobs, Path(name, "cache", "reports.sqlite"))
    print(f"second audit: {100 * again / seconds:.1f} % of the CPU time of the first")
    print("outcomes:", dict(Counter(first.values())))
    honest_lost = [file for file, code in first.items() if code != "audited" and file not in doomed]
    hostile_passed = [file for file in doomed if first.get(file) == "audited"]
    print(f"missing {documents - len(first)}, honest not audited {honest_lost}, hostile audited {hostile_passed}")
    return int(len(first) != documents or first != second or bool(honest_lost))


if __name__ == "__main__":
    sys.exit(main())

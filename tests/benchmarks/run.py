"""policy-audit beside its peers, in one run on one machine: CPU seconds, memory, cold start, growth with size.

    python tests/benchmarks/run.py [--long] [--write] [--folder FOLDER]

The peers are installed into `tests/benchmarks/peers` the first time (Node and npm for two of them). Texts are made in
code; `--folder` adds the Markdown files of a folder of yours. `--write` renews `docs/benchmark.md` and its pictures.
CPU seconds and ratios travel between machines, wall time does not. A tool that is not to be had is named and left out.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import page
from blind import answers
from blind import first_look
from measuring import Measured
from measuring import each
from texts import Texts
from tools import Tool
from tools import floors
from tools import install
from tools import pdf_tools
from tools import present
from tools import text_tools

from policy_audit.ruleset.load import load_ruleset


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    documents: int
    sizes: tuple[int, ...]
    pages: int
    runs: int


SHORT = Extent(documents=20, sizes=(1_000, 4_000, 16_000, 64_000), pages=40, runs=3)
LONG = Extent(documents=150, sizes=(1_000, 4_000, 16_000, 64_000, 256_000), pages=200, runs=5)
WORDS = 1_000
GRAMMAR = "policy-audit, tagger needed"


def results(extent: Extent, folder: Path, real: Path | None) -> Iterator[page.Table]:
    """The tables, each as soon as it is measured."""
    texts = Texts(load_ruleset())
    terms = folder / "terms.txt"
    terms.write_text("\n".join(texts.words) + "\n", encoding="utf-8")
    tools = present(text_tools(terms))
    one = _written(folder / "one.md", texts.policy(WORDS, quiet=True) + "\nThe chairman decides.\n")
    # Whether “cripple” is a noun or a verb is for the tagger, which takes a second to load; few documents need it.
    other = _written(folder / "other.md", texts.policy(WORDS, quiet=True) + "\nA strike would cripple the service.\n")
    commands = {**floors(), **{tool.name: tool.on([one]) for tool in tools}, GRAMMAR: tools[0].on([other])}
    yield page.Table(
        "cold", f"Cold start: one policy of {WORDS:,} words", dict(each(commands, folder, extent.runs)), {}
    )
    many = [
        _written(folder / f"policy-{number:03}.md", texts.policy(WORDS, number)) for number in range(extent.documents)
    ]
    yield _table("folder", f"{extent.documents} policies of {WORDS:,} words each", tools, many, folder)
    if real is not None:
        found = sorted(path.resolve() for path in real.rglob("*.md"))
        yield _table("real", f"{len(found)} documents of the folder given", tools, found, folder)
    for size in extent.sizes:
        long_one = [_written(folder / f"long-{size}.md", texts.policy(size, quiet=True))]
        yield _table(f"growth-{size}", f"One policy of {size:,} words", tools, long_one, folder)
    pdf = folder / "policy.pdf"
    pdf.write_bytes(texts.pdf(extent.pages))
    rows = dict(each({tool.name: tool.on([pdf]) for tool in present(pdf_tools())}, folder, extent.runs))
    yield page.Table("pdf", f"One PDF of {extent.pages} pages", rows, {})


def _table(name: str, title: str, tools: list[Tool], files: list[Path], folder: Path) -> page.Table:
    rows: dict[str, Measured] = dict(each({tool.name: tool.on(files) for tool in tools}, folder, 1))
    words = sum(len(path.read_text(encoding="utf-8", errors="replace").split()) for path in files)
    return page.Table(name, title, rows, {tool: words / one.cpu for tool, one in rows.items()})


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def main() -> int:
    """Install, measure, print, and with --write renew the page; exit code 1 if no peer could be measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--long", action="store_true", help="150 documents, to 256,000 words, 200 pages")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmark.md and its pictures")
    parser.add_argument("--folder", type=Path, help="Markdown files of your own, as one more table")
    given = parser.parse_args()
    missing = install()
    tables, answered = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for table in results(LONG if given.long else SHORT, Path(folder), given.folder):
            print(page.text_of(table), flush=True)
            tables.append(table)
        terms = Path(folder) / "terms.txt"
        answered = {"policy-audit, first look": first_look()} | dict(
            answers(present(text_tools(terms))[1:], Path(folder) / "cases")
        )
        print("\nThe blind cases\n\n" + page.answers_of(answered))
    for sentence in missing:
        print(f"left out: {sentence}")
    if given.write:
        page.write(
            tables, f"{platform.system()} {platform.machine()}, Python {platform.python_version()}", missing, answered
        )
    return int(not any(name.startswith(("alex", "proselint")) for name in tables[0].rows))


if __name__ == "__main__":
    sys.exit(main())

"""The tables of the benchmark as text, and `docs/benchmark.md` with its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from blind import Answered
from measuring import Measured
from plots import bars
from plots import lines

DOCS = Path(__file__).resolve().parents[2] / "docs"
OURS = frozenset(
    {"policy-audit", "policy-audit --wording-only", "policy-audit, extraction", "policy-audit, tagger needed"}
)
_MEGABYTE = 1_000_000
_INTRODUCTION = """\
# Benchmark

policy-audit beside its peers, in one run on one machine. The page and its pictures are written by

```
make bench          # or: python tests/benchmarks/run.py --write
```

The texts are policies made in code out of model clauses and examples of the requirements, with one sentence in 25 for a wording rule
to find. Each program is started as its users start it. CPU seconds are user and system time of the program and its
children, memory is the peak of its largest process; medians where a program ran more than once. Compare ratios: seconds differ between
machines. On a machine that does nothing else a program waits about as long as its CPU seconds; wall time on a busy one says nothing.

The programs do not do the same work. The peers match words; only policy-audit reads Word and PDF, says what is *missing*, grades promises,
and looks at the sentence around a word. `word list` is one regular expression over the terms of our own lexicon, like the joblint
program, which the package registry no longer has: the floor for a tool of this kind.
"""
_CASES = """\
The [blind cases](evaluation.md#wording-cases-written-blind) of the evaluation: texts labelled before any rule saw them, half of them near
misses that should be left alone. They were written for the categories of this project, so the peers are asked for more than they
promise. Ours have since been mended where they failed, so the fair figure is that of the first look, before any rule was mended for
them. A case counts as found when a program says anything of it. Of proselint the social checks count."""


@dataclass(frozen=True, slots=True)
class Table:
    """A measured scene: what each program took, and where it makes sense its words a CPU second."""

    name: str
    title: str
    rows: Mapping[str, Measured]
    words_per_second: Mapping[str, float]


def text_of(table: Table) -> str:
    """A Markdown table, which reads well on a terminal too."""
    return f"\n{table.title}\n\n{_markdown(table)}"


def _markdown(table: Table) -> str:
    rate = bool(table.words_per_second)
    head = ["program", "CPU s", "peak MB", *(["words a CPU s"] if rate else [])]
    rows = [head, ["---"] + ["---:"] * (len(head) - 1)]
    for name, one in table.rows.items():
        rate_cell = [f"{table.words_per_second[name]:,.0f}"] if rate else []
        rows.append([name, f"{one.cpu:.2f}", f"{one.memory / _MEGABYTE:.0f}", *rate_cell])
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in rows
    )


def write(tables: Sequence[Table], machine: str, missing: Sequence[str], answered: Mapping[str, Answered]) -> None:
    """Write `docs/benchmark.md` and `docs/images/benchmark-*.svg`."""
    named = {table.name: table for table in tables}
    grown = [table for table in tables if table.name.startswith("growth-")]
    for name, picture in _pictures(named, grown):
        (DOCS / "images" / f"benchmark-{name}.svg").write_text(picture, encoding="utf-8", newline="\n")
    parts = [_INTRODUCTION, f"Measured with {machine}." + "".join(f" Left out: {one}." for one in missing)]
    for key in ("cold", "folder", "real"):
        if key in named:
            parts += [f"## {named[key].title}", _markdown(named[key])]
            parts += [f"![{named[key].title}](images/benchmark-{key}.svg)"] if key != "real" else []
    parts += [
        "## Growth with size",
        _growth(grown),
        "![CPU seconds by the length of one document](images/benchmark-growth.svg)",
    ]
    parts += [
        f"## {named['pdf'].title}",
        _markdown(named["pdf"]),
        "![CPU seconds of one PDF](images/benchmark-pdf.svg)",
    ]
    parts += ["## What they find", _CASES, answers_of(answered)]
    (DOCS / "benchmark.md").write_text("\n\n".join(one.strip() for one in parts) + "\n", encoding="utf-8", newline="\n")


def answers_of(answered: Mapping[str, Answered]) -> str:
    """Precision, recall and false alarms of the programs as a Markdown table."""
    rows = [["program", "precision", "recall", "false alarms"], ["---", "---:", "---:", "---:"]]
    rows += [
        [name, f"{one.precision:.2f}", f"{one.recall:.2f}", f"{one.false_alarms:.0%}"] for name, one in answered.items()
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _growth(tables: Sequence[Table]) -> str:
    """CPU seconds by length, and how the longest costs beside the shortest, start included."""
    sizes = [int(table.name.partition("-")[2]) for table in tables]
    rows = [["program", *(f"{size:,} words" for size in sizes)], ["---"] + ["---:"] * len(sizes)]
    rows += [[name, *(f"{table.rows[name].cpu:.2f}" for table in tables)] for name in tables[0].rows]
    return "CPU seconds, start included, of texts without a word for the tagger; the long ones repeat sentences:\n\n" + "\n".join(
        "| " + " | ".join(row) + " |" for row in rows
    )


def _pictures(named: Mapping[str, Table], grown: Sequence[Table]) -> Iterator[tuple[str, str]]:
    cold, folder, pdf = named["cold"], named["folder"], named["pdf"]
    yield "cold", bars("Cold start, CPU seconds", {name: one.cpu for name, one in cold.rows.items()}, OURS, "s")
    yield "folder", bars("Words a CPU second", folder.words_per_second, OURS, "words")
    yield "pdf", bars("One PDF, CPU seconds", {name: one.cpu for name, one in pdf.rows.items()}, OURS, "s")
    series = {
        name: [(float(table.name.partition("-")[2]), table.rows[name].cpu) for table in grown] for name in grown[0].rows
    }
    yield "growth", lines("CPU seconds by the length of one document", series, "words in the document", "CPU seconds")

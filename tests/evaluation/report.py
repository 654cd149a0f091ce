"""Writes the evaluation report and the figures a test holds later runs against, from one run of the audit.

    python tests/evaluation/report.py --shared ../shared --out docs/evaluation.md

Without --shared (documents that are not part of the project) only the stages with data in the repository are measured.
What the mistakes have in common (`mistakes.toml`) is written by a reader; everything else is measured here.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import report_stages as stages
import report_wording
from report_edits import written_back
from report_statistics import Stage
from report_statistics import intervals
from report_statistics import mistakes_of
from report_statistics import reliability

from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures.json"
ALLOWED_FALL = 0.02
READ = 20


def own_stages(ruleset: Ruleset) -> Iterator[Stage]:
    """Stages whose data are part of the repository."""
    yield from report_wording.wording_stages(ruleset)
    yield report_wording.findings_read()
    yield stages.own_documents(ruleset)
    if (HERE / "requirements" / "unseen" / "labels.jsonl").is_file():
        yield stages.unseen(ruleset)
    yield stages.passages(ruleset)
    yield stages.edits_read()


def shared_stages(shared: Path, ruleset: Ruleset) -> Iterator[Stage]:
    """Stages over the shared evaluation documents: one audit of all of them."""
    reports = stages.audited(shared, ruleset)
    wanted = ("precision", "recall", "F1", "kappa", "evidence found")
    policies = Stage(
        "policies",
        "Requirements: real policies",
        "32 real policies × 53 requirements, levels 0 to 3 by two independent readers",
        "Satisfied means level 2 or 3. Rows on which the readers differ are left out (readers between themselves: F1 "
        "0.87 to 0.91). Kappa is quadratically weighted over the four levels.",
        "organisation",
        wanted,
        True,
    )
    groups = stages.groups_of(shared, "policies", "organisation")
    yield stages.requirements(policies, shared / "gold" / "policies.dev.jsonl", reports, groups)
    rich = Stage(
        "allyship",
        "Requirements: allyship-rich documents",
        "3 documents × 93 requirements, by the author and a blind reader",
        "As above. With three documents the interval says little; the made-up documents below carry more.",
        "document",
        wanted,
        True,
    )
    yield stages.requirements(rich, shared / "gold" / "allyship.dev.jsonl", reports, {})
    yield stages.strength(shared, reports)
    yield stages.kinds(shared, reports)
    yield stages.adverts(shared, reports)


def ablation(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Documents, layer and F1, from the ablation script."""
    for name, folder in (("real policies", "policies"), ("allyship-rich", "allyship")):
        gold = shared / "gold" / f"{folder}.dev.jsonl"
        command = [sys.executable, str(HERE / "requirements_ablation.py"), str(gold), str(shared / "corpus" / folder)]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for layer, figure in re.findall(r"^(\S.*?)\s+F1 ([\d.]+)", printed, re.M):
            yield name, layer, figure


def record(measured: list[Stage]) -> dict[str, dict[str, object]]:
    """The figures a later run must not fall below, with the number of decisions they rest on; unmeasured ones stay."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    return kept | {
        one.id: {"shared": one.shared, "decisions": one.decisions(), "figures": one.figures()} for one in measured
    }


def render(measured: list[Stage], layers: list[tuple[str, str, str]], formats: list[tuple[str, object]]) -> str:
    """The report as Markdown."""
    text = tomllib.loads((HERE / "mistakes.toml").read_text(encoding="utf-8"))
    notes = text["stage"]
    parts = [text["opening"].strip()]
    for stage in measured:
        parts.append("\n".join(section(stage, notes.get(stage.id, []))))
        if stage.id == "edits":
            parts.append("\n".join(written_back()))
    if layers:
        parts.append("\n".join(ablation_table(layers)))
    parts.append(text["held_out"].strip())
    parts.append("\n".join(first_looks(text)))
    if formats:
        parts.append("\n".join(format_table(formats)))
    parts.append(text["closing"].strip())
    return "\n\n".join(parts) + "\n"


def section(stage: Stage, notes: list[str]) -> Iterator[str]:
    """Data, protocol, figures with intervals, worst parts, and what the mistakes are."""
    yield f"## {stage.title}\n\n{sentence(stage.data)} {sentence(stage.protocol)}\n"
    groups = len(stage.groups)
    yield f"{stage.decisions():,} decisions; intervals by {stage.unit} ({groups}).\n"
    yield "| figure | value | 95 % interval |\n|---|---|---|"
    spread = intervals(stage)
    for name, value in stage.figures().items():
        low, high = spread[name]
        yield f"| {name} | {value:.3f} | {low:.3f} to {high:.3f} |"
    total = stage.total()
    if total["first"]:
        right, first = total["first right"], total["first"]
        yield f"\nAt first look {right} of {first} were right ({right / first:.3f})."
    if total["lost"]:
        yield f"\n{total['lost']} sentences are lost: the tool cuts the text into other units there."
    if stage.sureness:
        yield "\n| stated confidence | decisions | mean | right |\n|---|---|---|---|"
        for name, number, sure, share in reliability(stage.sureness):
            yield f"| {name} | {number:,} | {sure:.2f} | {share:.3f} |"
    worst = stage.worst()
    if worst:
        named = ", ".join(f"`{part}` ({int(mistakes_of(counts))})" for part, counts in worst)
        yield f"\nMost mistakes: {named}."
    if notes:
        yield "\n**What the mistakes are**\n\n" + "\n".join(f"- {one}" for one in notes)
    if stage.mistakes:
        yield from listed(stage)


def sentence(text: str) -> str:
    """Text with a capital and a full stop."""
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def listed(stage: Stage) -> Iterator[str]:
    """The mistakes themselves, up to twenty, from different parts of the list."""
    number = len(stage.mistakes)
    shown = [stage.mistakes[at * number // min(READ, number)] for at in range(min(READ, number))]
    yield f"\n**{len(shown)} of {len(stage.mistakes)} mistakes**\n"
    yield from (f"- {one}" for one in shown)


def ablation_table(layers: list[tuple[str, str, str]]) -> Iterator[str]:
    """What each layer of the requirements stage is worth."""
    yield "## Ablation: what each layer is worth\n\nF1 of “satisfied”, the same decisions as above.\n"
    yield "| documents | layer | F1 |\n|---|---|---|"
    yield from (f"| {documents} | {layer} | {figure} |" for documents, layer, figure in layers)
    yield (
        "\n“Topic words only” is what a keyword search finds. The rules were mended on these documents, the scorers were not "
        "trained on them; what the two are worth beside each other stands under “Held out” below."
    )


def first_looks(text: dict[str, str]) -> Iterator[str]:
    """What the rules scored before they were mended for a batch."""
    yield f"## Blind figures: first looks\n\n{text['blind'].strip()}\n"
    path = HERE / "first_look.json"
    if path.is_file():
        yield "| stage | batch came in with | size | first look |\n|---|---|---|---|"
        for row in json.loads(path.read_text(encoding="utf-8")):
            rest = {key: value for key, value in row.items() if key not in ("stage", "commit", "size")}
            figures = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in rest.items())
            yield f"| {row['stage']} | `{row['commit']}` | {row['size']} | {figures} |"


def format_table(formats: list[tuple[str, object]]) -> Iterator[str]:
    """Extraction by format."""
    yield "## Extraction\n\nA policy made in code, in every format; share of its words that come back, in order too,"
    yield "and share of the words read that are the policy's. Rows “by LibreOffice” need it installed.\n"
    yield "| format | recall | order | precision |\n|---|---|---|---|"
    for name, one in formats:
        yield f"| {name} | {one.recall:.4f} | {one.order:.4f} | {one.precision:.4f} |"  # type: ignore[attr-defined]


def main() -> int:
    """Measure, write the report and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    ruleset = load_ruleset()
    measured = list(shared_stages(options.shared, ruleset)) if options.shared else []
    measured += own_stages(ruleset)
    layers = list(ablation(options.shared)) if options.shared else []
    options.out.write_text(render(measured, layers, stages.extraction()), encoding="utf-8")
    FIGURES.write_text(json.dumps(record(measured), indent=1) + "\n", encoding="utf-8")
    for one in measured:
        print(one.id, one.figures())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

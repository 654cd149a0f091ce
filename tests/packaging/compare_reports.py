"""Compares a JSON report of the example documents with the expected reports beside them.

    compare_reports.py REPORT.json EXAMPLES [--write]

An expected report holds what a reader would check by hand: kinds, findings with their words, requirements met, results of
the advert checks, firm commitments. `--write` makes them anew after a change that was meant; look at the difference.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def digest(document: dict[str, Any]) -> dict[str, Any]:
    """The part of a document's report that is expected to stay."""
    findings = [
        f"{one['severity']} {one['rule']}" + (f": {one['span']['text']}" if one["span"] else "")
        for one in document["findings"]
        if one["span"] or one["severity"] == "error"
    ]
    return {
        "kinds": document["kinds"],
        "findings": sorted(findings),
        "met": sorted(
            f"{one['id']} {one['level']}" for one in document["requirements"] if one["passed"] and "result" not in one
        ),
        "adverts": {
            one["id"]: one["result"] for one in document["requirements"] if one.get("result") in ("missing", "weak")
        },
        "firm": [" ".join(one["text"].split()) for one in document["commitments"] if one["strength"] >= 3],
    }


def differences(report: dict[str, Any], examples: Path, write: bool = False) -> list[str]:
    """A line for each document and part that is not as expected; empty when all is."""
    found: list[str] = []
    folder = examples / "expected"
    for document in report["documents"]:
        name = Path(document["path"]).name
        file = folder / f"{name}.json"
        now = digest(document)
        if write:
            folder.mkdir(exist_ok=True)
            file.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        elif not file.is_file():
            found.append(f"{name}: no expected report")
        else:
            then = json.loads(file.read_text(encoding="utf-8"))
            found += [
                f"{name}: {part} expected {then[part]!r}, got {now[part]!r}" for part in now if then[part] != now[part]
            ]
    return found


def main(arguments: list[str]) -> int:
    """Print the differences; exit code 1 when there are any."""
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    lines = differences(report, Path(arguments[1]), "--write" in arguments)
    print("\n".join(lines) or "the reports are as expected")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

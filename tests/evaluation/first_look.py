"""What the rules scored on cases they had not seen: each batch judged by the rules as they stood before it came in.

    python tests/evaluation/first_look.py [--out tests/evaluation/first_look.json]

For every commit that added wording cases, passages or allyship-rich documents, the added ones are judged by the program
and the lexicons of the commit before. Needs the git history; a batch whose older program cannot run is left out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = "tests/evaluation"
CASES = f"{EVALUATION}/wording_cases.jsonl"
BLIND = f"{EVALUATION}/wording_blind.jsonl"
PASSAGES = f"{EVALUATION}/requirements/passages.toml"
LABELS = f"{EVALUATION}/allyship/labels.jsonl"
UNSEEN = f"{EVALUATION}/requirements/unseen/labels.jsonl"


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout


def commits(path: str) -> list[str]:
    """Commits that changed a file, oldest first."""
    return git("log", "--reverse", "--format=%H", "--", path).decode().split()


def content(commit: str, path: str) -> str:
    """A file as of a commit; empty where it was not there."""
    try:
        return git("show", f"{commit}:{path}").decode()
    except subprocess.CalledProcessError:
        return ""


def house(commit: str, folder: Path) -> None:
    """The tests of a commit, today's script for the documents, and the program and lexicons of the commit before."""
    for revision, parts in ((commit, ["tests"]), (f"{commit}^", ["policy_audit", "lexicons"])):
        archive = git("archive", revision, *parts)
        subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    for script in ("allyship_documents.py", "requirements_dev.py"):
        (folder / EVALUATION / script).write_bytes((ROOT / EVALUATION / script).read_bytes())


def said(folder: Path, script: str, *arguments: str) -> str:
    """Standard output of an evaluation script run in a folder."""
    environment = {"PYTHONPATH": str(folder), "PATH": "", "POLICY_AUDIT_CACHE": str(folder / "cache")}
    command = [sys.executable, f"{EVALUATION}/{script}", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, text=True).stdout


def rows_of(text: str) -> dict[str, str]:
    return {json.loads(line)["text"]: line for line in text.splitlines() if line.strip()}


def wording(commit: str, folder: Path, path: str) -> dict[str, object] | None:
    before, after = rows_of(content(f"{commit}^", path)), rows_of(content(commit, path))
    new = [line for text, line in after.items() if text not in before]
    if len(new) < 20:
        return None
    house(commit, folder)
    older = content(f"{commit}^", f"{EVALUATION}/wording_cases.py")
    if older:
        (folder / EVALUATION / "wording_cases.py").write_text(older, encoding="utf-8")
    (folder / "new.jsonl").write_text("\n".join(new), encoding="utf-8")
    figures = json.loads(said(folder, "wording_cases.py", "new.jsonl"))
    kept = ("precision", "false_alarms", "span_recall", "with_category")
    return {"size": len(new), **{name: figures[name] for name in kept}}


def passages(commit: str, folder: Path, path: str) -> dict[str, object] | None:
    def texts(text: str) -> dict[str, dict[str, object]]:
        return {row["text"]: row for row in tomllib.loads(text).get("passage", ())}

    before, after = texts(content(f"{commit}^", path)), texts(content(commit, path))
    new = [row for text, row in after.items() if text not in before]
    if len(new) < 10:
        return None
    house(commit, folder)
    lines = ["[[passage]]\n" + "\n".join(f"{key} = {json.dumps(value)}" for key, value in row.items()) for row in new]
    (folder / path).write_text("\n\n".join(lines), encoding="utf-8")
    match = re.search(r"(\d+) of (\d+) right", said(folder, "requirements_passages.py"))
    return (
        {"size": len(new), "decisions": int(match[2]), "right": round(int(match[1]) / int(match[2]), 3)}
        if match
        else None
    )


def allyship(commit: str, folder: Path, path: str) -> dict[str, object] | None:
    def names(text: str) -> set[str]:
        return {row["doc"] for row in map(json.loads, text.splitlines()) if "doc" in row}

    new = sorted(names(content(commit, path)) - names(content(f"{commit}^", path)))
    if not new:
        return None
    house(commit, folder)
    match = re.search(
        r"decisions (\d+): .*F1 ([\d.]+), level kappa ([\d.-]+)", said(folder, "allyship_documents.py", *new)
    )
    return (
        {"size": len(new), "decisions": int(match[1]), "f1": float(match[2]), "kappa": float(match[3])}
        if match
        else None
    )


def unseen(commit: str, folder: Path, path: str) -> dict[str, object] | None:
    def names(text: str) -> set[str]:
        return {json.loads(line)["doc"] for line in text.splitlines() if line.strip()}

    new = sorted(names(content(commit, path)) - names(content(f"{commit}^", path)))
    if not new:
        return None
    house(commit, folder)
    match = re.search(r"precision ([\d.]+) recall ([\d.]+) f1 ([\d.]+)", said(folder, "requirements_unseen.py", *new))
    return (
        {"size": len(new), "precision": float(match[1]), "recall": float(match[2]), "f1": float(match[3])}
        if match
        else None
    )


def batches() -> Iterator[dict[str, object]]:
    """Every batch with its first figures."""
    for stage, path, judge in (
        ("wording", CASES, wording),
        ("wording, blind file", BLIND, wording),
        ("passages", PASSAGES, passages),
        ("short policies", UNSEEN, unseen),
        ("allyship", LABELS, allyship),
    ):
        for commit in commits(path):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    figures = judge(commit, Path(folder), path)
                except (subprocess.CalledProcessError, ValueError, KeyError) as error:
                    print(f"left out: {stage} {commit[:8]}: {getattr(error, 'stderr', error)!s:.300}", file=sys.stderr)
                    continue
            if figures:
                yield {"stage": stage, "commit": commit[:8], **figures}


def main() -> int:
    """Print the batches, or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    text = "[\n" + ",\n".join(json.dumps(one) for one in batches()) + "\n]\n"
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

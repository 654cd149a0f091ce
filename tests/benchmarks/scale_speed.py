"""Adverts per second: CPU time of an advert in one process, and how the rate grows from one worker to two.

    python tests/benchmarks/scale_speed.py [ADVERTS]

The adverts are the two examples, each made different by a sentence of its own. CPU seconds are the figure to compare
between machines that do other work; the last line is what ten million adverts cost by it. Two workers that spend the
same CPU time on an advert as one hold nothing in common: then the rate grows with the processors that are free.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from soak import Watch

from policy_audit.batch.keys import run_digest
from policy_audit.batch.rows import shard_results
from policy_audit.batch.scale import Scale
from policy_audit.batch.scale import ShardTask
from policy_audit.batch.scale import perform
from policy_audit.batch.scale import plan
from policy_audit.batch.scale import run_shards
from policy_audit.batch.scale import seconds_for
from policy_audit.batch.workers import Workers
from policy_audit.config import Settings
from policy_audit.extract.limits import Limits
from policy_audit.extract.read import read_documents
from policy_audit.ruleset.load import load_ruleset
from policy_audit.types import Document


def write_adverts(path: Path, count: int) -> int:
    """A JSONL file of so many adverts; the words of one on average."""
    files = [ROOT / "examples" / name for name in ("good-advert.docx", "poor-advert.md")]
    texts = [one.text for file in files for one in read_documents(file) if isinstance(one, Document)]
    made = [f"{texts[number % 2]}\nReference {number}: apply by {1 + number % 28} March." for number in range(count)]
    path.write_text("".join(json.dumps({"id": str(at), "description": text}) + "\n" for at, text in enumerate(made)))
    return sum(len(text.split()) for text in made) // count


def serial(source: Path, count: int) -> float:
    """CPU milliseconds an advert, without loading."""
    settings, limits, folder = Settings(kind="job-advert"), Limits(), load_ruleset().folder
    (shard,) = plan(str(source), limits, rows=count)
    results = shard_results(shard, folder, settings, limits, {})
    for _ in range(20):
        next(results)
    begun = time.process_time()
    left = sum(1 for _ in results)
    return 1000 * (time.process_time() - begun) / left


def rate(source: Path, output: Path, jobs: int, count: int) -> tuple[float, float]:
    """Adverts a second of so many workers, from start to last part, and CPU milliseconds of the workers an advert."""
    ruleset, settings, limits = load_ruleset(), Settings(kind="job-advert"), Limits()
    scale = Scale(str(output), ruleset.folder, settings, limits, "jsonl", run_digest(ruleset, settings, limits))
    shards = list(plan(str(source), limits, rows=max(20, count // 10)))
    begun, watch = time.monotonic(), Watch()
    with Workers[ShardTask](perform, jobs, seconds_for) as engine:
        run_shards(shards, scale, engine, lambda shard: watch.look())
    watch.stop()
    return count / (time.monotonic() - begun), 1000 * sum(watch.spent.values()) / count


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "adverts.jsonl")
        words = write_adverts(source, count)
        milliseconds = serial(source, count)
        print(f"{count} adverts of {words} words: {milliseconds:.1f} CPU ms each, {1000 / milliseconds:.1f} per second and core")
        (one, alone), (two, beside) = (rate(source, Path(name, f"out{jobs}"), jobs, count) for jobs in (1, 2))
        print(f"1 worker {one:.1f} per second, 2 workers {two:.1f}: {two / one:.2f} times (wall time, loading included)")
        print(f"CPU time an advert, loading included: {alone:.1f} ms in one worker, {beside:.1f} ms in two")
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        print(f"ten million adverts: {milliseconds * 1e7 / 3.6e6:.0f} core hours")


if __name__ == "__main__":
    main()

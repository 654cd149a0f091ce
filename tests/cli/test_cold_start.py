"""A hook must not be felt: what a check of one changed file costs in a new process.

The calls that Python makes are counted, which comes out alike on any machine; how long they take is tried apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = 1000
# Function calls, in Python and in C, that importing everything and checking one file may take. Ten thousand are some
# three milliseconds.
POLICY_CALLS, WORDING_CALLS, ADVERT_CALLS = 2_100_000, 520_000, 2_450_000
# CPU seconds over bare Python, on a machine that runs the loop below in REFERENCE.
POLICY, WORDING_ONLY, ADVERT = 0.6, 0.3, 0.5
REFERENCE = 0.06
ROUNDS = 5
COUNTER = """
import sys
calls = [0]
def count(frame, event, argument):
    if event in ("call", "c_call"):
        calls[0] += 1
sys.setprofile(count)
from policy_audit.cli.main import main
main(sys.argv[1:])
sys.setprofile(None)
print(calls[0])
"""


def loop():
    """CPU seconds of plain Python work: what this machine is worth at this moment."""
    began = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number * number
    return time.process_time() - began


def policy(ruleset):
    """The model clauses of the catalogue, under their titles."""
    return joined(f"## {one.title}\n\n{one.model_clause}" for one in ruleset.catalogue.requirements.values())


def advert(ruleset):
    """What a good advert says, by the model texts of the checks."""
    head = "# Care assistant\n\nWe are hiring. Apply by 3 May 2027. Salary £24,000 a year.\n\n## About the job\n\n"
    return head + joined(one.model_text for one in ruleset.adverts.checks.values())


def joined(parts):
    taken = []
    for part in parts:
        if sum(len(one.split()) for one in taken) >= WORDS:
            break
        taken.append(part)
    return "\n\n".join(taken)


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """Runs Python anew; compiled modules and values of the lexicons are there from a run before."""
    folder = tmp_path_factory.mktemp("cold")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "POLICY_AUDIT_CACHE": str(folder / "cache")}

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def checked(text, folder, options):
    file = folder / "changed.md"
    file.write_text(text, encoding="utf-8")
    return ["check", str(file), "--no-cache", "--no-config", "--fail-on", "never", *options]


@pytest.mark.parametrize(
    ("made", "options", "budget"),
    [(policy, (), POLICY_CALLS), (policy, ("--wording-only",), WORDING_CALLS), (advert, (), ADVERT_CALLS)],
    ids=["policy", "wording only", "advert"],
)
def test_one_file_takes_few_calls(started, ruleset, tmp_path, made, options, budget):
    command = checked(made(ruleset), tmp_path, options)
    started("-m", "policy_audit", *command)
    said = started("-c", COUNTER, *command)
    assert int(said.splitlines()[-1]) <= budget


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell the time of children")
@pytest.mark.parametrize(
    ("made", "options", "budget"),
    [(policy, (), POLICY), (policy, ("--wording-only",), WORDING_ONLY), (advert, (), ADVERT)],
    ids=["policy", "wording only", "advert"],
)
def test_one_file_is_checked_at_once(started, ruleset, tmp_path, made, options, budget):
    command = ["-m", "policy_audit", *checked(made(ruleset), tmp_path, options)]
    started(*command)

    def seconds(*arguments):
        before = os.times().children_user
        started(*arguments)
        return os.times().children_user - before

    taken = [(seconds(*command) - seconds("-c", "pass")) * min(1.0, REFERENCE / loop()) for _ in range(ROUNDS)]
    assert min(taken) <= budget

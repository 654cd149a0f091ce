"""Starting must be instant: nothing heavy is imported unless it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "sklearn", "numpy", "pdfplumber", "docx", "rich", "lxml", "pypdfium2", "jinja2")


def modules_after(arguments, stdin=None):
    code = (
        "import sys\nfrom policy_audit.cli.main import main\n"
        f"main({arguments!r})\n"
        f"print('loaded:', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, input=stdin, check=True)
    return run.stdout.splitlines()[-1].removeprefix("loaded:").split()


def test_version_imports_nothing_heavy():
    assert modules_after(["--version"]) == []


@pytest.mark.parametrize("kind", ["job-advert", "edi-policy"])
def test_a_check_of_plain_text_that_needs_no_tagger_imports_nothing_heavy(kind):
    text = "We welcome applications from everyone. The chairman decides."
    assert modules_after(["check", "-", "--kind", kind, "--fail-on", "never"], text) == []

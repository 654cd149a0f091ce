"""Sets policy-audit up in a private environment below this folder and runs it. Needs Python 3.11 or later.

    python3 bootstrap.py examples     install, then audit the documents in examples/
    python3 bootstrap.py tests        install with the test tools, then run the tests on all processors
    python3 bootstrap.py install      install with the test tools, and no more

On Windows write `py` instead of `python3`. Words after the task are passed on (`bootstrap.py tests -k word`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TASKS = {
    "examples": (".", ["-m", "policy_audit", "check", str(HERE / "examples"), "--fail-on", "never"]),
    "tests": (".[dev]", ["-m", "pytest", "-q", "--numprocesses", "logical", "--dist", "loadfile"]),
    "install": (".[dev]", ["-c", "pass"]),
}


def main(arguments: list[str]) -> int:
    """Install what the task needs, run it, and hand on its exit code."""
    if sys.version_info < (3, 11):
        print("policy-audit needs Python 3.11 or later; this is", sys.version.split()[0])
        return 2
    if not arguments or arguments[0] not in TASKS:
        print(__doc__)
        return 2
    target, command = TASKS[arguments[0]]
    make_environment()
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target]
    code = subprocess.run(install, cwd=HERE).returncode
    # An editable installation is compiled at its first run only, and where the environment forbids that, at every run.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(HERE / "policy_audit")], cwd=HERE)
    return code or subprocess.run([str(PYTHON), *command, *arguments[1:]], cwd=HERE).returncode


def make_environment() -> None:
    """Create the private environment. Debian and Ubuntu ship `venv` as a package of its own: fetched if missing."""
    if PYTHON.exists() and subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError):
        if not shutil.which("apt-get"):
            raise
        as_root = [] if os.geteuid() == 0 else ["sudo"]
        version = f"python3.{sys.version_info.minor}-venv"
        subprocess.run([*as_root, "apt-get", "update", "--quiet"], check=True)
        subprocess.run([*as_root, "apt-get", "install", "--yes", "--quiet", version], check=True)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

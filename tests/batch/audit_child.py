"""Audits a folder in two workers and prints each file as it is finished; a program of its own, to be interrupted.

With the word "kept" after the folder it prints how many of the files have reports in the cache.
"""

from __future__ import annotations

import signal
import sys
from datetime import date
from pathlib import Path

from policy_audit.batch.cache import report_cache
from policy_audit.batch.kept import Kept
from policy_audit.batch.run import audit_all
from policy_audit.batch.walk import walk
from policy_audit.config import Settings
from policy_audit.config_file import Configuration
from policy_audit.ruleset.load import load_ruleset


def main() -> int:
    """The exit code: 130 after an interrupt."""
    # What is started behind other programs may begin with interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    files = list(walk([Path(sys.argv[1])]))
    ruleset = load_ruleset()
    configuration = Configuration(settings=Settings(audit_date=date(2026, 11, 21), wording_only=True))
    with report_cache() as cache:
        if sys.argv[2:] == ["kept"]:
            kept = Kept(cache, ruleset, configuration)
            print(sum(kept.reports(file) is not None for file in files))
            return 0
        try:
            for report in audit_all(files, ruleset, configuration, jobs=2, cache=cache):
                print(report.path, flush=True)
        except KeyboardInterrupt:
            return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

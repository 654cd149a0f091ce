"""Puts the lexicons, read and found right, into the wheel, so that the first run of an installed program is quick too.

What is put there is what a run would keep in the user's cache (`policy_audit/ruleset/kept.py`). The lexicons in TOML
stay the source: where they or the program differ from what was kept, they are read anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KEEP = "from policy_audit.ruleset.load import keep_all; keep_all()"
PLACE = "policy_audit/ruleset/kept_values"


class KeptValues(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the files to a wheel; an editable installation, whose lexicons change, keeps them in the user's cache."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read everything once, in a process of its own, into a folder that is taken into the wheel."""
        if version == "editable":
            return
        folder = tempfile.mkdtemp(prefix="policy-audit-")
        # A fixed order of sets, and so the same bytes every time.
        environment = {**os.environ, "POLICY_AUDIT_CACHE": folder, "PYTHONHASHSEED": "0", "PYTHONPATH": self.root}
        subprocess.run([sys.executable, "-c", KEEP], cwd=self.root, env=environment, check=True)
        for file in sorted(Path(folder).iterdir()):
            build_data["force_include"][str(file)] = f"{PLACE}/{file.name}"

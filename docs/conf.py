"""Settings of the documentation. Build it with `python -m sphinx -W -b html docs docs/_build`."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import generate  # noqa: E402

from policy_audit import __version__  # noqa: E402

project = "policy_audit"
author = "The policy_audit developers"
release = version = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "generated/parts"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
suppress_warnings = ["misc.highlighting_failure"]
html_theme = "furo"
html_title = "policy_audit"
html_static_path: list[str] = []
html_show_copyright = False

generate.write(HERE / "generated")

from __future__ import annotations

import sys
from pathlib import Path

# The module of small documents in this folder is imported by name; the folders of tests are no packages.
sys.path.insert(0, str(Path(__file__).parent))

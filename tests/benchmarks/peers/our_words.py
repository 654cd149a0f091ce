"""policy-audit's extraction alone: text, headings, tables and where every character stood."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from policy_audit.extract.read import read_documents

for document in read_documents(Path(sys.argv[1])):
    print(document.text)

"""States how often the kind of a document is told right, against the `kind` column of a manifest.

    python tests/evaluation/kinds_dev.py ../shared/corpus/policies ../shared/corpus/adverts

The manifests use coarser labels than ours. ACCEPTED says which of our kinds count as right for each of theirs; a
handbook is right when it is split into parts of more than one kind; "negative" documents are right when nothing is
demanded of them.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from policy_audit.config import Settings
from policy_audit.extract.read import read_documents
from policy_audit.language.reading import read
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.kind import classify_kind
from policy_audit.types import Document
from policy_audit.types import KindResult

ACCEPTED = {
    "edi": {"edi-policy", "adjustments-policy"},
    "dignity": {"dignity-policy"},
    "recruitment": {"recruitment-policy"},
    "flexible": {"flexible-working-policy"},
    "leave": {"flexible-working-policy", "other-policy"},
    "conduct": {"disciplinary-policy", "dignity-policy"},
    "grievance": {"grievance-policy", "disciplinary-policy"},
    "allyship": {"edi-strategy", "edi-policy", "learning-policy"},
    "antiracism": {"edi-strategy", "edi-policy"},
    "strategy": {"edi-strategy", "edi-policy"},
    "advert": {"job-advert", "job-description"},
    "job_description": {"job-description", "job-advert"},
}
STRICT = {"advert": "job-advert", "job_description": "job-description"}


def is_right(label: str, result: KindResult) -> bool:
    """Whether a result fits the label of a manifest."""
    if label == "negative":
        return not result.kinds
    if label == "handbook":
        return len({part.kind for part in result.parts}) > 1
    return bool(result.kinds) and result.kinds[0] in ACCEPTED[label]


def main(*folders: str) -> int:
    """Print mistakes and accuracies of each folder."""
    ruleset, settings = load_ruleset(), Settings()
    for folder in folders:
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        strict = sure = sure_right = 0
        manifest = Path(folder, "manifest.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(manifest.splitlines()):
            path = Path(folder, f"{row['id']}.{row['format']}")
            document = next(iter(read_documents(path)), None)
            if not isinstance(document, Document):
                print("not read:", path.name)
                continue
            result = classify_kind(read(document, ruleset.section_names), ruleset.kinds, settings)
            good = is_right(row["kind"], result)
            total[row["kind"]] += 1
            right[row["kind"]] += good
            strict += STRICT.get(row["kind"]) in result.kinds[:1]
            sure += result.confidence >= 0.6
            sure_right += good and result.confidence >= 0.6
            if not good:
                print(f"  {row['id'][:28]:28} {row['kind']:15} {row['title'][:36]}", *result.kinds, result.confidence)
        number = total.total()
        print(f"{folder}: {right.total()} of {number} right ({right.total() / max(1, number):.3f}); "
              f"sure of {sure}, of these right {sure_right}; exactly the manifest's: {strict}")
        print("  ", {label: f"{right[label]}/{total[label]}" for label in sorted(total)})
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

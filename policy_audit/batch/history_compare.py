"""What changed between two audits: findings fixed, new and unchanged, documents joined and left, the ruleset apart."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policy_audit.batch.history_snapshot import PastDocument
from policy_audit.batch.history_snapshot import PastFinding
from policy_audit.batch.history_snapshot import Snapshot

# Why the findings of a document differ: its words, the rules, either of them, the day or the settings, or they do not.
Cause = Literal["document", "ruleset", "either", "settings", "none"]
# Share of findings in common from which a document that changed its name is the same document.
_SAME_DOCUMENT = 0.5


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """One document in both audits. `renamed_from` is empty unless its path changed."""

    path: str
    renamed_from: str
    cause: Cause
    fixed: tuple[PastFinding, ...]
    new: tuple[PastFinding, ...]
    unchanged: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two audits side by side; `joined` and `left` are documents in only one of them."""

    old: Snapshot
    new: Snapshot
    documents: tuple[DocumentChange, ...]
    joined: tuple[PastDocument, ...]
    left: tuple[PastDocument, ...]

    @property
    def ruleset_changed(self) -> bool:
        """True when the audits were made by different rules or releases, which then also explain differences."""
        return _rules(self.old) != _rules(self.new)

    def total(self, which: Literal["fixed", "new"], causes: Iterable[Cause]) -> int:
        """Number of findings fixed or new in documents whose difference has one of the causes."""
        wanted = set(causes)
        return sum(len(getattr(one, which)) for one in self.documents if one.cause in wanted)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Compare two audits. Documents are matched by path below their folder, then by name, then by what they hold."""
    pairs, left, joined = _paired(old.documents, new.documents)
    same_rules = _rules(old) == _rules(new)
    changes = tuple(_change(before, after, same_rules) for before, after in pairs)
    return Comparison(old, new, changes, tuple(joined), tuple(left))


def _rules(snapshot: Snapshot) -> tuple[str, str]:
    """What decides the findings of a text: the lexicons and models, and the release that reads them."""
    return snapshot.ruleset, snapshot.version


def _change(before: PastDocument, after: PastDocument, same_rules: bool) -> DocumentChange:
    was, now = Counter(one.fingerprint for one in before.findings), Counter(one.fingerprint for one in after.findings)
    fixed, new = tuple(_beyond(before.findings, now)), tuple(_beyond(after.findings, was))
    asked = set(before.asked) & set(after.asked)
    gained = tuple(sorted((set(after.passed) - set(before.passed)) & asked))
    lost = tuple(sorted((set(before.passed) - set(after.passed)) & asked))
    cause: Cause = "none"
    if fixed or new or gained or lost:
        same_words = before.sha256 == after.sha256
        cause = ("settings" if same_rules else "ruleset") if same_words else ("document" if same_rules else "either")
    renamed = before.path if _key(before.path) != _key(after.path) and _name(before.path) != _name(after.path) else ""
    return DocumentChange(after.path, renamed, cause, fixed, new, len(after.findings) - len(new), gained, lost)


def _beyond(findings: Sequence[PastFinding], others: Counter[str]) -> Iterator[PastFinding]:
    """Findings that the other audit does not have, each as often as it is missing there."""
    room = Counter(others)
    for one in findings:
        if room[one.fingerprint]:
            room[one.fingerprint] -= 1
        else:
            yield one


Pairs = list[tuple[PastDocument, PastDocument]]


def _paired(
    before: Sequence[PastDocument], after: Sequence[PastDocument]
) -> tuple[Pairs, list[PastDocument], list[PastDocument]]:
    """Pairs in the order of the new audit, and what is left over on either side."""
    partner: dict[int, PastDocument] = {}
    left, joined = list(before), list(after)
    first, second = _shared(before), _shared(after)
    for step in (
        lambda one, shared: _key(one.path)[len(shared) :],
        lambda one, shared: _name(one.path),
        lambda one, shared: one.sha256,
    ):
        unique = _unique((step(one, first), one) for one in left)
        wanted = _unique((step(one, second), one) for one in joined)
        for key in unique.keys() & wanted.keys():
            partner[id(wanted[key])] = unique[key]
        taken = {id(one) for one in partner.values()}
        left = [one for one in left if id(one) not in taken]
        joined = [one for one in joined if id(one) not in partner]
    for one, best in _renamed(left, joined):
        partner[id(one)] = best
        left.remove(best)
        joined.remove(one)
    return [(partner[id(one)], one) for one in after if id(one) in partner], left, joined


def _renamed(left: Sequence[PastDocument], joined: Sequence[PastDocument]) -> list[tuple[PastDocument, PastDocument]]:
    """Pairs that share most of their wording findings. What one lacks, many others lack too: that says nothing."""
    first, second = _marks_of_one(left), _marks_of_one(joined)
    shared: Counter[tuple[int, int]] = Counter()
    for mark in first.keys() & second.keys():
        shared[first[mark], second[mark]] += 1
    own, other = Counter(first.values()), Counter(second.values())
    pairs: dict[int, int] = {}
    for (was, now), count in shared.most_common():
        alike = count / max(own[was], other[now])
        if alike >= _SAME_DOCUMENT and now not in pairs and was not in pairs.values():
            pairs[now] = was
    return [(joined[now], left[was]) for now, was in sorted(pairs.items())]


def _marks_of_one(documents: Sequence[PastDocument]) -> dict[str, int]:
    """Fingerprints of wording findings that exactly one of the documents has, and its place in the list."""
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for at, document in enumerate(documents):
        gaps = set(document.asked)
        for finding in document.findings:
            if finding.rule not in gaps:
                holders[finding.fingerprint].add(at)
    return {mark: places.pop() for mark, places in holders.items() if len(places) == 1}


def _unique(given: Iterable[tuple[str, PastDocument]]) -> dict[str, PastDocument]:
    groups: defaultdict[str, list[PastDocument]] = defaultdict(list)
    for key, one in given:
        groups[key].append(one)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def _key(path: str) -> str:
    return path.replace("\\", "/").casefold()


def _name(path: str) -> str:
    return _key(path).rsplit("/", 1)[-1]


def _shared(documents: Sequence[PastDocument]) -> str:
    """The folder that all paths lie in: this year's files may lie elsewhere than last year's."""
    folders = [_key(one.path).rpartition("/")[0] for one in documents]
    if not folders:
        return ""
    parts = [folder.split("/") for folder in folders]
    common = [names[0] for names in zip(*parts, strict=False) if len(set(names)) == 1]
    kept = []
    for at, name in enumerate(common):
        if any(part[at] != name for part in parts):
            break
        kept.append(name)
    return "/".join(kept) + "/" if any(kept) or kept == [""] else ""

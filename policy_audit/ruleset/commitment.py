"""The commitment lexicon: cue terms, verbs by class, and graded sentences, from `lexicons/commitment/*.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_audit.language.inflection import inflections
from policy_audit.language.patterns import PatternIndex
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import read_tables

CUE_FILES = ("modes", "hedges", "agents", "objects", "voice", "anchors")
# Lists that are looked up word by word instead of being matched as cues.
WORD_LISTS = frozenset({"agents.role-head", "agents.role-stop"})
_BE = "is/are/be/been/am/being/was/were/we're/they're/you're/it's/isn't/aren't"
_WILL = "will/we'll/they'll/you'll/it'll"
_IRREGULAR_STEMS = frozenset(
    {"see", "write", "draw", "go", "hold", "take", "build", "run", "think", "put", "set", "do"}
)
_IRREGULAR = {
    "arise": "arose arisen",
    "bear": "bore borne",
    "deal": "dealt",
    "do": "done",
    "feed": "fed",
    "go": "goes going went gone",
    "hide": "hid hidden",
    "learn": "learnt",
    "lend": "lent",
    "undergo": "undergoes underwent undergone",
}
_LITERAL = re.compile(r"(?<!\S)(be|will|have)(?!\S)")


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb: its base form, which form it is, and the classes of the verb."""

    lemma: str
    forms: frozenset[str]
    classes: frozenset[str]

    def may_be(self, form: str) -> bool:
        """True when the word can be this form: base, third, past or ing."""
        return form in self.forms


@dataclass(frozen=True, slots=True)
class Graded:
    """A sentence with the score the model gives it: an example and a test at once."""

    text: str
    score: int
    topic: str
    why: str
    anchors: str
    pitfall: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentLexicon:
    """Everything strength knows of language. Cue keys are "file.table" ("modes.binding", "hedges.escape").

    `lists` are the plain words of `words.toml`, by the name of their table.
    """

    cues: PatternIndex[str]
    verbs: Mapping[str, VerbForm]
    role_heads: frozenset[str]
    role_stops: frozenset[str]
    graded: tuple[Graded, ...]
    lists: Mapping[str, frozenset[str]]


def load_commitment(folder: Path | None = None) -> CommitmentLexicon:
    """Read and validate the lexicon. Raises LexiconError with file, entry, key and remedy."""
    tables = read_tables("commitment", folder=folder)
    entries = {entry.file: entry for entry in _files(tables)}
    lists = {entry.name: entry.texts("terms", None) for entry in _entries(entries, CUE_FILES)}
    cues = PatternIndex(
        (name, _expanded(term)) for name, terms in lists.items() if name not in WORD_LISTS for term in terms
    )
    verbs = _verbs(
        {entry.name.partition(".")[2]: entry.texts("terms", None) for entry in _entries(entries, ("verbs",))}
    )
    return CommitmentLexicon(
        cues,
        verbs,
        _words(lists["agents.role-head"]),
        _words(lists["agents.role-stop"]),
        tuple(_graded(entries)),
        {entry.name.partition(".")[2]: frozenset(entry.texts("terms")) for entry in _entries(entries, ("words",))},
    )


def _files(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Entry]:
    for path, table in tables.items():
        yield Entry(path, "-", table)


def _entries(files: Mapping[str, Entry], names: tuple[str, ...]) -> Iterator[Entry]:
    for name in names:
        file = files[f"commitment/{name}.toml"]
        for key in file.table:
            entry = Entry(file.file, f"{name}.{key}", file.mapping(key))
            entry.require_keys(("terms", "why", "class", "source"))
            yield entry


def _expanded(term: str) -> str:
    """Cases like "be" stands for every finite form of the verb, "will" for its contractions too."""
    return _LITERAL.sub(lambda match: {"be": _BE, "will": _WILL, "have": "have/has/we've"}[match[1]], term)


def _words(terms: tuple[str, ...]) -> frozenset[str]:
    plain = (term for term in terms)
    return frozenset(form for term in plain for form in ({term[1:]} if term.startswith("=") else inflections(term)))


def _verbs(lists: Mapping[str, tuple[str, ...]]) -> dict[str, VerbForm]:
    classes: dict[str, set[str]] = {}
    for name, terms in lists.items():
        for term in terms:
            classes.setdefault(term.replace("-", ""), set()).add(name)
    found: dict[str, VerbForm] = {}
    known = {lemma: names for lemma, names in classes.items() if names != {"noun-too"}}
    for lemma, names in sorted(known.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        for form in inflections(lemma) | _extra(lemma):
            kinds = _forms(lemma, form)
            if form in found and "base" in found[form].forms and "base" not in kinds:
                continue
            found[form] = VerbForm(lemma, kinds, frozenset(names))
    return found


def _extra(lemma: str) -> frozenset[str]:
    """Forms that regular inflection misses: those of prefixed irregular verbs ("overseen", "withdrawn")."""
    if lemma in _IRREGULAR:
        return frozenset(_IRREGULAR[lemma].split())
    for prefix in ("over", "re", "with", "under", "up", "out", "fore"):
        stem = lemma.removeprefix(prefix)
        if stem != lemma and stem in _IRREGULAR_STEMS:
            return frozenset(prefix + form for form in inflections(stem))
    return frozenset()


def _forms(lemma: str, form: str) -> frozenset[str]:
    if form == lemma or (form[:-2] == lemma[:-2] and form.endswith("ize") and lemma.endswith("ise")):
        invariable = lemma in {"set", "put", "cut", "let", "cost", "read"}
        return frozenset({"base", "past"} if invariable else {"base"})
    if form.endswith("ing") and lemma not in ("bring",):
        return frozenset({"ing"})
    if form.endswith("s") and not lemma.endswith("s"):
        return frozenset({"third"})
    return frozenset({"third"} if form == lemma + "es" else {"past"})


def _graded(files: Mapping[str, Entry]) -> Iterator[Graded]:
    file = files.get("commitment/graded.toml")
    if file is None:
        return
    for number, table in enumerate(file.table.get("sentence", ()), start=1):
        entry = Entry(file.file, f"sentence {number}", table)
        entry.require_keys(("text", "score", "topic", "why", "anchors", "pitfall"))
        yield Graded(
            entry.text("text"),
            entry.number("score"),
            entry.text("topic", ""),
            entry.text("why", ""),
            entry.text("anchors", ""),
            entry.text("pitfall", ""),
        )

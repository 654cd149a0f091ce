"""Facts about a unit that are not words: contact details, dates, placeholders, and what strength says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_audit.language.dates import MONTH_NAMES
from policy_audit.language.lines import lines_with
from policy_audit.language.reading import Reading
from policy_audit.ruleset.concepts import FACTS
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.stages.strength.values import Strength

_FACT = {name: number for number, name in enumerate(FACTS)}
_BINDING = ("binding", "standing", "guarantee", "restriction", "entitlement", "imperative")
_ESCAPES = ("escape", "approach")
# Each kind of fact with the marks of which one must be in a line for it to be looked for there at all.
_ADDRESSES = (
    ("is-email", ("@",), re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    (
        "is-url",
        ("http", "www.", ".uk/", ".org/", ".com/", ".gov/"),
        re.compile(r"https?://\S|\bwww\.\S|(?<=\w)\.(?:org|com|gov|uk)/\S"),
    ),
    (
        "is-placeholder",
        ("[", "{{", "<"),
        re.compile(
            r"\[(?:insert|name|date|role|organi[sz]ation|company|your|tb[cd]|add|enter|x+)\b[^\]\n]{0,60}\]"
            r"|\{\{[^}\n]{1,40}\}\}"
            r"|<(?:insert|name|date|enter|organi[sz]ation|company)[^>\n]{0,40}>"
        ),
    ),
    (
        "is-placeholder",
        ("tbc", "tbd", "insert ", "lorem", "xx/", "delete as"),
        re.compile(
            r"\binsert (?:name|date|organi[sz]ation|company)\b|\btb[cd]\b|\bx{2,}/x{2,}/"
            r"|\blorem ipsum\b|\bdelete as appropriate\b"
        ),
    ),
    (
        "is-date",
        ("19", "20"),
        re.compile(r"(?<!\d)(?:\d{1,2}[/.-]){2}(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d|(?<=\w) (?:19|20)\d\d\b"),
    ),
)
# These are tried on a whole text that holds one of the marks. Telephone numbers give their first character before they
# look behind it, so that the engine leaps; the blank to fill in may stand on the line after its label.
_ANYWHERE = (
    (
        "is-phone",
        ("0",),
        re.compile(
            r"[(+\d](?<![\d/-][(+\d])(?:(?<=\()\+?\b\d|(?<=\+)\b\d|(?<=\d)(?<!\w\d))"
            r"(?:\d?-\d{3}|[\d() ]{2,7})[ -]\d{3,4}[ -]?\d{3,4}(?!\d)"
        ),
    ),
    # Area codes of two figures (New Zealand, Australia); the helpline that has six.
    ("is-phone", ("0", "116"), re.compile(r"0(?<![\d/.-]0)[2-9][ -]\d{3,4}[ -]\d{4}(?!\d)|116(?<!\d116) ?123(?!\d)")),
    ("is-phone", ("ext ", "ext.", "extension"), re.compile(r"ext(?<!\wext)(?:ension|\.)? ?\d{2,5}\b")),
    ("is-placeholder", ("____",), re.compile(r"(?:approved|signed|date|by)\s*:?\s*_{4,}\s*(?:\n|$)")),
)
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES).lower()})$")
_VOICES = {
    "law": "is-law",
    "own": "is-own",
    "quoted": "is-quote",
    "reported": "is-quote",
    "other": "is-quote",
    "example": "is-example",
}
_FORMS = {"table_row": "is-row", "list_item": "is-list-item"}


def addresses(reading: Reading) -> dict[int, set[int]]:
    """Contact details, placeholders and dates by sentence, where it has any."""
    facts: dict[int, set[int]] = {}
    for name, at in _sightings(reading.folded):
        number = reading.sentence_before(at)
        if number >= 0:
            facts.setdefault(number, set()).add(_FACT[name])
    return facts


def _sightings(text: str) -> Iterator[tuple[str, int]]:
    """Names of facts and where in the folded text they begin."""
    for name, marks, pattern in _ADDRESSES:
        for start, end in lines_with(text, marks):
            for match in pattern.finditer(text, start, end):
                at = match.start()
                if not match.group().startswith(" ") or _MONTH_BEFORE.search(text, max(0, at - 10), at):
                    yield name, at
    for name, marks, pattern in _ANYWHERE:
        if any(mark in text for mark in marks):
            yield from ((name, match.start()) for match in pattern.finditer(text))


def facts_of(one: ScoredUnit) -> Iterator[int]:
    """Numbers of the facts that the strength stage and the form of the unit give."""
    strength: Strength = one.strength
    yield _FACT[_VOICES[strength.voice]]
    if strength.time == "past":
        yield _FACT["is-past"]
    if strength.owner:
        yield _FACT["is-owner"]
    if strength.time_frame:
        yield _FACT["is-time"]
    if strength.measure:
        yield _FACT["is-measure"]
    if strength.firm:
        yield _FACT["is-firm"]
    if _bound(strength):
        yield _FACT["is-bound"]
    if any(hedge.kind in _ESCAPES for hedge in strength.hedges):
        yield _FACT["is-hedged"]
    if one.unit.kind in _FORMS:
        yield _FACT[_FORMS[one.unit.kind]]


def _bound(strength: Strength) -> bool:
    """Own, unhedged undertaking, whatever the act: a criterion may name the concrete act itself."""
    return (
        strength.mode in _BINDING
        and strength.voice == "own"
        and strength.time != "past"
        and not strength.flags & {"denied", "placeholder", "escape", "slogan"}
        and not any(hedge.kind in _ESCAPES for hedge in strength.hedges)
    )

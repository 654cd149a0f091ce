"""Titles that are no headings in the file, questions, stems, and labels before what is not the writer's own word."""

from __future__ import annotations

import re

from policy_audit.language.units import Unit
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.grammar import BARE_CONDITIONS
from policy_audit.stages.strength.grammar import BE
from policy_audit.stages.strength.grammar import HAVE
from policy_audit.stages.strength.grammar import MODALS
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.values import Predicate
from policy_audit.types import Span

_SECTION = re.compile(r"(?:section|part|chapter|appendix|annex)\s+\w+\b", re.I)

# "In supervision the manager will ask: who was left out?" says what somebody will do.
_STATES_THEN_ASKS = re.compile(
    r"(?!(?:who|what|when|where|why|how|which|whose|do|does|is|are|can|could|would|will|have|has)\b)[^:?]{25,}:\s", re.I
)

# "Handover sheets gain a line, “Anyone left out?”" states as well; the question is only quoted.
_QUOTES_QUESTION = re.compile(
    r"(?!(?:who|what|when|where|why|how|which|whose|do|does|is|are|can|could|would|will|have|has)\b)[^:?“\"]{20,}[“\"]\w[^“\"]*$",
    re.I,
)


_REACH = 10
_QUOTES = ("“", '"', "‘", "'")
# Why a stem that breaks off inside its condition scores nothing: its items complete a rule.
OPEN_CONDITION = "open condition"
# Tokens of a label at most.
_LABEL = 8
# Tokens of a stem without a verb at most ("Tips for working with deaf colleagues:").
_STEM = 24


def is_question(cues: Cues, unit: Unit) -> bool:
    """True for a question; one that only ends a statement, or is quoted in it, makes none."""
    text = cues.reading.text(unit.span).rstrip("\"'”’ *_")
    if not text.endswith("?"):
        return False
    stating = _STATES_THEN_ASKS.match(text)
    if stating is not None:
        colon = cues.reading.tokens.range_of(Span(unit.span.start, unit.span.start + stating.end())).stop
        return find_predicate(cues, unit.first, colon).kind in ("none", "participle")
    return not _QUOTES_QUESTION.match(text)


def is_illustration(cues: Cues, unit: Unit) -> bool:
    """True under a label such as "Ramp example: …" or "Right answer: “…”": nobody undertakes what follows."""
    opening = cues.words[unit.first : min(unit.last, unit.first + _LABEL)]
    made, said = (
        not cues.lists["labels-cases"].isdisjoint(opening),
        not cues.lists["labels-answers"].isdisjoint(opening),
    )
    if not made and not said:
        return False
    for token in range(unit.first, min(unit.last - 1, unit.first + _LABEL)):
        gap = cues.gap(token)
        if ":" in gap:
            named = cues.words[unit.first : token + 1]
            return not cues.lists["labels-cases"].isdisjoint(named) or (
                not cues.lists["labels-answers"].isdisjoint(named) and gap.rstrip().endswith(_QUOTES)
            )
    return False


def is_label(cues: Cues, unit: Unit, whole: Predicate) -> bool:
    """A title that is no heading in the file: few words, no predicate, no full stop, alone in its block."""
    block = cues.reading.document.blocks[unit.block]
    text = cues.reading.text(unit.span)
    introduces = text.rstrip("*_ ").endswith(":")
    if introduces and cues.words[unit.first] in {"how", "what", "why", "who", "where", "when"}:
        return True
    if introduces and whole.kind == "none" and cues.words[unit.first] not in {"the", "our", "this"}:
        return unit.kind == "sentence" and unit.last - unit.first <= _STEM
    return (
        (whole.kind == "none" or (whole.kind == "participle" and introduces) or bool(_SECTION.match(text)))
        and unit.kind == "sentence"
        and unit.last - unit.first <= 8
        and unit.span == block.span
        and (text[-1:].isalnum() or introduces or _names_only(cues, unit, whole))
    )


def is_cataphoric(cues: Cues, predicate: Predicate) -> bool:
    """True for a stem whose object only points at its list: "must meet the following requirements:"."""
    if predicate.lemma not in cues.lists["labels-cataphoric"]:
        return False
    words = cues.words[predicate.rest : predicate.rest + 6]
    return (
        "following" in words[:3] and predicate.end - predicate.rest <= _REACH and is_stem(cues.gap(predicate.end - 1))
    )


def is_stem(gap: str) -> bool:
    """True for a colon that ends its line; after "will ask: who …" the sentence goes on."""
    return ":" in gap and not (gap.endswith(" ") and "\n" not in gap)


def _names_only(cues: Cues, unit: Unit, whole: Predicate) -> bool:
    """A title that ends in a full stop ("Parental leave guide."): no number, and no word that may be a verb."""
    if whole.kind != "none" or cues.numbered(unit.first, unit.last):
        return False
    return all(cues.verb(token) is None for token in range(unit.first, unit.last))


def ends_open(cues: Cues, predicate: Predicate) -> bool:
    """True for a stem that breaks off inside a condition: "will only be paid if:", "… where you are:"."""
    if not is_stem(cues.gap(predicate.end - 1)):
        return False
    last = cues.words[max(predicate.rest, predicate.end - 3) : predicate.end]
    if last and last[-1] in BARE_CONDITIONS:
        return True
    return len(last) > 1 and last[-1] in BE | HAVE | MODALS.keys() and not BARE_CONDITIONS.isdisjoint(last)


def is_prompt(cues: Cues, predicate: Predicate) -> bool:
    """A line of a form that asks for words to be filled in: "please describe what happened:"."""
    return predicate.lemma in cues.lists["labels-prompts"] and is_stem(cues.gap(predicate.end - 1))


def only_introduces(cues: Cues, unit: Unit, whole: Predicate) -> bool:
    """A stem that breaks off: "the club recognises that:", "options include, but are not limited to:"."""
    text = cues.reading.text(unit.span).rstrip("*_ ")
    if not text.endswith((":", ";")):
        return False
    ending = cues.words[max(unit.first, unit.last - 3) : unit.last]
    if whole.kind in ("none", "past") and "following" in cues.words[unit.first : unit.last]:
        return True
    return ending[-1:] == ["that"] or ending == ["not", "limited", "to"]

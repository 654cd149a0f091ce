"""Scores every unit of a document: form, list stems, heading scope, table rows, clauses, and the anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.sections import Section
from policy_audit.language.units import Unit
from policy_audit.ruleset.commitment import CommitmentLexicon
from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.anchors import measure_of
from policy_audit.stages.strength.anchors import owner_of
from policy_audit.stages.strength.anchors import time_frame_of
from policy_audit.stages.strength.antecedents import antecedent_of
from policy_audit.stages.strength.cues import PLACEHOLDER
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.decide import decide
from policy_audit.stages.strength.grammar import BARE_CONDITIONS
from policy_audit.stages.strength.items import item_strength
from policy_audit.stages.strength.joined import with_joined
from policy_audit.stages.strength.labels import is_illustration
from policy_audit.stages.strength.labels import is_label
from policy_audit.stages.strength.labels import is_question
from policy_audit.stages.strength.labels import only_introduces
from policy_audit.stages.strength.names import acronyms
from policy_audit.stages.strength.names import people
from policy_audit.stages.strength.names import proper_words
from policy_audit.stages.strength.names import tools
from policy_audit.stages.strength.opening import main_start
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.rows import plan_entry
from policy_audit.stages.strength.rows import row_strength
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import Context
from policy_audit.types import Span

# What a label and its amount or step decide together, though a colon stands between them.
_UNDIVIDED = ("step of a procedure", "amount given")
_NUMBERING = re.compile(r"^[\s*_#]*(?:\d+(?:\.\d+)*[.)]?|[a-z][.)])\s+")


def score_units(
    reading: Reading, units: Sequence[Unit], lexicon: CommitmentLexicon, settings: Settings
) -> tuple[ScoredUnit, ...]:
    """Strength of every unit, in order. Cost: one pass of the cue index over the tokens and a few look-ups a unit."""
    cues = Cues(reading, lexicon)
    cues.proper, small = proper_words(cues)
    cues.people = people(cues, small) | acronyms(cues)
    cues.tools = tools(cues)
    escape = _document_escape(cues, units)
    titles = frozenset(_bare(reading.text(unit.span)) for unit in units if unit.kind == "heading")
    scored: list[ScoredUnit] = []
    for unit in units:
        if unit.kind == "list_item" and _bare(reading.text(unit.span)) in titles:
            scored.append(ScoredUnit(unit, Strength(0, decided_by="entry of a table of contents")))
        else:
            scored.append(_score_unit(cues, unit, scored, escape))
    return tuple(scored)


def _bare(text: str) -> str:
    """A title without case, numbering and marks: "2.1 How we work:" and "How We Work" are one."""
    return _NUMBERING.sub("", text.casefold()).strip(" :.*_#")


def _document_escape(cues: Cues, units: Sequence[Unit]) -> bool:
    return any(cues.has(unit.first, unit.last, "hedges.document-escape") for unit in units if unit.kind != "heading")


def _score_unit(cues: Cues, unit: Unit, before: Sequence[ScoredUnit], escape: bool) -> ScoredUnit:
    reading = cues.reading
    block = reading.document.blocks[unit.block]
    if unit.kind == "heading":
        return ScoredUnit(unit, Strength(0, decided_by="heading"))
    if block.code or "{:" in reading.text(unit.span):
        return ScoredUnit(unit, Strength(0, decided_by="code"))
    if block.region == "metadata":
        return ScoredUnit(unit, plan_entry(cues, unit))
    if is_question(cues, unit):
        return ScoredUnit(unit, Strength(0, decided_by="question"))
    if is_illustration(cues, unit):
        return ScoredUnit(unit, Strength(1, voice="example", decided_by="example"))
    context = _context(reading, unit, escape, antecedent_of(cues, unit, before))
    if unit.kind == "table_row":
        strength = row_strength(cues, unit, context)
    elif unit.parent is not None and unit.stem_tokens is not None:
        strength = item_strength(cues, unit, before[unit.parent], context)
    else:
        return _by_clauses(cues, unit, context)
    return ScoredUnit(unit, _finished(cues, unit, strength, None))


def _by_clauses(cues: Cues, unit: Unit, context: Context) -> ScoredUnit:
    """A sentence: as a whole, or its best clause where it has several."""
    whole = find_predicate(cues, unit.first, unit.last, listed=unit.kind == "list_item")
    alone = decide(cues, whole, context)
    if is_label(cues, unit, whole):
        return ScoredUnit(unit, revised(alone, score=0, decided_by="label"))
    if alone.score < 2 and only_introduces(cues, unit, whole):
        return ScoredUnit(unit, revised(alone, score=0, decided_by="list stem"))
    if not unit.clauses or alone.voice in ("example", "law") or alone.decided_by in _UNDIVIDED:
        return ScoredUnit(unit, _finished(cues, unit, with_joined(cues, whole, alone, context), whole))
    parts: list[ScoredUnit] = []
    previous: Predicate | None = None
    for clause in _whole_clauses(cues, unit.clauses):
        if parts and cues.words[clause.first] == "including":
            continue
        if previous is not None and cues.words[clause.first] == "it" and _subordinate(cues, previous):
            continue
        found = find_predicate(cues, clause.first, clause.last)
        predicate = _inheriting(cues, found, previous)
        if whole.under == "please" and predicate.kind == "imperative":
            predicate = predicate._replace(under="please")
        pledged = (
            found.kind in ("modes.committed", "modes.binding") and previous is not None and previous.kind == "verb"
        )
        if previous is not None and predicate is not found and _subordinate(cues, previous) and not pledged:
            continue
        decided = with_joined(cues, predicate, decide(cues, predicate, context), context)
        parts.append(ScoredUnit(clause, _finished(cues, clause, decided, predicate)))
        previous = predicate
    best = max(parts, key=lambda part: part.strength.score).strength
    if best.score == 3:
        best = _four(cues, unit, _joint_anchors(cues, best, parts))
    return ScoredUnit(unit, _with_unit_anchors(cues, unit, best, whole), tuple(parts))


def _whole_clauses(cues: Cues, clauses: Sequence[Unit]) -> Iterator[Unit]:
    """The clauses, a fronted condition kept with what follows it ("If it is upheld, and she stays, we will …")."""
    pending: Unit | None = None
    for clause in clauses:
        joined = clause
        if pending is not None:
            span = Span(pending.span.start, clause.span.end)
            joined = replace(clause, span=span, first=pending.first)
        open_condition = cues.words[joined.first] in BARE_CONDITIONS and main_start(
            cues, joined.first, joined.last
        ) in (joined.first, pending.last if pending else joined.first)
        if open_condition and clause is not clauses[-1] and ";" not in cues.gap(clause.last - 1):
            pending = joined
            continue
        pending = None
        yield joined
    if pending is not None:
        yield pending


def _joint_anchors(cues: Cues, best: Strength, parts: Sequence[ScoredUnit]) -> Strength:
    """Anchors of all firm parts together; what stands beside a mere hope does not count."""
    for part in parts:
        if part.strength.score < 3 and part.strength.mode != "none":
            continue
        span = part.unit.span
        best = revised(
            best,
            owner=best.owner or part.strength.owner,
            time_frame=best.time_frame or time_frame_of(cues, span),
            measure=best.measure or measure_of(cues, part.unit.first, part.unit.last, span),
        )
    return best


def _with_unit_anchors(cues: Cues, unit: Unit, best: Strength, whole: Predicate) -> Strength:
    """Anchors that stand in another clause of the sentence are reported, but do not make a 4."""
    if best.score < 2:
        return best
    return revised(
        best,
        owner=best.owner or owner_of(cues, whole, best, unit.first, unit.last),
        time_frame=best.time_frame or time_frame_of(cues, unit.span),
        measure=best.measure or measure_of(cues, unit.first, unit.last, unit.span),
    )


def _subordinate(cues: Cues, previous: Predicate) -> bool:
    """True when what is joined may belong to a that-clause before it ("letting them know that it … and must stop")."""
    return previous.kind != "none" and any(
        word in {"that", "which"} for word in cues.words[previous.rest : previous.end]
    )


def _inheriting(cues: Cues, predicate: Predicate, previous: Predicate | None) -> Predicate:
    """A clause without a subject of its own takes that of the clause before, and what "please" asks goes on."""
    if previous is not None and predicate.kind == previous.kind == "imperative" and previous.under == "please":
        return predicate._replace(under="please")
    if previous is None or predicate.at > predicate.start or predicate.kind in ("none", "gerund", "participle"):
        return predicate
    if predicate.kind in ("imperative", "have") and previous.kind in ("could", "may", "might", "would", "can"):
        return predicate._replace(kind=previous.kind, start=previous.start, at=previous.at)
    if predicate.kind == "imperative" or "'" in cues.words[predicate.at]:
        return predicate
    return predicate._replace(start=previous.start) if previous.at > previous.start else predicate


_PROMISING = re.compile(r"\b(?:our commitments?|commitments? to|we will|pledges?|next steps|upcoming actions)\b", re.I)


def _context(reading: Reading, unit: Unit, escape: bool, antecedent: Span | None) -> Context:
    around = _within(unit.section(reading))
    if not escape and antecedent is None:
        return around
    return replace(around, document_escape=escape, antecedent=antecedent)


@lru_cache(maxsize=1_000)
def _within(section: Section) -> Context:
    """What the section alone says."""
    promising = bool(section.path) and _PROMISING.search(section.path[-1]) is not None
    return Context(
        commitments=section.roles[:1] == ("commitments",) or promising,
        duties=section.has("responsibilities", "duties"),
        unacceptable=section.has("prohibited"),
        defining=section.has("definitions", "examples", "glossary"),
    )


def _finished(cues: Cues, unit: Unit, strength: Strength, predicate: Predicate | None) -> Strength:
    """Placeholders, then the anchors and the step from 3 to 4."""
    if (
        strength.score > 1
        and cues.placeholders
        and PLACEHOLDER.search(cues.reading.folded, unit.span.start, unit.span.end)
    ):
        return revised(strength, score=1, flags=strength.flags | {"placeholder"}, decided_by="placeholder")
    if strength.score < 2:
        return strength
    found = predicate or find_predicate(cues, unit.first, unit.last)
    owner = strength.owner or owner_of(cues, found, strength, unit.first, unit.last)
    if owner is None and unit.stem_tokens is not None:
        stem = find_predicate(cues, *unit.stem_tokens)
        owner = owner_of(cues, stem, strength, *unit.stem_tokens)
    time_frame = (
        strength.time_frame or time_frame_of(cues, unit.span) or (time_frame_of(cues, unit.stem) if unit.stem else None)
    )
    measure = strength.measure or measure_of(cues, unit.first, unit.last, unit.span)
    anchored = revised(strength, owner=owner, time_frame=time_frame, measure=measure)
    return _four(cues, unit, anchored)


def _four(cues: Cues, unit: Unit, strength: Strength) -> Strength:
    flags = set(strength.flags)
    if cues.has(unit.first, unit.last, "voice.resources"):
        flags.add("resources")
    if strength.owner is None and strength.score >= 3:
        flags.add("no-owner")
    softened = any(hedge.kind == "softener" for hedge in strength.hedges)
    full = strength.score == 3 and strength.owner and strength.time_frame and strength.measure and not softened
    return revised(strength, score=4 if full else strength.score, flags=frozenset(flags))


__all__ = ["action_of", "score_units"]

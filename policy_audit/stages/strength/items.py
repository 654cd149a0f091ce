"""List items read with their stem: the stem gives agent and mode; an item with a mode of its own keeps it."""

from __future__ import annotations

from policy_audit.language.units import Unit
from policy_audit.stages.strength.action import action_of
from policy_audit.stages.strength.anchors import gives_time
from policy_audit.stages.strength.caps import capped
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.decide import decide
from policy_audit.stages.strength.joined import with_joined
from policy_audit.stages.strength.labels import OPEN_CONDITION
from policy_audit.stages.strength.predicate import find_predicate
from policy_audit.stages.strength.stems import governing
from policy_audit.stages.strength.stems import names_duties
from policy_audit.stages.strength.stems import passive_item
from policy_audit.stages.strength.values import Predicate
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.stages.strength.values import Strength
from policy_audit.stages.strength.values import revised
from policy_audit.stages.strength.verdicts import Context
from policy_audit.stages.strength.verdicts import mentioned

_OWN = frozenset(
    {"will", "must", "should", "may", "can", "could", "might", "would", "be", "do", "have", "verb", "past"}
)


_CONDITIONAL = frozenset({"if", "when", "where", "unless", "because"})
_ASKING = frozenset("how what when where whether which who whom whose why".split())
# After a noun these ask for a thing ("the reasons why it is proposed").
_ASKED = frozenset({"why", "whether"})
# Words of a label at most, and of what it stands before at least.
_LABEL, _LABELLED = 5, 4


def item_strength(cues: Cues, unit: Unit, parent: ScoredUnit, context: Context) -> Strength:
    """Strength of a list item under its stem."""
    assert unit.stem_tokens is not None
    item = _past_label(cues, unit) or find_predicate(cues, unit.first, unit.last, listed=True)
    stem = governing(cues, *unit.stem_tokens)
    item = _as_part(cues, passive_item(cues, item), stem)
    if item.kind == "none" and stem.kind == "imperative" and cues.words[stem.end - 1] == "including":
        return _under_statement(cues, item, stem, parent.strength, context)
    if item.verb is not None and item.kind in ("gerund", "imperative") and names_duties(cues, stem):
        return _duty_item(cues, item, stem, context)
    asked = item.at > item.start and not _ASKED.isdisjoint(cues.words[item.start : item.at])
    if (asked or (item.at > item.start and cues.words[item.start] in _ASKING)) and parent.strength.score >= 2:
        return _under_statement(cues, item._replace(verb=None, kind="none"), stem, parent.strength, context)
    if parent.strength.decided_by == OPEN_CONDITION:
        firm = parent.strength.action == "concrete"
        return revised(parent.strength, score=3 if firm else 2, decided_by="condition of a rule")
    if parent.strength.own_voice and stem.kind == "be" and gives_time(cues, item.begin, item.end):
        return decide(cues, item._replace(kind="none"), context)
    bare = _completes_description(cues, item, stem, parent.strength)
    if bare:
        return mentioned(parent.strength, bare, mode="description", owner=None, time_frame=None, measure=None)
    if parent.strength.mode == "discretion" and item.at <= item.start:
        return mentioned(parent.strength, "power kept")
    if cues.words[stem.end - 1] == "that" and item.at > item.start and parent.strength.voice == "own":
        found = _under_that(cues, item, stem, context)
        if found is not None:
            return found
    continues = cues.words[stem.end - 1] in {"that", "to", "by", "for", "will", "must", "should", "shall"}
    if (
        (item.at > item.start or _speaks(cues, item))
        and (item.kind in _OWN or item.kind.startswith("modes."))
        and not (continues and item.kind in ("verb", "be"))
    ):
        return with_joined(cues, item, decide(cues, item, context), context)
    if stem.kind in ("none", "gerund", "participle", "imperative") and not stem.under and parent.unit.parent is None:
        return _under_label(cues, item, stem, parent.strength, context)
    if parent.unit.parent is not None and stem.kind in ("none", "gerund", "participle", "imperative"):
        return _inherited(cues, item, parent.strength, context)
    return _joined(cues, item, stem, parent.strength, context)


def _as_part(cues: Cues, item: Predicate, stem: Predicate) -> Predicate:
    """A thing that a paper is to contain ("the report should include: other people involved") without its verb."""
    includes = stem.lemma == "include" or cues.words[stem.end - 1] == "including"
    people = cues.words[item.start : item.start + 1]
    asked = stem.kind in ("should", "must", "will", "imperative") and includes
    part = asked and item.kind in ("past", "verb") and people not in (["we"], ["you"], ["they"], ["it"])
    return item._replace(verb=None, kind="none", at=item.start) if part else item


def _speaks(cues: Cues, item: Predicate) -> bool:
    """True where the cue itself begins with who speaks: "we recommend that …"."""
    return item.kind.startswith("modes.") and item.start < item.end and cues.words[item.start] in {"we", "it", "you"}


def _completes_description(cues: Cues, item: Predicate, stem: Predicate, above: Strength) -> str:
    """Why an item says no more than its stem does, which describes; empty where it may say more."""
    last = cues.words[stem.end - 1]
    if above.voice == "law" and cues.words[item.start : item.start + 1] not in (["we"], ["our"]):
        return "list of the law"
    if stem.under == "joined" and stem.kind in ("may", "might", "could", "can"):
        return "possibility"
    if last in _CONDITIONAL and stem.kind in ("be", "verb", "may", "can", "could", "none"):
        return "condition of a description"
    if (
        last == "to"
        and cues.words[stem.end - 2] in cues.lists["items-tending"]
        and above.agent not in ("organisation", "role", "class")
    ):
        return "tendency"
    if stem.kind == "be" and "values" in cues.words[stem.rest : stem.end] and cues.words[item.begin] == "to":
        return "list of values"
    forbids = (
        above.polarity == "prohibit"
        and above.score == 3
        and cues.lists["items-samples"].isdisjoint(cues.words[stem.begin : stem.end])
    )
    if not forbids and _lists_wrongs(cues, item, stem):
        return "list of a description"
    return ""


def _lists_wrongs(cues: Cues, item: Predicate, stem: Predicate) -> bool:
    """As in "Bullying includes: shouting at somebody": the stem names a wrong and asks for nothing."""
    return (
        any(word in cues.lists["items-bad"] for word in cues.words[stem.begin : stem.end])
        and item.kind in ("none", "gerund", "participle")
        and stem.kind not in ("will", "must", "should")
        and not stem.kind.startswith("modes.")
    )


def _duty_item(cues: Cues, item: Predicate, stem: Predicate, context: Context) -> Strength:
    duty = item._replace(kind="must", start=stem.start, at=stem.at)
    return capped(cues, item, decide(cues, duty, context), context)


def _past_label(cues: Cues, unit: Unit) -> Predicate | None:
    """The predicate after a run-in label ("Champions: we appoint one in each service"), or None without a label."""
    for token in range(unit.first, min(unit.last - _LABELLED, unit.first + _LABEL)):
        if ":" not in cues.gap(token):
            continue
        verb = cues.verb(unit.first) if cues.gap(unit.first) != "-" else None
        numbered = cues.words[unit.first] in cues.lists["items-steps"] and cues.words[token][0].isdigit()
        if not numbered and verb is not None and verb.may_be("base") and "noun-too" not in verb.classes:
            return None
        inner = find_predicate(cues, token + 1, unit.last, listed=True)
        return inner if inner.kind not in ("none", "participle") else None
    return None


def _under_that(cues: Cues, item: Predicate, stem: Predicate, context: Context) -> Strength | None:
    """A whole clause under "… aims to ensure that:" or "… will make sure that:": the stem's mode, the clause's act."""
    mode = stem.under or stem.kind
    if mode not in ("will", "must", "should") and mode.removeprefix("modes.") not in (
        "aspiration",
        "committed",
        "binding",
        "responsible",
    ):
        return None
    if item.kind.startswith("modes.") and mode in ("will", "must"):
        return decide(cues, item, context)
    return _merged(cues, item, stem, context)


def _merged(cues: Cues, item: Predicate, stem: Predicate, context: Context) -> Strength:
    """The item's act in the stem's mode; hedges count where they stand in the stem or in the item itself."""
    merged = stem._replace(
        begin=item.begin,
        verb=item.verb,
        lemma=item.lemma,
        rest=item.rest,
        end=item.end,
        passive=item.passive,
        negated=stem.negated or item.negated,
    )
    result = decide(cues, merged, context)
    return capped(cues, stem._replace(lemma="-"), result, context) if result.score >= 2 else result


def _under_label(cues: Cues, item: Predicate, stem: Predicate, above: Strength, context: Context) -> Strength:
    """An item under a label ("Tips for meetings:"): it stands on its own, but tips stay tips."""
    own = decide(cues, item, context)
    advice = item.kind == "imperative" and _advises(cues, stem, above)
    return revised(own, score=min(own.score, 2)) if advice else own


def _advises(cues: Cues, stem: Predicate, above: Strength) -> bool:
    """True for a stem that announces tips, or gives one that its items go on with ("Use the talk as a chance to:")."""
    if stem.kind == "imperative" and above.score == 2 and cues.words[stem.end - 1] == "to":
        return True
    return any(word in cues.lists["items-advice"] for word in cues.words[stem.begin : stem.end])


def _inherited(cues: Cues, item: Predicate, above: Strength, context: Context) -> Strength:
    """A nested item: mode and agent of the item above it."""
    if above.score >= 2 and item.verb is not None:
        action = action_of(cues, item)
        return revised(above, score=min(above.score, 3) if action == "concrete" else 2, action=action)
    return revised(above, score=min(above.score, 3), owner=None, time_frame=None, measure=None)


def _joined(cues: Cues, item: Predicate, stem: Predicate, above: Strength, context: Context) -> Strength:
    """The item's act under the stem's mode."""
    if stem.kind in ("can", "may") and stem.lemma in cues.lists["items-asking"] and cues.words[stem.end - 1] == "to":
        return decide(cues, stem, context)
    bracketed = "(" in cues.gap(stem.rest - 1) and ")" in cues.gap(stem.end - 1)
    open_stem = stem.rest >= stem.end - 1 or (stem.verb is None and stem.kind not in ("be", "have")) or bracketed
    if (
        item.verb is not None
        and item.kind in ("imperative", "gerund", "participle")
        and (open_stem or stem.kind.startswith("modes.") or cues.words[stem.end - 1] == "by")
    ):
        return _merged(cues, item, stem, context)
    if (
        open_stem
        and item.verb is None
        and stem.kind
        in ("will", "must", "should", "modes.aspiration", "modes.committed", "modes.binding", "modes.responsible")
    ):
        merged = stem._replace(
            begin=item.begin,
            rest=item.start,
            end=item.end,
            verb=item.start if item.start < item.end else None,
            lemma=cues.words[item.start] if item.start < item.end else "",
        )
        return decide(cues, merged, context)
    return _under_statement(cues, item, stem, above, context)


def _under_statement(cues: Cues, item: Predicate, stem: Predicate, above: Strength, context: Context) -> Strength:
    """An item under a stem that is a whole statement: steps keep their own mode, products share that of the stem."""
    if item.kind == "imperative" and above.voice == "own":
        own = decide(cues, item, context)
        return revised(own, score=min(own.score, 2)) if _advises(cues, stem, above) else own
    if above.score >= 3 and above.mode in ("guarantee", "restriction"):
        return revised(above, score=3)
    if item.verb is not None and above.score >= 2 and item.kind == "gerund":
        action = action_of(cues, item)
        firm = action == "concrete" and above.mode in ("binding", "standing", "entitlement")
        return revised(above, score=3 if firm else 2, action=action)
    bad = any(word in cues.lists["items-bad"] for word in cues.words[stem.begin : stem.end])
    offered = (
        not bad
        and cues.has(stem.begin, stem.end, "objects.concrete-object")
        and "following" in cues.words[stem.begin : stem.end]
        and cues.has(stem.begin, stem.end, "agents.organisation")
    )
    if above.score >= 2 or (offered and above.voice == "own" and above.time != "past"):
        return revised(
            above,
            score=3 if offered else min(above.score, 3),
            owner=None,
            time_frame=None,
            measure=None,
            mode="standing" if offered else above.mode,
        )
    return revised(above, score=min(1, max(above.score, 1)), decided_by="list of a description")

"""Finds the main predicate of a clause without a tagger: who acts, in which mode, with which verb.

Reads from left to right: steps over a fronted condition and over relative clauses, and stops at the first modal verb,
mode cue, form of "be", "have" or "do", or finite verb.
"""

from __future__ import annotations

from policy_audit.stages.strength.conditions import after_aside
from policy_audit.stages.strength.cues import Cues
from policy_audit.stages.strength.finite import is_done
from policy_audit.stages.strength.finite import is_finite
from policy_audit.stages.strength.finite import opens_compound
from policy_audit.stages.strength.grammar import BE
from policy_audit.stages.strength.grammar import DO
from policy_audit.stages.strength.grammar import HAVE
from policy_audit.stages.strength.grammar import MODALS
from policy_audit.stages.strength.grammar import NEGATIONS
from policy_audit.stages.strength.grammar import NOT_BEFORE_RELATIVE
from policy_audit.stages.strength.grammar import PAST
from policy_audit.stages.strength.grammar import PRONOUNS
from policy_audit.stages.strength.grammar import RELATIVES
from policy_audit.stages.strength.grammar import STRONG
from policy_audit.stages.strength.grammar import SUBJECTS
from policy_audit.stages.strength.grammar import is_month
from policy_audit.stages.strength.grammar import skip
from policy_audit.stages.strength.nominal import describes_subject
from policy_audit.stages.strength.nominal import is_noun
from policy_audit.stages.strength.opening import imperative_follows
from policy_audit.stages.strength.opening import lacks_main_clause
from policy_audit.stages.strength.opening import leads
from policy_audit.stages.strength.opening import main_start
from policy_audit.stages.strength.opening import may_command
from policy_audit.stages.strength.relatives import after_relative
from policy_audit.stages.strength.relatives import contact_relative
from policy_audit.stages.strength.relatives import opens_relative
from policy_audit.stages.strength.values import Predicate

_NOBODY = frozenset({"no", "nobody", "neither", "none"})


def find_predicate(cues: Cues, first: int, last: int, *, listed: bool = False) -> Predicate:
    """The main predicate of tokens `[first, last)`; `listed` says that they are a list item, where "-ing" leads."""
    key = first, last, listed
    known = cues.predicates.get(key)
    if known is None:  # The stem of a list is asked for with every item.
        known = cues.predicates[key] = _found(cues, first, last, listed)
    return known


def _found(cues: Cues, first: int, last: int, listed: bool) -> Predicate:
    start = main_start(cues, first, last)
    if leads(cues, start, last, listed):
        return _verbless(cues, first, start, last)
    if start == first and lacks_main_clause(cues, first, last):
        return Predicate("none", first, first, first, first, last)
    token = start
    while token < last:
        word = cues.words[token]
        if (
            word in RELATIVES
            and token > start
            and (cues.words[token - 1] not in NOT_BEFORE_RELATIVE or opens_relative(cues, token, start, last))
        ):
            token = after_relative(cues, token, last)
            continue
        if word in PRONOUNS and token > start + 1 and (later := contact_relative(cues, token, start, last)):
            token = later
            continue
        if word == "to" and token == start and not any(other in STRONG for other in cues.words[start:last]):
            break
        found = _predicate_at(cues, token, start, last)
        if found is not None:
            return found._replace(begin=first) if first != found.begin else found
        token += 1
    elliptical = _elliptical_duty(cues, start, last) or _required(cues, start, last)
    return elliptical or _verbless(cues, first, start, last)


def _elliptical_duty(cues: Cues, start: int, last: int) -> Predicate | None:
    """Cases like "Agreed adjustments to be recorded by the manager": a duty without its "are"."""
    for token in range(start + 1, last - 3):
        if cues.words[token] == "to" and cues.words[token + 1] == "be" and (verb := cues.verb(token + 2)) is not None:
            if verb.may_be("past"):
                return Predicate("must", start, start, token, token + 3, last, token + 2, verb.lemma, False, True)
            return None
    return None


def _required(cues: Cues, start: int, last: int) -> Predicate | None:
    """Cases like "Manager approval required within three days", as lists and tables put it."""
    for token in range(start + 1, last):
        word = cues.words[token]
        if word in RELATIVES or word in BE or cues.words[start] == "no":
            return None
        if word == "required" and cues.gap(token - 1) == " " and cues.words[token + 1 : token + 2] != ["to"]:
            return Predicate("must", start, start, token, token + 1, last, token, "require", False, True)
    return None


def _predicate_at(cues: Cues, token: int, start: int, last: int) -> Predicate | None:
    word = cues.words[token]
    cue = cues.at(token, "modes.")
    if (
        cue is not None
        and cue[0] not in ("modes.compliance", "modes.discretion", "modes.on-request")
        and not is_noun(cues, token)
        and not (word == "responsible" and not STRONG.isdisjoint(cues.words[token:last]))
        and not describes_subject(cues, token, start, last)
    ):
        return _after_cue(cues, cue, token, start, last)
    if word in MODALS and not is_month(cues, token, start):
        return _modal(cues, token, start, last)
    if word in BE or word in HAVE or word in DO:
        return _auxiliary(cues, token, start, last)
    if token > start and is_finite(cues, token, start, last):
        verb = cues.verb(token)
        if verb is not None and word in {"get", "gets"} and is_done(cues, skip(cues, token + 1, last)[0], last):
            return _after_be(cues, token, start, last)
        past = bool(verb and verb.may_be("past") and not verb.may_be("base")) or (verb is None and word.endswith("ed"))
        return Predicate(
            "past" if past else "verb",
            start,
            start,
            token,
            token + 1,
            last,
            token,
            verb.lemma if verb else word,
            past=past,
        )
    return None


def _after_cue(cues: Cues, cue: tuple[str, int], token: int, start: int, last: int) -> Predicate:
    key, end = cue
    before = max(start, token - 2)
    negated = any(word in NEGATIONS for word in cues.words[before:token]) or cues.words[token] in {"isn't", "aren't"}
    verb_at, more = skip(cues, end + 1, last)
    if cues.words[end] == "of" and key == "modes.binding":
        verb_at = next((at for at in range(end + 1, last) if cues.words[at] == "to"), verb_at)
    if verb_at < last and cues.words[verb_at] == "to":
        verb_at, more = skip(cues, verb_at + 1, last)
    verb = cues.verb(verb_at) if verb_at < last else None
    named = verb is not None and (verb.may_be("base") or verb.may_be("ing"))
    return Predicate(
        key,
        start,
        start,
        token,
        verb_at + 1 if named else end + 1,
        last,
        verb_at if named else None,
        verb.lemma if named and verb else "",
        negated or more,
        past=cues.words[token] in PAST,
    )


def _modal(cues: Cues, token: int, start: int, last: int) -> Predicate:
    kind = MODALS[cues.words[token]]
    at, more = skip(cues, after_aside(cues, token, last), last)
    opens = cues.words[start : min(start + 2, token)]
    negated = more or cues.words[token].endswith(("n't", "cannot")) or not _NOBODY.isdisjoint(opens)
    if at >= last:
        return Predicate(kind, start, start, token, last, last, negated=negated)
    if cues.words[at] in {"re", "pre", "de"} and cues.gap(at) == "-" and at + 1 < last:
        at += 1
    cue = cues.at(at, "modes.")
    if cue is not None and cue[0] not in ("modes.compliance", "modes.discretion", "modes.purpose"):
        under = _after_cue(cues, cue, at, start, last)
        return under._replace(kind=kind, under=under.kind, at=token, negated=negated)
    word = cues.words[at]
    if word == "be":
        return _after_be(cues, at, start, last)._replace(kind=kind, at=token, negated=negated)
    if (
        word == "have"
        and at + 1 < last
        and (verb := cues.verb(skip(cues, at + 1, last)[0] if skip(cues, at + 1, last)[0] < last else at))
        and verb.may_be("past")
    ):
        return Predicate(kind, start, start, token, at + 2, last, at + 1, verb.lemma, negated, perfect=True)
    if (
        word in {"continue", "need", "be", "help", "also", "start", "begin", "proceed", "go"}
        and at + 2 < last
        and cues.words[at + 1] == "to"
    ):
        at, _ = skip(cues, at + 2, last)
        later = cues.at(at, "modes.") if at < last else None
        if later is not None and later[0] in ("modes.aspiration", "modes.consider"):
            under = _after_cue(cues, later, at, start, last)
            return under._replace(kind=kind, under=under.kind, at=token, negated=negated)
        if at < last and cues.words[at] == "be":
            return _after_be(cues, at, start, last)._replace(kind=kind, at=token, negated=negated)
    verb = cues.verb(at) if at < last else None
    lemma = verb.lemma if verb else cues.words[min(at, last - 1)]
    return Predicate(kind, start, start, token, at + 1, last, at, lemma, negated)


def _after_be(cues: Cues, be: int, start: int, last: int) -> Predicate:
    """What follows a form of "be": a participle (passive), a progressive, or a quality."""
    at, negated = skip(cues, be + 1, last)
    negated = negated or cues.words[be].endswith("n't")
    while at < last - 1 and (cues.words[at] in {"being", "been", "fully", "well"} or opens_compound(cues, at)):
        at, _ = skip(cues, at + 1, last)
    verb = cues.verb(at) if at < last else None
    word = cues.words[at] if at < last else ""
    if verb is not None and (verb.may_be("past") or (verb.may_be("ing") and not word.startswith("being"))):
        passive = verb.may_be("past")
        return Predicate(
            "be", start, start, be, at + 1, last, at, verb.lemma, negated, passive, past=cues.words[be] in PAST
        )
    if verb is None and word.endswith("ed") and len(word) > 3 and not word.startswith("un"):
        return Predicate("be", start, start, be, at + 1, last, at, word, negated, True, past=cues.words[be] in PAST)
    return Predicate("be", start, start, be, at, last, None, "", negated, past=cues.words[be] in PAST)


def _auxiliary(cues: Cues, token: int, start: int, last: int) -> Predicate | None:
    word = cues.words[token]
    if word in BE:
        return _adverb_then_cue(cues, token, start, last) or _after_be(cues, token, start, last)
    at, negated = skip(cues, token + 1, last)
    negated = negated or word.endswith("n't")
    if word in DO:
        return _after_do(cues, token, start, last, at, negated)
    passive = at < last and cues.words[at] == "been"
    if passive:
        at, _ = skip(cues, at + 1, last)
    verb = cues.verb(at) if at < last else None
    past = word in PAST
    done = cues.words[at] if at < last else ""
    unknown = done in {"had", "become", "come"} or (verb is None and done.endswith("ed") and len(done) > 4)
    if passive or unknown or (verb is not None and verb.may_be("past")):
        lemma = verb.lemma if verb else ""
        return Predicate("have", start, start, token, at + 1, last, at, lemma, negated, passive, True, past)
    return Predicate("have", start, start, token, at, last, None, "have", negated, past=past)


def _adverb_then_cue(cues: Cues, token: int, start: int, last: int) -> Predicate | None:
    """Cases like "We are constantly striving to …", where an adverb parts the cue from its "are"."""
    at, negated = skip(cues, token + 1, last)
    cue = cues.at(at, "modes.") if token + 1 < at < last and not negated else None
    if cue is None or cue[0] not in ("modes.aspiration", "modes.committed", "modes.consider"):
        return None
    return _after_cue(cues, cue, at, start, last)._replace(at=token)


def _after_do(cues: Cues, token: int, start: int, last: int, at: int, negated: bool) -> Predicate | None:
    """A do-form: an imperative at the head of a clause, else an auxiliary; None where it is the verb itself."""
    word = cues.words[token]
    kind = "imperative" if token == start and word in {"do", "don't"} else "do"
    if kind == "do" and not negated and word == "do" and cues.words[token - 1] not in SUBJECTS:
        return None
    verb = cues.verb(at) if at < last else None
    lemma, place = (verb.lemma if verb else "do"), (at if at < last else None)
    return Predicate(kind, start, start, token, at + 1, last, place, lemma, negated, past=word == "did")


def _verbless(cues: Cues, first: int, start: int, last: int) -> Predicate:
    """An imperative, a gerund, a bare participle or no predicate at all."""
    at, negated = skip(cues, start, last)
    if at < last and cues.words[at] == "to" and at + 1 < last:
        at, negated = skip(cues, at + 1, last)
    if at >= last:
        return Predicate("none", first, start, start, last, last)
    verb, word = cues.verb(at), cues.words[at]
    if word == "please":
        return _please(cues, first, start, skip(cues, at + 1, last)[0], last, negated)
    if word == "being" and at + 1 < last:
        return Predicate("gerund", first, start, start, at + 1, last, at, "be", negated)
    if verb is not None and verb.may_be("ing"):
        return Predicate("gerund", first, start, start, at + 1, last, at, verb.lemma, negated)
    named = cues.at(at, "objects.noun-phrase") is not None
    if verb is not None and verb.may_be("base") and not named and imperative_follows(cues, at, last):
        return Predicate("imperative", first, start, start, at + 1, last, at, verb.lemma, negated)
    if (
        verb is None
        and at == start
        and at + 1 < last
        and cues.words[at + 1] in {"the", "your", "a", "an", "our"}
        and cues.gap(at) == " "
        and may_command(word)
    ):
        return Predicate("imperative", first, start, start, at + 1, last, at, word, negated)
    if verb is not None and verb.may_be("past"):
        return Predicate("participle", first, start, start, at + 1, last, at, verb.lemma, negated, passive=True)
    return Predicate("none", first, start, start, start, last)


def _please(cues: Cues, first: int, start: int, at: int, last: int, negated: bool) -> Predicate:
    """A request: what follows "please" is its verb."""
    verb = cues.verb(at) if at < last else None
    place = at if at < last else None
    lemma = verb.lemma if verb else ""
    return Predicate("imperative", first, start, start, at + 1, last, place, lemma, negated, under="please")

"""The front page in five sentences of plain English, and small words about numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date

from policy_audit.language.dates import MONTH_NAMES
from policy_audit.report.register import Timing
from policy_audit.report.summary import Overview
from policy_audit.report.summary import kind_names
from policy_audit.types import Severity


def sentences(view: Overview) -> tuple[str, ...]:
    """Five sentences at most: what was read, how it stands, the thread of allyship, the promises, where to begin."""
    return tuple(" ".join(one.split()) for one in _sentences(view) if one)


def day(iso: str) -> str:
    """An ISO date as people write it: "21 November 2026"; text that is no date is given back."""
    try:
        given = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{given.day} {MONTH_NAMES[given.month - 1]} {given.year}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 document", "2 documents", "no documents"."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number or 'no':,} {noun}" if number else f"no {noun}"


def listed(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join([*([", ".join(words[:-1])] if len(words) > 1 else []), *words[-1:]])


def share(part: int, whole: int) -> str:
    """ "7 of 18"."""
    return f"{part} of {whole}"


def _sentences(view: Overview) -> Iterator[str]:
    yield _read(view)
    if not view.lines:
        return
    yield _standing(view)
    yield _thread(view)
    yield _promises(view)
    yield _beginning(view)


def _read(view: Overview) -> str:
    words = sum(line.words for line in view.lines)
    text = (
        f"This audit of {day(view.report.audit_date)} read {count(len(view.lines), 'document')}, {words:,} words in all"
    )
    if view.failed:
        could = (
            "one file that could not be read is"
            if len(view.failed) == 1
            else f"{len(view.failed)} files that could not be read are"
        )
        return f"{text}; {could} listed under “Not audited”."
    return f"{text}; every file could be read."


def _standing(view: Overview) -> str:
    judged = [line for line in view.lines if line.applicable]
    if not judged:
        return (
            f"Nothing was asked of their content; their wording gave {count(sum(view.findings.values()), 'finding')}."
        )
    passed, asked = sum(line.passed for line in judged), sum(line.applicable for line in judged)
    part = f"{passed:,} ({passed * 100 // asked} %)"
    text = f"Of the {asked:,} statements that the chosen frameworks ask of them, {part} are there"
    if len(judged) == 1:
        return f"{text}."
    best = max(judged, key=lambda line: (line.share, line.applicable))
    worst = min(judged, key=lambda line: (line.share, -line.applicable))
    fullest, barest = (f"“{one.title}” ({share(one.passed, one.applicable)})" for one in (best, worst))
    return f"{text}; fullest is {fullest}, barest {barest}."


def _thread(view: Overview) -> str:
    thread = view.portfolio.get("gold_thread")
    if not thread:
        return ""
    carried, named, absent = (len(thread[key]) for key in ("carried", "named_only", "absent"))
    total = carried + named + absent
    if not total:
        return "None of the documents is of a kind that is asked about allyship."
    text = f"Allyship runs through {share(carried, total)} documents"
    if named:
        text += f" and is only named in {named} more"
    if thread["breaks_in"] and carried:
        kinds = [kind_names(kind) for kind in thread["breaks_in"][:3]]
        text += f"; the thread breaks in {listed(kinds)}"
    return f"{text}."


def _promises(view: Overview) -> str:
    if not view.undertakings:
        return "The documents promise nothing that somebody could be held to."
    firm = sum(one.firm for one in view.undertakings)
    past = sum(one.timing is Timing.PAST for one in view.undertakings)
    text = f"They make {count(len(view.undertakings), 'undertaking')}, {firm:,} of them firm; "
    text += f"the date named in {past:,} has passed" if past else "no date named in them has passed"
    overdue = sum(one.state == "overdue" for one in view.reviews)
    return (
        f"{text}, and {count(overdue, 'document')} {'is' if overdue == 1 else 'are'} past the review date."
        if overdue
        else f"{text}."
    )


def _beginning(view: Overview) -> str:
    serious = view.findings[Severity.ERROR]
    if not view.actions:
        return "Nothing was found to mend."
    first = view.actions[0]
    text = f"Begin with “{first.task.rstrip('.')}” in {count(len(first.places), 'document')}"
    if view.wins and view.wins[0] is not first:
        text += f"; the quickest gain is “{view.wins[0].task.rstrip('.')}”"
    return f"{text} ({count(serious, 'finding')} to do first in all)." if serious else f"{text}."

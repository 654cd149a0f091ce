"""Time-frames: by when, how often or within how long something is to be done (commitment-strength model, section 8)."""

from __future__ import annotations

import re

from policy_audit.language.dates import DAY
from policy_audit.language.dates import INTERVAL
from policy_audit.language.dates import INTERVAL_MARKS
from policy_audit.language.dates import LENGTH
from policy_audit.language.dates import MONTH
from policy_audit.language.dates import NUMBER
from policy_audit.language.dates import DateMention
from policy_audit.language.dates import find_dates
from policy_audit.types import Span

_EVENT = (
    r"\b(?:before|prior to|until)\s+(?:the\s+|an?\s+|any\s+|each\s+|every\s+|they\s+|their\s+|your\s+|starting\s+)*\w+"
    r"|\b(?:at|during|on|in)\s+(?:the\s+|your\s+|their\s+|each\s+|every\s+|annual\s+)*(?:induction|"
    r"probation|appraisals?|onboarding|appointment|recruitment stage|exit|first day|day one|"
    r"annual \w+|start of|beginning of|end of (?:the|each|every)|next (?:meeting|board|review))\b"
    r"|\bfrom\s+(?:your|their|the)?\s*(?:first day|day one|start of)\b|\bby the (?:end|start|"
    r"close) of\b|\bby (?:next|this) (?:year|month|quarter|spring|summer|autumn|winter)\b"
    r"|\b(?:after|at|following|in|on|to)\s+(?:each|every)\s+(?:\w+\s+)?(?:meeting|stage|interview|"
    r"review|appraisal|supervision|one[- ]to[- ]one|shift|induction|event|incident|session|quarter|"
    r"month|week|year|board|round|vacancy|handover|exit|briefing|training|conversation|campaign|"
    r"exercise)s?\b|\b(?:that|the same|the next|next working|each working|same) day\b|\bday[- ]one\b"
    r"|\b(?:when|on|upon) (?:receipt|joining|leaving|request of|appointment|starting)\b|\bfrom the outset\b|"
    r"\b(?:this|next) (?:financial )?year\b"
)
# What is counted in days or weeks without being a deadline: "12 weeks of paid leave".
_AMOUNT = (
    r"(?:[\w’'-]+ ){0,3}?(?:leave|pay|holidays?|vacation|absence|time off|training|sabbatical|volunteering)\b"
    r"(?! (?:starts?|ends?|begins?|commences?))"
)
_AMOUNT_OF = rf"(?:of )?{_AMOUNT}"
_WITHIN = (
    rf"\b(?:within|in|inside|under|after|for|of|at least|no later than|not later than|no more than|"
    rf"up to|over the next|in the next|for the next)\s+(?:the\s+(?:first|next|"
    rf"last)\s+)?{NUMBER}(?:\s?[-–]\s?\d+|\sto\s\w+)?\s?(?:\(\d+\)\s?)?(?:working |calendar |business |"
    rf"consecutive )?{LENGTH}s?\b(?!['’]? (?:old|experience|service|{_AMOUNT_OF}))"
    rf"|\b{NUMBER}\s(?:working |calendar |business |clear )?{LENGTH}s?['’]?\s(?:notice|of(?!\s{_AMOUNT})|before|"
    rf"after|from|prior|in advance|period|deadline)\b"
    rf"|\b(?:once|twice|{NUMBER} times|{NUMBER} hours?|{NUMBER} days?|£\S+|\$\S+)\s(?:a|per|each|"
    rf"every)\s(?:day|week|month|quarter|term|year)\b|\b(?:a|per)\s(?:month|year|annum|week)\b|"
    rf"\b24[- ]hours?\b|\b{NUMBER}[- ]day\b|\b{NUMBER}[- ]week\b|"
    rf"\b{NUMBER}[- ](?:month|year|hour) (?:time[- ]?(?:frame|limit|scale)|period|deadline|limit|target)\b"
)
_RECURRING = (
    rf"\b{DAY}(?: of)? (?:january|february|march|april|may|june|july|august|september|october|"
    rf"november|december)\b|\beach (?:{MONTH}|spring|summer|autumn|winter|january)|"
    rf"\bevery (?:{MONTH}|spring|summer|autumn|winter|time|meeting|recruitment|interview)\b|"
    rf"\b(?!may\b){MONTH} {DAY}\b|"
    rf"\bin (?:january|february|march|april|june|july|august|september|october|november|december)\b|"
    rf"\b(?:by|from|in|before|until|since) {MONTH}(?=\s|[.,;)]|$)"
)
_FRAME = re.compile("|".join((_WITHIN, _RECURRING, _EVENT)))
# For text without a unit of time, in which the first of the three has nothing to find.
_OTHER_FRAME = re.compile("|".join((_RECURRING, _EVENT)))

# Every time-frame that is no date holds one of these.
FRAME_MARKS = (
    *INTERVAL_MARKS,
    *"before until induction probation appraisal onboarding appointment recruitment exit start beginning next".split(),
    *"each every receipt joining leaving request outset spring summer autumn winter".split(),
    *("prior to", "end of", "close of"),
    *"jan feb mar apr may jun jul aug sep oct nov dec".split(),
)
# Cheap tests before the long patterns: every time-frame holds one of these.
_TIMELY = re.compile(
    r"\d|day|week|month|year|quarter|hour|annual|ly\b|before|prior|until|induction|probation|"
    r"appraisal|onboarding|outset|term|minute|each|every|appointment|receipt|joining|starting|q[1-4]|"
    r"end of|close of|biennial|first|next|january|february|march|april|may|june|july|august|september|"
    r"october|november|december"
)
YEARLY = re.compile(r"\d\d")


def find_time_frame(folded: str, start: int, end: int) -> Span | None:
    """The first time-frame in the range: a date, a rhythm, a stated number of days, a deadline by event; else None."""
    if not _TIMELY.search(folded, start, end):
        return None
    text = folded[start:end]
    patterns = (INTERVAL, _FRAME) if any(mark in text for mark in INTERVAL_MARKS) else (_OTHER_FRAME,)
    found = [Span(*match.span()) for pattern in patterns if (match := pattern.search(folded, start, end))]
    dates = find_dates(folded, start, end) if YEARLY.search(folded, start, end) else iter(())
    dated = next((mention for mention in dates if _binds(folded, mention)), None)
    if dated is not None:
        found.append(dated.span)
    return min(found, key=lambda span: (span.start, -span.end)) if found else None


def _binds(folded: str, mention: DateMention) -> bool:
    """A bare year counts only as a deadline or a period ("by 2029", "2026-27"), not as part of a name ("Act 2010")."""
    if mention.precision != "year" or mention.last.year != mention.first.year:
        return True
    if folded.endswith("act of ", 0, mention.span.start):
        return False
    return (
        re.search(
            r"\b(?:by|before|until|in|during|for|from|of|end|to|through|the|year)\s+(?:the )?$",
            folded[max(0, mention.span.start - 14) : mention.span.start],
        )
        is not None
    )

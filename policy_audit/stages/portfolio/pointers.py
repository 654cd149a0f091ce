"""Documents that others point to ("see our Menopause Policy") and that are not among the files audited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import PurePath

from policy_audit.stages.portfolio.words import PortfolioWords
from policy_audit.types import DocumentReport

# At most this many words before "Policy" belong to the name.
_LONGEST_NAME = 6
# Among these blocks of a document stand its title and the headings by which it is known.
FIRST_BLOCKS = 12
_SMALL_WORDS = ("and", "of", "at", "for", "to", "in", "on", "with", "the", "&")


def unseen_documents(reports: Sequence[DocumentReport], words: PortfolioWords) -> Iterator[dict[str, object]]:
    """One entry for each document that is named as ours and was not seen; "referred to, not seen"."""
    name = _name_pattern(words)
    titles = {_key_words(f"{PurePath(one.path).stem} {_heading(one)}") for one in reports}
    seen: dict[str, bool] = {}
    found: defaultdict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    spelt: dict[str, str] = {}
    for report in reports:
        for match in name.finditer(report.document.text if report.document else ""):
            called = " ".join(match["name"].split())
            words_of_name = _key_words(called)
            key = " ".join(sorted(words_of_name))
            if key not in seen:
                seen[key] = any(words_of_name <= title for title in titles)
            if key and not seen[key]:
                spelt.setdefault(key, called)
                span = {"path": report.path, "start": match.start("name"), "end": match.end("name"), "text": called}
                found[key].setdefault(report.path, span)
    for key, places in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        number = f"{len(places)} documents point" if len(places) > 1 else "One document points"
        message = f"{number} to the “{spelt[key]}”, which is not among the files audited."
        yield {
            "kind": "referred-to-not-seen",
            "subject": spelt[key],
            "message": message,
            "places": list(places.values()),
        }


def _name_pattern(words: PortfolioWords) -> re.Pattern[str]:
    """A name in capitals after "our" or "the" that ends in Policy, Procedure …: a document, not a topic."""
    endings = "|".join(re.escape(ending) for ending in words.pointer_endings)
    ignored = "|".join(sorted(words.pointer_ignored))
    word = rf"(?!(?:{ignored})\b)[A-Z][\w’'-]+"
    small = "|".join(_SMALL_WORDS)
    return re.compile(
        rf"\b(?:[Oo]ur|[Tt]he|see|under|in) (?:organisation’s |company’s |Trust’s |Council’s )?"
        rf"(?P<name>{word}(?: (?:(?:{small}) )?{word}){{0,{_LONGEST_NAME}}}? (?:{endings}))\b"
    )


def _key_words(name: str) -> frozenset[str]:
    ignored = {
        "policy",
        "procedure",
        "policies",
        "strategy",
        "and",
        "of",
        "at",
        "the",
        "for",
        "to",
        "in",
        "on",
        "a",
        "with",
    }
    return frozenset(word for word in re.findall(r"[a-z]{2,}", name.casefold()) if word not in ignored)


def _heading(report: DocumentReport) -> str:
    """Title and first headings, by which a document is known besides its file name."""
    document = report.document
    if document is None:
        return ""
    first = document.blocks[:FIRST_BLOCKS]
    heads = [document.slice(block.span) for block in first if block.kind in ("title", "heading")]
    return " ".join((document.metadata.title, *heads, *report.kinds.kinds))

"""Which language a document and each of its blocks is in, by common words and by writing system."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from functools import cache

from policy_audit.ruleset.files import kept_tables
from policy_audit.types import Block
from policy_audit.types import Document

FILE = "languages.toml"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENGLISH = "en"
# A document is said to be in another language when this share of its words stands in blocks of that language.
MOST = 0.5
# Up to this share of English common words, a block is looked at more closely; English prose has 0.35 and more.
DOUBTFUL = 0.2


# So many characters of a block are looked at.
PROBE = 800
# So many different common words of a language must be there: one word over and over is a list, not a language.
DISTINCT = 3


@dataclass(frozen=True, slots=True)
class Languages:
    """Word sets by tag, writing systems as (tag, expression), names by tag, and the thresholds of the lexicon file."""

    english: frozenset[str]
    others: tuple[tuple[str, frozenset[str]], ...]
    scripts: tuple[tuple[str, str], ...]
    names: dict[str, str]
    minimum_words: int
    minimum_share: float
    margin: float


@cache
def load_languages() -> Languages:
    """The languages of the lexicon file. Raises LexiconError for a file that is not TOML."""
    table = kept_tables(FILE)
    english = frozenset(table["english"]["words"].split())
    # Words that English has too, and single letters that stand in lists, tell nothing.
    others = tuple(
        (
            entry["tag"],
            frozenset(
                word for word in entry["words"].split() if word not in english and word not in "abcdefghijklmnopqrstuvx"
            ),
        )
        for entry in table["other"]
    )
    scripts = tuple((entry["tag"], f"[{entry['range']}]") for entry in table["script"])
    names = {entry["tag"]: entry["name"] for entry in [*table["other"], *table["script"]]}
    return Languages(
        english=english,
        others=others,
        scripts=scripts,
        names=names,
        minimum_words=table["minimum_words"],
        minimum_share=table["minimum_share"],
        margin=table["margin"],
    )


def language_of(text: str, languages: Languages) -> str | None:
    """BCP 47 tag of a text's language; None when it is too short or too unlike all of them to tell."""
    words = WORD.findall(text[:PROBE].lower().replace("’", "'"))
    english = len([word for word in words if word in languages.english])
    if english > DOUBTFUL * len(words) and len(words) >= languages.minimum_words:
        return ENGLISH
    if _other_script(text):
        for tag, pattern in languages.scripts:
            if len(re.findall(pattern, text)) * 2 > sum(character.isalpha() for character in text) > 0:
                return tag
    if len(words) < languages.minimum_words:
        return None
    best, count = ENGLISH, english
    for tag, common in languages.others:
        found = [word for word in words if word in common]
        hits = len(found) if len(set(found)) >= DISTINCT else 0
        if hits > count:
            best, count = tag, hits
    if best == ENGLISH:
        return ENGLISH if count >= languages.minimum_share * len(words) else None
    clear = count >= languages.minimum_share * len(words) and count >= languages.margin * max(english, 1)
    return best if clear else None


def _other_script(text: str) -> bool:
    """Whether a text holds letters of a writing system that is not Latin; symbols and punctuation are none."""
    return not text.isascii() and any(one >= "\u0370" and one.isalpha() for one in set(text))


def with_language(document: Document) -> Document:
    """The document with the language of every block and of the whole set, and a warning for what is not English."""
    languages = load_languages()
    tags: list[str | None] = [language_of(document.slice(block.span), languages) for block in document.blocks]
    weights: Counter[str] = Counter()
    for block, tag in zip(document.blocks, tags, strict=True):
        if block.region != "metadata":
            weights[tag or ""] += len(block.span)
    whole = _whole(document, weights, languages)
    blocks = tuple(_tagged(block, tag, whole) for block, tag in zip(document.blocks, tags, strict=True))
    declared = document.metadata.language
    language = declared if whole == ENGLISH and declared.lower().startswith(ENGLISH) else whole
    return replace(
        document,
        blocks=blocks if blocks != document.blocks else document.blocks,
        metadata=replace(document.metadata, language=language),
        warnings=(*document.warnings, *_warning(document, blocks, whole, languages)),
    )


def _whole(document: Document, weights: Counter[str], languages: Languages) -> str:
    known = {tag: count for tag, count in weights.items() if tag}
    if not known:
        # Too little text in every block: all of it together may tell.
        return language_of(document.text, languages) or ENGLISH
    best = max(known, key=lambda tag: known[tag])
    # Short blocks tell nothing; where no block is English, the rest is likely to be like those that tell.
    needed = MOST if ENGLISH in known else MOST / 2
    return best if known[best] > needed * sum(weights.values()) else ENGLISH


def _tagged(block: Block, tag: str | None, whole: str) -> Block:
    """A block too short to tell takes the tag its source gives, else the document's."""
    declared = block.language if not block.language.lower().startswith(ENGLISH) else ""
    language = tag or declared or whole
    return block if language == block.language else replace(block, language=language)


def _warning(document: Document, blocks: tuple[Block, ...], whole: str, languages: Languages) -> tuple[str, ...]:
    if whole != ENGLISH:
        name = languages.names.get(whole, whole)
        return (f"The document is in {name}, which is not supported; it is not judged by the rules for English.",)
    foreign = Counter(block.language for block in blocks if not block.language.lower().startswith(ENGLISH))
    if not foreign:
        return ()
    listed = ", ".join(f"{languages.names.get(tag, tag)} ({count})" for tag, count in sorted(foreign.items()))
    return (f"Passages in other languages are not judged by the rules for English: {listed}.",)

"""In whose name a document speaks: "we", or the organisation by a name of its own; and a clause put into that voice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from policy_audit.suggest.grammar import Grammar
from policy_audit.types import Document

_OWN = re.compile(
    r"\b[Tt]he (Council|Trust|Company|Organisation|Charity|School|College|University|Department|Association|Agency"
    r"|Society|Board|Group|Service|Practice|Authority|Commission|Institute|Foundation|Federation|Academy)\b(?! of\b)"
)
_WE = re.compile(r"\b(?:we|our|us)\b", re.I)
_WE_VERB = re.compile(r"\b([Ww])e (?:(also|always|regularly|then) )?([a-z]+)( not)?\b")
_OUR = re.compile(r"\b([Oo])ur\b")
_US = re.compile(r"\bus\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """`name` is how the organisation is called in a sentence ("the Council"); "" where the document says "we"."""

    name: str = ""

    @property
    def says_we(self) -> bool:
        """True for a document that speaks of itself as "we"."""
        return not self.name


def voice_of(document: Document, organisation: str) -> Voice:
    """The voice used most often; "we" where the document leaves it open."""
    text = document.text
    counted = Counter(match.group() for match in _OWN.finditer(text))
    if organisation:
        counted[organisation] += len(re.findall(rf"(?<!\w){re.escape(organisation)}(?!\w)", text))
    name, times = counted.most_common(1)[0] if counted else ("", 0)
    if not name or len(_WE.findall(text)) >= times:
        return Voice()
    return Voice("t" + name[1:] if name.startswith("The ") else name)


def in_voice(clause: str, voice: Voice, grammar: Grammar) -> str:
    """A model clause, written with "we", in a document's voice. Left as it is where its verbs do not allow it."""
    if voice.says_we:
        return clause
    sentences = re.split(r"(?<=[.!?]) ", clause)
    return " ".join(_spoken(sentence, voice, grammar) for sentence in sentences)


def _spoken(sentence: str, voice: Voice, grammar: Grammar) -> str:
    verbs = list(_WE_VERB.finditer(sentence))
    joined = re.search(r"\bwe\b[^.;]*(?:,| and| or) [a-z]+ ", sentence, re.I) is not None
    modal = all(match.group(3) in grammar.words["modals"] for match in verbs)
    if len(re.findall(r"\bwe\b", sentence, re.I)) != len(verbs) or (verbs and joined and not modal):
        return sentence
    owner = voice.name + ("’" if voice.name.endswith("s") else "’s")
    sentence = _WE_VERB.sub(lambda match: _third(match, voice, grammar), sentence)
    sentence = _OUR.sub(
        lambda match: _raised(owner) if match.group(1) == "O" else ("its" if verbs else owner), sentence
    )
    return _US.sub("it" if verbs else voice.name, sentence)


def _third(match: re.Match[str], voice: Voice, grammar: Grammar) -> str:
    verb = match.group(3)
    if verb not in grammar.words["modals"]:
        verb = {"are": "is", "have": "has", "do": "does", "were": "was"}.get(verb) or grammar.verb_form(verb, "third")
    adverb = f"{match.group(2)} " if match.group(2) else ""
    name = _raised(voice.name) if match.group(1) == "W" else voice.name
    return f"{name} {adverb}{verb}{match.group(4) or ''}"


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]

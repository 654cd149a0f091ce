"""The grammar by which a document speaks of itself: who keeps it, who agreed it, when it begins or is looked at."""

from __future__ import annotations

import re
from functools import cached_property
from functools import lru_cache

from policy_audit.ruleset.hygiene import Guarded
from policy_audit.ruleset.hygiene import HygieneLexicon

_FAMILIES = (
    "papers",
    "bodies",
    "keeps",
    "kept",
    "bound",
    "looks",
    "looked",
    "look",
    "ends",
    "agreed",
    "starts",
    "edited",
    "editions",
)
# Words before a paper's name: "this equality and inclusion policy".
_BETWEEN = r"(?:[\w&'’/-]+\s+){0,4}?"
# "this version of events" is no paper, "the code of conduct" is.
_ITS_OWN = (
    r"(?!\s+of\s+(?!conduct|practice|ethics|reference|intent|commitment|purpose|action|this|our|"
    r"the\s+(?:policy|handbook|document|code|procedure|plan)))"
)
# The number of an edition: "Edition 3, valid from 1 July".
_NUMBER = r"(?:(?:no\.?|number)\s+)?(?:v?\d[\d.]*\b|[a-h]\b)?[\s,]*"
_ADVERBS = r"(?:(?:\w+ly|again|together|once more|next|also|then|first|back|jointly|up to date|right|current|up)\s+)*"
_MARKS = r"^[\W_]*"
# From the subject to the act: "this booklet, which was first".
_REACH = (
    r"(?:(?!\b(?:sets?|describes?|explains?|covers?|appl(?:y|ies)|provides?|contains?|aims?|requires?|complements?|says?|"
    r"means?|refers?|employs?|that you|needs? to|tells?|replaces)\b)[^.;:]){0,45}?"
)
# What may come before an act that has no subject: "First adopted", "Formally and unanimously agreed".
_LEAD = (
    r"(?:(?:first|formally|was|were|is|are|and|date|last|currently|now|been|has|originally|finally|duly|unanimously|"
    r"jointly|to|be|will|shall|reviewed|updated|most|recently|status)[\s:,]+)*"
)
# What opens a note without a subject: "Next formal review", "Date of the annual refresh".
_OPENING = (
    r"(?:(?:the|our|a|an|its|next|due|for|of|date|annual|yearly|formal|full|scheduled|planned|periodic|interim|sunset|"
    r"first|mid-?(?:point|term|way)|to|be|is|are|will|shall|we|we['’]ll|time|another|proper|last day|when)\s+)*"
)
# After a bare act no thing may follow that is acted on ("review books"), only a time, a person or the end.
_NO_OBJECT = (
    r"(?=\s*(?:$|[,.:;(?–—-]|(?:by|in|on|before|at|no|not|due|is|are|for|or|and|sooner|earlier|unless|when|within|after|"
    r"falls|will|shall|takes|date|again|with|needed|required|comes|must|should be|to be|the)\b))"
)


class Grammar:
    """One pattern for each way of saying something, made when it is first used; all match folded text.

    A group `paper…` that took part says that the document was named, `it…` that a pronoun stands for it, `bare` that
    the clause has no object, `past` that a participle alone may tell of the past.
    """

    def __init__(self, lists: dict[str, tuple[str, ...]]) -> None:
        """Takes the word lists of the lexicon's `telling`."""
        self._lists = lists
        families = {name: _any(words) for name, words in lists.items()}
        papers, bodies = families["papers"], families["bodies"]
        paper = rf"(?:this|these|our|the present|the)\s+{_BETWEEN}{papers}(?!\s+{bodies}){_ITS_OWN}"
        it = rf"(?:(?:it|them|they)\b|(?:this|these)\b(?!\s+(?:{_BETWEEN}{papers}|{bodies})))"
        self._words = families | {
            "paper": paper,
            "it": it,
            "either": rf"(?:(?P<paper>{paper})|(?P<it>{it}))",
            "anew": rf"(?:(?P<paper4>{paper})|(?P<it4>{it}))",
            "again": rf"(?:(?P<paper2>{paper})|(?P<it2>{it}))",
            "own": rf"(?:{_MARKS}(?:{papers}\s+{_NUMBER})?{_LEAD}|"
            rf"(?:(?P<paper>{paper})|\b(?P<it>{it})){_REACH}\s*)[\s,:]*\b",
        }

    def _made(self, pattern: str, needs: str) -> Guarded:
        """A pattern in which `<name>` in doubled brackets stands for a family. `needs` are families, and words in
        quotes, of which every match has one.
        """
        terms: list[str] = []
        for name in needs.split():
            terms += self._lists.get(name, (name.strip("'"),))
        return Guarded(tuple(terms), lambda: re.sub(r"<<(\w+)>>", lambda match: self._words[match[1]], pattern))

    @cached_property
    def papers(self) -> Guarded:
        """A name for a document."""
        return self._made(r"\b<<papers>>", "papers")

    @cached_property
    def keeps(self) -> Guarded:
        """Somebody keeps the document: "the People team owns this page"."""
        of = r"(?:the\s+(?:upkeep|content|accuracy|working|running)\s+of\s+|how\s+)?"
        return self._made(rf"\b<<keeps>>\s+(?:and\s+\w+\s+|for\s+)?{of}<<either>>", "keeps")

    @cached_property
    def kept(self) -> Guarded:
        """The document is kept by somebody: "Kept up to date by the Policies Circle"."""
        also = r"(?:and\s+\w+\s+|(?:for|on behalf of)\s+(?:the\s+)?\w+\s+)?"
        return self._made(rf"<<own>><<kept>>\s+{_ADVERBS}{also}(?:by|with|of|to)\b", "kept")

    @cached_property
    def borne(self) -> Guarded:
        """The answering for it lies with somebody: "Custody of this code rests with the Secretary"."""
        return self._made(
            rf"\b<<bound>>\s+(?:of|for)\s+<<either>>{_REACH}\b(?:is|are|lies|rests|sits|falls|belongs)\s+"
            rf"(?:with|to|on|upon)\b|\b(?:owner|keeper|custodian|steward|holder|lead|sponsor)\s+(?:of|for)\s+"
            rf"(?P<paper2><<paper>>)\s+is\b|(?P<paper3><<paper>>){_REACH}\b(?:belongs\s+to|(?:lies|sits|rests)\s+with)\b",
            "bound 'belongs' 'lies' 'rests' 'sits' 'owner' 'keeper' 'custodian' 'steward' 'holder' 'lead' 'sponsor'",
        )

    @cached_property
    def keeper(self) -> Guarded:
        """Somebody is its keeper: "the Registrar is its custodian"."""
        roles = r"(?:keeper|owner|custodian|steward|guardian|lead|sponsor)"
        return self._made(rf"\b(?:is|as|are)\s+(?P<it>its)\s+{roles}\b", "'its'")

    @cached_property
    def asks(self) -> Guarded:
        """The question who keeps it: "Who looks after this page?"."""
        return self._made(
            rf"{_MARKS}(?:who|which\s+\w+|whose\s+\w+)(?:\s+is|['’]s)?\s+(?:the\s+)?"
            r"(?:<<keeps>>|<<kept>>|in charge|responsible)(?:\s+(?:<<paper>>|<<it>>))?\s*\?",
            "'?'",
        )

    @cached_property
    def looks(self) -> Guarded:
        """Somebody looks at it again: "we look at this page each September"."""
        return self._made(
            r"\b<<looks>>\s+(?:(?:again|back|together|that|whether|if|how|over|at|as a team)\s+)*<<either>>|"
            r"\b(?:see|have|want|bring|take|put)\s+<<again>>\s+(?:up\s+)?(?:again|back)\b|"
            r"\b(?:gives?|have|has)\s+<<anew>>\s+(?:a|an|another)\s+(?:\w+\s+)?(?:read|look|check|going-over|once-over)\b|"
            rf"(?:\b(?:will|shall|to|we)|['’]ll)\s+{_ADVERBS}<<looks>>{_NO_OBJECT}(?P<bare>)",
            "looks 'again' 'back'",
        )

    @cached_property
    def looked(self) -> Guarded:
        """It is looked at again: "this booklet will get another look in May"."""
        due = r"(?:(?:due|ready|up|to)\s+(?:for\s+|to\s+)?(?:be\s+)?)?"
        kinds = r"(?:(?:up|due|for|a|an|its|another|fresh|full|next|formal|proper|thorough|annual|yearly)\s+)+"
        return self._made(
            rf"<<own>>(?:(?:be|is|are|gets?|being)\s+{_ADVERBS}{due}"
            rf"(?:<<looked>>|(?:a\s+|its\s+)?(?:\w+\s+)?<<look>>{_NO_OBJECT})|"
            rf"(?:comes?|falls?|gets?|have|has|undergo(?:es)?|receives?|goes)\s+{kinds}<<look>>)",
            "looked look",
        )

    @cached_property
    def look(self) -> Guarded:
        """A note of the next look: "Annual refresh each May"."""
        return self._made(
            rf"{_MARKS}(?:{_OPENING}(?:<<look>>|<<looks>>)|{_OPENING}(?:be|is|are)\s+{_ADVERBS}<<looked>>|"
            rf"(?P<past><<looked>>)){_NO_OBJECT}",
            "look looks looked",
        )

    @cached_property
    def ends(self) -> Guarded:
        """It ends on a day: "lapses at the meeting of April 2029"."""
        return self._made(r"<<own>><<ends>>", "ends")

    @cached_property
    def lasts(self) -> Guarded:
        """It holds from a day to another, both blanked: "In force: 1 May 2026 to 30 April 2029"."""
        return self._made(r"<<own>><<starts>>[\s:]+(?:from\s+)?(?:to|until|till|through to|–|-)\s", "starts")

    @cached_property
    def agrees(self) -> Guarded:
        """Somebody agreed it: "the Council voted this Code through"."""
        return self._made(r"\b(?:<<agreed>>\s+<<either>>|voted\s+<<again>>\s+(?:through|in))", "agreed 'voted'")

    @cached_property
    def agreed(self) -> Guarded:
        """It was agreed by somebody: "This handbook was okayed by the board"."""
        return self._made(rf"<<own>><<agreed>>\s+{_ADVERBS}(?:by|at|in|on|,|\()", "agreed")

    @cached_property
    def starts(self) -> Guarded:
        """It begins to hold: "It went live in October 2025"."""
        return self._made(r"<<own>><<starts>>", "starts")

    @cached_property
    def edited(self) -> Guarded:
        """It was changed: "They were last changed in February 2026"."""
        return self._made(r"<<own>><<edited>>", "edited")

    @cached_property
    def keeper_label(self) -> Guarded:
        """A label before the one who keeps it: "Guidance held by", "Manager responsible"."""
        return self._made(
            r"(?:(?:who|which\s+\w+)\s+)?(?:is\s+)?(?:<<papers>>\s+)?(?:<<keeps>>|<<kept>>)(?:\s+and\s+\w+)?"
            r"(?:\s+(?:<<paper>>|<<it>>|up\s+to\s+date|right|current))*(?:\s+(?:by|with))?\s*\??|"
            r"(?:\w+\s+){0,3}(?:responsible|in\s+charge|accountable|answerable)(?:\s+for\s+(?:upkeep|it|this|<<paper>>))?|"
            r"(?:who|to\s+whom)\s+(?:does|do)\s+(?:<<paper>>|<<it>>)\s+belong(?:\s+to)?",
            "keeps kept 'responsible' 'charge' 'accountable' 'answerable' 'belong'",
        )

    @cached_property
    def look_label(self) -> Guarded:
        """A label before the day of the next look: "We'll look at it again", "Re-approval needed by"."""
        asked = (
            r"(?:when|how often)\s+(?:will|is|are|do|does|shall)\s+(?:(?:we|it|this|<<paper>>|be|next|due|they)\s+)*"
        )
        return self._made(
            rf"(?:{_OPENING}|{asked})(?:<<look>>|<<looks>>|<<looked>>|<<ends>>)"
            r"(?:\s+(?:again|needed|required|due|on|by|date|in|at|it|this|<<papers>>|before|no later than|next))*",
            "look looks looked ends",
        )

    @cached_property
    def start_label(self) -> Guarded:
        """A label before the day it begins: "In operation", "Live since"."""
        asked = r"when\s+(?:did|does|do|is|was|will)\s+(?:<<it>>|<<paper>>)\s+(?:be\s+)?"
        begins = r"(?:start|begin|apply|come in|come out|come into (?:force|effect)|take effect|go live|<<starts>>)"
        return self._made(
            rf"(?:<<papers>>\s+)?{_LEAD}<<starts>>(?:\s+(?:on|from|since|date|of))*|{asked}{begins}(?:\s+from)?",
            "starts 'when'",
        )

    @cached_property
    def agreed_label(self) -> Guarded:
        """A question before the body that agreed it: "Who signed this off?"."""
        return self._made(
            r"(?:who|which\s+\w+)\s+(?:has\s+)?<<agreed>>(?:\s+(?:<<paper>>|<<it>>|off|through))*", "agreed"
        )

    @cached_property
    def edition_label(self) -> Guarded:
        """A label before the edition: "This edition"."""
        before = r"(?:(?:this|current|present|our|the|<<papers>>)\s+)*"
        return self._made(
            rf"{before}<<editions>>(?:\s+(?:no\.?|number|date))*|which\s+<<editions>>\s+is\s+(?:this|it)", "editions"
        )


@lru_cache(maxsize=4)
def grammar(lexicon: HygieneLexicon) -> Grammar:
    """The grammar of the lexicon's families (`telling`), made once for each lexicon."""
    return Grammar({name: lexicon.lists.get(("telling", name), ()) for name in _FAMILIES})


def _any(words: tuple[str, ...]) -> str:
    chosen = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in chosen) + r")(?![\w-])"

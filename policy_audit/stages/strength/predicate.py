"""Finds the main predicate of a clause without a tagger: who acts, in which mode, with which verb.

Reads from left to right: steps over a fronted condition and over relative clauses, and stops at the first modal verb,
mode cue, form of "be", "have" or "do", or finite verb.
"""

from __future__ import annotations

from typing import NamedTuple

from policy_audit.stages.strength.cues import Cues

MODALS = {
    "will": "will",
    "shall": "will",
    "must": "must",
    "should": "should",
    "may": "may",
    "might": "might",
    "can": "can",
    "could": "could",
    "would": "would",
    "cannot": "can",
    "we'll": "will",
    "you'll": "will",
    "they'll": "will",
    "it'll": "will",
    "won't": "will",
    "can't": "can",
    "mustn't": "must",
    "shouldn't": "should",
    "wouldn't": "would",
    "couldn't": "could",
    "shan't": "will",
    "we'd": "would",
    "you'd": "would",
    "i'll": "will",
    "ought": "should",
}
BE = frozenset(
    {
        "is",
        "are",
        "am",
        "was",
        "were",
        "we're",
        "you're",
        "they're",
        "it's",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "i'm",
        "there's",
        "that's",
        "he's",
        "she's",
    }
)
HAVE = frozenset({"has", "have", "had", "we've", "they've", "you've", "hasn't", "haven't", "hadn't"})
DO = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})
PAST = frozenset({"was", "were", "had", "did", "wasn't", "weren't", "didn't", "hadn't"})
SUBJECTS = frozenset({"we", "you", "they", "i", "he", "she", "it", "everyone", "everybody", "nobody"})
NEGATIONS = frozenset({"not", "never", "no", "cannot", "neither", "nobody", "none", "nor", "without"})
ADVERBS = frozenset(
    [
        "also",
        "always",
        "then",
        "not",
        "never",
        "only",
        "further",
        "therefore",
        "now",
        "still",
        "already",
        "just",
        "all",
        "both",
        "each",
        "together",
        "however",
        "thus",
        "often",
        "instead",
        "first",
        "finally",
        "at",
        "least",
        "where",
        "possible",
        "appropriate",
        "either",
        "simply",
        "either",
        "once",
        "ever",
        "even",
        "be",
    ]
) - {"be", "where", "possible", "appropriate", "least", "at"}
CONDITIONS = frozenset(
    {
        "if",
        "when",
        "where",
        "whenever",
        "wherever",
        "once",
        "unless",
        "should",
        "after",
        "before",
        "following",
        "during",
        "while",
        "whilst",
        "although",
        "though",
        "as",
        "since",
        "because",
        "given",
        "in",
        "on",
        "by",
        "for",
        "to",
        "with",
        "through",
        "from",
        "at",
        "upon",
        "under",
        "depending",
        "subject",
        "until",
        "within",
        "throughout",
        "alongside",
        "whether",
        "having",
        "being",
        "even",
        "despite",
        "beyond",
        "consistent",
        "based",
        "regardless",
    }
)
STRONG = frozenset({"will", "must", "shall", "should", "can", "may"})
TRIGGERS = frozenset({"if", "when", "where", "whenever", "wherever", "once", "unless", "should"})
CLAUSAL = TRIGGERS | {
    "while",
    "whilst",
    "although",
    "though",
    "after",
    "before",
    "as",
    "since",
    "because",
    "following",
    "given",
    "until",
    "whether",
    "depending",
    "even",
    "despite",
    "subject",
}
NOT_BEFORE_RELATIVE = frozenset(
    {
        "with",
        "in",
        "on",
        "of",
        "at",
        "for",
        "by",
        "to",
        "from",
        "and",
        "so",
        "after",
        "before",
        "ensure",
        "is",
        "means",
        "us",
        "says",
    }
)
RELATIVES = frozenset({"who", "which", "that", "whose", "whom"})
PRONOUNS = frozenset({"we", "they", "you", "i", "he", "she"})
OBJECT_STARTS = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "your",
        "their",
        "its",
        "this",
        "that",
        "these",
        "each",
        "every",
        "any",
        "all",
        "us",
        "you",
        "them",
        "people",
        "staff",
        "everyone",
        "how",
        "what",
        "to",
        "employees",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twenty",
        "both",
        "at",
        "in",
        "on",
        "against",
        "with",
        "into",
        "about",
        "which",
        "whether",
        "up",
        "out",
        "between",
        "managers",
        "disabled",
        "new",
        "colleagues",
        "more",
    ]
)
NOT_BEFORE_VERB = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "your",
        "their",
        "its",
        "his",
        "her",
        "this",
        "these",
        "each",
        "every",
        "any",
        "some",
        "no",
        "my",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "as",
        "more",
        "most",
        "such",
        "other",
        "how",
        "what",
        "new",
        "good",
        "own",
        "regular",
        "annual",
        "formal",
        "written",
        "further",
        "first",
        "next",
        "than",
        "about",
        "into",
        "both",
        "between",
        "under",
        "over",
        "through",
        "during",
        "without",
        "within",
        "across",
        "against",
        "all",
    ]
)
DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "your",
        "their",
        "its",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "each",
        "every",
        "any",
        "some",
        "no",
        "all",
        "my",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "as",
        "more",
        "most",
        "such",
        "other",
        "how",
        "what",
        "new",
        "good",
        "own",
        "regular",
        "annual",
        "formal",
        "written",
        "further",
        "first",
        "next",
        "as",
        "than",
    ]
)


class Predicate(NamedTuple):
    """`kind`: a modal ("will"), a mode cue ("modes.aspiration"), be, have, do, verb, imperative, gerund, past, or none.

    Token numbers: the subject is `[start, at)`, `verb` the content verb, `rest` the first token after it, `end` one past
    the clause. `conditional` says that a fronted condition stands before `start`, from `begin` on.
    """

    kind: str
    begin: int
    start: int
    at: int
    rest: int
    end: int
    verb: int | None = None
    lemma: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    past: bool = False
    under: str = ""

    @property
    def conditional(self) -> bool:
        """True when a fronted condition was stepped over."""
        return self.start > self.begin


def find_predicate(cues: Cues, first: int, last: int, *, listed: bool = False) -> Predicate:
    """The main predicate of tokens `[first, last)`; `listed` says that they are a list item, where "-ing" leads."""
    start = _main_start(cues, first, last)
    if _leads(cues, start, last, listed):
        return _verbless(cues, first, start, last)
    token = start
    while token < last:
        word = cues.words[token]
        if word in RELATIVES and token > start and cues.words[token - 1] not in NOT_BEFORE_RELATIVE:
            token = _after_relative(cues, token, last)
            continue
        if word == "to" and token == start and not any(other in STRONG for other in cues.words[start:last]):
            break
        found = _predicate_at(cues, token, start, last)
        if found is not None:
            return found._replace(begin=first) if first != found.begin else found
        token += 1
    return _verbless(cues, first, start, last)


def _leads(cues: Cues, start: int, last: int, listed: bool) -> bool:
    """True when an imperative ("Check the list …"), or in a list a gerund ("Running meetings …"), opens the clause."""
    at, _ = _skip(cues, start, last)
    if at >= last - 1:
        return False
    if cues.words[at] in {"please", "be"}:
        return True
    verb, following = cues.verb(at), cues.words[at + 1]
    if verb is None or following in MODALS or following in BE or following in HAVE:
        return False
    if verb.may_be("ing"):
        return listed
    if not verb.may_be("base") or not _imperative_follows(cues, at, last):
        return False
    opens = (
        following in OBJECT_STARTS
        or following in {"for", "any", "that", "if", "whether", "sure", "and", "more"}
        or following.endswith("ing")
    )
    return (
        opens
        or (listed and "noun-too" not in verb.classes)
        or ("noun-too" not in verb.classes and not _finite_later(cues, at + 1, last))
    )


def _finite_later(cues: Cues, first: int, last: int) -> bool:
    """True when a finite verb follows that no conjunction or relative has opened."""
    for token in range(first, last):
        word = cues.words[token]
        if (
            word in RELATIVES
            or word in {"if", "when", "where", "so", "because", "how", "what", "as"}
            or word in PRONOUNS
        ):
            return False
        if word in MODALS or word in BE:
            return True
    return False


def _main_start(cues: Cues, first: int, last: int) -> int:
    """Where the main clause begins: after the comma that closes a fronted condition or adverbial."""
    start = first
    if start < last and cues.words[start] in {
        "and",
        "but",
        "so",
        "or",
        "however",
        "additionally",
        "furthermore",
        "therefore",
        "also",
        "yet",
        "then",
        "moreover",
        "finally",
    }:
        start += 1
    if (
        start < last - 2
        and cues.comma_after(start)
        and (
            cues.words[start] in ADVERBS
            or cues.words[start] in {"often", "sometimes", "equally", "similarly", "overall"}
            or cues.words[start].endswith("ly")
        )
    ):
        start += 1
    if start >= last or cues.words[start] not in CONDITIONS:
        return start
    trigger = cues.words[start] in CLAUSAL
    for token in range(start, last - 1):
        if (
            cues.words[token] in STRONG
            and not _is_month(cues, token, start)
            and (not trigger or (cues.words[token - 1] == "we" and token > start + 2))
        ):
            return token - 1 if trigger else start
        if not cues.comma_after(token) or cues.words[token + 1] in {"and", "or"}:
            continue
        if _opens_clause(cues, token + 1, last) and not _enumerates(cues, token + 1, last):
            return token + 1
    return _without_comma(cues, start, last) if cues.words[start] in TRIGGERS else start


def _enumerates(cues: Cues, first: int, last: int) -> bool:
    """True when the condition goes on: "If you are blocked, have an appointment, or …, add it"."""
    return any(
        cues.comma_after(token) and cues.words[token + 1] == "or" for token in range(first, last - 1)
    ) and cues.words[first] not in PRONOUNS | {"the", "please"}


def _without_comma(cues: Cues, start: int, last: int) -> int:
    """ "If you report it we will reply": the main clause begins at the subject of the last modal."""
    for token in range(last - 1, start + 2, -1):
        if cues.words[token] not in MODALS or cues.words[token] in {"may", "might", "could"}:
            continue
        for begin in range(token - 1, max(start + 1, token - 6), -1):
            if cues.words[begin] in PRONOUNS or cues.words[begin] in {"the", "a", "an", "our", "your", "their", "it"}:
                return begin
    return start


def _opens_clause(cues: Cues, first: int, last: int) -> bool:
    """True when a main clause can begin here: a predicate comes before the next comma, or an imperative starts."""
    verb = cues.verb(first)
    if cues.words[first] == "please" or (
        verb is not None
        and verb.may_be("base")
        and cues.words[first] not in DETERMINERS
        and _imperative_follows(cues, first, last)
    ):
        return True
    if cues.words[first] in TRIGGERS or cues.words[first] in {"before", "after", "including", "such"}:
        return False
    for token in range(first, last):
        word = cues.words[token]
        if (
            (word in MODALS and not _is_month(cues, token, first))
            or word in BE
            or word in HAVE
            or word in DO
            or cues.at(token, "modes.")
        ):
            return True
        if word in SUBJECTS and token + 1 < last:
            return True
        verb = cues.verb(token)
        if token > first and _is_finite(cues, token, first, last):
            return True
        if cues.comma_after(token):
            return False
    return False


def _skip(cues: Cues, token: int, last: int) -> tuple[int, bool]:
    """First token that is no adverb, and whether a negation was among those passed."""
    negated = False
    while token < last:
        word = cues.words[token]
        if word in {"not", "never"}:
            negated = True
        elif not (
            word in ADVERBS or (word.endswith("ly") and word not in {"apply", "reply", "supply", "comply", "rely"})
        ):
            break
        token += 1
    return token, negated


def _after_relative(cues: Cues, token: int, last: int) -> int:
    """The token after the finite verb of a relative clause."""
    at, _ = _skip(cues, token + 1, last)
    if at < last and cues.words[at] in SUBJECTS:
        at, _ = _skip(cues, at + 1, last)
    if at < last and cues.words[at] in MODALS:
        at, _ = _skip(cues, at + 1, last)
    at = min(last, at + 1)
    later = next(
        (other for other in range(at, last) if cues.words[other] in STRONG and cues.words[other - 1] not in PRONOUNS),
        None,
    )
    if later is None:
        return at
    # A mode cue before the modal ends the relative clause first ("any individual who … is encouraged to …").
    return next(
        (
            token
            for token in range(at, later)
            if (cue := cues.at(token, "modes.")) and cue[0] not in ("modes.compliance", "modes.purpose")
        ),
        later,
    )


def _predicate_at(cues: Cues, token: int, start: int, last: int) -> Predicate | None:
    word = cues.words[token]
    cue = cues.at(token, "modes.")
    if (
        cue is not None
        and cue[0] not in ("modes.compliance", "modes.discretion", "modes.on-request")
        and not _is_noun(cues, token)
    ):
        return _after_cue(cues, cue, token, start, last)
    if word in MODALS and not _is_month(cues, token, start):
        return _modal(cues, token, start, last)
    if word in BE or word in HAVE or word in DO:
        return _auxiliary(cues, token, start, last)
    if token > start and _is_finite(cues, token, start, last):
        verb = cues.verb(token)
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


def _is_noun(cues: Cues, token: int) -> bool:
    """True for "the attempt to" and the like, where the cue word is a noun."""
    return cues.words[token] in {
        "attempt",
        "attempts",
        "aim",
        "aims",
        "plan",
        "plans",
        "need",
        "needs",
        "try",
        "work",
        "hope",
        "encourage",
    } and cues.words[token - 1] in {"the", "a", "an", "any", "or", "no", "their", "his", "her", "this"}


def _is_month(cues: Cues, token: int, start: int) -> bool:
    """ "May" the month: a capital inside the sentence, or after "in", "by", "each" and the like."""
    if cues.words[token] != "may" or not cues.capitalised(token):
        return False
    return token > start or cues.words[token - 1] in {"in", "by", "from", "each", "every", "until", "since", "before"}


def _after_cue(cues: Cues, cue: tuple[str, int], token: int, start: int, last: int) -> Predicate:
    key, end = cue
    before = max(start, token - 2)
    negated = any(word in NEGATIONS for word in cues.words[before:token]) or cues.words[token] in {"isn't", "aren't"}
    verb_at, more = _skip(cues, end + 1, last)
    if verb_at < last and cues.words[verb_at] == "to":
        verb_at, more = _skip(cues, verb_at + 1, last)
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
    negated = cues.words[token].endswith("n't") or cues.words[token] == "cannot"
    at, more = _skip(cues, token + 1, last)
    negated = (
        negated
        or more
        or any(word in {"no", "nobody", "neither", "none"} for word in cues.words[start : min(start + 2, token)])
    )
    if at >= last:
        return Predicate(kind, start, start, token, last, last, negated=negated)
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
        and (verb := cues.verb(_skip(cues, at + 1, last)[0] if _skip(cues, at + 1, last)[0] < last else at))
        and verb.may_be("past")
    ):
        return Predicate(kind, start, start, token, at + 2, last, at + 1, verb.lemma, negated, perfect=True)
    if (
        word in {"continue", "need", "be", "help", "also", "start", "begin", "proceed", "go"}
        and at + 2 < last
        and cues.words[at + 1] == "to"
    ):
        at, _ = _skip(cues, at + 2, last)
    verb = cues.verb(at) if at < last else None
    lemma = verb.lemma if verb else cues.words[min(at, last - 1)]
    return Predicate(kind, start, start, token, at + 1, last, at, lemma, negated)


def _after_be(cues: Cues, be: int, start: int, last: int) -> Predicate:
    """What follows a form of "be": a participle (passive), a progressive, or a quality."""
    at, negated = _skip(cues, be + 1, last)
    negated = negated or cues.words[be].endswith("n't")
    while at < last - 1 and (
        cues.words[at] in {"being", "been", "fully", "well"} or (cues.words[at] in {"re", "co"} and cues.gap(at) == "-")
    ):
        at, _ = _skip(cues, at + 1, last)
    verb = cues.verb(at) if at < last else None
    word = cues.words[at] if at < last else ""
    if verb is not None and (verb.may_be("past") or (verb.may_be("ing") and not word.startswith("being"))):
        passive = verb.may_be("past")
        return Predicate(
            "be", start, start, be, at + 1, last, at, verb.lemma, negated, passive, past=cues.words[be] in PAST
        )
    if verb is None and word.endswith("ed") and len(word) > 4:
        return Predicate("be", start, start, be, at + 1, last, at, word, negated, True, past=cues.words[be] in PAST)
    return Predicate("be", start, start, be, at, last, None, "", negated, past=cues.words[be] in PAST)


def _auxiliary(cues: Cues, token: int, start: int, last: int) -> Predicate | None:
    word = cues.words[token]
    if word in BE:
        return _after_be(cues, token, start, last)
    if word in DO and token == start and word in {"do", "don't"}:
        at, negated = _skip(cues, token + 1, last)
        verb = cues.verb(at) if at < last else None
        return Predicate(
            "imperative",
            start,
            start,
            token,
            at + 1,
            last,
            at if at < last else None,
            verb.lemma if verb else "do",
            word == "don't" or negated,
        )
    at, negated = _skip(cues, token + 1, last)
    negated = negated or word.endswith("n't")
    if word in DO:
        if not negated and cues.words[token] == "do" and token > start and cues.words[token - 1] not in SUBJECTS:
            return None
        verb = cues.verb(at) if at < last else None
        return Predicate(
            "do",
            start,
            start,
            token,
            at + 1,
            last,
            at if at < last else None,
            verb.lemma if verb else "do",
            negated,
            past=word == "did",
        )
    passive = False
    if at < last and cues.words[at] == "been":
        passive = True
        at, _ = _skip(cues, at + 1, last)
    verb = cues.verb(at) if at < last else None
    if passive or (verb is not None and verb.may_be("past")):
        return Predicate(
            "have",
            start,
            start,
            token,
            at + 1,
            last,
            at,
            verb.lemma if verb else "",
            negated,
            passive,
            True,
            word in PAST,
        )
    return Predicate("have", start, start, token, at, last, None, "have", negated, past=word in PAST)


def _is_finite(cues: Cues, token: int, start: int, last: int) -> bool:
    """True when the word is the finite verb of the subject before it."""
    verb, word = cues.verb(token), cues.words[token]
    before = token - 1
    while before > start and (
        cues.words[before] in ADVERBS
        or (cues.words[before].endswith("ly") and cues.words[before] not in {"family", "supply"})
    ):
        before -= 1
    previous = cues.words[before]
    if word in ADVERBS or (verb is None and word.endswith("ly")):
        return False
    if previous in PRONOUNS:
        return (verb is not None and not verb.may_be("ing")) or (
            verb is None and (word.endswith("ed") or previous == "we")
        )
    if verb is not None and verb.lemma == "take" and token + 1 < last and cues.words[token + 1] == "place":
        return True
    if (
        verb is None
        or previous in NOT_BEFORE_VERB
        or verb.may_be("ing")
        or previous.endswith("'s")
        or cues.gap(token - 1).strip() not in ("", ",", ")", "”", "*", "**")
    ):
        return False
    if not _verb_may_follow(cues, token, last):
        return False
    agent, strong = _ends_agent(cues, before, start), _object_follows(cues, token, last)
    noun_too = "noun-too" in verb.classes
    agent = agent or (
        before == start
        and cues.capitalised(before)
        and cues.verb(before) is None
        and before > 0
        and not previous.endswith(("s", "ing", "ion", "ity"))
    )
    if verb.may_be("past") and not verb.may_be("base"):
        return strong and (agent or cues.capitalised(before)) and "by" not in cues.words[token + 1 : token + 2]
    if verb.may_be("third"):
        return strong or agent or not noun_too
    if any(word in RELATIVES for word in cues.words[start:before]) and not noun_too:
        return True
    return _plural(previous) and (strong or agent or not noun_too) and not (noun_too and not strong and not agent)


def _plural(word: str) -> bool:
    return word in {"staff", "people", "everyone", "women", "men", "children", "hr", "all", "who"} or (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    )


def _verb_may_follow(cues: Cues, token: int, last: int) -> bool:
    """False where what follows shows that the word was a noun: another finite verb, or "of"."""
    if token + 1 >= last:
        return True
    following = cues.words[token + 1]
    if following in MODALS or following in BE or following in HAVE or following == "of":
        return False
    after = cues.verb(token + 1)
    if (
        after is not None
        and (after.may_be("third") or after.may_be("base"))
        and "noun-too" not in after.classes
        and following not in DETERMINERS
    ):
        return cues.verb(token) is not None and cues.words[token] in {"help", "helps", "let", "lets"}
    return True


def _object_follows(cues: Cues, token: int, last: int) -> bool:
    if token + 1 >= last:
        return False
    word = cues.words[token + 1]
    return word in OBJECT_STARTS or word.endswith("ly") or word[0].isdigit()


def _ends_agent(cues: Cues, before: int, start: int) -> bool:
    """True when an agent cue or a role head ends at token `before`."""
    if cues.words[before] in cues.lexicon.role_heads:
        return True
    return any(end == before for _, _, end in cues.within(max(start, before - 4), before + 1, "agents."))


def _verbless(cues: Cues, first: int, start: int, last: int) -> Predicate:
    """An imperative, a gerund, a bare participle or no predicate at all."""
    at, negated = _skip(cues, start, last)
    if at < last and cues.words[at] == "to" and at + 1 < last:
        at, negated = _skip(cues, at + 1, last)
    if at >= last:
        return Predicate("none", first, start, start, last, last)
    verb, word = cues.verb(at), cues.words[at]
    if word == "please":
        at, _ = _skip(cues, at + 1, last)
        verb = cues.verb(at) if at < last else None
        return Predicate(
            "imperative",
            first,
            start,
            start,
            at + 1,
            last,
            at if at < last else None,
            verb.lemma if verb else "",
            negated,
            under="please",
        )
    if verb is not None and verb.may_be("ing"):
        return Predicate("gerund", first, start, start, at + 1, last, at, verb.lemma, negated)
    if verb is not None and verb.may_be("base") and _imperative_follows(cues, at, last):
        return Predicate("imperative", first, start, start, at + 1, last, at, verb.lemma, negated)
    if (
        verb is None
        and at == start
        and at + 1 < last
        and cues.words[at + 1] in {"the", "your", "a", "an", "our"}
        and cues.gap(at) == " "
        and _may_command(word)
    ):
        return Predicate("imperative", first, start, start, at + 1, last, at, word, negated)
    if verb is not None and verb.may_be("past"):
        return Predicate("participle", first, start, start, at + 1, last, at, verb.lemma, negated, passive=True)
    return Predicate("none", first, start, start, start, last)


def _may_command(word: str) -> bool:
    """An unknown word at the head of a line may be a verb, unless its ending or its kind says otherwise."""
    return (
        word not in NOT_BEFORE_VERB
        and word not in CONDITIONS
        and not word.endswith(("s", "ing", "ly", "ed", "tion", "ity"))
        and word
        not in {
            "outside",
            "inside",
            "half",
            "such",
            "quite",
            "not",
            "only",
            "hence",
            "like",
            "per",
            "there",
            "here",
            "why",
            "how",
            "what",
            "who",
        }
    )


def _imperative_follows(cues: Cues, token: int, last: int) -> bool:
    """False for a noun at the head of a label: "Support for staff", "Review of pay"."""
    if token + 1 >= last:
        return False
    following = cues.words[token + 1]
    gap = cues.gap(token)
    if following == "and":
        after = cues.verb(token + 2) if token + 2 < last else None
        return after is not None and after.may_be("base")
    return (
        following not in {"of", "for", "or", "by", "is", "are", "was", "from", "between", "against"}
        and ":" not in gap
        and "\n" not in gap
    )

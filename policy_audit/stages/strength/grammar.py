"""Function words of English clauses, as sets, and two small readers that need nothing else."""

from __future__ import annotations

from policy_audit.stages.strength.cues import Cues


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODALS = {
    **dict.fromkeys(("will", "shall", "we'll", "you'll", "they'll", "it'll", "i'll", "won't", "shan't"), "will"),
    **dict.fromkeys(("must", "mustn't"), "must"),
    **dict.fromkeys(("should", "shouldn't", "ought"), "should"),
    **dict.fromkeys(("can", "cannot", "can't"), "can"),
    **dict.fromkeys(("could", "couldn't"), "could"),
    **dict.fromkeys(("would", "wouldn't", "we'd", "you'd"), "would"),
    "may": "may",
    "might": "might",
}
BE = _words(
    """
    am are aren't he's i'm is isn't it's she's that's there's they're was wasn't we're were weren't you're
    """
)
HAVE = _words("had hadn't has hasn't have haven't they've we've you've")
DO = _words("did didn't do does doesn't don't")
PAST = _words("did didn't had hadn't was wasn't were weren't")
SUBJECTS = _words("everybody everyone he i it nobody she they we you")
NEGATIONS = _words("cannot neither never no nobody none nor not without")
ADVERBS = _words(
    """
    all already also always both each either even ever finally first further however instead just never not now
    often once only simply still then therefore thus together
    """
)
CONDITIONS = _words(
    """
    after alongside although as assuming at based because before being beyond by consistent depending despite during
    even following for from given having if in on once provided providing regardless should since subject though
    through throughout to
    under unless until upon when whenever where wherever whether while whilst with within
    """
)
# A sentence or item that opens so, and has no main clause, is a fragment ("Where the law compels us").
BARE_CONDITIONS = _words("if when where whenever wherever unless because")
CONNECTIVES = _words("and but so or however additionally furthermore therefore also yet then moreover finally")
SENTENCE_ADVERBS = _words("often sometimes equally similarly overall")
NO_CLAUSE_START = _words(
    "assuming provided providing for with which who whom whose that whether before after including such"
)
NO_COMMANDS = _words("outside inside half such quite not only hence like per there here why how what who")
STRONG = _words("can may must shall should will")
TRIGGERS = _words("if once should unless when whenever where wherever")
CLAUSAL = _words(
    """
    provided providing assuming
    after although as because before depending despite even following given if once should since subject though
    unless until when whenever where wherever whether while whilst
    """
)
SUBORDINATORS = _words(
    """
    although as because how if since so that though unless until what when where whereas whether while
    """
)
NOT_BEFORE_RELATIVE = _words("after and at before by ensure for from in is means of on says so to us with")
RELATIVES = _words("that which who whom whose")
PRONOUNS = _words("he i she they we you")
OBJECT_STARTS = _words(
    """
    a about against all an any at between both colleagues disabled each eight eleven employees every everyone
    five four how in into its managers more new nine on one our out people seven six staff ten that the their
    them these this three to twelve twenty two up us what whether which with you your
    """
)
NOT_BEFORE_VERB = _words(
    """
    a about across against all an and annual any armed as at between both by during each every first for formal from
    further good her his how in into its military more most my new next no of on or other our over own regular some such
    than the their these this through to under what with within without written your
    """
)
DETERMINERS = _words(
    """
    a all an and annual any as at by each every first for formal from further good her his how in its more most
    my new next no of on or other our own regular some such than that the their these this those to what with
    written your
    """
)


def skip(cues: Cues, token: int, last: int) -> tuple[int, bool]:
    """First token that is no adverb, and whether a negation was among those passed."""
    negated = False
    while token < last:
        word = cues.words[token]
        if word in {"not", "never"}:
            negated = True
        elif word == "and" and token + 1 < last and cues.words[token - 1].endswith("ly"):
            if not cues.words[token + 1].endswith("ly"):
                break
        elif not (
            word in ADVERBS
            or (
                word.endswith("ly")
                and word not in {"apply", "reply", "supply", "comply", "rely"}
                and not (word in {"likely", "unlikely"} and cues.words[token + 1 : token + 2] == ["to"])
            )
        ):
            break
        token += 1
    return token, negated


def is_month(cues: Cues, token: int, start: int) -> bool:
    """Cases like "May" the month: a capital inside the sentence, or after "in", "by", "each" and the like."""
    if cues.words[token] != "may" or not cues.capitalised(token):
        return False
    return token > start or cues.words[token - 1] in {"in", "by", "from", "each", "every", "until", "since", "before"}

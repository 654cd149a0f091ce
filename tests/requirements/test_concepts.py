from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_audit.language.tokens import tokenise
from policy_audit.ruleset.concepts import ConceptBook
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.ruleset.expressions import SCOPES
from policy_audit.ruleset.expressions import ExpressionError

FAMILIES = {"leader": ("director", "chief executive"), "sponsor": ("sponsor",), "money": ("£ #", "budget")}


def views_of(lexicon: ConceptLexicon, own: str, **others: str) -> list[int]:
    texts = {"own": own, **others}
    return [lexicon.concepts_in(tokenise(texts.get(scope, "")).words) for scope in SCOPES]


def lexicon_of(book: ConceptBook) -> ConceptLexicon:
    return ConceptLexicon(tuple(book.bits), tuple(book.patterns()))


@pytest.mark.parametrize(
    ("source", "own", "heading", "holds"),
    [
        ("leader & sponsor", "The director sponsors this.", "", True),
        ("leader & sponsor", "The chief executive agrees.", "", False),
        ("leader | money", "The budget is £ 40.", "", True),
        ("leader & !sponsor", "The director sponsors this.", "", False),
        ("leader & heading:sponsor", "Our director leads.", "Sponsors", True),
        ("leader & heading:(sponsor | money)", "Our director leads.", "Budget", True),
        ("leader & heading:sponsor", "Our director is the sponsor.", "", False),
        ("'hold … to account' & leader", "The director holds heads of service to account.", "", True),
        ("!(leader | sponsor)", "Nobody.", "", True),
        ("leader & (sponsor | 'answers for')", "The director answers for it.", "", True),
    ],
)
def test_expressions(source, own, heading, holds):
    book = ConceptBook(FAMILIES)
    expression = book.expression(source)
    assert expression(views_of(lexicon_of(book), own, heading=heading)) is holds


@pytest.mark.parametrize(
    "source", ["leader &", "(leader", "leader sponsor", "unknown", "above:leader", "leader | )", "%"]
)
def test_unreadable_expressions_are_refused(source):
    with pytest.raises(ExpressionError):
        ConceptBook(FAMILIES).expression(source)


@st.composite
def sources(draw, depth=0):
    if depth >= 3 or draw(st.booleans()):
        return draw(st.sampled_from(["leader", "sponsor", "money", "heading:leader", "'answers for'"]))
    operator = draw(st.sampled_from([" & ", " | "]))
    left, right = draw(sources(depth + 1)), draw(sources(depth + 1))
    negated = "!" if draw(st.booleans()) else ""
    return f"{negated}({left}{operator}{right})"


@given(sources(), st.lists(st.sampled_from(["director", "sponsor", "budget", "answers for", "tea"]), max_size=4))
def test_what_is_needed_is_needed(source, words):
    """The search for candidates may never lose a unit for which the expression holds."""
    book = ConceptBook(FAMILIES)
    expression = book.expression(source)
    views = views_of(lexicon_of(book), " ".join(words), heading="director")
    if expression(views):
        assert all(views[0] & mask for mask in expression.needed)

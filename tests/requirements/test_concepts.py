from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_audit.language.tokens import tokenise
from policy_audit.ruleset.concepts import ConceptBook
from policy_audit.ruleset.concepts import ConceptLexicon
from policy_audit.ruleset.expressions import SCOPES
from policy_audit.ruleset.expressions import Expression
from policy_audit.ruleset.expressions import ExpressionError
from policy_audit.ruleset.expressions import Scope

FAMILIES = {"leader": ("director", "chief executive"), "sponsor": ("sponsor",), "money": ("£ #", "budget")}


def views_of(lexicon: ConceptLexicon, own: str, **others: str) -> list[set[int]]:
    """The concepts that one unit has in each scope."""
    texts = {"own": own, **others}
    return [lexicon.concepts_in(tokenise(texts.get(scope, "")).words) for scope in SCOPES]


def holds_for(expression: Expression, *units: list[set[int]]) -> int:
    """The units of a document, as bits, for which an expression holds."""

    def scope(number: int) -> Scope:
        return lambda concepts: sum(1 << at for at, views in enumerate(units) if views[number] & concepts)

    scopes = [scope(number) for number in range(len(SCOPES))]
    return expression.units(scopes, (1 << len(units)) - 1, lambda place, holding: 0)


def lexicon_of(book: ConceptBook) -> ConceptLexicon:
    return book.lexicon()


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
    lexicon = lexicon_of(book)
    assert holds_for(expression, views_of(lexicon, own, heading=heading)) == holds
    # Beside other units the answer is the same: they are tried together.
    others = views_of(lexicon, "Tea."), views_of(lexicon, "The director sponsors the budget.")
    assert holds_for(expression, others[0], views_of(lexicon, own, heading=heading), others[1]) >> 1 & 1 == holds


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
    """A unit without one of the concepts needed can never be one for which the expression holds."""
    book = ConceptBook(FAMILIES)
    expression = book.expression(source)
    views = views_of(lexicon_of(book), " ".join(words), heading="director")
    if holds_for(expression, views):
        assert all(views[0] & concepts for concepts in expression.needed)

"""What stands around the words: names, titles, opening clauses, offices of named people, words that are spoken of."""

from __future__ import annotations

import pytest

from policy_audit.config import Settings
from policy_audit.language.reading import read
from policy_audit.language.sections import SectionNames
from policy_audit.ruleset.language import load_language
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.check import check_wording
from policy_audit.types import Block
from policy_audit.types import Document
from policy_audit.types import KindResult
from policy_audit.types import Span
from policy_audit.types import TextAnchor

LEXICON: LanguageLexicon = load_language()
PAIRS = {
    "kept from the panel": (
        "Ivy League and Oxbridge names are hidden from the panel.",
        "Oxbridge graduates only. Names are hidden from the panel.",
        "Oxbridge",
    ),
    "nobody turned away": (
        "Nobody is passed over for having a criminal record.",
        "Nobody with a criminal record is taken on.",
        "criminal record",
    ),
    "a time long gone": (
        "Until 1978 the guild was for men only; it was withdrawn then.",
        "Since June the guild is for men only.",
        "men only",
    ),
    "a comma that makes two of a pair": (
        "Sort the forms by age, limit the pile to ten and stop.",
        "The age limit is thirty.",
        "age limit",
    ),
    "a quotation that ends between": (
        "The guide has 'is autistic', as most people wish.",
        "He is as autistic as they come.",
        "autistic as",
    ),
    "how those in our care behave": (
        "Some of the children we foster become bossy at bedtime.",
        "Some of the women we manage become bossy.",
        "bossy",
    ),
    "said to be fine": (
        "Braids, locs and twists are all fine under the cap.",
        "Braids, locs and twists are to be kept under the cap.",
        "locs",
    ),
    "an opening clause about a trade": (
        "The pump has an aggressive duty cycle and the boiler is old.",
        "Since the new boiler went in, the pace is crazy.",
        "crazy",
    ),
    "an opening purpose": (
        "Avoid words such as epileptics.",
        "To avoid accidents, epileptics may not drive.",
        "epileptics",
    ),
    "a list behind “whether”": (
        "Whether you are a husband, a wife or neither, you are welcome.",
        "Whether you work days or nights, you must be in good health.",
        "in good health",
    ),
    "a title with small words in capitals": (
        "Tonight the group will watch The Postman Always Rings Twice.",
        "The postman always rings twice here.",
        "postman",
    ),
    "a name that is explained": (
        "Money goes to Headstrong, the charity that lends wigs.",
        "You are headstrong, the manager says with a smile.",
        "headstrong",
    ),
    "an office somebody named held": (
        "Ms Dunne, who was chairman until May, has retired.",
        "The member who was chairman until May signs the minutes.",
        "chairman",
    ),
    "a title before a name": (
        "The fair was opened by businesswoman Ann Lowe.",
        "The fair was opened by a businesswoman from the town.",
        "businesswoman",
    ),
    "what a person has": (
        "Leila's mother and father both work here.",
        "The child's mother and father both sign.",
        "mother and father",
    ),
    "a play that needs somebody": (
        "The play needs a chambermaid and a vicar.",
        "Our film unit needs a tea boy for nine weeks.",
        "tea boy",
    ),
    "words that are forbidden": (
        "It is misconduct to call anybody a lunatic.",
        "Only a lunatic would drive that road.",
        "lunatic",
    ),
    "a capital that opens the sentence": (
        "The Somerset dance troupe is called Handicapped No More.",
        "Handicapped parking is at the rear.",
        "Handicapped",
    ),
    "a word before the thing it names": (
        "The magnet lifts tramp iron off the belt.",
        "A tramp sleeps by the gate.",
        "tramp",
    ),
    "whose birth it is": (
        "Write down each foal's date of birth in the stud book.",
        "Write your date of birth on the form.",
        "date of birth",
    ),
    "whom a thing is for": (
        "The leaflet describes urchins, mussels and other life of the shore.",
        "The leaflet is for the masses.",
        "the masses",
    ),
    "a reason of the work": (
        "You must be able to climb indoor routes, because setting them is the job, and adapted harnesses are here.",
        "You must be able to climb stairs.",
        "must be able to climb stairs",
    ),
}


def found(text: str) -> list[str]:
    """The words of every finding in a text of one paragraph."""
    document = Document(
        "made.txt", "0", "text", text, (Block("paragraph", 1, Span(0, len(text)), TextAnchor(1, 1, 0)),)
    )
    findings = check_wording(read(document, SectionNames({})), KindResult((), 0.0), LEXICON, Settings())
    return [text[one.span.start : one.span.end] for one in findings if one.span is not None]


@pytest.mark.parametrize("case", PAIRS)
def test_context_silences_and_no_more(case: str) -> None:
    silent, flagged, words = PAIRS[case]
    assert found(silent) == []
    assert any(words in one or one in words for one in found(flagged))

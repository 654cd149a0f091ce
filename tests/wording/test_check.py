"""The stage on whole texts: kinds, merging, occurrences, suggestions, gender coding, document-level findings."""

from __future__ import annotations

import random

import pytest

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.language.sections import SectionNames
from policy_audit.ruleset.files import read_tables
from policy_audit.ruleset.language import load_language
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.check import check_wording
from policy_audit.types import Block
from policy_audit.types import Cell
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import KindResult
from policy_audit.types import Severity
from policy_audit.types import Span
from policy_audit.types import TextAnchor

ADVERT = KindResult(("job-advert",), 0.95)
POLICY = KindResult(("edi-policy",), 0.95)
UNKNOWN = KindResult((), 0.0)
NAMES = SectionNames(read_tables("sections.toml")["sections.toml"]["roles"])
LEXICON: LanguageLexicon = load_language()
DEFAULT = Settings()


def reading_of(text: str) -> Reading:
    """One paragraph a line; a line that begins with # is a heading, with - a list item."""
    blocks, start = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        content = line.rstrip("\n")
        if content:
            kind = {"#": "heading", "-": "list_item"}.get(content[0], "paragraph")
            shift = 0 if kind == "paragraph" else 2
            blocks.append(Block(kind, 1, Span(start + shift, start + len(content)), TextAnchor(number, 1, start)))
        start += len(line)
    return read(Document("made.txt", "0", "text", text, tuple(blocks)), NAMES)


def findings(text: str, kinds: KindResult = UNKNOWN, settings: Settings = DEFAULT) -> list[Finding]:
    return list(check_wording(reading_of(text), kinds, LEXICON, settings))


def words(text: str, kinds: KindResult = UNKNOWN, settings: Settings = DEFAULT) -> list[str]:
    return [text[one.span.start : one.span.end] for one in findings(text, kinds, settings) if one.span is not None]


def test_advert_entries_rest_in_policies() -> None:
    text = "You are a team player. The chairman signs."
    assert words(text, POLICY) == ["chairman"]
    assert words(text, ADVERT) == ["team player", "chairman"]
    assert words(text, UNKNOWN) == ["team player", "chairman"]


def test_the_same_words_twice_in_a_section_are_counted_on_the_first() -> None:
    text = "# Board\nThe chairman opens.\nThe chairman closes.\n# Staff\nThe chairman visits."
    found = [one for one in findings(text) if one.span is not None]
    assert [len(one.occurrences) for one in found] == [2, 0, 0]
    assert found[0].occurrences == (found[0].span, found[1].span)


def test_suggestions_keep_the_capital_and_replace_just_the_words() -> None:
    text = "Chairmen vote."
    edit = findings(text)[0].suggestions[0].edits[0]
    assert text[edit.span.start : edit.span.end] == "Chairmen"
    assert edit.replacement == "Chairs"


def test_every_finding_says_what_why_and_whence() -> None:
    found = findings("The handicapped must use the side gate, and males only may apply.")
    assert {one.category for one in found} == {"disability-outdated", "direct-discrimination"}
    for one in found:
        assert one.message and one.why and one.source and one.suggestions
        assert one.severity is Severity.ERROR


def test_allowed_words_are_never_reported() -> None:
    assert words("The chairman signs.", settings=Settings(allowed_words=("Chairman",))) == []


def test_a_figure_anywhere_in_the_advert_answers_for_the_pay() -> None:
    assert words("Competitive salary.\nYou will run the shop.") == ["Competitive salary"]
    assert words("Competitive salary.\nThe range is £24,000 to £26,000.") == []


def test_glossary_sections_are_mentions() -> None:
    assert words("# Words to avoid\n- chairman\n- the handicapped") == []


@pytest.mark.parametrize(
    "text",
    [
        "Equal opportunity: we welcome applicants of any age, disability, gender reassignment, marriage or civil "
        "partnership status, "
        "pregnancy or maternity, race, religion or belief, sex or sexual orientation.",
        "You may take statutory maternity, paternity, adoption, shared parental or neonatal care leave.",
        "We have zero tolerance of slavery and human trafficking in our supply chains.",
        "Do not say 'the disabled' or 'wheelchair-bound'; say disabled people.",
        "Ms Young told Mr Black that she would chair the panel.",
        "Women are under-represented here, so we especially encourage women to apply.",
        "Meet the Black Workers' Network, the Women's Network and the Young Carers' Forum.",
    ],
)
def test_what_peers_flag_wrongly_is_left_alone(text: str) -> None:
    assert words(text) == []


def test_coding_balance_is_advice_about_the_whole_advert() -> None:
    text = (
        "You are ambitious, driven, independent, decisive, analytical and confident, "
        "and you lead, decide and fight for sales."
    )
    balance = [one for one in findings(text, ADVERT) if one.rule == "gender-coding-balance"]
    assert len(balance) == 1
    assert balance[0].span is None and balance[0].severity is Severity.ADVICE
    assert "ambitious" in balance[0].message and "prompt" in balance[0].why
    assert not [one for one in findings(text, POLICY) if one.rule == "gender-coding-balance"]


def test_coding_does_not_count_look_alikes() -> None:
    text = (
        "The committee and the NHS Trust run children's services. The support worker calls the team leader, "
        "the workforce board sets a competency framework, the analyst updates SharePoint, and the panel decides."
    )
    assert [one for one in findings(text, ADVERT) if one.rule == "gender-coding-balance"] == []


def test_long_lists_of_requirements_are_told_once() -> None:
    bullets = "\n".join(f"- Knowledge of topic {number}, kept up to date by reading" for number in range(12))
    rules = [one.rule for one in findings(f"# Requirements\n{bullets}", ADVERT)]
    assert rules.count("superlative-inflation.essentials-count") == 1


def test_he_for_a_role_but_not_for_a_named_person() -> None:
    assert words("The manager must sign his form before he leaves.") == ["his", "he"]
    assert words("Omar Aziz is the manager. He must sign his form before he leaves.") == []


def test_he_and_she_for_somebody_the_writer_knows_are_left_alone() -> None:
    assert words("The Chief Executive wants more. In December she will report to the board.") == []
    assert words("A lecturer told me last year that she had sat on eleven panels.") == []
    assert words("A lecturer who has sat on eleven panels may ask that she sit on no more.") == ["she"]
    assert words("Every photographer signs for her key.") == ["her"]
    assert words("Every photographer signs for her key, and every editor for his.") == []


def test_a_person_told_of_at_the_end_of_the_sentence_before() -> None:
    found = words("We are committed to a fairness and inclusion. The Chairman will ensure that he treats all equally.")
    assert "Chairman" in found


def test_lists_of_wrongs_are_no_wrong_of_the_writer() -> None:
    item = "- telling colleagues to speak English only in the canteen"
    assert words(f"We ask three things of you:\n{item}") != []
    assert words(f"Harassment can be, for example:\n{item}") == []
    assert words(f"The following are not acceptable:\n{item}") == []


def test_words_with_an_arrow_to_better_ones_are_mentioned() -> None:
    assert words("mankind → humanity; manpower -> workforce") == []
    assert words("mankind; manpower") == ["mankind", "manpower"]


def test_the_heading_of_a_column_may_say_what_to_avoid() -> None:
    cells = ["Avoid", "Write", "mankind", "humanity"]
    text = "\n".join(cells)
    blocks = tuple(
        Block(
            "table_cell",
            0,
            Span(text.find(one), text.find(one) + len(one)),
            TextAnchor(number, 1, 0),
            cell=Cell(0, number // 2, number % 2, number < 2),
        )
        for number, one in enumerate(cells)
    )
    made = read(Document("made.txt", "0", "text", text, blocks), NAMES)
    assert list(check_wording(made, UNKNOWN, LEXICON, DEFAULT)) == []
    assert words(text) == ["mankind"]


def test_requirements_that_nobody_makes_are_left_alone() -> None:
    assert words("No degree and no native-speaker English are needed.", ADVERT) == []
    assert words("Native-speaker English is needed.", ADVERT) == ["Native-speaker"]


def test_a_long_text_that_is_no_advert_is_read_as_a_policy() -> None:
    line = "Write down what was agreed and when you will look at it again.\n"
    assert words(f"You are a team player.\n{line * 3}") == ["team player"]
    assert words(f"You are a team player.\n{line * 40}") == []
    assert words(f"You are a team player.\n{line * 40}", KindResult(("job-description",), 0.9)) == ["team player"]


def test_findings_are_the_same_twice_and_spans_lie_in_the_text() -> None:
    pieces = [one.replace("[[", "").replace("]]", "") for entry in LEXICON.entries for one in entry.flagged]
    chooser = random.Random(7)
    for _ in range(20):
        text = "\n".join(chooser.sample(pieces, 6))
        first, second = findings(text), findings(text)
        assert first == second
        for one in first:
            assert one.span is None or 0 <= one.span.start < one.span.end <= len(text)


def test_spacing_and_line_ends_do_not_change_what_is_found() -> None:
    assert words("The  chairman\tsigns.") == ["chairman"]
    assert words("THE CHAIRMAN SIGNS.") == ["CHAIRMAN"]
    assert words("") == []
    assert words("\n\n   \n") == []

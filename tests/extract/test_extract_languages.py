"""Language of documents and passages, and the facts a document states of itself."""

from __future__ import annotations

import pytest
from extracting import read_one
from extracting import texts
from word_maker import make_docx
from word_maker import paragraph
from word_maker import table

from policy_audit.audit import audit_document
from policy_audit.config import Settings
from policy_audit.ruleset.load import Ruleset

SENTENCES = {
    "cy": "Mae'r polisi hwn yn berthnasol i bob aelod o staff ac mae gan bawb hawl i gael eu trin yn deg.",
    "de": "Wir suchen eine Entwicklerin oder einen Entwickler für unser Team, und Sie arbeiten mit uns an der Zukunft.",
    "fr": "Nous cherchons une personne qui souhaite travailler avec nous dans une équipe qui respecte toutes les différences.",
    "es": "Buscamos una persona que quiera trabajar con nosotros en un equipo que respeta a todos los que están en él.",
    "it": "Cerchiamo una persona che vuole lavorare con noi in una squadra che rispetta tutti e non discrimina nessuno.",
    "nl": "Wij zoeken een medewerker die met ons wil werken in een team dat iedereen met respect behandelt en helpt.",
    "pl": "Szukamy osoby, która chce z nami pracować w zespole, gdzie każdy jest traktowany z szacunkiem i nie ma barier.",
    "und-Cyrl": "Мы ищем человека, который хочет работать с нами в дружной команде.",
    "und-Hani": "我们正在寻找愿意与我们一起工作的人。",
}
ENGLISH = (
    "We treat everybody who works for us with respect, and we expect the same of them.",
    "Salesman wanted",
    "Skills: Python, SQL, dbt, Airflow, Looker, Snowflake, Terraform, Docker, Kubernetes, Git",
    "Die Hard is a film that most of our people know.",
    "£30,000 per annum, 37 hours per week, Leeds",
    "",
)


@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_document_in_another_language(tag: str) -> None:
    document = read_one(SENTENCES[tag], "a.txt")
    assert document.metadata.language == tag
    assert all(block.language == tag for block in document.blocks)
    assert any("not supported" in warning for warning in document.warnings)


@pytest.mark.parametrize("text", [one for one in ENGLISH if one])
def test_english(text: str) -> None:
    document = read_one(text, "a.txt")
    assert document.metadata.language == "en"
    assert document.warnings == ()


def test_one_passage_in_another_language() -> None:
    document = read_one("\n\n".join([ENGLISH[0], SENTENCES["cy"], ENGLISH[0], ENGLISH[0]]), "a.md")
    assert document.metadata.language == "en"
    assert texts(document, language="cy") == [SENTENCES["cy"]]
    assert document.warnings == ("Passages in other languages are not judged by the rules for English: Welsh (1).",)


def test_other_languages_are_not_judged_by_english_rules(ruleset: Ruleset) -> None:
    """English terms inside German and Welsh sections, and documents, give no finding; in English ones they do."""
    foreign = [
        f"{SENTENCES['de']} Der chairman und sie sind salesman.",
        f"{SENTENCES['cy']} Mae'r chairman yn a fireman.",
    ]
    english = "The chairman treats everybody with respect, and we expect the same of all of them."
    settings = Settings(wording_only=True)

    def found(*paragraphs: str) -> list[str]:
        document = read_one("\n\n".join(["# Policy", *paragraphs]), "a.md")
        report = audit_document(document, ruleset, settings)
        return [document.slice(one.span) for one in report.findings if one.span]

    assert found(english, *foreign, english, english) == found(english, english, english) == ["chairman"] * 3
    for one in foreign:
        assert found(one, one) == []


def test_document_in_another_language_is_not_held_to_requirements(ruleset: Ruleset) -> None:
    document = read_one("\n\n".join(["# Gleichstellung", SENTENCES["de"], SENTENCES["de"]]), "a.md")
    report = audit_document(document, ruleset, Settings())
    assert report.findings == ()
    assert not any(one.applies and not one.passed for one in report.requirements)
    assert any("German, which is not supported" in warning for warning in report.warnings)


def test_facts_from_lines_and_cells() -> None:
    document = read_one(
        make_docx(
            paragraph("Leave policy", style="H1"),
            paragraph("Version: 2.1"),
            paragraph("This policy is for all of our people."),
            table(["Policy owner", "Director of People"], ["Next review date", "May 2027"]),
            paragraph("Organisation: Acme Ltd"),
        ),
        "a.docx",
    )
    assert document.metadata.version == "2.1"
    assert document.metadata.organisation == "Acme Ltd"
    assert document.metadata.fields["owner"] == "Director of People"
    assert document.metadata.fields["review"] == "May 2027"


def test_heading_row_of_a_version_table_is_no_fact() -> None:
    document = read_one("# Policy\n\n| Version | Date | Author |\n|---|---|---|\n| 1 | May 2026 | Ann |\n", "a.md")
    assert document.metadata.version == ""


def test_front_matter_gives_facts() -> None:
    document = read_one("---\npolicy owner: HR\nversion: 3\n---\nThis is the text of it.\n", "a.md")
    assert document.metadata.fields["owner"] == "HR"
    assert document.metadata.version == "3"

"""Documents made in code whose words are known, in the formats that can be made here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from word_maker import make_docx
from word_maker import paragraph
from word_maker import table

WORD = re.compile(r"[^\W_]+")
SUBJECTS = [
    "managers",
    "trustees",
    "directors",
    "volunteers",
    "colleagues",
    "applicants",
    "contractors",
    "advisers",
    "members",
]
VERBS = ["review", "support", "record", "challenge", "publish", "discuss", "measure", "explain", "improve", "protect"]
OBJECTS = [
    "adjustments",
    "complaints",
    "vacancies",
    "outcomes",
    "training",
    "contracts",
    "promotions",
    "workloads",
    "meetings",
    "policies",
]
TIMES = [
    "every year",
    "within ten working days",
    "before each appointment",
    "at the next board meeting",
    "without delay",
]


@dataclass(frozen=True)
class Content:
    """A document's content by kind, in order: ("heading 1" … "list" … "table" …, text or rows)."""

    parts: tuple[tuple[str, object], ...]

    def words(self) -> list[str]:
        """All words, in reading order."""
        return [word for kind, value in self.parts for word in words(_flat(kind, value))]


def words(text: str) -> list[str]:
    """Words for comparison: letters and digits, lower case."""
    return WORD.findall(text.lower())


def _flat(kind: str, value: object) -> str:
    if kind == "table":
        return " ".join(" ".join(row) for row in value)  # type: ignore[attr-defined]
    return str(value)


def sentence(number: int) -> str:
    """A sentence of its own for every number."""
    subject, verb = SUBJECTS[number % 9], VERBS[number % 10]
    thing, time = OBJECTS[(number // 3) % 10], TIMES[number % 5]
    return f"Under clause {number} our {subject} must {verb} all {thing} of the organisation {time}, and they tell the people affected why."


def made_content(sections: int = 12) -> Content:
    """A policy with a title, sections, paragraphs, lists and a table in every third section."""
    parts: list[tuple[str, object]] = [("heading 1", "Fairness and Dignity Policy")]
    for number in range(1, sections + 1):
        parts.append(("heading 2", f"Duties of {SUBJECTS[number % 9]} in part {number}"))
        parts += [
            ("paragraph", " ".join(sentence(number * 40 + step * 5 + one) for one in range(4))) for step in range(3)
        ]
        parts += [("list", sentence(number * 40 + 20 + one)) for one in range(3)]
        if number % 3 == 0:
            rows = [["Action", "Owner", "By when"]]
            rows += [[sentence(number * 40 + 30 + one), SUBJECTS[one].title(), f"May {2026 + one}"] for one in range(3)]
            parts.append(("table", rows))
    return Content(tuple(parts))


def as_markdown(content: Content) -> bytes:
    """The content as Markdown."""
    lines = []
    for kind, value in content.parts:
        if kind.startswith("heading"):
            lines.append(f"{'#' * int(kind[-1])} {value}")
        elif kind == "list":
            lines.append(f"- {value}")
        elif kind == "table":
            rows = ["| " + " | ".join(row) + " |" for row in value]  # type: ignore[attr-defined]
            lines.append("\n".join([rows[0], "|---|---|---|", *rows[1:]]))
        else:
            lines.append(f"**{str(value)[:20]}**{str(value)[20:]}")
    return "\n\n".join(lines).encode()


def as_html(content: Content) -> bytes:
    """The content as HTML."""
    tags = {"list": "li", "paragraph": "p"}
    out = ["<!DOCTYPE html><html><body><main>"]
    for kind, value in content.parts:
        if kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in value)  # type: ignore[attr-defined]
            out.append(f"<table>{rows}</table>")
        else:
            tag = f"h{kind[-1]}" if kind.startswith("heading") else tags[kind]
            out.append(f"<{tag}>{value}</{tag}>")
    return "\n".join([*out, "</main></body></html>"]).encode()


def as_text(content: Content) -> bytes:
    """The content as plain text wrapped at 78 columns."""
    import textwrap

    out = []
    for kind, value in content.parts:
        lead = "- " if kind == "list" else ""
        out.append("\n".join(textwrap.wrap(lead + _flat(kind, value), 78, subsequent_indent="  " if lead else "")))
    return "\n\n".join(out).encode()


def as_docx(content: Content, columns: int = 1, header: bool = False) -> bytes:
    """The content as Word, in columns and with a running header if wanted."""
    body = []
    for kind, value in content.parts:
        if kind.startswith("heading"):
            body.append(paragraph(str(value), style=f"H{kind[-1]}"))
        elif kind == "list":
            body.append(paragraph(str(value), number=(2, 0)))
        elif kind == "table":
            borders = "".join(
                f'<w:{side} w:val="single" w:sz="4"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            )
            body.append(
                table(*value).replace("<w:tblPr/>", f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>")
            )  # type: ignore[misc]
        else:
            body.append(paragraph(str(value)))
    # Word asks for a paragraph after a table that ends the text.
    body.append(paragraph())
    edges = '<w:headerReference w:type="default" r:id="rId3"/>' if header else ""
    body.append(
        f'<w:sectPr>{edges}<w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="{columns}" w:space="700"/></w:sectPr>'
    )
    return make_docx(*body, parts={"header": paragraph("Acme Limited confidential")} if header else None)

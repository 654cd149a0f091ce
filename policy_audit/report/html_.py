"""The HTML report: one file, no request to anywhere, readable on a phone and on paper.

The page carries its own style and script, and a content security policy that allows these two and nothing else, so that
nothing a document says can run or load anything. Its size has a ceiling: the more documents, the less of each.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from policy_audit.report import Options
from policy_audit.types import Report
from policy_audit.types import Severity

if TYPE_CHECKING:
    from jinja2 import Environment

    from policy_audit.batch.history import Audit
    from policy_audit.report.summary import Overview

_FOLDER = Path(__file__).resolve().parent
# Bytes that the documents may take together; the rest of the page is kept below the other half by the limits beneath.
DOCUMENT_BYTES = 3_200_000
HEAT_ROWS = 500
PROMISE_ROWS = 800
PLACES = 8


def render(report: Report, options: Options) -> str:
    """The report as one HTML page. Same report, same page."""
    from policy_audit.report.summary import overview

    return render_overview(overview(report))


def render_overview(view: Overview, audits: Sequence[Audit] = ()) -> str:
    """The page of an overview that has been drawn up already.

    `audits` are the kept audits of the same folder, oldest first; from two on the page shows their trend.
    """
    from policy_audit.report.html_chart import chart_parts
    from policy_audit.report.html_chart import chart_points
    from policy_audit.report.html_frameworks import CYCLE_COLUMNS
    from policy_audit.report.html_frameworks import framework_views
    from policy_audit.report.summary_sentences import sentences
    from policy_audit.report.summary_text import plain

    environment, parts = page_parts()
    environment.filters["short"] = lambda path: plain(view.short(path))
    points = chart_points(audits) if len(audits) > 1 else []
    return environment.get_template("index.html").render(
        view=view,
        sentences=sentences(view),
        frameworks=list(framework_views(view)),
        cycle_columns=CYCLE_COLUMNS,
        documents=list(_documents(view, environment)),
        heat_rows=view.lines[:HEAT_ROWS],
        promises=view.undertakings[:PROMISE_ROWS],
        places=PLACES,
        past=list(zip(audits, points, strict=False)),
        **chart_parts(points),
        **parts,
    )


def page_parts() -> tuple[Environment, dict[str, str]]:
    """The templates, and what every page carries: style, script, and their hashes for the content security policy."""
    from policy_audit.report.html_palette import variables

    style = variables() + (_FOLDER / "static" / "report.css").read_text(encoding="utf-8")
    script = (_FOLDER / "static" / "report.js").read_text(encoding="utf-8")
    return _environment(), {"style": style, "script": script, "style_hash": _hash(style), "script_hash": _hash(script)}


def _environment() -> Environment:
    from jinja2 import Environment
    from jinja2 import FileSystemLoader
    from jinja2 import StrictUndefined

    from policy_audit.report.summary import DISCLAIMER
    from policy_audit.report.summary import PRIORITY
    from policy_audit.report.summary import kind_name
    from policy_audit.report.summary_sentences import count
    from policy_audit.report.summary_sentences import day
    from policy_audit.report.summary_text import plain

    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {"day": day, "kind": kind_name, "plain": plain, "heat": heat}
    environment.filters.update(filters)
    environment.globals.update(count=count, priority=PRIORITY, disclaimer=DISCLAIMER, severities=list(Severity))
    return environment


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def heat(passed: int, applicable: int) -> int:
    """Shade 0 to 4 of a share: none, under a third, under two thirds, under nine tenths, nearly all."""
    if not passed or not applicable:
        return 0
    part = passed / applicable
    return 1 + sum(part >= step for step in (1 / 3, 2 / 3, 0.9))


def _documents(view: Overview, environment: Environment) -> Iterator[Any]:
    """Each document in the fullest detail that fits its share of the page."""
    from markupsafe import Markup

    from policy_audit.report.html_document import DETAILS
    from policy_audit.report.html_document import document_view

    room = DOCUMENT_BYTES // max(1, len(view.lines))
    template = environment.get_template("document.html")
    first = 0
    for line in view.lines:
        page = ""
        # Most documents of a folder fit with as much as the one before, or with one step more.
        for step in range(first, len(DETAILS)):
            page = template.render(one=document_view(line, view.names, DETAILS[step]))
            first = max(0, step - 1)
            if len(page.encode("utf-8", "replace")) <= room:
                break
        # What a template with autoescape has rendered is markup.
        yield Markup(page)

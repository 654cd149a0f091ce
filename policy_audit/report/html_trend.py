"""The trend over kept audits as an HTML page: a line chart, and the same numbers in a table beneath."""

from __future__ import annotations

from collections.abc import Sequence

from policy_audit.batch.history import Audit
from policy_audit.report.html_ import page_parts
from policy_audit.report.html_chart import chart_parts
from policy_audit.report.html_chart import chart_points


def render_trend(audits: Sequence[Audit], reminders: Sequence[str]) -> str:
    """The page. Audits in the order of their dates; the chart is of the folder audited last.

    Where the rules changed between two audits, its line is broken.
    """
    environment, parts = page_parts()
    folder = audits[-1].folder if audits else ""
    chart = chart_parts(chart_points([one for one in audits if one.folder == folder]))
    return environment.get_template("trend.html").render(
        audits=audits, folder=folder, reminders=reminders, **chart, **parts
    )

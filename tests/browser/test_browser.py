"""The pages in a real browser: accessibility, width of a phone, paper, filters, copying, no request."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))

from portfolio_reports import usual_report

from policy_audit.batch.history import History
from policy_audit.batch.history_snapshot import snapshot_of
from policy_audit.report import Options
from policy_audit.report import render
from policy_audit.report.html_trend import render_trend

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    if CHROMIUM is None:
        pytest.skip("needs the program chromium")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    report = usual_report()
    (folder / "index.html").write_text(render("html", report, Options()), encoding="utf-8")
    # axe takes seconds for every hundred lines of text.
    (folder / "small.html").write_text(render("html", usual_report(1), Options()), encoding="utf-8")
    store = History(folder / "data")
    store.save(snapshot_of(report, "/hr/policies"))
    (folder / "trend.html").write_text(render_trend(store.audits(), ["Twelve months are up."]), encoding="utf-8")
    return folder


@pytest.fixture
def opened(browser, files):
    contexts = []

    def page_of(name="index.html", width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.seen = []
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("console", lambda message: page.seen.append(message.text))
        page.goto((files / name).as_uri())
        return page

    yield page_of
    for context in contexts:
        context.close()


# axe is slow on contrast; the pairs of the dark page are computed in test_html.py as well.
@pytest.mark.parametrize(
    ("name", "colours"), [("small.html", "light"), ("trend.html", "light"), ("trend.html", "dark")]
)
def test_axe_finds_nothing(opened, name, colours):
    axe = pytest.importorskip("axe_playwright_python", reason="needs the Python package axe-playwright-python")
    # axe is put into the page by the test, which the page's own policy rightly forbids.
    page = opened(name, color_scheme=colours, bypass_csp=True)
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("name", ["index.html", "trend.html"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_sideways_scroll_and_one_request(opened, name, width):
    page = opened(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert len(page.seen) == 1
    assert page.seen[0].startswith("file:")


def test_documents_are_filtered_and_searched(opened):
    page = opened()
    bar = page.locator("form[data-filters='.doc']")
    bar.locator("input").fill("policy-1")
    assert page.locator(".doc:visible").count() == 1
    assert bar.locator("output").text_content() == "1 of 3 shown"
    bar.locator("input").fill("nothing has this")
    assert page.locator(".doc:visible").count() == 0


def test_the_plan_is_filtered_by_role_group(opened):
    page = opened()
    page.locator("form[data-filters='#plan-rows tr'] select").first.select_option("for-Line-managers")
    groups = page.locator("#plan-rows tr:visible td[data-label='For']").all_text_contents()
    assert set(groups) == {"Line managers"}


def test_long_tables_begin_with_their_first_rows(opened):
    page = opened()
    assert page.locator("#plan-rows tr:visible").count() == 25
    page.get_by_role("button", name="Show all").first.click()
    assert page.locator("#plan-rows tr:visible").count() > 100


def test_tables_sort_by_a_column(opened):
    page = opened()
    page.locator("#plan th", has_text="Documents").get_by_role("button").click()
    counts = [int(text) for text in page.locator("#plan-rows tr td:last-child").all_text_contents()]
    assert counts == sorted(counts)
    assert page.locator("#plan th", has_text="Documents").get_attribute("aria-sort") == "ascending"


def test_a_clause_is_copied(opened):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("#start button.copy").first
    clause = page.locator(f"[id='{button.get_attribute('data-copy')}']").text_content().strip()
    button.click()
    page.get_by_text("Copied").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == clause


def test_a_link_opens_what_is_folded_away(opened):
    page = opened()
    page.locator("#coverage a[href='#d1']").first.click()
    assert page.locator("#d1").evaluate("one => one.open")
    page.locator("#d1 a[href^='#d1m']").first.click()
    assert page.locator("#d1 .text").is_visible()


def test_paper_shows_what_is_folded_away_and_no_controls(opened):
    page = opened()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".doc[open]").count() == 3
    assert page.locator("form:visible, button:visible, nav:visible").count() == 0
    assert len(page.pdf()) > 10_000


def test_without_script_everything_is_there(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("#plan-rows tr:visible").count() > 100
    assert page.locator("form:visible, button:visible").count() == 0


def test_what_a_hostile_document_slips_in_is_blocked(browser, files):
    text = (files / "index.html").read_text(encoding="utf-8")
    slipped = (
        "<script>document.title='run'</script><img src='https://example.org/x.png' onerror=\"document.title='run'\">"
    )
    (files / "hostile.html").write_text(text.replace("<main", slipped + "<main"), encoding="utf-8")
    page = browser.new_page()
    requests = []
    page.on("requestfinished", lambda request: requests.append(request.url))
    page.goto((files / "hostile.html").as_uri())
    assert page.title().startswith("Policy audit")
    assert [url for url in requests if not url.startswith("file:")] == []
    page.close()

"""The page in a real browser: the recruiter's whole way, by mouse and by keyboard, for every eye."""

from __future__ import annotations

import base64
import io
import time
from pathlib import Path

import docx
import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADVERT = """Handyman wanted 👷

We are looking for a rockstar 🎸 to join our guys. Salary: £30,000 a year.

Essential
- Native English speaker
"""
DONE = "performance.getEntriesByName('check').length"


@pytest.fixture
def opened(browser, server):
    contexts = []

    def page_of(width=1280, height=900, address=None, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.asked = []
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address or f"{server.address}#token={server.token}")
        waited(page, "document.querySelector('#text') && document.readyState === 'complete'")
        return page

    yield page_of
    for context in contexts:
        for page in context.pages:
            assert getattr(page, "troubles", []) == []
        context.close()


def waited(page, expression, seconds=30):
    """Wait until an expression holds. Playwright's own wait evaluates inside the page, which its policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def typed(page, text=ADVERT):
    """Paste a text and wait for its answer."""
    before = page.evaluate(DONE)
    page.locator("#text").fill(text)
    waited(page, f"{DONE} > {before}")


def marked(page):
    return page.eval_on_selector_all("#marks mark", "all => all.map(one => one.textContent)")


def axe(page):
    source = pytest.importorskip("axe_playwright_python", reason="needs the package axe-playwright-python")
    page.evaluate((Path(source.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 15


def clean_copy(page, data: bytes) -> str:
    """Open a file on a fresh state of the page and give its marked words."""
    before = page.evaluate(DONE)
    page.set_input_files("#file", {"name": "again.docx", "mimeType": "", "buffer": data})
    waited(page, f"{DONE} > {before}")
    return page.locator("#text").input_value()


def test_from_paste_to_a_downloaded_and_audited_advert(opened):
    page = opened()
    typed(page)
    assert {"Handyman", "rockstar", "guys", "Native English speaker"} <= set(marked(page))
    while page.locator("#wording .fix").count():
        before = page.evaluate(DONE)
        page.locator("#wording .fix").first.click()
        waited(page, f"{DONE} > {before}")
    assert not {"Handyman", "rockstar", "Native English speaker"} & set(marked(page))
    page.click("#tab-list")
    page.locator("#check-ADV-EDI-01 [data-role=insert]").click()
    page.wait_for_selector("#marks mark.inserted")
    page.wait_for_selector("#check-ADV-EDI-01.good", state="attached")
    with page.expect_download() as got:
        page.click("#save-word")
    data = Path(got.value.path()).read_bytes()
    assert got.value.suggested_filename == "text.docx"
    text = clean_copy(page, data)
    assert "We want our team to reflect" in text
    assert "👷" in text
    assert not {"Handyman", "rockstar", "Native English speaker"} & set(marked(page))


def test_undo_copy_and_markdown(opened, server):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    typed(page)
    page.locator("#findings .fix").first.click()
    assert "Handyman" not in page.locator("#text").input_value()
    page.click("#undo")
    assert page.locator("#text").input_value() == ADVERT
    page.click("#copy")
    assert page.evaluate("navigator.clipboard.readText()") == ADVERT
    with page.expect_download() as got:
        page.click("#save-text")
    assert Path(got.value.path()).read_text("utf-8") == ADVERT
    assert all(one.startswith((server.origin, "blob:")) for one in page.asked)


def test_word_file_dropped_comes_back_with_tracked_changes(opened):
    paper = docx.Document()
    paper.add_heading("Handyman wanted", 0)
    paper.add_paragraph("We want a rockstar who is reliable.")
    stream = io.BytesIO()
    paper.save(stream)
    page = opened()
    before = page.evaluate(DONE)
    page.evaluate(
        """data => { const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0));
        const moved = new DataTransfer(); moved.items.add(new File([bytes], 'job.docx'));
        const options = {dataTransfer: moved, bubbles: true, cancelable: true};
        document.querySelector("#sheet").dispatchEvent(new DragEvent("drop", options)); }""",
        base64.b64encode(stream.getvalue()).decode(),
    )
    waited(page, f"{DONE} > {before}")
    page.locator("#findings .fix").first.click()
    with page.expect_download() as got:
        page.click("#save-tracked")
    xml = docx.Document(Path(got.value.path())).element.xml
    assert "<w:ins " in xml
    assert "<w:del " in xml


def test_keyboard_alone_is_enough(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.focus("#text")
    before = page.evaluate(DONE)
    page.keyboard.insert_text(ADVERT)
    waited(page, f"{DONE} > {before}")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "results-heading"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('fix')"):
            break
    before = page.evaluate(DONE)
    page.keyboard.press("Enter")
    waited(page, f"{DONE} > {before}")
    assert "Handyman" not in page.locator("#text").input_value()
    assert page.evaluate("document.activeElement.closest('#findings') !== null")
    assert "points" in page.locator("#live").text_content() or "Changed" in page.locator("#live").text_content()
    page.focus("#tab-wording")
    page.keyboard.press("ArrowRight")
    assert page.locator("#list").is_visible()


def test_marks_follow_while_typing(opened):
    page = opened()
    typed(page)
    page.locator("#text").evaluate("one => { one.focus(); one.setSelectionRange(0, 0); }")
    page.keyboard.insert_text("Wanted: ")
    assert "Handyman" in marked(page)
    assert page.locator("#marks").text_content().rstrip("\n") == page.locator("#text").input_value().rstrip("\n")


def test_policy_gets_frameworks_and_clauses(opened, examples):
    page = opened()
    page.set_input_files("#file", str(examples / "poor-edi-policy.md"))
    page.wait_for_selector("#answer:not([hidden])")
    page.click("#tab-list")
    assert page.locator("#list-name").text_content() == "Frameworks"
    page.locator("details.frame summary").first.click()
    page.locator("details.frame [data-role=insert]").first.click()
    page.wait_for_selector("#marks mark.inserted")


def test_folder_shows_the_report(opened, examples):
    page = opened()
    page.click("#tab-many")
    page.set_input_files("#folder", str(examples))
    page.wait_for_selector("#report:not([hidden])", timeout=60000)
    frame = page.frame_locator("#report")
    frame.locator("h1").wait_for()
    assert "5 documents" in frame.locator("header").text_content()
    page.troubles[:] = [one for one in page.troubles if "sandbox" not in one]


def test_script_in_text_and_name_never_runs(opened):
    page = opened()
    evil = "<img src=x onerror=\"document.title='bad'\"><script>document.title='bad'</script>\n\nHandyman wanted."
    name = "<img src=x onerror=document.title='bad'>.txt"
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": evil.encode()})
    page.wait_for_selector("#findings li")
    assert page.title() == "Policy audit"
    assert page.locator("#marks img, #findings img, #file-note img").count() == 0
    assert name in page.locator("#file-note").text_content()


def test_page_without_its_key_says_what_to_do(opened, server):
    page = opened(address=server.address)
    assert "policy-audit serve" in page.locator("#notice").text_content()


def test_key_leaves_the_address(opened, server):
    page = opened()
    assert server.token not in page.evaluate("location.href")
    assert all(server.token not in one for one in page.asked if "#" not in one)


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"width": 320, "height": 640}, {"width": 640, "height": 450}],
    ids=["light", "dark", "high-contrast", "320px", "zoom-200"],
)
def test_axe_finds_nothing_in_any_state(opened, examples, options):
    page = opened(bypass_csp=True, **options)
    axe(page)
    typed(page)
    page.evaluate("document.querySelectorAll('#findings details').forEach(one => { one.open = true; })")
    axe(page)
    page.click("#tab-list")
    axe(page)
    page.set_input_files("#file", str(examples / "poor-edi-policy.md"))
    waited(page, "document.querySelector('#list-name').textContent === 'Frameworks'")
    page.locator("details.frame summary").first.click()
    axe(page)
    page.click("#tab-many")
    axe(page)


@pytest.mark.parametrize("width", [320, 390, 640])
def test_no_scrolling_sideways(opened, width):
    page = opened(width, 640)
    typed(page)
    for tab in ("#tab-wording", "#tab-list", "#tab-many"):
        page.click(tab)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_marks_lie_exactly_behind_the_words(opened):
    page = opened()
    line = "Line {} with a rockstar and enough words to wrap around the edge of it 🎸.\n\n"
    long = "We are hiring. Apply with your CV by 3 May.\n\n" + "".join(line.format(number) for number in range(150))
    typed(page, long)
    heights = page.evaluate("['marks', 'text'].map(id => document.getElementById(id).getBoundingClientRect().height)")
    scroll = page.evaluate("document.getElementById('text').scrollHeight")
    assert abs(heights[0] - heights[1]) < 1
    assert scroll <= heights[1] + 1
    assert len(marked(page)) >= 150

"""Takes the pictures of docs/images anew, from the example documents: `python tests/browser/screenshots.py`."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

from policy_audit.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
OPEN_POOR_POLICY = """document.querySelectorAll('.doc').forEach(one => {
  if (!one.textContent.includes('poor-edi-policy')) { return; }
  one.open = true;
  one.querySelectorAll('details').forEach(inner => { inner.open = true; });
  one.querySelector('.text').scrollIntoView();
})"""
# A page that is loaded again stays where it was scrolled to.
TOP = "window.scrollTo(0, 0)"
# Name → width, height, script to run before.
PICTURES = {
    "report-start.png": (1280, 1000, TOP),
    "report-plan.png": (
        1280,
        760,
        "document.querySelector('#plan').scrollIntoView(); document.querySelector('#plan-rows details').open = true",
    ),
    "report-coverage.png": (1280, 560, "document.querySelector('#coverage h3').scrollIntoView()"),
    "report-framework.png": (1280, 900, "document.querySelector('#f-skills-for-care-allyship').scrollIntoView()"),
    "report-text.png": (1280, 900, OPEN_POOR_POLICY),
    "report-phone.png": (390, 844, TOP),
}


def pictures(page: Page) -> None:
    """Write all pictures of the page that is open."""
    for name, (width, height, script) in PICTURES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.reload()
        if script:
            page.evaluate(script)
        page.screenshot(path=IMAGES / name)


def take() -> None:
    """Audit the examples into a folder of their own and photograph the report."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as out:
        main(["audit", "examples", "-o", out, "--audit-date", "2026-11-21", "--fail-on", "never", "--no-history"])
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto((Path(out) / "index.html").as_uri())
            pictures(page)
            browser.close()


if __name__ == "__main__":
    take()

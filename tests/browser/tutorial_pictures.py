"""Takes the pictures of the tutorials for recruiters and repositories anew: `python tests/browser/tutorial_pictures.py`.

The page comes from a real server, the terminal's text from the program on a pseudo-terminal, in a git repository made for it.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import Browser
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "96", "PYTHONUNBUFFERED": "1"}
PROGRAM = [sys.executable, "-m", "policy_audit"]
COLOURS = {"31": "#ff7b72", "33": "#e3b341", "36": "#79c0ff"}
TERMINAL = "background:#0d1117;color:#e6edf3;font:15px/1.45 monospace;padding:16px 20px;margin:0;width:900px"
SUMMARY = "font:15px/1.45 sans-serif;padding:16px 24px;width:1100px;background:#fff;color:#1f2328"
TABLE = "<style>table{border-collapse:collapse}td,th{border:1px solid #d0d7de;padding:6px 12px;text-align:left}</style>"
POLICY = "# Equality policy\n\nThe policy lead keeps this policy. We will publish our pay gap each March.\n"


def on_a_terminal(folder: Path, *words: str) -> str:
    """What the program writes to a terminal, colours included."""
    master, slave = pty.openpty()
    process = subprocess.Popen([*PROGRAM, *words], cwd=folder, env=ENVIRONMENT, stdout=slave, stderr=subprocess.DEVNULL)
    os.close(slave)
    read = b""
    while True:
        try:
            read += os.read(master, 65536)
        except OSError:
            break
    process.wait()
    os.close(master)
    return read.decode().replace("\r\n", "\n")


def coloured(text: str) -> str:
    """Terminal text as HTML."""
    found = ""
    for part in re.split(r"(\033\[[\d;]*m)", text):
        if part.startswith("\033["):
            codes = part[2:-1].split(";")
            style = "".join(f"color:{COLOURS[code]};" for code in codes if code in COLOURS)
            style += "font-weight:bold;" * ("1" in codes) + "opacity:.7;" * ("2" in codes)
            found += "</span>" if codes == ["0"] else f'<span style="{style}">'
        else:
            found += escape(part)
    return found


def photograph(browser: Browser, name: str, style: str, inside: str) -> None:
    """Picture of a piece of HTML, as large as it is."""
    page = browser.new_page(device_scale_factor=1)
    page.set_content(f'<body style="margin:0">{TABLE}<div id="all" style="{style}">{inside}</div></body>')
    page.locator("#all").screenshot(path=IMAGES / name)
    page.close()


def terminal(browser: Browser, name: str, shown: str, text: str) -> None:
    """Picture of a command and what it wrote."""
    body = f"<pre style='margin:0;white-space:pre-wrap'>$ {escape(shown)}\n{coloured(text).rstrip()}</pre>"
    photograph(browser, name, TERMINAL, body)


def recruiter(browser: Browser) -> None:
    """The advert in the terminal and on the page."""
    text = on_a_terminal(ROOT, "check", "examples/poor-advert.md", "--wording-only", "--no-config")
    text = "\n".join([*text.splitlines()[:22], "…"])
    terminal(browser, "advert-terminal.png", "policy-audit check examples/poor-advert.md --wording-only", text)
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--no-config"], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        found = re.search(r"http\S+", server.stdout.readline())
        assert found
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(found.group())
        page.fill("#text", (ROOT / "examples" / "poor-advert.md").read_text(encoding="utf-8"))
        page.locator("#marks mark").first.wait_for(state="attached")
        page.wait_for_timeout(1500)
        page.screenshot(path=IMAGES / "advert-page.png")
    finally:
        server.terminate()
        server.wait(20)


def repository(browser: Browser, folder: Path) -> None:
    """A baseline, an edit that adds something, and what CI shows of it."""
    (folder / "policies").mkdir()
    policy = folder / "policies" / "equality.md"
    policy.write_text(POLICY, encoding="utf-8")
    subprocess.run([*PROGRAM, "baseline", "create", "policies"], cwd=folder, env=ENVIRONMENT, check=True)
    policy.write_text(
        POLICY + "\nThe chairman decides on every appeal, where possible within a month.\n", encoding="utf-8"
    )
    known = ["check", "policies", "--baseline", "policy-audit-baseline.json", "--fail-on", "warning"]
    terminal(browser, "repository-terminal.png", "policy-audit " + " ".join(known), on_a_terminal(folder, *known))
    subprocess.run([*PROGRAM, *known, "--format", "github-summary", "--output", "s.md"], cwd=folder, env=ENVIRONMENT)
    markdown = MarkdownIt("commonmark").enable("table").render((folder / "s.md").read_text(encoding="utf-8"))
    photograph(browser, "repository-summary.png", SUMMARY, markdown)


def take() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        recruiter(browser)
        repository(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    take()

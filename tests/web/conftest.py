"""The real server in a process of its own, and a browser where there is one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SAID = re.compile(r"Open (http://127\.0\.0\.1:(\d+)/)#token=(\w+)")


@dataclass(frozen=True)
class Served:
    """A running server: its address, token and process, the folder it runs in, the files it speaks into."""

    address: str
    port: int
    token: str
    process: subprocess.Popen
    folder: Path
    said: Path
    shown: str = ""

    @property
    def origin(self):
        return self.address.rstrip("/")

    @property
    def headers(self):
        sent = {"X-Policy-Audit-Token": self.token, "Content-Type": "application/json"}
        if self.shown:
            return {**sent, "Origin": self.shown, "Host": self.shown.partition("://")[2], "X-Remote-User": "someone"}
        return {**sent, "Origin": self.origin}

    def post(self, path, values=None, *, headers=None, **more):
        sent = {**self.headers, **(headers or {})}
        sent = {name: value for name, value in sent.items() if value is not None}
        if values is not None:
            more["json"] = values
        return httpx.post(self.origin + path, headers=sent, timeout=120, trust_env=False, **more)

    def get(self, path, **more):
        return httpx.get(self.origin + path, timeout=30, trust_env=False, **more)


def started(folder, *options, environment=None):
    folder.mkdir(exist_ok=True)
    temporary = folder / "temporary"
    temporary.mkdir()
    said = folder.parent / f"{folder.name}-said.txt"
    command = [sys.executable, "-m", "policy_audit", "serve", "--port", "0", "--no-config", *options]
    paths = {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"}
    with said.open("w") as out:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **paths, **(environment or {})}, stdout=out, stderr=out
        )
    return process, said


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    pytest.importorskip("starlette", reason="needs the extra policy-audit[web]")
    pytest.importorskip("uvicorn", reason="needs the extra policy-audit[web]")
    folder = tmp_path_factory.mktemp("served") / "here"
    process, said = started(folder, "--workers", "2")
    try:
        found = None
        for _ in range(300):
            found = SAID.search(said.read_text())
            if found or process.poll() is not None:
                break
            time.sleep(0.1)
        assert found, said.read_text()
        served = Served(found[1], int(found[2]), found[3], process, folder, said)
        assert served.post("/api/check", {"text": "Cleaner wanted."}).status_code == 200
        yield served
    finally:
        process.terminate()
        process.wait(20)


PROXY_TOKEN = "a token that only the proxy knows, 0123456789"
SHOWN = "https://policies.example"


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory):
    """A server that stands behind a proxy, which is played by the test: it adds the token and says who asks."""
    pytest.importorskip("starlette", reason="needs the extra policy-audit[web]")
    pytest.importorskip("uvicorn", reason="needs the extra policy-audit[web]")
    folder = tmp_path_factory.mktemp("shared") / "here"
    options = ("--behind-proxy", SHOWN, "--user-header", "X-Remote-User", "--workers", "2")
    process, said = started(folder, *options, environment={"POLICY_AUDIT_PROXY_TOKEN": PROXY_TOKEN})
    try:
        found = None
        for _ in range(300):
            found = re.search(r"from port (\d+)", said.read_text())
            if found or process.poll() is not None:
                break
            time.sleep(0.1)
        assert found, said.read_text()
        yield Served(f"http://127.0.0.1:{found[1]}/", int(found[1]), PROXY_TOKEN, process, folder, said, SHOWN)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    if CHROMIUM is None:
        pytest.skip("needs the program chromium")
    with playwright.sync_playwright() as driver:
        started_browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started_browser
        started_browser.close()

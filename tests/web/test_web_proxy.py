"""Sharing the page: only behind a proxy that proves itself, and with a bound on what one person asks for."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]


def serve(*options, **environment):
    command = [sys.executable, "-m", "policy_audit", "serve", "--no-config", *options]
    return subprocess.run(
        command, env={"PYTHONPATH": str(ROOT), **environment}, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--host", "0.0.0.0"),
        ("--host", "192.0.2.7"),
        ("--host", "::"),
        ("--host", "server.example"),
        ("--behind-proxy", "https://policies.example"),
        ("--behind-proxy", "policies.example"),
        ("--behind-proxy", "https://policies.example/path"),
        ("--behind-proxy", "*"),
    ],
)
def test_others_are_not_let_in_by_mistake(options):
    pytest.importorskip("uvicorn", reason="needs the extra policy-audit[web]")
    ended = serve(*options)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "policy-audit:" in ended.stderr


def test_short_token_of_the_proxy_is_refused():
    pytest.importorskip("uvicorn", reason="needs the extra policy-audit[web]")
    ended = serve("--behind-proxy", "https://policies.example", POLICY_AUDIT_PROXY_TOKEN="short")
    assert (ended.returncode, "32 characters" in ended.stderr) == (2, True)


def test_port_in_use_is_said(server):
    ended = serve("--port", str(server.port))
    assert (ended.returncode, "another --port" in ended.stderr) == (2, True)


def test_only_the_proxy_is_answered(shared_server):
    asked = {"text": "Handyman wanted."}
    assert shared_server.post("/api/check", asked).status_code == 200
    assert shared_server.post("/api/check", asked, headers={"X-Policy-Audit-Token": "x"}).status_code == 401
    assert shared_server.post("/api/check", asked, headers={"Host": f"127.0.0.1:{shared_server.port}"}).status_code == 400
    assert shared_server.post("/api/check", asked, headers={"Origin": shared_server.origin}).status_code == 403
    page = shared_server.get("/", headers={"Host": "policies.example"})
    assert 'data-proxy="yes"' in page.text
    assert shared_server.token not in page.text + shared_server.said.read_text()


def test_one_person_cannot_keep_the_others_out(shared_server):
    codes: dict[str, Counter] = {"greedy": Counter(), "modest": Counter()}

    async def ask(client, who):
        headers = {**shared_server.headers, "X-Remote-User": who}
        body = {"text": "Handyman wanted. " * 400}
        answer = await client.post(f"{shared_server.origin}/api/check", json=body, headers=headers)
        codes[who][answer.status_code] += 1

    async def rush():
        limits = httpx.Limits(max_connections=60)
        async with httpx.AsyncClient(timeout=60, trust_env=False, limits=limits) as client:
            greedy = [asyncio.create_task(ask(client, "greedy")) for _ in range(40)]
            await asyncio.sleep(0.2)
            await ask(client, "modest")
            await asyncio.gather(*greedy)

    runner = threading.Thread(target=asyncio.run, args=(rush(),))
    runner.start()
    runner.join()
    assert codes["modest"] == {200: 1}
    assert codes["greedy"][429] > 0
    assert codes["greedy"][200] >= 8

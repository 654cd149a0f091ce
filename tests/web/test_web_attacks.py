"""Attacks on the server, each as an attacker would send it: over the wire, to the real process."""

from __future__ import annotations

import base64
import io
import json
import socket
import time
import zipfile

import httpx
import pytest

POOR = {"text": "Handyman wanted. He must be young."}


def raw(server, request: bytes, wait=10.0) -> bytes:
    """Bytes as they are, past every client that would tidy them up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as wire:
        wire.sendall(request)
        return wire.recv(65536)


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rebound_name_is_refused(server, host, method):
    headers = {**server.headers, "Host": host.format(port=server.port)}
    answer = httpx.request(method, server.origin + "/", headers=headers, trust_env=False)
    assert answer.status_code == 400


def test_two_hosts_are_refused(server):
    request = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nHost: evil.example\r\n\r\n"
    assert b" 400 " in raw(server, request.encode()).split(b"\r\n")[0]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_own_names_are_served(server, name):
    assert server.get("/", headers={"Host": f"{name}:{server.port}"}).status_code == 200


@pytest.mark.parametrize("origin", [None, "", "null", "https://evil.example", "http://127.0.0.1:1", "http://127.0.0.1"])
def test_foreign_origin_is_refused_even_with_the_token(server, origin):
    answer = server.post("/api/check", POOR, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "foreign-origin")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_browser_that_says_it_comes_from_elsewhere_is_refused(server, site):
    assert server.post("/api/check", POOR, headers={"Sec-Fetch-Site": site}).status_code == 403


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_without_the_token_nothing_is_done(server, token):
    sent = token.encode() if token else token
    for path in ("check", "propose", "open", "save", "folder", "folder/file", "folder/report"):
        answer = server.post(f"/api/{path}", POOR, headers={"X-Policy-Audit-Token": sent})
        assert answer.status_code == 401, path


def test_token_is_in_no_page_and_no_cookie(server):
    for path in ("/", "/static/start.js", "/static/server.js"):
        answer = server.get(path)
        assert server.token not in answer.text
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
    ],
)
def test_only_json_is_taken(server, kind):
    answer = server.post("/api/check", headers={"Content-Type": kind}, content=json.dumps(POOR))
    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(server, method):
    assert (
        httpx.request(method, server.origin + "/api/check", headers=server.headers, trust_env=False).status_code == 405
    )


def test_body_announced_too_large_is_refused_before_it_is_sent(server):
    head = (
        f"POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {server.origin}\r\n"
        f"X-Policy-Audit-Token: {server.token}\r\nContent-Type: application/json\r\nContent-Length: 9999999999\r\n\r\n"
    )
    assert b" 413 " in raw(server, head.encode()).split(b"\r\n")[0]


def test_body_without_a_length_is_counted_while_it_comes(server):
    sent = 0

    def endless():
        nonlocal sent
        yield b'{"text": "'
        for _ in range(200):
            sent += 1 << 20
            yield b"a" * (1 << 20)

    try:
        assert server.post("/api/check", content=endless()).status_code == 413
    except (httpx.WriteError, httpx.ReadError):
        pass  # The server closed the connection in the middle, which is as good an answer.
    assert sent < 20 << 20


def test_text_longer_than_allowed_is_refused(server):
    assert server.post("/api/check", {"text": "a " * 150_000}).status_code == 413


def test_file_larger_than_allowed_is_refused(server):
    answer = server.post("/api/open", {"name": "a.txt", "data": in_base64(b"a" * (21 << 20))})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"a"', b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b'{"text": 1}', b'{"text": null}',
     b'{"text": "a", "kind": "x"}', b'{"text": "a", "kind": ["auto"]}', b'{"text": "a", "format": "pdf"}',
     b'{"text": "a", "frameworks": ["../x"]}', b'{"text": "a", "frameworks": [{}]}', b'{"text": "a", "audit_date": "soon"}', b"NaN"],
)  # fmt: skip
def test_odd_bodies_are_refused_politely(server, body):
    answer = server.post("/api/check", content=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/..\\app.py", "/static/guard.py",
     "/static//etc/passwd", "/static/page.css%00", "/report/../../etc/passwd", "/report/x", "/../../etc/passwd", "/etc/passwd"],
)  # fmt: skip
def test_no_path_leads_anywhere(server, path):
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n"
    answer = raw(server, request.encode())
    assert answer.split(b" ")[1] in (b"404", b"400")
    assert b"root:" not in answer
    assert b"import" not in answer


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x.md", "..\\..\\x.md", "/etc/passwd", "C:\\x.md", "a\x00b.md", "x" * 390 + ".md"]
)
def test_a_name_is_only_a_label(server, name):
    before = sorted(server.folder.rglob("*"))
    found = server.post("/api/check", {**POOR, "name": name})
    assert found.status_code == 200
    assert ".." not in found.json()["documents"][0]["path"]
    assert not found.json()["documents"][0]["path"].startswith("/")
    opened = server.post("/api/open", {"name": name, "data": in_base64(b"Cleaner wanted.")})
    assert opened.status_code in (200, 400)
    assert "root:" not in opened.text
    assert sorted(server.folder.rglob("*")) == before


def word_file(part: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", part)
    return stream.getvalue()


LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9))
    + b"]><w:document>&j;</w:document>"
)
OUTSIDE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'


def hostile_files():
    nested = b"%PDF-1.7\n1 0 obj\n" + b"[" * 500_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    return {
        "bomb.docx": word_file(b"<w:document>" + b" " * (300 << 20)),
        "laughs.docx": word_file(LAUGHS),
        "outside.docx": word_file(OUTSIDE),
        "nested.pdf": nested,
        "empty.docx": b"",
        "noise.docx": bytes(range(256)) * 64,
    }


@pytest.mark.parametrize("name", sorted(hostile_files()))
def test_hostile_files_are_refused_and_typing_goes_on(server, name):
    began = time.monotonic()
    answer = server.post("/api/open", {"name": name, "data": in_base64(hostile_files()[name])})
    assert time.monotonic() - began < 100
    assert answer.status_code in (200, 503)
    assert answer.json()["error"]["code"]
    assert "root:" not in answer.text
    assert server.post("/api/check", POOR).json()["documents"][0]["findings"]


def test_script_in_text_and_name_comes_back_as_text_only(server):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)> Handyman"
    answer = server.post("/api/check", {"text": evil, "name": "<script>alert(3)</script>.md", "page": True})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    folder = server.post("/api/folder", {}).json()["folder"]
    file = {"folder": folder, "name": "<script>alert(4)</script>.md", "data": in_base64(evil.encode())}
    assert server.post("/api/folder/file", file).status_code == 200
    address = server.post("/api/folder/report", {"folder": folder}).json()["report"]
    page = server.get(f"/{address}")
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy
    assert "sandbox" in policy


@pytest.mark.parametrize("path", ["/", "/static/start.js", "/nothing"])
def test_every_answer_carries_its_policy(server, path):
    headers = server.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_folders_cannot_be_guessed_or_used_twice(server):
    first, second = (server.post("/api/folder", {}).json()["folder"] for _ in range(2))
    assert first != second
    assert len(first) >= 43
    assert server.post("/api/folder/report", {"folder": "x"}).status_code == 404
    assert server.post("/api/folder/report", {"folder": first}).status_code == 400
    assert server.post("/api/folder/report", {"folder": first}).status_code == 404


def test_nothing_is_written_and_no_text_is_logged(server):
    secret = "Zyxwvut Handyman qwertyuiop"
    server.post("/api/check", {"text": secret})
    server.post("/api/open", {"name": "secretname.txt", "data": in_base64(secret.encode())})
    server.post("/api/save", {"text": secret})
    server.post("/api/open", {"name": "secretname.docx", "data": in_base64(secret.encode())})
    files = [path for path in server.folder.rglob("*") if path.is_file()]
    assert files == []
    said = server.said.read_text()
    for word in ("Zyxwvut", "qwertyuiop", "secretname", "Traceback"):
        assert word not in said

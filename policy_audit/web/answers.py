"""Answers of the server: JSON with the headers that every answer carries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

# What any page of ours may do: load its own files, ask its own server, nothing else.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_HALF_READ = (408, 413)


class Refusal(Exception):  # noqa: N818 - it is an answer, not a defect
    """A request that is not served: status, stable code, and what to do about it."""

    def __init__(self, status: int, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.remedy = remedy


def refused(refusal: Refusal) -> Response:
    """The answer for a request that is not served, in the shape of a report's `error`."""
    values = {"error": {"code": refusal.code, "message": refusal.message, "remedy": refusal.remedy}}
    answer = json_answer(json.dumps(values, ensure_ascii=False).encode(), refusal.status)
    if refusal.status in _HALF_READ:
        # What is still on its way is not wanted: the connection ends with the answer.
        answer.headers["Connection"] = "close"
    return answer


def json_answer(body: bytes | Mapping[str, Any], status: int = 200) -> Response:
    """JSON that has been written already, or values to write."""
    data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(data, status, media_type="application/json")

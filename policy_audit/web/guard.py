"""The door: Host, Origin and token of every request, before anything of it is read, and the headers of every answer.

Loopback is no protection by itself: a page from elsewhere can post to it, a name can be rebound to it, and other users
of the machine can reach it. The token travels in a header that only our page sets, never in a cookie: cookies do not
keep ports of one host apart.
"""

from __future__ import annotations

import hmac
import sys
import traceback
from collections import Counter
from pathlib import Path

from starlette.datastructures import Headers
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp
from starlette.types import Message
from starlette.types import Receive
from starlette.types import Scope
from starlette.types import Send

from policy_audit.web.answers import ALWAYS
from policy_audit.web.answers import Refusal
from policy_audit.web.answers import refused
from policy_audit.web.settings import WebSettings

TOKEN_HEADER = "x-policy-audit-token"
_REOPEN = "Open the address that `policy-audit serve` printed."


class Guard:
    """Serves a request only if it comes from our own page (or its equal), and answers for every failure below it."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        begun = False

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._served(scope, receive, dressed)
        except Refusal as refusal:
            if not begun:
                await refused(refusal)(scope, receive, dressed)
        except Exception as error:  # The last line of defence: no traceback with words of a text in it leaves here.
            print(_place(error), file=sys.stderr)
            if not begun:
                await refused(_defect())(scope, receive, dressed)

    async def _served(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        check_host(headers, self._settings)
        if scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if scope["method"] != "POST":
            raise Refusal(405, "method-not-allowed", "Only GET and POST are served.")
        check_post(headers, self._settings)
        user = self._user(scope, headers)
        limits = self._settings.limits
        if self._under_way[user] >= limits.per_user or self._under_way.total() >= limits.waiting:
            raise Refusal(429, "too-many-requests", "Too much is being checked at once.", "Wait and try again.")
        self._under_way[user] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way[user] -= 1
            if not self._under_way[user]:
                del self._under_way[user]

    def _user(self, scope: Scope, headers: Headers) -> str:
        named = headers.get(self._settings.user_header) if self._settings.user_header else None
        client = scope.get("client")
        return named[:200] if named else str(client[0]) if client else ""


def check_host(headers: Headers, settings: WebSettings) -> None:
    """Raise Refusal (400) for a Host that is not ours: a name of somebody else's that points to this machine."""
    if headers.get("host", "").lower() not in settings.hosts or len(headers.getlist("host")) != 1:
        raise Refusal(400, "wrong-host", "This server does not answer to that name.", _REOPEN)


def check_post(headers: Headers, settings: WebSettings) -> None:
    """Raise Refusal for a post from another page (403), without token (401) or of another type than JSON (415)."""
    if headers.get("origin", "").lower() not in settings.origins:
        raise Refusal(403, "foreign-origin", "Requests are taken from this server's own page only.", _REOPEN)
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Refusal(403, "foreign-origin", "Requests are taken from this server's own page only.", _REOPEN)
    given = headers.get(TOKEN_HEADER, "").encode("utf-8", "replace")
    if not hmac.compare_digest(given, settings.token.encode()):
        raise Refusal(401, "no-token", "The request does not carry this server's token.", _REOPEN)
    kind, _, parameters = headers.get("content-type", "").partition(";")
    if kind.strip().lower() != "application/json" or parameters.strip().lower() not in ("", "charset=utf-8"):
        raise Refusal(415, "not-json", "Only JSON is taken.", "Send Content-Type: application/json.")


def _place(error: Exception) -> str:
    """Where a defect is, without its message, which may hold words of a text."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"policy-audit: {type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}, a defect of ours."


def _defect() -> Refusal:
    remedy = "This is a defect of ours: please report what it printed."
    return Refusal(500, "internal-error", "The server failed.", remedy)

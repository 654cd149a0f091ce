"""The routes: the page and its files, the check, uploads, the folder. Nothing here looks into a text."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from collections.abc import Awaitable
from collections.abc import Callable
from collections.abc import Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from typing import cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from policy_audit.ruleset.frameworks import DOCUMENT_KINDS
from policy_audit.ruleset.load import Ruleset
from policy_audit.web import check
from policy_audit.web import files
from policy_audit.web import folder
from policy_audit.web import propose
from policy_audit.web.answers import Refusal
from policy_audit.web.answers import json_answer
from policy_audit.web.answers import refused
from policy_audit.web.body import ENVELOPE_BYTES
from policy_audit.web.body import choice_of
from policy_audit.web.body import file_of
from policy_audit.web.body import json_body
from policy_audit.web.body import label_of
from policy_audit.web.body import names_of
from policy_audit.web.body import text_of
from policy_audit.web.guard import Guard
from policy_audit.web.page import Page
from policy_audit.web.settings import WebSettings
from policy_audit.web.shelf import Shelf
from policy_audit.web.typed import Ask
from policy_audit.web.typed import TextFormat
from policy_audit.web.workers import Crew
from policy_audit.writeback.values import Mode

KINDS = ("auto", *DOCUMENT_KINDS)
VARIANTS = ("auto", "gb", "us")
# Bytes that one character may take in JSON: "\ud83d\ude00" for one letter outside the basic plane.
_JSON_WIDTH = 12
_GRACE_SECONDS = 10.0


def application(settings: WebSettings, ruleset: Ruleset) -> ASGIApp:
    """The server as an ASGI application; its workers live as long as its lifespan."""
    service = Service(settings, ruleset)
    routes = [
        Route("/", service.page.index),
        Route("/static/{name}", service.page.static),
        Route("/report/{name}", service.report),
        Route("/api/check", service.check, methods=["POST"]),
        Route("/api/propose", service.propose, methods=["POST"]),
        Route("/api/open", service.open, methods=["POST"]),
        Route("/api/save", service.save, methods=["POST"]),
        Route("/api/folder", service.folder, methods=["POST"]),
        Route("/api/folder/file", service.folder_file, methods=["POST"]),
        Route("/api/folder/report", service.folder_report, methods=["POST"]),
    ]
    handlers: Mapping[Any, Callable[..., Awaitable[Response]]] = {404: _not_found, 405: _not_found}
    inner = Starlette(routes=routes, lifespan=service.lifespan, exception_handlers={**handlers, Refusal: _refused})
    return Guard(inner, settings)


async def _not_found(request: Request, error: Exception) -> Response:
    return refused(Refusal(404, "not-found", "There is nothing at this address."))


async def _refused(request: Request, error: Exception) -> Response:
    return refused(cast(Refusal, error))


class Service:
    """What the routes share: settings, workers, and the little that is kept between requests."""

    def __init__(self, settings: WebSettings, ruleset: Ruleset) -> None:
        self._settings = settings
        self._limits = settings.limits
        self._base = settings.configuration.settings
        self._frameworks = frozenset(ruleset.catalogue.frameworks)
        self._workers = Crew(ruleset.folder, settings.workers)
        self._shelf = Shelf(settings.limits)
        self.page = Page(settings, ruleset)

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Workers before the first request, none after the last."""
        self._workers.start()
        try:
            yield
        finally:
            await self._workers.stop()

    async def check(self, request: Request) -> Response:
        """`POST /api/check`: the JSON of the contract for a text (docs/sharing.md)."""
        values = await self._text_body(request)
        ask = self._ask(values)
        page = values.get("page") is True
        seconds = self._limits.check_seconds
        return json_answer(
            await self._workers.run(
                check.checked, ask, self._base, page, seconds=seconds, gone=request.is_disconnected
            )
        )

    async def propose(self, request: Request) -> Response:
        """`POST /api/propose`: the edits that mend one gap of a text."""
        values = await self._text_body(request)
        rule = text_of(values, "rule", 200)
        seconds = self._limits.check_seconds
        return json_answer(
            await self._workers.run(propose.proposed, self._ask(values), self._base, rule, seconds=seconds)
        )

    async def open(self, request: Request) -> Response:
        """`POST /api/open`: a file as text to write in."""
        values = await self._file_body(request)
        data = file_of(values, self._limits.file_bytes)
        label = label_of(values)
        return json_answer(
            await self._workers.run(
                files.opened, data, label, self._settings.file_limits, seconds=self._file_seconds, files=True
            )
        )

    async def save(self, request: Request) -> Response:
        """`POST /api/save`: the text as a Word file, anew or as a copy of the file it came from."""
        values = await self._file_body(request)
        mode = cast(Mode, choice_of(values, "as", ("clean", "tracked")))
        original = file_of(values, self._limits.file_bytes) if values.get("data") is not None else None
        if mode == "tracked" and original is None:
            raise Refusal(400, "bad-field", "Tracked changes need the file they are to be made in.", "Send “data”.")
        ask, limits = self._ask(values), self._settings.file_limits
        return json_answer(
            await self._workers.run(
                files.saved, ask, self._base, mode, original, limits, seconds=self._file_seconds, files=True
            )
        )

    async def folder(self, request: Request) -> Response:
        """`POST /api/folder`: begin a folder."""
        await json_body(request, ENVELOPE_BYTES, self._limits.body_seconds)
        return json_answer({"folder": self._shelf.begin()})

    async def folder_file(self, request: Request) -> Response:
        """`POST /api/folder/file`: audit one file of a folder; its reports are kept, its bytes are not."""
        values = await self._file_body(request)
        name = text_of(values, "folder", 200)
        if self._shelf.room(name) <= 0:
            remedy = "Use `policy-audit audit FOLDER -o OUT`."
            raise Refusal(413, "too-large", "The folder holds too many files.", remedy)
        data, label = file_of(values, self._limits.file_bytes), label_of(values)
        try:
            part = await self._workers.run(
                folder.audited, data, label, self._base, self._settings.file_limits,
                seconds=self._file_seconds, files=True,
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.status != 503:
                raise
            part = folder.failed(label, refusal.code, refusal.message, refusal.remedy)
        self._shelf.add(name, part)
        return json_answer(part.partition(b"\n")[0])

    async def folder_report(self, request: Request) -> Response:
        """`POST /api/folder/report`: draw the HTML report of a folder; gives the address to look at."""
        values = await json_body(request, ENVELOPE_BYTES, self._limits.body_seconds)
        parts = self._shelf.parts(text_of(values, "folder", 200))
        if not parts:
            raise Refusal(400, "empty-folder", "No file of the folder was audited.", "Pick a folder with documents.")
        page = await self._workers.run(
            folder.report_page, parts, self._base, seconds=10 * self._file_seconds, files=True
        )
        return json_answer({"report": f"report/{self._shelf.publish(page)}"})

    async def report(self, request: Request) -> Response:
        """`GET /report/NAME`: a finished report, under a name only the page that asked for it knows."""
        page = self._shelf.report(request.path_params["name"])
        return Response(page, media_type="text/html", headers=self.page.report_headers)

    @property
    def _file_seconds(self) -> float:
        return self._settings.file_limits.seconds + _GRACE_SECONDS

    async def _text_body(self, request: Request) -> Mapping[str, Any]:
        limit = self._limits.text_characters * _JSON_WIDTH + ENVELOPE_BYTES
        return await json_body(request, limit, self._limits.body_seconds)

    async def _file_body(self, request: Request) -> Mapping[str, Any]:
        limit = self._limits.file_bytes * 4 // 3 + self._limits.text_characters * _JSON_WIDTH + ENVELOPE_BYTES
        return await json_body(request, limit, self._limits.body_seconds)

    def _ask(self, values: Mapping[str, Any]) -> Ask:
        kind = choice_of(values, "kind", KINDS)
        day = text_of(values, "audit_date", 10, "")
        try:
            audit_date = date.fromisoformat(day) if day else None
        except ValueError:
            raise Refusal(400, "bad-field", "“audit_date” is not a date like 2026-11-21.") from None
        return Ask(
            text=text_of(values, "text", self._limits.text_characters),
            name=label_of(values),
            format=cast(TextFormat, choice_of(values, "format", ("txt", "md"))),
            kind=kind,
            variant=cast(Any, choice_of(values, "variant", VARIANTS)),
            frameworks=names_of(values, "frameworks", self._frameworks),
            audit_date=audit_date,
        )


def new_token() -> str:
    """A token for one run of the server: 256 bits."""
    return secrets.token_hex(32)



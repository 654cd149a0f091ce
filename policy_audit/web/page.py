"""The page and its files: a short list, read once; no name from a request ever becomes a path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from policy_audit import __version__
from policy_audit.ruleset.frameworks import DOCUMENT_KINDS
from policy_audit.ruleset.load import Ruleset
from policy_audit.web.answers import Refusal
from policy_audit.web.settings import WebSettings

_FOLDER = Path(__file__).resolve().parent
TYPES: Mapping[str, str] = {
    "page.css": "text/css",
    "start.js": "text/javascript",
    "server.js": "text/javascript",
    "editor.js": "text/javascript",
    "results.js": "text/javascript",
    "checklist.js": "text/javascript",
    "files.js": "text/javascript",
    "folder.js": "text/javascript",
    "dom.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


class Page:
    """Serves the page, its files, and the headers of a finished report."""

    def __init__(self, settings: WebSettings, ruleset: Ruleset) -> None:
        self._settings = settings
        self._ruleset = ruleset

    async def index(self, request: Request) -> Response:
        """The page itself: the same for everybody, it holds no secret."""
        return Response(self._index, media_type="text/html")

    async def static(self, request: Request) -> Response:
        """A file of the page. Raises Refusal (404) for every name that is not in the list."""
        name = request.path_params["name"]
        if name not in self._files:
            raise Refusal(404, "not-found", "There is nothing at this address.")
        return Response(self._files[name], media_type=TYPES[name])

    @cached_property
    def report_headers(self) -> Mapping[str, str]:
        """Headers under which a report may be shown inside our page; its own style and script run, nothing else."""
        from policy_audit.report.html_ import page_parts

        parts = page_parts()[1]
        policy = (
            f"default-src 'none'; style-src '{parts['style_hash']}'; script-src '{parts['script_hash']}'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
            "sandbox allow-scripts allow-popups allow-modals"
        )
        return {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        from policy_audit.report.html_palette import variables

        files = {name: (_FOLDER / "static" / name).read_bytes() for name in TYPES}
        return {**files, "page.css": variables().encode() + files["page.css"]}

    @cached_property
    def _index(self) -> bytes:
        from jinja2 import Environment
        from jinja2 import FileSystemLoader
        from jinja2 import StrictUndefined

        from policy_audit.report.summary import DISCLAIMER
        from policy_audit.report.summary import kind_name

        environment = Environment(
            loader=FileSystemLoader(_FOLDER / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        return (
            environment.get_template("page.html")
            .render(
                version=__version__,
                ruleset=self._ruleset.digest[:12],
                disclaimer=DISCLAIMER,
                kinds=[(kind, kind_name(kind)) for kind in DOCUMENT_KINDS],
                limits=self._settings.limits,
                behind_proxy=self._settings.behind_proxy,
                variant=self._settings.configuration.settings.variant,
            )
            .encode()
        )

"""`policy-audit serve`: the page for recruiters, on loopback unless it stands behind a proxy."""

from __future__ import annotations

import os
import re
import socket
import webbrowser
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from policy_audit.cli.options import check_names
from policy_audit.cli.options import configured
from policy_audit.errors import UsageError

if TYPE_CHECKING:
    from policy_audit.ruleset.load import Ruleset
    from policy_audit.web.settings import WebSettings

PROXY_TOKEN = "POLICY_AUDIT_PROXY_TOKEN"
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?", re.I)
_EXTRA = 'Install it with: pip install "policy-audit[web]"'


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", default=None, type=click.IntRange(0, 65535), help="Default 8765; 0 takes any that is free.")
@click.option("--behind-proxy", metavar="ORIGIN", help="Shared use: the address people see, as https://audit.example.")
@click.option("--user-header", default="", metavar="NAME", help="Header in which the proxy says who asks.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes for typed text; default: one a core.")
@click.option("--open", "browser", is_flag=True, help="Open the page in the browser, if only you use this machine.")
@click.option("--config", metavar="FILE", help="Configuration; default: policy-audit.toml found going up.")
@click.option("--no-config", is_flag=True, help="Read no configuration file.")
def serve(
    *,
    host: str,
    port: int | None,
    behind_proxy: str | None,
    user_header: str,
    workers: int | None,
    browser: bool,
    config: str | None,
    no_config: bool,
) -> int:
    """Open a page on this machine: paste an advert, see what to mend, mend it, copy it. Nothing leaves the machine.

    Sharing it with colleagues takes a proxy with your single sign-on in front: docs/sharing.md.
    """
    _need_the_extra()
    from policy_audit.ruleset.load import load_ruleset
    from policy_audit.web.app import new_token
    from policy_audit.web.settings import DEFAULT_PORT
    from policy_audit.web.settings import WebSettings

    configuration = configured(config=config, no_config=no_config)
    ruleset = load_ruleset()
    check_names(configuration.settings, ruleset)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    settings = WebSettings(new_token(), frozenset(), frozenset(), configuration, workers=workers or max(2, cores))
    listening = _listening(host, DEFAULT_PORT if port is None else port, behind_proxy)
    settings = reachable(settings, listening.getsockname()[1], behind_proxy, user_header)
    address = _say(settings, host, listening.getsockname()[1], behind_proxy)
    if browser:
        # While a browser starts, other users of the machine can see the address, and the token in it.
        webbrowser.open(address)
    _answer(listening, settings, ruleset)
    return 0


def _need_the_extra() -> None:
    """Raise UsageError where a package of the extra `web` is not installed."""
    for package in ("uvicorn", "starlette"):
        if find_spec(package) is None:
            raise UsageError(f"The page needs the package “{package}”.", _EXTRA)


def _answer(listening: socket.socket, settings: WebSettings, ruleset: Ruleset) -> None:
    """Answer requests on the socket until Ctrl-C."""
    import uvicorn

    from policy_audit.web.app import application

    # No access log: addresses are nobody's business, and errors are said by the guard, without words of a text.
    options = uvicorn.Config(
        application(settings, ruleset), log_level="warning", access_log=False, server_header=False,
        proxy_headers=False, timeout_keep_alive=30, timeout_graceful_shutdown=3, ws="none",
    )  # fmt: skip
    try:
        uvicorn.Server(options).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


def reachable(settings: WebSettings, port: int, behind_proxy: str | None, user_header: str = "") -> WebSettings:
    """The settings with who may ask: our own page on loopback, or the page as the proxy shows it.

    Raises UsageError where the proxy's origin or its token cannot be used.
    """
    from policy_audit.web.settings import SHORTEST_TOKEN
    from policy_audit.web.settings import loopback_hosts
    from policy_audit.web.settings import loopback_origins

    if not behind_proxy:
        return replace(settings, hosts=loopback_hosts(port), origins=loopback_origins(port))
    origin = behind_proxy.rstrip("/").lower()
    if not _ORIGIN.fullmatch(origin):
        raise UsageError(f"--behind-proxy: “{behind_proxy}” is no origin.", "Write it as https://audit.example.")
    token = os.environ.get(PROXY_TOKEN, "")
    if len(token) < SHORTEST_TOKEN:
        raise UsageError(
            f"The variable {PROXY_TOKEN} must hold at least {SHORTEST_TOKEN} characters.",
            "The proxy proves itself with it: see docs/sharing.md.",
        )
    host = origin.partition("://")[2]
    return replace(
        settings, token=token, hosts=frozenset({host}), origins=frozenset({origin}),
        user_header=user_header, behind_proxy=True,
    )  # fmt: skip


def _listening(host: str, port: int, behind_proxy: str | None) -> socket.socket:
    """A socket bound to the address. Raises UsageError for an address others can reach, unless there is a proxy."""
    import ipaddress

    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        raise UsageError(f"--host: “{host}” is no address.", "Write it as 127.0.0.1.") from None
    if not loopback and not behind_proxy:
        raise UsageError(
            f"--host {host} would let others in without asking who they are.",
            "Put a proxy with single sign-on in front and add --behind-proxy: docs/sharing.md.",
        )
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        # From now on a browser waits instead of being turned away.
        bound.listen(128)
    except OSError as error:
        bound.close()
        raise UsageError(
            f"Port {port} on {host} cannot be used ({error.strerror}).", "Name another --port, or 0 for any free one."
        ) from error
    return bound


def _say(settings: WebSettings, host: str, port: int, behind_proxy: str | None) -> str:
    if behind_proxy:
        click.echo(f"Serving {behind_proxy} from port {port}. Stop with Ctrl-C.")
        return behind_proxy
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{port}/#token={settings.token}"
    click.echo(f"Open {address}\nThe page works on this machine only, and nothing leaves it. Stop with Ctrl-C.")
    return address

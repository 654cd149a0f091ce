"""What the server is told at start: where it listens, who may ask, how much it takes on."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from policy_audit.config_file import Configuration
from policy_audit.extract.limits import MEBIBYTE
from policy_audit.extract.limits import Limits

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DEFAULT_PORT = 8765
# Length below which a token from elsewhere is refused: 128 bits written in hexadecimal.
SHORTEST_TOKEN = 32


@dataclass(frozen=True, slots=True)
class WebLimits:
    """Upper bounds of what the server takes on.

    `text_characters` bounds typed text, `file_bytes` one file, `folder_files` and `folder_bytes` the results of one
    folder kept in memory, `folders` and `reports` how many of either are kept, `keep_seconds` for how long.
    `per_user` and `waiting` bound requests under way, `body_seconds` the time a body may take to arrive.
    """

    text_characters: int = 200_000
    file_bytes: int = 20 * MEBIBYTE
    folder_files: int = 1000
    folder_bytes: int = 256 * MEBIBYTE
    folders: int = 8
    reports: int = 8
    keep_seconds: float = 1800.0
    per_user: int = 8
    waiting: int = 300
    check_seconds: float = 20.0
    body_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Who may ask, and what the answers rest on.

    `hosts` are the values of the Host header that are served, `origins` the pages that may post. `user_header` names
    the header in which a proxy says who asks; empty: the address of the connection stands for the person.
    """

    token: str
    hosts: frozenset[str]
    origins: frozenset[str]
    configuration: Configuration = field(default_factory=Configuration)
    limits: WebLimits = WebLimits()
    workers: int = 2
    user_header: str = ""
    behind_proxy: bool = False

    @property
    def file_limits(self) -> Limits:
        """Limits of extraction for one upload: those of the configuration, no file bigger than the server takes."""
        limits = self.configuration.limits
        return replace(limits, file_bytes=min(limits.file_bytes, self.limits.file_bytes), ocr_pages=0)


def loopback_hosts(port: int) -> frozenset[str]:
    """The Host headers of a server on loopback. A name that was rebound to 127.0.0.1 is none of them."""
    return frozenset(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in LOOPBACK)


def loopback_origins(port: int) -> frozenset[str]:
    """The origins of the page itself on loopback."""
    return frozenset(f"http://{host}" for host in loopback_hosts(port))

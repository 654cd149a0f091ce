"""Fixtures shared by all tests: no network, private caches, and documents made in code."""

from __future__ import annotations

import socket
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_documents import document_of

from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True, scope="session")
def closed_network() -> Iterator[None]:
    """The whole suite runs without a network: only this machine can be reached."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"a test tried to reach {host}: policy-audit must not use the network")
        connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True, scope="session")
def private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Caches of the tests stay out of the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICY_AUDIT_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    """The shipped ruleset."""
    return load_ruleset()


@pytest.fixture
def examples() -> Path:
    """The folder of example documents."""
    return EXAMPLES


@pytest.fixture
def shared() -> Path:
    """Evaluation documents that are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("needs the evaluation documents in ../shared, which are not part of the project")
    return SHARED


@pytest.fixture
def reading_of(ruleset: Ruleset) -> Callable[..., Reading]:
    """A function from lines to a Reading of the document they make."""
    return lambda *lines: read(document_of(*lines), ruleset.section_names)

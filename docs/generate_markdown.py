"""Small pieces of Markdown that all generated pages use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$#^])")


def plain(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Text as code."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def anchor(identifier: str) -> str:
    """The name of the target for an id: a link to `#name` finds it from any page."""
    return re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")


def bullets(items: Iterable[str]) -> Iterator[str]:
    """A list, and the blank line after it."""
    yield from (f"- {item}" for item in items)
    yield ""


def marked(sentence: str) -> str:
    """A sentence of the lexicon with its [[marked]] words in bold."""
    parts = re.split(r"\[\[(.*?)\]\]", sentence)
    return "".join(f"**{plain(part)}**" if at % 2 else _kept(part) for at, part in enumerate(parts))


def _kept(part: str) -> str:
    """Escaped text with the blanks at its ends."""
    text = plain(part)
    if not text:
        return " " if part else ""
    return f"{' ' if part[0].isspace() else ''}{text}{' ' if part[-1].isspace() else ''}"


def contents(title: str, opening: str) -> str:
    """An index page of a folder: title, a paragraph, and the pages beside it."""
    return f"# {title}\n\n{opening}\n\n```{{toctree}}\n:maxdepth: 1\n:glob:\n\n*\n```\n"


def how_to_suppress(rule: str, group: str) -> Iterator[str]:
    """The three ways to silence a rule with a reason."""
    yield "```text"
    yield f"<!-- policy-audit: ignore {rule} -- your reason -->"
    yield "```\n"
    yield (
        "stands before the paragraph (in Word: a comment on the words that begins `policy-audit: ignore`). For whole "
        f"files, a `[[suppress]]` table in `policy-audit.toml` with `path`, `rule` and `reason`; for one run "
        f"`--ignore {rule}`, or `--ignore {group}` for all of this page. "
        "See [configuration](../configuration.md).\n"
    )

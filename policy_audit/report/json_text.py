"""Plain values as JSON text: indented by one blank a level down to the findings, each of which is one line.

So a line can be compared with another, and most of the text is written by the standard library's compiled encoder: it
indents by generators, many times more slowly, and the report of thousands of documents is hundreds of megabytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

# Values of this depth stand in one line each: findings, requirements, undertakings of a document.
LINE_DEPTH = 4
_line = JSONEncoder(ensure_ascii=False, check_circular=False, default=dict).encode


def json_text(value: Any, depth: int = 0) -> str:
    """The value as it stands `depth` levels deep; keys are texts. Raises TypeError for what JSON does not know."""
    if depth >= LINE_DEPTH:
        return _line(value)
    kind = type(value)
    if kind is dict:
        inner = depth + 1
        items = [f"{encode_basestring(key)}: {json_text(one, inner)}" for key, one in value.items()]
        return _enclosed("{", items, depth)
    if kind is list or kind is tuple:
        inner = depth + 1
        return _enclosed("[", [json_text(one, inner) for one in value], depth)
    return json_text(dict(value), depth) if isinstance(value, Mapping) else _line(value)


def _enclosed(mark: str, items: list[str], depth: int) -> str:
    end = "}" if mark == "{" else "]"
    if not items:
        return mark + end
    pad = "\n" + " " * (depth + 1)
    return f"{mark}{pad}{(',' + pad).join(items)}\n{' ' * depth}{end}"

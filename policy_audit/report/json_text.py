"""Plain values as indented JSON text, character for character as `json.dumps(value, ensure_ascii=False, indent=1)`.

The standard library writes indented JSON by generators, several times more slowly than this, and as one text only; the
report of thousands of documents is hundreds of megabytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any


def json_text(value: Any, depth: int = 0) -> str:
    """The value as it stands `depth` levels deep; keys are texts. Raises TypeError for what JSON does not know."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return str(value)
    if kind is dict:
        inner = depth + 1
        items = [f"{encode_basestring(key)}: {json_text(one, inner)}" for key, one in value.items()]
        return _enclosed("{", items, depth)
    if kind is list or kind is tuple:
        inner = depth + 1
        return _enclosed("[", [json_text(one, inner) for one in value], depth)
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return json_text(dict(value), depth)
    return json.dumps(value, ensure_ascii=False)


def _enclosed(mark: str, items: list[str], depth: int) -> str:
    end = "}" if mark == "{" else "]"
    if not items:
        return mark + end
    pad = "\n" + " " * (depth + 1)
    return f"{mark}{pad}{(',' + pad).join(items)}\n{' ' * depth}{end}"

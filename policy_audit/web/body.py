"""Reads the body of a request as JSON: no more than allowed, counted as it comes in, and typed field by field."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.requests import Request

from policy_audit.extract.limits import MEBIBYTE
from policy_audit.web.answers import Refusal

# Room for the names and the quoting around the text or file itself.
ENVELOPE_BYTES = 64 * 1024


async def json_body(request: Request, limit: int, seconds: float) -> Mapping[str, Any]:
    """The object in the body. Raises Refusal: 413 above `limit` bytes, 408 when too slow, 400 for other JSON."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit)
    try:
        async with asyncio.timeout(seconds):
            data = await _bounded(request, limit)
    except TimeoutError:
        raise Refusal(408, "too-slow", "The request took too long to arrive.") from None
    except ClientDisconnect:
        raise Refusal(400, "disconnected", "The connection was closed.") from None
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        raise Refusal(400, "bad-json", "The body is not JSON.", "Send one JSON object.") from None
    if not isinstance(values, dict):
        raise Refusal(400, "bad-json", "The body is not a JSON object.", "Send one JSON object.")
    return values


async def _bounded(request: Request, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
    return b"".join(parts)


def _too_large(limit: int) -> Refusal:
    return Refusal(
        413, "too-large", f"That is more than this server takes ({limit / MEBIBYTE:.0f} MB).", "Use the command line."
    )


def text_of(values: Mapping[str, Any], name: str, longest: int, default: str | None = None) -> str:
    """A string of the body, half characters replaced. Raises Refusal: 400 where it is none, 413 above `longest`."""
    value = values.get(name, default)
    if not isinstance(value, str):
        raise Refusal(400, "bad-field", f"“{name}” is not a string.")
    if len(value) > longest:
        remedy = "Drop it as a file in the folder tab, or use the command line."
        raise Refusal(413, "too-large", f"“{name}” is longer than {longest:,} characters.", remedy)
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def choice_of(values: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str:
    """A string that is one of the choices, the first by default. Raises Refusal (400) for any other."""
    value = values.get(name, choices[0])
    if value not in choices:
        raise Refusal(400, "bad-field", f"“{name}” is not one of {', '.join(choices)}.")
    return str(value)


def names_of(values: Mapping[str, Any], name: str, known: frozenset[str]) -> tuple[str, ...]:
    """A list of names out of those known, empty by default. Raises Refusal (400) for any other."""
    value = values.get(name, [])
    if not isinstance(value, list) or any(not isinstance(one, str) or one not in known for one in value):
        raise Refusal(400, "bad-field", f"“{name}” is not a list of known names.")
    return tuple(value)


def file_of(values: Mapping[str, Any], longest: int) -> bytes:
    """The bytes of the field `data`, which is base64. Raises Refusal: 400 where it is not, 413 above `longest`."""
    value = values.get("data")
    if not isinstance(value, str):
        raise Refusal(400, "bad-field", "“data” is not a string of base64.")
    try:
        data = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(400, "bad-field", "“data” is not base64.") from None
    if len(data) > longest:
        raise _too_large(longest)
    return data


def label_of(values: Mapping[str, Any], default: str = "text") -> str:
    """The name a file goes by: a label in the report, never a place on this machine."""
    name = text_of(values, "name", 400, default).replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or default

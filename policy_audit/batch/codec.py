"""Frozen values to bytes and back, by their type annotations: for the cache and between processes.

No pickle: what is read back is only ever built into the types named here, and every field is checked. A dataclass
becomes a JSON array of its fields, so the bytes fit one version of the program only; readers key them by that.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from types import UnionType
from typing import Any
from typing import Literal
from typing import NamedTuple
from typing import TypeVar
from typing import Union
from typing import get_args
from typing import get_origin
from typing import get_type_hints

Value = TypeVar("Value")
# Strings already seen, so that thousands of reports share one copy of each message and model clause.
Strings = dict[str, str]
_SHARED_LENGTH = 4000
_SPEED = 1


class _Pair(NamedTuple):
    """How values of one type are written and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any, Strings], Any]


def to_bytes(value: object, kind: Any) -> bytes:
    """The value, of the type `kind`, as compressed JSON. Raises TypeError for a type that has no written form."""
    written = _pair(kind).write(value)
    return zlib.compress(json.dumps(written, separators=(",", ":")).encode("ascii"), _SPEED)


def from_bytes(data: bytes, kind: type[Value], strings: Strings | None = None) -> Value:
    """The value that `to_bytes` wrote. Raises ValueError for anything else; equal strings come out as one object."""
    try:
        read: Value = _pair(kind).read(json.loads(zlib.decompress(data)), {} if strings is None else strings)
    except (zlib.error, RecursionError) as error:
        raise ValueError("the bytes are damaged") from error
    return read


def _pair(kind: Any) -> _Pair:
    return _pair_of(kind)


@cache
def _pair_of(kind: Any) -> _Pair:
    if kind is str:
        return _Pair(_same, _text)
    if kind in (int, bool, float, NoneType):
        return _plain(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _union(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is Literal:
        return _literal(arguments)
    if origin is not None and issubclass(origin, Mapping) and arguments[0] is str:
        return _mapping(arguments[1])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumeration(kind)
    if is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"values of type {kind} have no written form")


def _same(value: Any) -> Any:
    return value


def _text(raw: Any, strings: Strings) -> str:
    if type(raw) is not str:
        raise ValueError("a text was expected")
    return strings.setdefault(raw, raw) if len(raw) <= _SHARED_LENGTH else raw


def _plain(kind: type) -> _Pair:
    allowed = (int, float) if kind is float else (kind,)

    def read(raw: Any, strings: Strings) -> Any:
        if type(raw) not in allowed:
            raise ValueError(f"a value of type {kind.__name__} was expected")
        return raw

    return _Pair(_same, read)


def _enumeration(kind: type[Enum]) -> _Pair:
    return _Pair(lambda member: member.value, lambda raw, strings: kind(raw))


def _literal(allowed: tuple[Any, ...]) -> _Pair:
    known = {value: value for value in allowed}

    def read(raw: Any, strings: Strings) -> Any:
        if not isinstance(raw, str) or raw not in known:
            raise ValueError("a word that is not known")
        return known[raw]

    return _Pair(_same, read)


def _union(kinds: tuple[Any, ...]) -> _Pair:
    """None or one type; or one of several dataclasses, then with its number in front."""
    members = [kind for kind in kinds if kind is not NoneType]
    optional = len(members) < len(kinds)
    inner = _pair(members[0]) if len(members) == 1 else _tagged(members)

    def write(value: Any) -> Any:
        return None if value is None else inner.write(value)

    def read(raw: Any, strings: Strings) -> Any:
        if raw is None and optional:
            return None
        return inner.read(raw, strings)

    return _Pair(write, read)


def _tagged(members: list[Any]) -> _Pair:
    pairs = [_pair(member) for member in members]
    numbers = {member: number for number, member in enumerate(members)}

    def write(value: Any) -> Any:
        number = numbers[type(value)]
        return [number, pairs[number].write(value)]

    def read(raw: Any, strings: Strings) -> Any:
        if type(raw) is not list or len(raw) != 2 or type(raw[0]) is not int or not 0 <= raw[0] < len(pairs):
            raise ValueError("a choice of types was expected")
        return pairs[raw[0]].read(raw[1], strings)

    return _Pair(write, read)


def _tuple(arguments: tuple[Any, ...]) -> _Pair:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        one = _pair(arguments[0])

        def read_many(raw: Any, strings: Strings) -> Any:
            if type(raw) is not list:
                raise ValueError("a list was expected")
            reader = one.read
            return tuple([reader(value, strings) for value in raw])

        return _Pair(lambda values: [one.write(value) for value in values], read_many)
    pairs = [_pair(argument) for argument in arguments]
    return _Pair(lambda values: _written(pairs, values), lambda raw, strings: tuple(_read(pairs, raw, strings)))


def _mapping(kind: Any) -> _Pair:
    inner = _pair(kind)

    def read(raw: Any, strings: Strings) -> Any:
        if type(raw) is not dict:
            raise ValueError("a table was expected")
        return {_text(key, strings): inner.read(value, strings) for key, value in raw.items()}

    return _Pair(lambda table: {key: inner.write(value) for key, value in table.items()}, read)


def _record(kind: Any) -> _Pair:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    pairs = [_pair(hints[name]) for name in names]

    def write(value: Any) -> Any:
        return [pair.write(getattr(value, name)) for pair, name in zip(pairs, names, strict=True)]

    return _Pair(write, lambda raw, strings: kind(*_read(pairs, raw, strings)))


def _written(pairs: list[_Pair], values: Any) -> list[Any]:
    return [pair.write(value) for pair, value in zip(pairs, values, strict=True)]


def _read(pairs: list[_Pair], raw: Any, strings: Strings) -> list[Any]:
    if type(raw) is not list or len(raw) != len(pairs):
        raise ValueError(f"a list of {len(pairs)} values was expected")
    return [pair.read(value, strings) for pair, value in zip(pairs, raw, strict=True)]

"""Frozen values to bytes and back, by their type annotations: for the cache and between processes.

No pickle: what is read back is only ever built into the types named here, and every field is checked. A dataclass
becomes a JSON array of its fields, so the bytes fit one version of the program only; readers key them by that. A text
is written once and then by its number, as messages, sources and sections come again and again in a report.
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
# The number of each text while a value is written; the texts by number while it is read.
_Numbers = dict[str, int]
_Texts = list[str]


class _Pair(NamedTuple):
    """How values of one type are written and read."""

    write: Callable[[Any, _Numbers], Any]
    read: Callable[[Any, _Texts], Any]


def to_bytes(value: object, kind: Any) -> bytes:
    """The value, of the type `kind`, as compressed JSON. Raises TypeError for a type that has no written form."""
    numbers: _Numbers = {}
    written = _pair(kind).write(value, numbers)
    return zlib.compress(json.dumps([list(numbers), written], separators=(",", ":")).encode("ascii"), _SPEED)


def from_bytes(data: bytes, kind: type[Value], strings: Strings | None = None) -> Value:
    """The value that `to_bytes` wrote. Raises ValueError for anything else; equal strings come out as one object."""
    try:
        raw = json.loads(zlib.decompress(data))
        if type(raw) is not list or len(raw) != 2 or type(raw[0]) is not list:
            raise ValueError("texts and a value were expected")
        read: Value = _pair(kind).read(raw[1], _shared(raw[0], {} if strings is None else strings))
    except (zlib.error, RecursionError, IndexError) as error:
        raise ValueError("the bytes are damaged") from error
    return read


def _shared(texts: list[Any], strings: Strings) -> _Texts:
    """The texts of a value, those seen before as the same objects."""
    if any(type(text) is not str for text in texts):
        raise ValueError("a text was expected")
    return [strings.setdefault(text, text) if len(text) <= _SHARED_LENGTH else text for text in texts]


def _pair(kind: Any) -> _Pair:
    return _pair_of(kind)


@cache
def _pair_of(kind: Any) -> _Pair:
    if kind is str:
        return _Pair(_number, _text)
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


def _same(value: Any, numbers: _Numbers) -> Any:
    return value


def _number(value: Any, numbers: _Numbers) -> int:
    return numbers.setdefault(value, len(numbers))


def _text(raw: Any, texts: _Texts) -> str:
    if type(raw) is not int or raw < 0:
        raise ValueError("the number of a text was expected")
    return texts[raw]


def _plain(kind: type) -> _Pair:
    allowed = (int, float) if kind is float else (kind,)

    def read(raw: Any, texts: _Texts) -> Any:
        if type(raw) not in allowed:
            raise ValueError(f"a value of type {kind.__name__} was expected")
        return raw

    return _Pair(_same, read)


def _enumeration(kind: type[Enum]) -> _Pair:
    return _Pair(lambda member, numbers: member.value, lambda raw, texts: kind(raw))


def _literal(allowed: tuple[Any, ...]) -> _Pair:
    known = {value: value for value in allowed}

    def read(raw: Any, texts: _Texts) -> Any:
        if not isinstance(raw, str) or raw not in known:
            raise ValueError("a word that is not known")
        return known[raw]

    return _Pair(_same, read)


def _union(kinds: tuple[Any, ...]) -> _Pair:
    """None or one type; or one of several dataclasses, then with its number in front."""
    members = [kind for kind in kinds if kind is not NoneType]
    optional = len(members) < len(kinds)
    inner = _pair(members[0]) if len(members) == 1 else _tagged(members)

    write_inner, read_inner = inner

    def write(value: Any, numbers: _Numbers) -> Any:
        return None if value is None else write_inner(value, numbers)

    def read(raw: Any, texts: _Texts) -> Any:
        if raw is None and optional:
            return None
        return read_inner(raw, texts)

    return _Pair(write, read)


def _tagged(members: list[Any]) -> _Pair:
    pairs = [_pair(member) for member in members]
    choices = {member: choice for choice, member in enumerate(members)}

    def write(value: Any, numbers: _Numbers) -> Any:
        choice = choices[type(value)]
        return [choice, pairs[choice].write(value, numbers)]

    def read(raw: Any, texts: _Texts) -> Any:
        if type(raw) is not list or len(raw) != 2 or type(raw[0]) is not int or not 0 <= raw[0] < len(pairs):
            raise ValueError("a choice of types was expected")
        return pairs[raw[0]].read(raw[1], texts)

    return _Pair(write, read)


def _tuple(arguments: tuple[Any, ...]) -> _Pair:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        write_one, read_one = _pair(arguments[0])

        def read_many(raw: Any, texts: _Texts) -> Any:
            if type(raw) is not list:
                raise ValueError("a list was expected")
            return tuple([read_one(value, texts) for value in raw])

        return _Pair(lambda values, numbers: [write_one(value, numbers) for value in values], read_many)
    pairs = [_pair(argument) for argument in arguments]
    return _Pair(lambda values, numbers: _written(pairs, values, numbers), _reader(pairs, lambda *values: values))


def _mapping(kind: Any) -> _Pair:
    inner = _pair(kind)

    def read(raw: Any, texts: _Texts) -> Any:
        if type(raw) is not dict:
            raise ValueError("a table was expected")
        return {key: inner.read(value, texts) for key, value in raw.items()}

    return _Pair(lambda table, numbers: {key: inner.write(value, numbers) for key, value in table.items()}, read)


def _record(kind: Any) -> _Pair:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    pairs = [_pair(hints[name]) for name in names]

    def write(value: Any, numbers: _Numbers) -> Any:
        return [pair.write(getattr(value, name), numbers) for pair, name in zip(pairs, names, strict=True)]

    if all(hints[name] is int for name in names):
        return _Pair(write, _numbers_reader(len(names), kind))
    return _Pair(write, _reader(pairs, kind))


def _written(pairs: list[_Pair], values: Any, numbers: _Numbers) -> list[Any]:
    return [pair.write(value, numbers) for pair, value in zip(pairs, values, strict=True)]


def _reader(pairs: list[_Pair], build: Callable[..., Any]) -> Callable[[Any, _Texts], Any]:
    readers, count = [pair.read for pair in pairs], len(pairs)

    def read(raw: Any, texts: _Texts) -> Any:
        if type(raw) is not list or len(raw) != count:
            raise ValueError(f"a list of {count} values was expected")
        return build(*[reader(value, texts) for reader, value in zip(readers, raw, strict=True)])

    return read


def _numbers_reader(count: int, build: Callable[..., Any]) -> Callable[[Any, _Texts], Any]:
    """For spans, of which a report has hundreds."""

    def read(raw: Any, texts: _Texts) -> Any:
        if type(raw) is not list or len(raw) != count or any(type(value) is not int for value in raw):
            raise ValueError(f"a list of {count} whole numbers was expected")
        return build(*raw)

    return read

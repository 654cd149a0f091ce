"""Frozen values to bytes and back, by their type annotations: for the cache and between processes.

No pickle: what is read back is only ever built into the types named here, and every field is checked. A dataclass
becomes a JSON array of its fields, so the bytes fit one version of the program only; readers key them by that. A text
is written once and then by its number, as messages, sources and sections come again and again in a report.

Reading goes by columns: all values of one field of all records that stand together are checked and built at once, by
loops of the interpreter in C, which takes a third of the time of going from value to value.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import fields
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from itertools import chain
from itertools import compress
from itertools import islice
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
# What was written for values of one type that stand in the same place of several records.
_Column = Sequence[Any]


class _Pair(NamedTuple):
    """How a value of one type is written, and how a column of them is read. Reading raises ValueError."""

    write: Callable[[Any, _Numbers], Any]
    read: Callable[[_Column, _Texts], list[Any]]


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
        read: list[Value] = _pair(kind).read(raw[1:], _shared(raw[0], {} if strings is None else strings))
    except (zlib.error, RecursionError, LookupError, TypeError) as error:
        raise ValueError("the bytes are damaged") from error
    return read[0]


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


def _text(column: _Column, texts: _Texts) -> list[str]:
    _only({int}, column)
    if column and min(column) < 0:
        raise ValueError("the number of a text was expected")
    return list(map(texts.__getitem__, column))


def _only(allowed: set[type], column: _Column) -> None:
    """Raises ValueError for a column with a value of another type; `True` is no number."""
    if not allowed.issuperset(map(type, column)):
        raise ValueError(f"values of other types than {allowed} were found")


def _plain(kind: type) -> _Pair:
    allowed = {int, float} if kind is float else {kind}

    def read(column: _Column, texts: _Texts) -> list[Any]:
        _only(allowed, column)
        return list(column)

    return _Pair(_same, read)


def _enumeration(kind: type[Enum]) -> _Pair:
    members: dict[Any, Any] = {member.value: member for member in kind}
    return _Pair(lambda member, numbers: member.value, lambda column, texts: list(map(members.__getitem__, column)))


def _literal(allowed: tuple[Any, ...]) -> _Pair:
    known = {value: value for value in allowed}

    def read(column: _Column, texts: _Texts) -> list[Any]:
        _only({str}, column)
        return list(map(known.__getitem__, column))

    return _Pair(_same, read)


def _union(kinds: tuple[Any, ...]) -> _Pair:
    """None or one type; or one of several dataclasses, then with its number in front."""
    members = [kind for kind in kinds if kind is not NoneType]
    optional = len(members) < len(kinds)
    inner = _pair(members[0]) if len(members) == 1 else _tagged(members)

    def write(value: Any, numbers: _Numbers) -> Any:
        return None if value is None else inner.write(value, numbers)

    def read(column: _Column, texts: _Texts) -> list[Any]:
        if not optional or None not in column:
            return inner.read(column, texts)
        values = iter(inner.read([raw for raw in column if raw is not None], texts))
        return [None if raw is None else next(values) for raw in column]

    return _Pair(write, read)


def _tagged(members: list[Any]) -> _Pair:
    pairs = [_pair(member) for member in members]
    choices = {member: choice for choice, member in enumerate(members)}

    def write(value: Any, numbers: _Numbers) -> Any:
        choice = choices[type(value)]
        return [choice, pairs[choice].write(value, numbers)]

    def read(column: _Column, texts: _Texts) -> list[Any]:
        chosen, raws = _columns(column, 2)
        _only({int}, chosen)
        if not set(chosen) <= set(range(len(pairs))):
            raise ValueError("a choice of types was expected")
        values = {
            choice: iter(pairs[choice].read(list(compress(raws, map(choice.__eq__, chosen))), texts))
            for choice in set(chosen)
        }
        return [next(values[choice]) for choice in chosen]

    return _Pair(write, read)


def _tuple(arguments: tuple[Any, ...]) -> _Pair:
    if len(arguments) != 2 or arguments[1] is not Ellipsis:
        pairs = [_pair(argument) for argument in arguments]
        return _Pair(lambda values, numbers: _written(pairs, values, numbers), _reader(pairs, lambda *values: values))
    inner = _pair(arguments[0])

    def read(column: _Column, texts: _Texts) -> list[Any]:
        _only({list}, column)
        values = iter(inner.read(list(chain.from_iterable(column)), texts))
        return [tuple(islice(values, length)) for length in map(len, column)]

    return _Pair(lambda values, numbers: [inner.write(value, numbers) for value in values], read)


def _mapping(kind: Any) -> _Pair:
    inner = _pair(kind)

    def read(column: _Column, texts: _Texts) -> list[Any]:
        _only({dict}, column)
        return [dict(zip(table, inner.read(list(table.values()), texts), strict=True)) for table in column]

    return _Pair(lambda table, numbers: {key: inner.write(value, numbers) for key, value in table.items()}, read)


def _record(kind: Any) -> _Pair:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    pairs = [_pair(hints[name]) for name in names]
    return _Pair(
        lambda value, numbers: _written(pairs, [getattr(value, name) for name in names], numbers),
        _reader(pairs, kind),
    )


def _written(pairs: list[_Pair], values: Any, numbers: _Numbers) -> list[Any]:
    return [pair.write(value, numbers) for pair, value in zip(pairs, values, strict=True)]


def _reader(pairs: list[_Pair], build: Callable[..., Any]) -> Callable[[_Column, _Texts], list[Any]]:
    readers = [pair.read for pair in pairs]

    def read(column: _Column, texts: _Texts) -> list[Any]:
        columns = _columns(column, len(readers))
        return list(map(build, *[one(raws, texts) for one, raws in zip(readers, columns, strict=True)]))

    return read


def _columns(records: _Column, count: int) -> list[_Column]:
    """The fields of records as columns. Raises ValueError where a record is no list of `count` values."""
    _only({list}, records)
    if not {count}.issuperset(map(len, records)):
        raise ValueError(f"lists of {count} values were expected")
    return list(zip(*records, strict=True)) if records else [()] * count

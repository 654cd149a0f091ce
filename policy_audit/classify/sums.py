"""Rows of small whole numbers, added up as one large whole number a row, each of the small ones in 32 bits of it.

Python adds such numbers as fast as an array library adds rows, exactly, and without that library's start-up time.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

# Added to each number, so that none is below zero and nothing is borrowed from the neighbour.
OFFSET = 128
_UNSIGNED = bytes((number + OFFSET) % 256 for number in range(256))
_BYTES = 4


def packed(row: bytes) -> int:
    """A row of signed bytes as one number."""
    spread = bytearray(_BYTES * len(row))
    spread[::_BYTES] = row.translate(_UNSIGNED)
    return int.from_bytes(spread, "little")


def unpacked(total: int, length: int, count: int) -> list[int]:
    """The sums of `count` packed rows of `length` numbers."""
    less = OFFSET * count
    return [number - less for number in struct.unpack(f"<{length}I", total.to_bytes(_BYTES * length, "little"))]


def unpacked_all(totals: Iterable[int], length: int) -> bytes:
    """Several totals, one behind the other, as unsigned numbers of four bytes, lowest first, with the offsets in."""
    return b"".join(total.to_bytes(_BYTES * length, "little") for total in totals)

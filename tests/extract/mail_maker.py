"""Writes the compound file of an Outlook message: enough of [MS-CFB] for streams and one level of folders."""

from __future__ import annotations

import struct

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
# Streams below this size would go into the mini stream; padding keeps the writer simple.
CUTOFF = 4096


def make_msg(streams: dict[str, bytes]) -> bytes:
    """A compound file; names may hold one "/". Contents are padded with zeros to the cutoff size."""
    folders = sorted({name.split("/")[0] for name in streams if "/" in name})
    entries: list[tuple[str, int, bytes]] = [("Root Entry", 5, b"")]
    entries += [(folder, 1, b"") for folder in folders]
    for name, content in streams.items():
        entries.append((name.split("/")[-1], 2, content.ljust(CUTOFF, b"\0")))
    parents = (
        [-1] + [0] * len(folders) + [1 + folders.index(name.split("/")[0]) if "/" in name else 0 for name in streams]
    )
    sectors: list[bytes] = []
    table: list[int] = []
    starts: dict[int, int] = {}
    for index, (_, kind, content) in enumerate(entries):
        if kind == 2:
            starts[index] = len(sectors)
            pieces = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
            for number, piece in enumerate(pieces):
                table.append(len(sectors) + 1 if number + 1 < len(pieces) else END)
                sectors.append(piece)
    directory = b"".join(_entry(index, entries, parents, starts) for index in range(len(entries)))
    directory += b"".join(_empty() for _ in range(-len(entries) % 4))
    first = len(sectors)
    for at in range(0, len(directory), SECTOR):
        table.append(len(sectors) + 1 if at + SECTOR < len(directory) else END)
        sectors.append(directory[at : at + SECTOR])
    count = 1
    while (len(table) + count) * 4 > count * SECTOR:
        count += 1
    fat_starts = [len(sectors) + number for number in range(count)]
    table += [FAT] * count
    packed = struct.pack(f"<{len(table)}I", *table).ljust(count * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHHHII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0)
    header += struct.pack("<IIIIIIIII", count, first, 0, CUTOFF, END, 0, END, 0, *fat_starts[:1])
    header += struct.pack(f"<{108}I", *(fat_starts[1:] + [FREE] * (109 - len(fat_starts))))
    return header.ljust(SECTOR, b"\0") + b"".join(sectors) + packed


def _entry(index: int, entries: list[tuple[str, int, bytes]], parents: list[int], starts: dict[int, int]) -> bytes:
    name, kind, content = entries[index]
    children = [child for child, parent in enumerate(parents) if parent == index]
    siblings = [child for child, parent in enumerate(parents) if parent == parents[index] and child > index]
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw), kind, 1)
        # A chain to the right is a (poor) search tree that every reader walks.
        + struct.pack("<III", FREE, siblings[0] if siblings and index else FREE, children[0] if children else FREE)
        + b"\0" * 36
        + struct.pack("<IQ", starts.get(index, END if kind != 2 else 0), len(content))
    )


def _empty() -> bytes:
    return b"\0" * 68 + struct.pack("<III", FREE, FREE, FREE) + b"\0" * 48

"""Small old and binary workbooks, record by record: what the fuzzers of these formats begin with."""

import struct


def record(kind, *pieces):
    data = b"".join(pieces)
    return struct.pack("<HH", kind, len(data)) + data


def text(value, wide=False):
    data = value.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<HB", len(value), wide) + data


def old_workbook(version):
    """A stream of BIFF with a cell of each kind; before version 5 without its first record."""
    def cell(kind, column, value):
        return record(kind, struct.pack("<HHH", column // 4, column, 1), value)

    if version == 2:
        place = struct.pack("<HHBBB", 0, 1, 1, 0, 0)
        return (record(0x43, bytes(4)) * 2 + record(2, place, b"\x2a\0") + record(3, place, struct.pack("<d", 1.5))
                + record(4, place, b"\x02ab") + record(5, place, b"\x01\0") + record(0x44, b"\x01\0")
                + record(6, place, b"\0\0\0\0\0\0\xff\xff", bytes(3)) + record(7, b"\x01x") + record(10))
    wide = text if version == 8 else lambda value, wide=False: struct.pack("<H", len(value)) + value.encode("latin-1", "replace")
    formula = {3: 0x206, 4: 0x406}.get(version, 6)
    cells = (cell(0x203, 0, struct.pack("<d", 45000.5)) + cell(0x27E, 1, struct.pack("<I", 42 << 2 | 3))
             + record(0xBD, struct.pack("<HHHIHIH", 0, 2, 0, 5, 1, 7 << 2 | 2, 3)) + cell(0x204, 4, wide("abc"))
             + cell(0x205, 5, b"\x2a\x01") + cell(formula, 6, b"\0\0\0\0\0\0\xff\xff" + bytes(8))
             + record(0x4BC, bytes(4)) + record(0x207, wide("result")) + record(0x3C, b"\0more")
             + record(0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 1)) + record(0x7D, struct.pack("<5H", 1, 2, 2560, 0, 1))
             + record(0x208, struct.pack("<8H", 1, 0, 9, 255, 0, 0, 0x20, 0)))
    if version < 5:
        kind = {3: 0x243, 4: 0x443}[version]
        return record(0x1E, b"\x07General") + record(kind, bytes(12)) * 2 + cells + record(10)
    if version == 8:
        cells += cell(0xFD, 8, struct.pack("<I", 0)) + cell(0xD6, 9, text("\u03c0", True) + struct.pack("<HI", 1, 0))
    stated = 0x600 if version == 8 else 0x500
    start = record(0x809, struct.pack("<HHI", stated, 5, 0)) + record(0x42, struct.pack("<H", 1252))
    start += record(0x22, bytes(2)) + record(0xE0, bytes(20)) + record(0xE0, struct.pack("<HH", 0, 164), bytes(16))
    if version == 8:
        start += record(0x41E, struct.pack("<H", 164), text("yyyy-mm-dd"))
        start += record(0xFC, struct.pack("<II", 2, 2), text("one"), struct.pack("<HBH", 4, 9, 1) + "tw".encode("utf-16-le"))
        start += record(0x3C, b"\0oo", bytes(4))
        start += record(0x1AE, struct.pack("<HH", 1, 0x401)) + record(0x17, struct.pack("<4H", 1, 0, 0, 0))
        start += record(0x18, struct.pack("<HBBHHHI", 0, 0, 1, 11, 0, 0, 0), b"\0N", struct.pack("<B5H", 0x3B, 0, 0, 2, 0, 1))
    else:
        start += record(0x41E, struct.pack("<H", 164), b"\x0ayyyy-mm-dd")
    name = b"\x01\0S" if version == 8 else b"\x01S"
    offset = len(start) + 4 + 6 + len(name) + 4
    start += record(0x85, struct.pack("<IBB", offset, 0, 0), name) + record(10)
    return start + record(0x809, struct.pack("<HHI", stated, 0x10, 0)) + cells + record(10)


def compound(stream):
    """A compound file of one stream, in sectors of its own: the table, the directory, the stream."""
    stream = stream.ljust(4096, b"\0")
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    sectors = -(-len(stream) // 512)
    header = struct.pack("<8s16sHHHHH10xIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
                         1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    table = [0xFFFFFFFD, end, *range(3, 2 + sectors), end]
    directory = b""
    for i, (name, size) in enumerate((("Root Entry", 0), ("Workbook", len(stream)))):
        label = (name + "\0").encode("utf-16-le")
        directory += struct.pack("<64sHBBIII36xIQ", label, len(label), 2 if i else 5, 1, free, free,
                                 free if i else 1, 2 if i else end, size)
    return (header + struct.pack("<128I", *(table + [free] * (128 - len(table)))) + directory.ljust(512, b"\0")
            + stream.ljust(sectors * 512, b"\0"))


def parts():
    """Parts of a binary workbook, the first byte telling which: sheet, workbook, styles, strings, table."""
    def brt(kind, *pieces):
        data = b"".join(pieces)
        size, left = b"", len(data)
        while True:
            size += bytes([left & 0x7F | (0x80 if left > 0x7F else 0)])
            left >>= 7
            if not left:
                break
        return (bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])) + size + data

    def wide(value):
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    def cell(kind, column, value):
        return brt(kind, struct.pack("<II", column, 1), value)

    row = brt(0, struct.pack("<IIH3x", 0, 0, 300))
    yield "sheet", b"\0" + (
        brt(129) + brt(60, struct.pack("<IIIIH", 1, 2, 2560, 0, 1)) + brt(145) + row + cell(5, 0, struct.pack("<d", 45000.5))
        + cell(2, 1, struct.pack("<I", 42 << 2 | 3)) + cell(4, 2, b"\x01") + cell(3, 3, b"\x2a") + cell(7, 4, bytes(4))
        + cell(6, 5, wide("abc")) + cell(62, 6, b"\0" + wide("rich")) + cell(8, 7, wide("f") + bytes(2))
        + cell(9, 8, struct.pack("<d", 1)) + brt(13, bytes(8)) + brt(17, bytes(4), wide("s")) + brt(18, bytes(8))
        + brt(146) + brt(176, struct.pack("<4I", 0, 1, 0, 1)) + brt(130))
    area = struct.pack("<BHIIHH", 0x3B, 0, 0, 2, 0, 1)
    yield "workbook", b"\1" + (
        brt(153, struct.pack("<II", 1, 0)) + brt(156, struct.pack("<II", 0, 1), wide("worksheet"), wide("S")) + brt(357)
        + brt(362, struct.pack("<4I", 1, 0, 0, 0)) + brt(39, bytes(5), b"\xff" * 4, wide("N"), struct.pack("<I", 15), area))
    look = struct.pack("<HH", 0, 164)
    yield "styles", b"\2" + (
        brt(44, struct.pack("<H", 164), wide("yyyy-mm-dd")) + brt(617) + brt(47, bytes(4)) + brt(47, look) + brt(618))
    yield "strings", b"\3" + brt(159, bytes(8)) + brt(19, b"\0", wide("one")) + brt(19, b"\1", wide("two"), bytes(4))
    yield "table", b"\4" + (
        brt(343, struct.pack("<4I", 0, 2, 0, 1), struct.pack("<5I", 0, 1, 1, 1, 0), bytes(28), wide("T"), wide("T"))
        + brt(347, bytes(24), wide("one"), wide("one")))

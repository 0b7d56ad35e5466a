"""Files that are not what their names say, or not whole: each must be refused with one clear line."""

import base64
import struct
import zlib

from . import workbook

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams):
    """A compound file (the container of encrypted and of old workbooks) with these streams."""
    fat, body, entries = [FAT, END], b"", []
    first = 2
    for name, content in streams:
        content = content.ljust(4096, b"\0")  # shorter streams would need the mini FAT
        sectors = -(-len(content) // SECTOR)
        fat += [*range(first + 1, first + sectors), END]
        body += content.ljust(sectors * SECTOR, b"\0")
        entries.append((name, 2, first, len(content)))
        first += sectors
    fat += [FREE] * (SECTOR // 4 - len(fat))
    directory = entry("Root Entry", 5, END, 0, child=1)
    for number, (name, kind, start, size) in enumerate(entries, 1):
        follower = number + 1 if number < len(entries) else FREE
        directory += entry(name, kind, start, size, right=follower)
    directory = directory.ljust(SECTOR, b"\0")
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + body


def entry(name, kind, start, size, right=FREE, child=FREE):
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text), kind, 1, FREE, right, child, b"", 0, 0, 0, start,
        size)


def picture():
    """A PNG of 8 by 8 pixels."""
    def chunk(kind, content):
        mark = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", mark)
    lines = b"".join(b"\0" + bytes([40, 90, 30 * row] * 8) for row in range(8))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


def encryption():
    """A description of agile encryption whose key no password gives."""
    def value(count):
        return base64.b64encode(bytes(range(count))).decode()
    parameters = (
        'saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
        f'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{value(16)}"')
    office = "http://schemas.microsoft.com/office/2006"
    return b"\4\0\4\0\x40\0\0\0" + (
        f'<encryption xmlns="{office}/encryption"><keyData {parameters}/><keyEncryptors>'
        f'<keyEncryptor><encryptedKey xmlns="{office}/keyEncryptor/password" spinCount="1000" '
        f'{parameters} encryptedVerifierHashInput="{value(16)}" encryptedVerifierHashValue="{value(64)}" '
        f'encryptedKeyValue="{value(32)}"/></keyEncryptor></keyEncryptors></encryption>').encode()


def files():
    rows = [["number", "square"], *[[n, n * n] for n in range(1, 200)]]
    whole = workbook.write([workbook.Sheet("Squares", rows)])
    yield "broken/truncated.xlsx", whole[: len(whole) * 3 // 5]
    damaged = bytearray(whole)
    start = whole.index(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml")
    for position in range(start + 200, start + 240):
        damaged[position] ^= 0x5A
    yield "broken/damaged.xlsx", bytes(damaged)
    yield "broken/encrypted.xlsx", compound(
        [("EncryptionInfo", encryption()), ("EncryptedPackage", b"\x80")])
    yield "broken/picture.xlsx", picture()
    yield "broken/empty.xlsx", b""
    yield "broken/empty.csv", b""

"""Files that must be refused, with words that say why."""

import io
import struct
import zipfile

from .book import MAIN, OFFICE, book, one, relationships, row, strings, workbook, worksheet, zipped


def refused(words, limit=False):
    return {"error": words, "limit": limit}


def utf16(text):
    return text.encode("utf-16-le")


def compound(names):
    """An OLE compound file whose root has these streams (at most three), without a byte in them."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = struct.pack(
        "<8s16sHHHHH10xIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126)
    directory = b""
    for i, name in enumerate(["Root Entry"] + names):
        text = utf16(name + "\0")
        directory += struct.pack(
            "<64sHBBIII36xIQ", text, len(text), 2 if i else 5, 1, free,
            i + 1 if 0 < i < len(names) else free, free if i else 1, end, 0)
    return header + table + directory + bytes(-len(directory) % 512)


def with_bad_checksum():
    """A workbook whose sheet, stored as it is, has another digit than its checksum was made of."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (
            ("_rels/.rels", relationships([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")])),
            ("xl/_rels/workbook.xml.rels", relationships([
                ("rId1", f"{OFFICE}/worksheet", "worksheets/sheet1.xml")])),
            ("xl/workbook.xml", workbook(["Sheet1"])),
            ("xl/worksheets/sheet1.xml", worksheet(row(1, '<c r="A1"><v>4711</v></c>'))),
        ):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue().replace(b"4711", b"4712")


def cases():
    good = one(row(1, '<c r="A1"><v>1</v></c>'))
    yield ("encrypted", compound(["EncryptionInfo", "EncryptedPackage"]), refused("encrypted"))
    yield ("old-workbook", compound(["Workbook"]), refused("no workbook at the stream's beginning"))
    yield ("picture", b"\x89PNG\r\n\x1a\n" + bytes(64), refused("PNG"))
    yield ("web-page", b"<!DOCTYPE html>\n<html><table><tr><td>1</td></tr></table></html>", refused("web page"))
    yield ("text", b"a,b\n1,2\n", refused("plain text"))
    yield ("pdf", b"%PDF-1.4\n" + bytes(64), refused("PDF"))
    yield ("cut-off", good[: len(good) * 2 // 3], refused("damaged ZIP archive"))
    yield ("bad-checksum", with_bad_checksum(), refused("checksum"))
    yield ("word-document", zipped([
        ("_rels/.rels", relationships([("rId1", f"{OFFICE}/officeDocument", "word/document.xml")])),
        ("word/document.xml", "<document/>")]), refused("Word document"))
    yield ("other-archive", zipped([("readme.txt", "hello")]), refused("ZIP archive of other files"))
    yield ("open-document", zipped([
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")]),
        refused("OpenDocument"))
    bomb = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    yield ("entity-bomb", book({"Sheet1": worksheet("").replace("<worksheet", bomb + "<worksheet")}),
           refused("document type"))
    yield ("unknown-entity", one(row(1, '<c r="A1" t="str"><v>&nbsp;</v></c>')), refused("&nbsp;"))
    yield ("sheet-cut-off", book({"Sheet1": worksheet(row(1, '<c r="A1"><v>1</v></c>'))[:-30]}),
           refused("ends too early"))
    yield ("nesting", one("", tail="<x>" * 5000 + "</x>" * 5000), refused("nested elements", True))
    yield ("nesting-in-a-cell", one(row(1, '<c r="A1">' + "<x>" * 5000 + "</x>" * 5000 + "</c>")),
           refused("nested elements", True))
    yield ("attributes", one(row(1, "<c " + " ".join(f'a{i}="1"' for i in range(5000)) + "/>")),
           refused("attributes", True))
    yield ("deflate-bomb", one(row(1, '<c r="A1" t="str"><v>' + " " * 12_000_000 + "</v></c>")),
           refused("times its compressed size", True))
    yield ("shared-strings-cut-off", one(row(1, '<c r="A1" t="s"><v>0</v></c>'), sst=strings(
        ["<si><t>a</t></si>"])[:-10]), refused("ends too early"))

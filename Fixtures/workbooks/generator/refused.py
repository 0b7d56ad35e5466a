"""Files that must be refused, with words that say why."""

import io
import zipfile

from .book import MAIN, OFFICE, book, one, relationships, row, strings, workbook, worksheet, zipped


def refused(words, limit=False):
    return {"error": words, "limit": limit}


def utf16(text):
    return text.encode("utf-16-le")


def compound(names):
    """The beginning of an OLE compound file whose directory has these entries."""
    header = bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + bytes(504)
    directory = b""
    for i, name in enumerate(["Root Entry"] + names):
        text = utf16(name + "\0")
        entry = text + bytes(64 - len(text)) + len(text).to_bytes(2, "little")
        directory += entry + bytes([5 if i == 0 else 2]) + bytes(128 - len(entry) - 1)
    return header + directory + bytes(-len(directory) % 512)


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
    yield ("old-workbook", compound(["Workbook"]), refused("(.xls)"))
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

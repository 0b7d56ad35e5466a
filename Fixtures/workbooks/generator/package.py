"""How parts are found: relationships, names, namespaces, sheets of other kinds."""

from .book import (HEAD, MAIN, OFFICE, PACKAGE, STRICT_MAIN, STRICT_OFFICE, book, n, one, relationships, row,
                   s, sheet1, sheets_of, strings, workbook, worksheet, zipped)

CELLS = row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>2</v></c>')
EXPECTED = sheet1({"A1": s("text"), "B1": n(2)})


def laid_out(sheet_target, sheet_name, workbook_name="xl/workbook.xml", strings_name="xl/sharedStrings.xml",
             root_target=None, strings_target=None):
    folder, _, base = workbook_name.rpartition("/")
    return zipped([
        ("_rels/.rels", relationships([("a", f"{OFFICE}/officeDocument", root_target or workbook_name)])),
        (f"{folder}/_rels/{base}.rels", relationships([
            ("rId1", f"{OFFICE}/worksheet", sheet_target),
            ("rId9", "http://example.com/relationships/unknown", "nothing.xml"),
            ("rIdS", f"{OFFICE}/sharedStrings", strings_target or "/" + strings_name)])),
        (workbook_name, workbook(["Sheet1"])),
        (strings_name, strings(["<si><t>text</t></si>"])),
        (sheet_name, worksheet(CELLS)),
    ])


def cases():
    plain = "xl/worksheets/sheet1.xml"
    yield ("target-absolute", laid_out("/xl/worksheets/sheet1.xml", plain), EXPECTED)
    yield ("target-dot", laid_out("./worksheets/sheet1.xml", plain), EXPECTED)
    yield ("target-parent", laid_out("../xl/worksheets/sheet1.xml", plain), EXPECTED)
    yield ("target-percent", laid_out("worksheets/sheet%201.xml", "xl/worksheets/sheet 1.xml"), EXPECTED)
    yield ("target-case", laid_out("Worksheets/SHEET1.xml", plain), EXPECTED)
    yield ("target-backslash", laid_out("worksheets\\sheet1.xml", "xl\\worksheets\\sheet1.xml"), EXPECTED)
    yield ("parts-renamed", laid_out(
        "cells.xml", "content/cells.xml", "content/book.xml", "other/words.xml"), EXPECTED)
    yield ("root-target-absolute", laid_out(
        "worksheets/sheet1.xml", plain, root_target="/xl/workbook.xml"), EXPECTED)

    strict = [
        ("_rels/.rels", relationships([("rId1", f"{STRICT_OFFICE}/officeDocument", "xl/workbook.xml")])),
        ("xl/_rels/workbook.xml.rels", relationships([
            ("rId1", f"{STRICT_OFFICE}/worksheet", "worksheets/sheet1.xml"),
            ("rId2", f"{STRICT_OFFICE}/sharedStrings", "sharedStrings.xml")])),
        ("xl/workbook.xml", workbook(["Sheet1"]).replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE)),
        ("xl/sharedStrings.xml", strings(["<si><t>text</t></si>"]).replace(MAIN, STRICT_MAIN)),
        ("xl/worksheets/sheet1.xml", worksheet(CELLS, namespace=STRICT_MAIN)),
    ]
    yield ("strict", zipped(strict), EXPECTED)

    part = worksheet(row(1, '<c r="A1"><v>1</v></c>'))
    states = {"Hidden": "hidden", "Very": "veryHidden", "Odd": "Hidden"}
    yield ("states", book({"First": part, "Hidden": part, "Very": part, "Odd": part}, states=states),
           sheets_of({name: {"A1": n(1)} for name in ("First", "Hidden", "Very", "Odd")},
                     states={"Hidden": "hidden", "Very": "veryHidden"}))

    extra = [("xl/chartsheets/sheet1.xml", f'{HEAD}<chartsheet xmlns="{MAIN}"/>'),
             ("xl/macrosheets/sheet1.xml",
              f'{HEAD}<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>')]
    more = [("rId2", f"{OFFICE}/chartsheet", "chartsheets/sheet1.xml"),
            ("rId3", "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
             "macrosheets/sheet1.xml"),
            ("rId5", "http://schemas.example.org/2031/relationships/something", "new/thing.bin")]
    parts = zipped([
        ("_rels/.rels", relationships([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")])),
        ("xl/_rels/workbook.xml.rels", relationships(
            [("rId1", f"{OFFICE}/worksheet", "worksheets/sheet1.xml")] + more)),
        ("xl/workbook.xml", workbook(["Sheet1", "Chart", "Macro", "Dangling"])),
        ("xl/worksheets/sheet1.xml", part)] + extra)
    yield ("sheets-of-other-kinds", parts, sheet1({"A1": n(1)}))

    yield ("duplicate-entries", zipped([
        ("_rels/.rels", relationships([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")])),
        ("xl/_rels/workbook.xml.rels", relationships([
            ("rId1", f"{OFFICE}/worksheet", "worksheets/sheet1.xml")])),
        ("xl/workbook.xml", workbook(["Sheet1"])),
        ("xl/worksheets/sheet1.xml", worksheet(row(1, '<c r="A1"><v>1</v></c>'))),
        ("xl/worksheets/sheet1.xml", worksheet(row(1, '<c r="A1"><v>2</v></c>'))),
    ]), sheet1({"A1": n(2)}))

    yield ("names-of-sheets", book({"a &amp; b_x0041_": part, "\u6570\u636e": part}),
           sheets_of({"a & bA": {"A1": n(1)}, "\u6570\u636e": {"A1": n(1)}}))

"""The files the programs work on: the same rows as CSV and as a workbook, generated from a seed."""

import datetime
import math
import os
import random
import zipfile
from xml.sax.saxutils import escape

HEADER = ["id", "city", "plan", "since", "age", "amount", "ratio", "active", "note", "label"]
CITIES = ["Aarhus", "Bergen", "Cádiz", "Delft", "Évora", "Fès", "Gent", "北京", "Zürich", "Łódź"]
PLANS = ["basic", "family", "business"]
NOTES = ["", "called back", "paid late, twice", 'said "never again"', "moved", "new line, old router"]


def rows(count):
    """`count` rows of plain values; the label depends on some of them."""
    chance = random.Random(11)
    start = datetime.date(2015, 1, 1)
    for number in range(count):
        age = int(18 + 70 * chance.random())
        amount = round(math.exp(3 + 1.2 * chance.gauss(0, 1)), 2)
        ratio = chance.random()
        plan = PLANS[int(3 * chance.random() ** 2)]
        gap = chance.random()
        risk = -1.2 + 0.03 * (age - 50) + 1.8 * (ratio - 0.5) - 0.8 * (plan == "family")
        yield [
            number + 1, CITIES[int(10 * chance.random())], plan,
            start + datetime.timedelta(days=int(3300 * chance.random())),
            None if gap < 0.05 else age, amount, None if gap > 0.96 else ratio,
            chance.random() < 0.7, NOTES[int(6 * chance.random() ** 3)],
            "yes" if chance.random() < 1 / (1 + math.exp(-risk)) else "no",
        ]


def write_csv(path, count):
    import csv
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for row in rows(count):
            row[7] = "true" if row[7] else "false"
            writer.writerow(["" if value is None else value for value in row])


def write_workbooks(folder, count):
    """A folder of 100 workbooks that have `count` rows together."""
    os.mkdir(folder)
    for number in range(100):
        write_workbook(os.path.join(folder, f"branch-{number + 1}.xlsx"), count // 100)


def write_workbook(path, count):
    """One sheet with shared strings, written row by row."""
    strings, day = {}, datetime.date(1899, 12, 30)

    def cell(reference, value):
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime.date):
            return f'<c r="{reference}" s="1"><v>{(value - day).days}</v></c>'
        if isinstance(value, str):
            code = strings.setdefault(value, len(strings))
            return f'<c r="{reference}" t="s"><v>{code}</v></c>'
        return f'<c r="{reference}"><v>{value!r}</v></c>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            for number, row in enumerate([HEADER, *rows(count)], 1):
                cells = "".join(
                    cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))
                part.write(f'<row r="{number}">{cells}</row>'.encode())
            part.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{items}</sst>')
        archive.writestr("xl/styles.xml", (
            f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill>'
            '<patternFill/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
            '</cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
            "</cellXfs></styleSheet>"))
        archive.writestr("xl/workbook.xml", (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Rows" sheetId="1" r:id="rId1"/></sheets></workbook>'))
        parts = [("worksheet", "worksheets/sheet1.xml", "worksheet"), ("styles", "styles.xml", "styles"),
                 ("sharedStrings", "sharedStrings.xml", "sharedStrings")]
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{office}/{name}" Target="{target}"/>'
            for n, (name, target, _) in enumerate(parts, 1))
        archive.writestr("xl/_rels/workbook.xml.rels",
                         f'<Relationships xmlns="{package}relationships">{links}</Relationships>')
        archive.writestr("_rels/.rels", (
            f'<Relationships xmlns="{package}relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'))
        overrides = "".join(
            f'<Override PartName="/xl/{target}" ContentType="{kind}{name}+xml"/>'
            for _, target, name in [*parts, ("", "workbook.xml", "sheet.main")])
        archive.writestr("[Content_Types].xml", (
            f'<Types xmlns="{package}content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'))


def write_ods(path, count):
    """The same sheet as OpenDocument: every cell says its value and what is shown of it."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"

    def cell(value):
        if value is None or value == "":
            return "<table:table-cell/>"
        text = escape(str(value).lower() if isinstance(value, bool) else str(value))
        kind, attribute = (
            ("boolean", "boolean-value") if isinstance(value, bool) else
            ("date", "date-value") if isinstance(value, datetime.date) else
            ("string", None) if isinstance(value, str) else ("float", "value"))
        stated = f' office:{attribute}="{text}"' if attribute else ""
        return f'<table:table-cell office:value-type="{kind}"{stated}><text:p>{text}</text:p></table:table-cell>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", (
            f'<manifest:manifest xmlns:manifest="{space}manifest:1.0" manifest:version="1.2">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>"))
        with archive.open("content.xml", "w", force_zip64=True) as part:
            part.write((
                f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
                f'xmlns:text="{space}text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
                '<table:table table:name="Rows">').encode())
            for row in [HEADER, *rows(count)]:
                part.write(f'<table:table-row>{"".join(map(cell, row))}</table:table-row>'.encode())
            part.write((
                "</table:table></office:spreadsheet></office:body></office:document-content>").encode())

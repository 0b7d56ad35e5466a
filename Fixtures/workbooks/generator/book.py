"""Workbooks made of raw XML, so that they can be as odd as real ones are."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts):
    """A ZIP archive of (name, bytes or text), in that order, always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo("x", (1980, 1, 1, 0, 0, 0))
            info.filename = name  # as it is, also with backslashes
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content if isinstance(content, bytes) else content.encode())
    return out.getvalue()


def relationships(targets, namespace=PACKAGE):
    """A .rels part of (id, type URI, target)."""
    rows = "".join(
        f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in targets)
    return f'{HEAD}<Relationships xmlns="{namespace}">{rows}</Relationships>'


def worksheet(rows, before="", after="", namespace=MAIN):
    """A worksheet part around the content of its sheetData."""
    return (f'{HEAD}<worksheet xmlns="{namespace}" xmlns:r="{OFFICE}">{before}'
            f'<sheetData>{rows}</sheetData>{after}</worksheet>')


def styles(codes):
    """A styles part whose style number i + 1 has the i-th format: a code, or a built-in number."""
    formats, xfs = "", '<xf numFmtId="0"/>'
    for i, code in enumerate(codes):
        if isinstance(code, int):
            xfs += f'<xf numFmtId="{code}"/>'
            continue
        text = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        formats += f'<numFmt numFmtId="{164 + i}" formatCode="{text}"/>'
        xfs += f'<xf numFmtId="{164 + i}"/>'
    return (f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
            f'<cellXfs>{xfs}</cellXfs></styleSheet>')


def strings(items, attributes=""):
    """A shared strings part of raw si elements."""
    return f'{HEAD}<sst xmlns="{MAIN}"{attributes}>{"".join(items)}</sst>'


def workbook(names, states=None, attributes="", after=""):
    """A workbook part; sheet i has the relationship rIdi."""
    states = states or {}
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"'
        + (f' state="{states[name]}"' if name in states else "") + "/>"
        for i, name in enumerate(names, 1))
    return (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr{attributes}/>'
            f'<sheets>{sheets}</sheets>{after}</workbook>')


def book(sheets, sst=None, formats=None, states=None, attributes="", after="", extra=(),
         more=()):
    """A whole workbook of {name: worksheet part}; `extra` parts, `more` workbook relationships."""
    names = list(sheets)
    targets = [(f"rId{i}", f"{OFFICE}/worksheet", f"worksheets/sheet{i}.xml")
               for i in range(1, len(names) + 1)]
    parts = [
        ("_rels/.rels", relationships([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", workbook(names, states, attributes, after)),
    ]
    if sst is not None:
        targets.append(("rIdS", f"{OFFICE}/sharedStrings", "sharedStrings.xml"))
        parts.append(("xl/sharedStrings.xml", sst if isinstance(sst, str) else strings(sst)))
    if formats is not None:
        targets.append(("rIdF", f"{OFFICE}/styles", "styles.xml"))
        parts.append(("xl/styles.xml", styles(formats)))
    parts.insert(1, ("xl/_rels/workbook.xml.rels", relationships(targets + list(more))))
    parts += [(f"xl/worksheets/sheet{i}.xml", sheets[name]) for i, name in enumerate(names, 1)]
    return zipped(parts + list(extra))


def one(rows, **options):
    """A workbook of one sheet, Sheet1, around the content of its sheetData."""
    before, after = options.pop("head", ""), options.pop("tail", "")
    return book({"Sheet1": worksheet(rows, before, after)}, **options)


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def column(values, start=1):
    """One cell to a row in column A: raw cells with {r} for the reference."""
    return "".join(row(i, cell.replace("{r}", f"A{i}")) for i, cell in enumerate(values, start))


def n(value):
    return {"t": "n", "v": str(value)}


def s(value):
    return {"t": "s", "v": value}


def b(value):
    return {"t": "b", "v": value}


def e(value):
    return {"t": "e", "v": value}


def d(value):
    return {"t": "d", "v": value}


U = {"t": "u"}


def sheet1(cells, **diagnostics):
    """What a workbook of one sheet must be read as."""
    return sheets_of({"Sheet1": cells}, **diagnostics)


def sheets_of(sheets, states=None, **diagnostics):
    states = states or {}
    return {
        "sheets": [{"name": name, "state": states.get(name, "visible"), "cells": cells}
                   for name, cells in sheets.items()],
        "diagnostics": {kind.replace("_", "-"): count for kind, count in diagnostics.items()},
    }


def down(values, start=1):
    """Expected cells of column A; None for a blank one."""
    return {f"A{i}": value for i, value in enumerate(values, start) if value is not None}

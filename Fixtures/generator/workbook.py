"""A workbook as raw parts of XML in a ZIP, written as Excel lays it out; no library, fixed time stamps."""

import datetime
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Styles by name: (number format, font). Formats from 164 on are the workbook's own.
STYLES = ["general", "title", "header", "date", "datetime", "percent", "money", "chinese_date"]
CODES = {
    "date": 'yyyy\\-mm\\-dd', "datetime": 'yyyy\\-mm\\-dd\\ hh:mm', "money": '#,##0.00',
    "chinese_date": 'yyyy"年"m"月"d"日"',
}
FORMATS = {"date": 164, "datetime": 165, "percent": 9, "money": 4, "chinese_date": 166}


class Styled:
    """A value with a style, and perhaps the formula whose cached result it is."""

    def __init__(self, value, style="general", formula=None):
        self.value, self.style, self.formula = value, style, formula


class Error:
    """A cell error such as `#N/A`."""

    def __init__(self, code):
        self.code = code


class Sheet:
    def __init__(self, name, rows, state="visible", widths=(), merged=(), table=None, frozen=None):
        self.name, self.rows, self.state, self.widths = name, rows, state, widths
        self.merged, self.table, self.frozen = merged, table, frozen


def letters(column):
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def serial(moment):
    """The serial number of a date or a time stamp in the 1900 system."""
    day = datetime.datetime(1899, 12, 30)
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time())
    passed = moment - day
    return repr(passed.days + passed.seconds / 86400).removesuffix(".0")


def write(sheets, names=()):
    """The bytes of a workbook with these sheets; `names` are (name, reference) pairs."""
    strings = {}
    parts = []
    for number, sheet in enumerate(sheets, 1):
        parts.append((f"xl/worksheets/sheet{number}.xml", worksheet(sheet, strings)))
        if sheet.table:
            parts.append((f"xl/worksheets/_rels/sheet{number}.xml.rels", relations(
                [("table", f"../tables/table{number}.xml")])))
            parts.append((f"xl/tables/table{number}.xml", table(sheet, number)))
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    links += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    parts = [
        ("[Content_Types].xml", content_types(sheets)),
        ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", workbook(sheets, names)),
        ("xl/_rels/workbook.xml.rels", relations(links)),
        *parts,
        ("xl/styles.xml", styles()),
        ("xl/sharedStrings.xml", shared_strings(strings)),
    ]
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, HEAD + text)
    return memory.getvalue()


def cell(reference, item, strings):
    styled = item if isinstance(item, Styled) else Styled(item)
    value, kind = styled.value, ""
    if value is None:
        return ""
    if isinstance(value, bool):
        kind, text = ' t="b"', str(int(value))
    elif isinstance(value, (int, float)):
        text = repr(value)
    elif isinstance(value, datetime.date):
        text = serial(value)
    elif isinstance(value, Error):
        kind, text = ' t="e"', value.code
    else:
        kind, text = ' t="s"', str(strings.setdefault(value, len(strings)))
    style = STYLES.index(styled.style)
    style = f' s="{style}"' if style else ""
    formula = f"<f>{escape(styled.formula)}</f>" if styled.formula else ""
    return f'<c r="{reference}"{style}{kind}>{formula}<v>{text}</v></c>'


def worksheet(sheet, strings):
    lines = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(
            cell(f"{letters(column)}{number}", item, strings) for column, item in enumerate(row))
        if cells:
            lines.append(f'<row r="{number}">{cells}</row>')
    width = max((len(row) for row in sheet.rows), default=1)
    view = ""
    if sheet.frozen:
        view = (f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{sheet.frozen}" '
                f'topLeftCell="A{sheet.frozen + 1}" state="frozen"/></sheetView></sheetViews>')
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>'
        for n, w in enumerate(sheet.widths, 1))
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<dimension ref="A1:{letters(width - 1)}{len(sheet.rows)}"/>{view}'
        + (f"<cols>{columns}</cols>" if columns else "")
        + f'<sheetData>{"".join(lines)}</sheetData>'
        + (f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else "")
        + ('<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' if sheet.table else "")
        + "</worksheet>")


def table(sheet, number):
    header = sheet.rows[0]
    area = f"A1:{letters(len(header) - 1)}{len(sheet.rows)}"
    titles = [item.value if isinstance(item, Styled) else item for item in header]
    columns = "".join(
        f'<tableColumn id="{n}" name={quoteattr(title)}/>' for n, title in enumerate(titles, 1))
    return (
        f'<table xmlns="{MAIN}" id="{number}" name="{sheet.table}" displayName="{sheet.table}" '
        f'ref="{area}"><autoFilter ref="{area}"/>'
        f'<tableColumns count="{len(header)}">{columns}</tableColumns></table>')


def workbook(sheets, names):
    entries = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}"'
        + ("" if sheet.state == "visible" else f' state="{sheet.state}"') + f' r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1))
    defined = "".join(
        f"<definedName name={quoteattr(name)}>{escape(area)}</definedName>" for name, area in names)
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr/><sheets>{entries}</sheets>'
        + (f"<definedNames>{defined}</definedNames>" if defined else "") + "</workbook>")


def relations(links):
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1))
    return f'<Relationships xmlns="{PACKAGE}">{entries}</Relationships>'


def content_types(sheets):
    parts = [("workbook.xml", "sheet.main"), ("styles.xml", "styles"),
             ("sharedStrings.xml", "sharedStrings")]
    for number, sheet in enumerate(sheets, 1):
        parts.append((f"worksheets/sheet{number}.xml", "worksheet"))
        if sheet.table:
            parts.append((f"tables/table{number}.xml", "table"))
    entries = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{CONTENT}.{kind}+xml"/>'
        for name, kind in parts)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>')


def styles():
    codes = "".join(
        f"<numFmt numFmtId=\"{FORMATS[name]}\" formatCode={quoteattr(code)}/>"
        for name, code in CODES.items() if FORMATS[name] >= 164)
    count = sum(FORMATS[name] >= 164 for name in CODES)
    fonts = {"title": 1, "header": 2}
    cells = "".join(
        f'<xf numFmtId="{FORMATS.get(name, 0)}" fontId="{fonts.get(name, 0)}" fillId="0" '
        'borderId="0" xfId="0" applyNumberFormat="1"/>' for name in STYLES)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{count}">{codes}</numFmts>'
        '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="14"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(STYLES)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '</styleSheet>')


def shared_strings(strings):
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">{items}</sst>'

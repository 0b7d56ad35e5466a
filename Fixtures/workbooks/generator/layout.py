"""Dimensions that lie, far-apart cells, hidden and merged ones, tables and names."""

from .book import (OFFICE, MAIN, HEAD, PACKAGE, book, n, one, relationships, row, s, sheet1, sheets_of,
                   worksheet)


def cases():
    cells = row(1, '<c r="A1"><v>1</v></c>') + row(2, '<c r="C2"><v>2</v></c>')
    expected = sheet1({"A1": n(1), "C2": n(2)})
    for name, dimension in (("dimension-too-small", '<dimension ref="A1"/>'),
                            ("dimension-of-the-whole-sheet", '<dimension ref="A1:XFD1048576"/>'),
                            ("dimension-reversed", '<dimension ref="C3:A1"/>'),
                            ("dimension-without-ref", "<dimension/>")):
        yield (name, one(cells, head=dimension), expected)

    yield ("far-corner", one(row(1, '<c r="A1"><v>1</v></c>')
                             + row(1048576, '<c r="XFD1048576"><v>2</v></c>')),
           sheet1({"A1": n(1), "XFD1048576": n(2)}))

    # A sheet of rows times columns would be as wide as its one stray cell.
    yield ("far-column", one(
        row(1, '<c r="A1"><v>1</v></c>', '<c r="XFD1"><v>0</v></c>')
        + "".join(row(i, f'<c r="A{i}"><v>{i}</v></c>') for i in range(2, 301))),
        sheet1({"XFD1": n(0)} | {f"A{i}": n(i) for i in range(1, 301)}))

    yield ("styled-but-empty", one(
        row(1, '<c r="A1"><v>1</v></c>', '<c r="B1" s="1"/>')
        + "".join(f'<row r="{i}" s="1" customFormat="1"><c r="A{i}" s="1"/></row>' for i in range(2, 50))
        + '<row r="1048576" s="1"/>', formats=["0"]), sheet1({"A1": n(1)}))

    yield ("rows-without-cells", one('<row r="1"/><row r="2"/><row r="3"/>'), sheet1({}))
    yield ("no-rows", one(""), sheet1({}))
    yield ("no-sheet-data", book({"Sheet1": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'}),
           sheet1({}))

    merged = "".join([
        row(1, '<c r="A1" t="str"><v>Year</v></c>', '<c r="B1" t="str"><v>2023</v></c>',
            '<c r="D1" t="str"><v>2024</v></c>'),
        row(2, '<c r="B2" t="str"><v>Q1</v></c>', '<c r="C2" t="str"><v>Q2</v></c>',
            '<c r="D2" t="str"><v>Q1</v></c>'),
        row(3, '<c r="A3" t="str"><v>north</v></c>', '<c r="B3"><v>1</v></c>', '<c r="C3"><v>2</v></c>',
            '<c r="D3"><v>3</v></c>'),
        row(4, '<c r="B4"><v>4</v></c>', '<c r="C4"><v>5</v></c>', '<c r="D4"><v>6</v></c>'),
    ])
    yield ("merged", one(
        merged, tail='<mergeCells count="2"><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/></mergeCells>'),
        sheet1({"A1": s("Year"), "B1": s("2023"), "D1": s("2024"), "B2": s("Q1"), "C2": s("Q2"),
                "D2": s("Q1"), "A3": s("north"), "B3": n(1), "C3": n(2), "D3": n(3), "B4": n(4),
                "C4": n(5), "D4": n(6)}))

    hidden = ('<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
              '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
              '<row r="3" hidden="1"><c r="A3"><v>3</v></c><c r="B3"><v>4</v></c></row>'
              '<row r="4"><c r="A4"><v>5</v></c><c r="B4"><v>6</v></c></row>')
    yield ("hidden", one(hidden, head='<cols><col min="2" max="2" hidden="1" width="0"/></cols>'),
           sheet1({"A1": s("a"), "B1": s("b"), "A2": n(1), "B2": n(2), "A3": n(3), "B3": n(4),
                   "A4": n(5), "B4": n(6)}))

    titled = (row(2, '<c r="B2" t="str"><v>Report 2024</v></c>')
              + row(3, '<c r="B3" t="str"><v>in thousands</v></c>', '<c r="D3" t="str"><v>draft</v></c>')
              + row(5, '<c r="B5" t="str"><v>name</v></c>', '<c r="C5" t="str"><v>x</v></c>',
                    '<c r="D5" t="str"><v>x</v></c>', '<c r="F5" t="str"><v>x_1</v></c>',
                    '<c r="G5" t="str"><v>z</v></c>')
              + row(6, '<c r="B6" t="str"><v>p</v></c>', '<c r="C6"><v>1</v></c>', '<c r="D6"><v>2</v></c>',
                    '<c r="E6"><v>3</v></c>', '<c r="F6"><v>4</v></c>', '<c r="G6"><v>5</v></c>'))
    yield ("titled", one(titled), sheet1({
        "B2": s("Report 2024"), "B3": s("in thousands"), "D3": s("draft"), "B5": s("name"),
        "C5": s("x"), "D5": s("x"), "F5": s("x_1"), "G5": s("z"), "B6": s("p"), "C6": n(1),
        "D6": n(2), "E6": n(3), "F6": n(4), "G6": n(5)}))

    rows = (row(2, '<c r="B2" t="str"><v>item</v></c>', '<c r="C2" t="str"><v>price</v></c>')
            + row(3, '<c r="B3" t="str"><v>tea</v></c>', '<c r="C3"><v>3</v></c>')
            + row(4, '<c r="B4" t="str"><v>milk</v></c>', '<c r="C4"><v>2</v></c>')
            + row(5, '<c r="B5" t="str"><v>total</v></c>', '<c r="C5"><v>5</v></c>'))
    table = (f'{HEAD}<table xmlns="{MAIN}" id="1" name="T1" displayName="Prices" ref="B2:C5" '
             'totalsRowCount="1"><tableColumns count="2"><tableColumn id="1" name="item"/>'
             '<tableColumn id="2" name="price"/></tableColumns></table>')
    bare = (f'{HEAD}<table xmlns="{MAIN}" id="2" name="Bare" displayName="Bare" ref="B3:C4" '
            'headerRowCount="0"><tableColumns count="2"><tableColumn id="1" name="what"/>'
            '<tableColumn id="2" name="how_x000a_much"/></tableColumns></table>')
    names = ('<definedNames><definedName name="Area">Sheet1!$B$2:$C$4</definedName>'
             "<definedName name=\"Other\">'It''s'!$A:$B</definedName>"
             '<definedName name="Lost">#REF!</definedName>'
             '<definedName name="_xlnm.Print_Area" localSheetId="0" hidden="1">Sheet1!$A$1</definedName>'
             '</definedNames>')
    yield ("tables-and-names", book(
        {"Sheet1": worksheet(rows), "It's": worksheet(row(1, '<c r="A1"><v>1</v></c>', '<c r="C1"><v>2</v></c>'))},
        after=names, extra=[
            ("xl/worksheets/_rels/sheet1.xml.rels", relationships([
                ("rId1", f"{OFFICE}/table", "../tables/table1.xml"),
                ("rId2", f"{OFFICE}/table", "/xl/tables/table2.xml")])),
            ("xl/tables/table1.xml", table), ("xl/tables/table2.xml", bare)]),
        sheets_of({"Sheet1": {"B2": s("item"), "C2": s("price"), "B3": s("tea"), "C3": n(3), "B4": s("milk"),
                              "C4": n(2), "B5": s("total"), "C5": n(5)},
                   "It's": {"A1": n(1), "C1": n(2)}}))

    rows = (row(1, '<c r="A1" t="str"><v>item</v></c>', '<c r="B1" t="str"><v>price</v></c>',
                '<c r="C1" t="str"><v>page</v></c>')
            + row(2, '<c r="A2" t="str"><v>tea</v></c>',
                  '<c r="B2"><f t="shared" ref="B2:B3" si="0">ROW()*2</f><v>4</v></c>',
                  '<c r="C2" t="str"><v>here</v></c>')
            + row(3, '<c r="A3" t="str"><v>milk</v></c>', '<c r="B3"><f t="shared" si="0"/><v>6</v></c>',
                  '<c r="C3" t="str"><v>there</v></c>')
            + row(4, '<c r="A4" t="str"><v>bread</v></c>', '<c r="B4"><v>8</v></c>'))
    links = ('<hyperlinks><hyperlink ref="C2" r:id="rId1"/><hyperlink ref="C3:C4" location="Sheet1!A1"/>'
             '<hyperlink ref="A2" r:id="rId1" location="top"/></hyperlinks>')
    relations = (f'{HEAD}<Relationships xmlns="{PACKAGE}">'
                 f'<Relationship Id="rId1" Type="{OFFICE}/hyperlink" Target="https://example.org/a?b=1&amp;c"'
                 f' TargetMode="External"/><Relationship Id="rId2" Type="{OFFICE}/comments"'
                 ' Target="../comments1.xml"/><Relationship Id="rId3"'
                 ' Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
                 ' Target="../threadedComments/threadedComment1.xml"/></Relationships>')
    comments = (f'{HEAD}<comments xmlns="{MAIN}"><authors><author>a</author></authors><commentList>'
                '<comment ref="A1" authorId="0"><text><t>of the header</t></text></comment>'
                '<comment ref="A3" authorId="0"><text><r><t xml:space="preserve">two </t></r><r><t>runs</t></r></text></comment>'
                '<comment ref="B4" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
                '</commentList></comments>')
    thread = (f'{HEAD}<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
              'threadedcomments"><threadedComment ref="B4" id="1"><text>why &lt; 9?</text></threadedComment>'
              '<threadedComment ref="B4" id="2" parentId="1"><text>a sale</text></threadedComment>'
              '</ThreadedComments>')
    yield ("beside-values", book(
        {"Sheet1": worksheet(rows, "", links)}, extra=[
            ("xl/worksheets/_rels/sheet1.xml.rels", relations), ("xl/comments1.xml", comments),
            ("xl/threadedComments/threadedComment1.xml", thread)]),
        sheet1({"A1": s("item"), "B1": s("price"), "C1": s("page"), "A2": s("tea"),
                "B2": n(4) | {"f": "ROW()*2"}, "C2": s("here"), "A3": s("milk"),
                "B3": n(6) | {"f": "ROW()*2"}, "C3": s("there"), "A4": s("bread"), "B4": n(8)}))

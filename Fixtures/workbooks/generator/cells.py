"""Cell types, their odd spellings, and what stands in the wrong place."""

from .book import U, b, book, column, d, down, e, n, one, row, s, sheet1, strings, worksheet


def cases():
    yield ("booleans", one(column([
        '<c r="{r}" t="b"><v>true</v></c>', '<c r="{r}" t="b"><v>false</v></c>',
        '<c r="{r}" t="b"><v>1</v></c>', '<c r="{r}" t="b"><v>0</v></c>',
        '<c r="{r}" t="b"><v> 1 </v></c>', '<c r="{r}" t="b"><v>2</v></c>',
    ])), sheet1(down([b(True), b(False), b(True), b(False), b(True)]), bad_boolean=1))

    yield ("errors", one(row(
        1, '<c r="A1"><v>1</v></c>', '<c r="B1" t="e"><v>#SPILL!</v></c>',
        '<c r="C1" t="e"><v>#GETTING_DATA</v></c>', '<c r="D1" t="e"><v>#DIV/0!</v></c>',
        '<c r="E1" t="e"><v>#NEW&amp;ODD!</v></c>', '<c r="F1"><v>2</v></c>')),
        sheet1({"A1": n(1), "B1": e("#SPILL!"), "C1": e("#GETTING_DATA"), "D1": e("#DIV/0!"),
                "E1": e("#NEW&ODD!"), "F1": n(2)}))

    yield ("odd-types", one(row(
        1, '<c r="A1" t="q"><v>text</v></c>', '<c r="B1" t="n"><v>abc</v></c>',
        '<c r="C1" t="n"><v> 12 </v></c>', '<c r="D1"><v>INF</v></c>', '<c r="E1"><v>NaN</v></c>',
        '<c r="F1"><v>1e999</v></c>', '<c r="G1" t="d"><v>not a day</v></c>',
        '<c r="H1"><v></v></c>', '<c r="I1"/>', '<c r="J1" t=\'n\'><v>7</v></c>')),
        sheet1({"A1": s("text"), "C1": n(12), "G1": s("not a day"), "J1": n(7)},
               unknown_cell_type=1, bad_number=4, bad_date=1))

    yield ("shared-string-index", one(row(
        1, '<c r="A1" t="s"><v>-1</v></c>', '<c r="B1" t="s"><v>abc</v></c>',
        '<c r="C1" t="s"><v>99</v></c>', '<c r="D1" t="s"/>', '<c r="E1" t="s"><v></v></c>',
        '<c r="F1" t="s"><v>1</v></c>', '<c r="G1" t="s"><v> 0 </v></c>'),
        sst=["<si><t>zero</t></si>", "<si><t>one</t></si>"]),
        sheet1({"F1": s("one"), "G1": s("zero")}, bad_shared_string=3))

    yield ("split-numbers", one(column([
        '<c r="{r}"><v><![CDATA[12]]></v></c>', '<c r="{r}"><v>1<!-- x -->2</v></c>',
        '<c r="{r}"><v>&#49;2</v></c>', '<c r="{r}"><v>1&#x32;</v></c>',
    ])), sheet1(down([n(12)] * 4)))

    yield ("order-within-cells", one(row(
        1, '<c r="A1"><v>4</v><f>2+2</f></c>',
        '<c r="B1"><extLst><ext uri="x"><v>9</v></ext></extLst><v>7</v></c>',
        '<c r="C1"><v>8</v><extLst/></c>', '<c t="str" r="D1" cm="1" vm="2"><v>d</v></c>')),
        sheet1({"A1": {**n(4), "f": "2+2"}, "B1": n(7), "C1": n(8), "D1": s("d")}))

    yield ("uncalculated", one(row(
        1, '<c r="A1"><f>1+1</f></c>', '<c r="B1"><f>1+2</f><v/></c>',
        '<c r="C1" t="str"><f>""</f><v/></c>', '<c r="D1"><f>2+2</f><v>4</v></c>',
        '<c r="E1"><f/></c>')),
        sheet1({"A1": {**U, "f": "1+1"}, "B1": {**U, "f": "1+2"}, "C1": {**s(""), "f": '""'},
                "D1": {**n(4), "f": "2+2"}, "E1": U}, uncalculated_formula=3))

    yield ("iso-dates", one(row(
        1, '<c r="A1" t="d"><v>2024-02-29</v></c>', '<c r="B1" t="d"><v>2024-02-29T10:20:30</v></c>',
        '<c r="C1" t="d"><v>2024-02-29T10:20:30.25Z</v></c>', '<c r="D1" t="d"><v>10:20:30</v></c>',
        '<c r="E1" t="d"><v>2023-02-29</v></c>')),
        sheet1({"A1": d("2024-02-29"), "B1": d("2024-02-29T10:20:30"),
                "C1": d("2024-02-29T10:20:30.250"), "D1": d("10:20:30"), "E1": s("2023-02-29")},
               bad_date=1, dropped_offset=1))

    yield ("missing-references", one(
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="3"><c><v>3</v></c><c r="D3"><v>4</v></c><c><v>5</v></c></row>'
        "<row><c><v>6</v></c></row>"),
        sheet1({"A1": n(1), "B1": n(2), "A3": n(3), "D3": n(4), "E3": n(5), "A4": n(6)}))

    yield ("odd-references", one(
        row(1, '<c r="b1"><v>1</v></c>', '<c r="A5"><v>2</v></c>', '<c r=" C1 "><v>3</v></c>')
        + row(2, '<c r="ZZZZZZZZ1"><v>4</v></c>', '<c r="A99999999999"><v>5</v></c>',
              '<c r="XFD2"><v>6</v></c>', '<c r="XFE2"><v>7</v></c>')),
        sheet1({"B1": n(1), "A5": n(2), "C1": n(3), "XFD2": n(6)}, bad_reference=3))

    yield ("order-of-cells", one(
        row(3, '<c r="A3"><v>3</v></c>') + row(1, '<c r="B1"><v>2</v></c>', '<c r="A1"><v>1</v></c>')
        + row(2, '<c r="A2"><v>8</v></c>', '<c r="A2"><v>9</v></c>')),
        sheet1({"A3": n(3), "B1": n(2), "A1": n(1), "A2": n(9)}))

    yield ("styles-that-are-not-there", one(row(
        1, '<c r="A1" s="1"><v>1</v></c>', '<c r="B1" s="99"><v>2</v></c>',
        '<c r="C1" s="x"><v>3</v></c>')),
        sheet1({"A1": n(1), "B1": n(2), "C1": n(3)}, bad_style=3))

    yield ("no-shared-strings", one(row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>1</v></c>')),
           sheet1({"B1": n(1)}, bad_shared_string=1))

    yield ("shared-formulas", one(
        row(1, '<c r="A1"><v>1</v></c>',
            '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+LOG10(A1)+Sheet1!A1&amp;"A1"</f><v>1</v></c>')
        + row(2, '<c r="A2"><v>2</v></c>', '<c r="B2"><f t="shared" si="0"/><v>2</v></c>',
              '<c r="C2"><f t="shared" si="7"/><v>5</v></c>')
        + row(3, '<c r="B3"><f t="shared" si="0"></f><v>3</v></c>',
              '<c r="C3"><f t="shared" ref="C2:C3" si="7">SUM(A$1:B3)+C:C</f><v>6</v></c>')),
        sheet1({"A1": n(1), "A2": n(2),
                "B1": {**n(1), "f": 'A1*$A$1+LOG10(A1)+Sheet1!A1&"A1"'},
                "B2": {**n(2), "f": 'A2*$A$1+LOG10(A2)+Sheet1!A2&"A1"'},
                "B3": {**n(3), "f": 'A3*$A$1+LOG10(A3)+Sheet1!A3&"A1"'},
                "C2": {**n(5), "f": "SUM(A$1:B2)+C:C"}, "C3": {**n(6), "f": "SUM(A$1:B3)+C:C"}}))

    # What lies between cells must not be taken for rows: comments, CDATA, foreign elements.
    yield ("between-cells", one(
        '<row r="1"><!-- </row><row r="9"> --><c r="A1"><v>1</v></c>'
        '<c r="B1" t="str"><v><![CDATA[</row><c r="C1"><v>9</v></c>]]></v></c><x:y xmlns:x="urn:x"><c '
        'r="D1"><v>9</v></c></x:y></row>\n<?pi </row>?>\n' + row(2, '<c r="A2"><v>2</v></c>')),
        sheet1({"A1": n(1), "B1": s('</row><c r="C1"><v>9</v></c>'), "A2": n(2)}))

    yield ("alternate-content", one(
        '<row r="1"><c r="A1"><mc:AlternateContent '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x99"><v>1</v></mc:Choice><mc:Fallback><v>2</v></mc:Fallback>'
        '</mc:AlternateContent></c></row>'), sheet1({"A1": n(2)}))

    yield ("inline", one(row(
        1, '<c r="A1" t="inlineStr"><is><t>plain</t></is></c>',
        '<c r="B1" t="inlineStr"><is><r><t>rich </t></r><r><t xml:space="preserve"> text</t></r>'
        '<rPh sb="0" eb="1"><t>no</t></rPh></is></c>',
        '<c r="C1" t="inlineStr"><v>7</v><is><t>both</t></is></c>',
        '<c r="D1" t="inlineStr"><is><t>a &lt; b</t></is></c>',
        '<c r="E1" t="inlineStr"><is><t/></is></c>')),
        sheet1({"A1": s("plain"), "B1": s("rich text"), "C1": s("both"), "D1": s("a < b"),
                "E1": s("")}))

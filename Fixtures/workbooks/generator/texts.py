"""Shared strings, rich text, escapes, white space and encodings."""

from .book import MAIN, OFFICE, book, column, down, n, one, row, s, sheet1, strings, worksheet


def shared(count):
    return column([f'<c r="{{r}}" t="s"><v>{i}</v></c>' for i in range(count)])


def cases():
    items = ["<si><t>a_x000D_b</t></si>", "<si><t>_x4E2D_</t></si>",
             "<si><t>_x005F_x000D_</t></si>", "<si><t>_x00ZZ_</t></si>",
             "<si><t>_xD83D__xDE00_</t></si>", "<si><t>_xd83d_</t></si>", "<si><t>_x0009</t></si>"]
    yield ("escapes", one(
        shared(7) + row(8, '<c r="A8" t="str"><v>_x000D_</v></c>'), sst=items),
        sheet1(down([s("a\rb"), s("中"), s("_x000D_"), s("_x00ZZ_"), s("😀"),
                     s("\ufffd"), s("_x0009"), s("\r")]), bad_text=1))

    items = ["<si><r><t>one</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> two</t></r></si>",
             "<si><t>漢字</t><rPh sb=\"0\" eb=\"2\"><t>kanji</t></rPh><phoneticPr fontId=\"1\"/></si>",
             "<si/>", "<si><t>  a\t\r\n </t></si>", "<si><t xml:space=\"preserve\">  a  </t></si>",
             "<si><t>&#32;a&#x20;</t></si>", "<si><t>\u00a0a\u00a0</t></si>", "<si><t/></si>",
             "<si><t>x<![CDATA[ <&> ]]>y</t></si>", "<si><t>line\r\nbreak</t></si>"]
    yield ("rich-and-blank", one(shared(10), sst=items), sheet1(down([
        s("one two"), s("漢字"), s(""), s("a"), s("  a  "), s("a"), s("\u00a0a\u00a0"), s(""),
        s("x <&> y"), s("line\nbreak")])))

    yield ("string-counts-that-lie", one(shared(2), sst=strings(
        ["<si><t>a</t></si>", "<si><t>b</t></si>"], ' count="1" uniqueCount="18446744073709551615"')),
        sheet1(down([s("a"), s("b")])))

    sheet = worksheet(column(['<c r="{r}" t="str"><v>Ω 漢 😀</v></c>', '<c r="{r}"><v>5</v></c>']))
    sheet = sheet.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    for name, bytes_ in (("utf-16-little", b"\xff\xfe" + sheet.encode("utf-16-le")),
                         ("utf-16-big", b"\xfe\xff" + sheet.encode("utf-16-be")),
                         ("utf-16-without-mark", sheet.encode("utf-16-le")),
                         ("utf-8-with-mark", b"\xef\xbb\xbf" + sheet.replace("UTF-16", "UTF-8").encode())):
        yield (name, book({"Sheet1": bytes_}), sheet1(down([s("Ω 漢 😀"), n(5)])))

    broken = worksheet('<row r="1"><c r="A1" t="str"><v>a@b</v></c></row>').encode()
    yield ("not-utf-8", book({"Sheet1": broken.replace(b"@", b"\xff")}), sheet1({"A1": s("a\ufffdb")}))

    prefixed = (f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1"/><x:sheetData><x:row r="1">'
                '<x:c r="A1"><x:v>1.5</x:v></x:c><x:c r="B1" t="str"><x:f>1</x:f><x:v>t</x:v></x:c>'
                '<x:c r="C1" t="inlineStr"><x:is><x:t>i</x:t></x:is></x:c></x:row></x:sheetData>'
                '</x:worksheet>')
    yield ("prefixed-names", book({"Sheet1": prefixed}), sheet1(
        {"A1": n("1.5"), "B1": {**s("t"), "f": "1"}, "C1": s("i")}))

    yield ("late-text", one(column(
        [f'<c r="{{r}}"><v>{i}</v></c>' for i in range(1, 300)]
        + ['<c r="{r}" t="str"><v>CASE-7</v></c>'])),
        sheet1(down([n(i) for i in range(1, 300)] + [s("CASE-7")])))

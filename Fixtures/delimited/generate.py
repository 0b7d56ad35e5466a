#!/usr/bin/env python3
"""Writes the fixture pairs of this folder: NAME.csv and NAME.expected.json.

Each pair comes from one table, so that what must be read is known apart from any reader.
    python3 generate.py
"""
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))

GERMAN = (["Nr", "Name", "Ort", "Betrag", "Datum"],
          [[1, "Jörg Müller", "Köln", "12,50", "2024-03-01"], [2, "Änne Groß", "Düsseldorf", "7,25", "2024-03-02"],
           [3, "Bärbel Weiß", "Nürnberg", "1003,75", "2024-04-30"], [4, "Günther Böhm", "Würzburg", "0,5", "2024-05-11"],
           [5, "Käthe Schön", "Lübeck", "88,00", "2024-06-21"]])
CHINESE = (["编号", "姓名", "城市", "数量", "备注"],
           [[1, "李娜", "上海", 3, "已付款"], [2, "王伟", "北京", 12, "等待发货"], [3, "张敏", "广州", 7, "无"],
            [4, "刘洋", "深圳", 5, "请尽快联系客户"], [5, "陈静", "杭州", 9, "已取消订单"]])
JAPANESE = (["番号", "氏名", "住所", "数量"],
            [[1, "山田太郎", "東京都", 3], [2, "佐藤花子", "大阪府", 4], [3, "鈴木一郎", "北海道", 8],
             [4, "高橋さくら", "京都市", 2], [5, "ソニー表", "福岡県", 6]])
RUSSIAN = (["Номер", "Имя", "Город"],
           [[1, "Анна Петрова", "Москва"], [2, "Иван Сидоров", "Казань"], [3, "Ольга Иванова", "Самара"],
            [4, "Сергей Кузнецов", "Новосибирск"]])
KOREAN = (["번호", "이름", "도시"],
          [[1, "김민준", "서울"], [2, "이서연", "부산"], [3, "박지훈", "대구"], [4, "최수빈", "인천"]])
GREEK = (["Αριθμός", "Όνομα", "Πόλη"],
         [[1, "Γιώργος Παπαδόπουλος", "Αθήνα"], [2, "Μαρία Νικολάου", "Θεσσαλονίκη"], [3, "Ελένη Δημητρίου", "Πάτρα"]])
PLAIN = (["id", "name", "price", "active", "since"],
         [[1, "Ann", 2.5, True, "2024-01-05"], [2, "Bob", -3.25, False, "2024-02-29"], [3, "Cleo", 10, True, "2023-12-31"]])


def text(value):
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)


def cell(value, delimiter, quote_all=False):
    value = str(text(value))
    if quote_all or any(c in value for c in (delimiter, '"', "\n", "\r")):
        return '"' + value.replace('"', '""') + '"'
    return value


def lines(table, delimiter=",", end="\n", quote_all=False, header=True):
    rows = ([table[0]] if header else []) + table[1]
    return "".join(delimiter.join(cell(v, delimiter, quote_all) for v in row) + end for row in rows)


def records(table, kinds=None):
    result = []
    for row in table[1]:
        record = {}
        for name, value in zip(table[0], row):
            record[name] = kinds[name](value) if kinds and name in kinds else value
        result.append(record)
    return result


def pair(name, data, expected, extension="csv"):
    with open(os.path.join(HERE, name + "." + extension), "wb") as f:
        f.write(data)
    with open(os.path.join(HERE, name + ".expected.json"), "w", encoding="utf-8") as f:
        json.dump(expected, f, ensure_ascii=False, indent=1)
        f.write("\n")


def expect(table, delimiter=",", encoding="utf-8", skip=0, header=True, kinds=None, rows=None):
    return {"delimiter": delimiter, "encoding": encoding, "skip_rows": skip, "header": table[0] if header else [],
            "records": rows if rows is not None else records(table, kinds)}


def comma(value):
    return float(value.replace(",", "."))


pair("plain", lines(PLAIN).encode(), expect(PLAIN))
pair("plain-crlf-quoted", lines(PLAIN, end="\r\n", quote_all=True).encode(), expect(PLAIN))
pair("carriage-returns", lines(PLAIN, end="\r").encode(), expect(PLAIN))
pair("no-final-line-end", lines(PLAIN).rstrip("\n").encode(), expect(PLAIN))
pair("tabs", lines(PLAIN, "\t").encode(), expect(PLAIN, "\t"), "tsv")
pair("pipes", lines(PLAIN, "|").encode(), expect(PLAIN, "|"))
pair("byte-order-mark", b"\xef\xbb\xbf" + lines(PLAIN).encode(), expect(PLAIN))
pair("german-1252", lines(GERMAN, ";").encode("cp1252"), expect(GERMAN, ";", "windows-1252", kinds={"Betrag": comma}))
pair("german-title", ("Auswertung 2024\n\n" + lines(GERMAN, ";")).encode(),
     expect(GERMAN, ";", skip=2, kinds={"Betrag": comma}))
pair("chinese-gb18030", lines(CHINESE).encode("gb18030"), expect(CHINESE, encoding="gb18030"))
pair("chinese-utf16", b"\xff\xfe" + lines(CHINESE, "\t").encode("utf-16le"), expect(CHINESE, "\t", "utf-16le"))
pair("utf16be-without-mark", lines(PLAIN).encode("utf-16be"), expect(PLAIN, encoding="utf-16be"))
pair("japanese-shift-jis", lines(JAPANESE).encode("cp932"), expect(JAPANESE, encoding="shift_jis"))
pair("japanese-euc", lines(JAPANESE).encode("euc-jp"), expect(JAPANESE, encoding="euc-jp"))
pair("korean-euc", lines(KOREAN).encode("euc-kr"), expect(KOREAN, encoding="euc-kr"))
pair("russian-1251", lines(RUSSIAN, ";").encode("cp1251"), expect(RUSSIAN, ";", "windows-1251"))
pair("russian-koi8", lines(RUSSIAN, ";").encode("koi8-r"), expect(RUSSIAN, ";", "koi8-r"))
pair("greek-1253", lines(GREEK, ";").encode("cp1253"), expect(GREEK, ";", "windows-1253"))
pair("separator-line", ("sep=;\r\n" + lines(PLAIN, ";", "\r\n")).encode(), expect(PLAIN, ";", skip=1))
pair("comments", ("# made by hand\n# twice\n" + lines(PLAIN)).encode(), expect(PLAIN, skip=2))
NESTED = (["id", "text", "n"], [[1, 'said "no", twice', 5], [2, "two\nlines", 6], [3, "a\r\nb", 7], [4, "", 8]])
pair("quoted", lines(NESTED).encode(),
     expect(NESTED, rows=[dict(r, text=r["text"] or None) for r in records(NESTED)]))
CODES = (["zip", "phone", "code", "version", "na"],
         [["02139", "+4915112345678", "1e5", "1.10.2", "NA"], ["10001", "+18005550100", "2E10", "1.9.0", "NZ"]])
pair("codes", lines(CODES).encode(), expect(CODES))
BIG = (["id", "exact"], [[9007199254740993, "0.30000000000000004"], [1582218195625938945, "1.7976931348623157e+308"]])
# Every digit must survive: what is expected is the text of the number.
pair("big-numbers", lines(BIG).encode(), expect(BIG))
pair("missing", b"x,y\n1,NA\n,2.5\nN/A,\n4,null\n",
     {"delimiter": ",", "encoding": "utf-8", "skip_rows": 0, "header": ["x", "y"],
      "records": [{"x": 1, "y": None}, {"x": None, "y": 2.5}, {"x": None, "y": None}, {"x": 4, "y": None}]})
pair("ragged", b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n",
     {"delimiter": ",", "encoding": "utf-8", "skip_rows": 0, "header": ["a", "b", "c"],
      "records": [{"a": 1, "b": 2, "c": 3, "column_4": None}, {"a": 4, "b": 5, "c": None, "column_4": None},
                  {"a": 6, "b": 7, "c": 8, "column_4": 9}, {"a": 10, "b": 11, "c": 12, "column_4": None}]})
pair("repeated-names", b"a,,a,a_2\n1,2,3,4\n",
     {"delimiter": ",", "encoding": "utf-8", "skip_rows": 0, "header": ["a", "", "a", "a_2"],
      "records": [{"a": 1, "column_2": 2, "a_3": 3, "a_2": 4}]})
pair("no-header", b"2024-01-05,17,true\n2024-01-06,18,false\n2024-01-07,21,true\n",
     {"delimiter": ",", "encoding": "utf-8", "skip_rows": 0, "header": [],
      "records": [{"column_1": "2024-01-0%d" % d, "column_2": n, "column_3": t}
                  for d, n, t in ((5, 17, True), (6, 18, False), (7, 21, True))]})

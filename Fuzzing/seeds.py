"""Writes the first inputs of a fuzz target: seeds.py TARGET FIXTURES FOLDER."""

import glob
import os
import re
import struct
import subprocess
import sys
import tempfile
import zipfile

import binary


NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
                         ("number", "datastyle")))
CELLS = [
    '<table:table-cell office:value-type="float" office:value="1.5" calcext:value-type="float"><text:p>1</text:p></table:table-cell>',
    '<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2024-02-29T10:00:00"><text:p>x</text:p></table:table-cell>',
    '<table:table-cell office:value-type="time" office:time-value="PT30H"><text:p>x</text:p></table:table-cell>',
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>x</text:p></table:table-cell>',
    '<table:table-cell table:number-columns-repeated="3" office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p/></table:table-cell>',
    '<table:covered-table-cell/><table:table-cell table:number-columns-spanned="2" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
]


def open_documents():
    for i in range(1, 1 + len(CELLS)):
        rows = "".join(
            f'<table:table-row table:number-rows-repeated="{row}">{"".join(CELLS[:i])}</table:table-row>'
            for row in (1, 2))
        yield f"document-{i}", (
            f'<?xml version="1.0"?><office:document {NAMES} xmlns:calcext="urn:org:documentfoundation:names:'
            'experimental:calc:xmlns:calcext:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
            '<office:automatic-styles><style:style style:name="ce1" style:family="table-cell"/></office:automatic-styles>'
            '<office:body><office:spreadsheet><table:table table:name="S"><table:table-column/>'
            f'<table:table-row-group>{rows}</table:table-row-group></table:table></office:spreadsheet></office:body>'
            '</office:document>').encode()
    yield "excel-2003", (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
        b'<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="Number">1</Data></Cell>'
        b'<Cell><Data ss:Type="DateTime">2024-01-02T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>')


def descriptions():
    parameters = (
        'saltSize="4" blockSize="16" keyBits="128" hashSize="20" cipherAlgorithm="AES" '
        'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA1" saltValue="AAECAw=="')
    value = "A" * 43 + "="
    yield "agile", bytes([0, 4, 0, 4, 0, 64, 0, 0, 0]) + (
        f'<encryption><keyData {parameters}/><dataIntegrity encryptedHmacKey="{value}" encryptedHmacValue="{value}"/>'
        f'<encryptedKey xmlns="http://schemas.microsoft.com/office/2006/keyEncryptor/password" spinCount="2" {parameters} '
        f'encryptedVerifierHashInput="{value}" encryptedVerifierHashValue="{value}" encryptedKeyValue="{value}"/>'
        '</encryption>').encode()
    for name, algorithm in (("standard", 0x660E), ("record", 0x6801)):
        header = struct.pack("<8I", 0x24, 0, algorithm, 0x8004, 128, 24, 0, 0)
        body = struct.pack("<HHII", 4, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + bytes(32)
        body += struct.pack("<I", 20) + bytes(32)
        yield name, (bytes([3, 1, 0]) if name == "record" else bytes([0])) + body
    yield "rc4", bytes([3, 1, 0, 1, 0, 1, 0]) + bytes(48)
    yield "xor", bytes([1, 0x34, 0x12, 0xF1, 0xFE])


PROGRAM = os.environ.get(
    "ROWCAST", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/rowcast"))
TABLES = {
    "two": "size,place,kind\n" + "".join(f"{i % 9},{'ab'[i % 2]},{'yn'[(i * 7 // 3) % 2]}\n" for i in range(40)),
    "three": "day,note,kind\n" + "".join(
        f"2024-0{i % 9 + 1}-1{i % 7},{'red blue green'.split()[i % 3]} one,{'pqr'[i * i % 3]}\n" for i in range(60)),
}


def rowcast(*arguments):
    """What the program prints; nothing where it is not built."""
    try:
        return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""


def models():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in TABLES.items():
            path = os.path.join(folder, name + ".csv")
            with open(path, "w") as file:
                file.write(text)
            for kind in ["logistic", "softmax", "perceptron", "mlp"]:
                model = os.path.join(folder, "m.json")
                options = ["--hidden", "2"] if kind == "mlp" else []
                if os.path.exists(model):
                    os.remove(model)
                rowcast("train", path, "--target", "kind", "--model", kind, "-o", model, *options)
                if os.path.exists(model):
                    # Without its indents a model is short enough for the fuzzer.
                    yield f"{name}-{kind}", re.sub(rb"\n *", b"", open(model, "rb").read())


def seeds(target, fixtures):
    if target == "opendocument":
        yield from open_documents()
        return
    if target == "encryption":
        yield from descriptions()
        return
    if target == "model":
        yield "empty", b'{"format": "rowcast-model", "formatVersion": 1}'
        yield from models()
        return
    if target == "yaml":
        example = rowcast("config", "--example") or b"target: churned\nseed: 3\ndrop: [a, b]\n"
        yield "example", example
        yield "all", re.sub(rb"(?m)^# (?=[a-z0-9\"-]+: )", b"", example)
        return
    if target == "options":
        words = [b"1", b"a", b"none", b"auto", b"a=number", b"1,2", b"entry-bytes=9", b"B2:F9", b"0.5", b";", b""]
        for number in range(128):
            yield f"option-{number}", b"\n".join(bytes([number]) + word for word in words)
        return
    if target == "delimited":
        for i, path in enumerate(sorted(glob.glob(os.path.join(fixtures, "delimited", "*.?sv")))):
            yield os.path.basename(path), bytes([i * 37 % 256]) + open(path, "rb").read()
        return
    if target == "json":
        for i, path in enumerate(sorted(glob.glob(os.path.join(fixtures, "*", "*.json")))):
            yield os.path.basename(path), bytes([i * 37 % 256]) + open(path, "rb").read()
        lines = open(os.path.join(fixtures, "orders.ndjson"), "rb").readlines()
        for i in range(0, min(len(lines), 40), 4):
            yield f"orders-{i}", bytes([i]) + b"".join(lines[i:i + 4])
        return
    if target == "compound":
        for path in sorted(glob.glob(os.path.join(fixtures, "*", "*.xlsx"))):
            content = open(path, "rb").read()
            if content.startswith(b"\xd0\xcf\x11\xe0"):
                yield os.path.basename(path), content
        yield "workbook", binary.compound(binary.old_workbook(8))
        return
    if target == "biff":
        for version in (2, 3, 4, 5, 8):
            choice = {2: 1, 3: 2, 4: 3}.get(version, 0)
            yield f"biff{version}", bytes([choice]) + binary.old_workbook(version)
        return
    if target == "xlsb":
        yield from binary.parts()
        return
    folder = os.path.join(fixtures, "workbooks")
    for path in sorted(glob.glob(os.path.join(folder, "*.xlsx"))):
        name = os.path.basename(path)
        if target == "zip":
            yield name, open(path, "rb").read()
            continue
        try:
            archive = zipfile.ZipFile(path)
            for part in archive.namelist():
                content = archive.read(part)
                if target == "sheet" and "sheet" not in part.lower():
                    continue
                if target == "styles":
                    for i, code in enumerate(re.findall(rb'formatCode="([^"]*)"', content)):
                        yield f"{name}-{i}", b"\0" * 8 + code.replace(b"&quot;", b'"').replace(b"&lt;", b"<")
                    continue
                yield name + "-" + part.replace("/", "-").replace("\\", "-"), content
        except (zipfile.BadZipFile, KeyError, OSError):
            continue


def main():
    target, fixtures, folder = sys.argv[1:]
    for name, content in seeds(target, fixtures):
        if len(content) <= (1 << 16 if target == "model" else 16384):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)


if __name__ == "__main__":
    main()

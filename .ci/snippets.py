#!/usr/bin/env python3
"""Writes the Swift of every article and README as functions that the compiler checks: snippets.py FOLDER

Each ```swift block becomes a function of its own, in the order of its file; its imports go to the top of
the file. What an article takes as given (a table, a request) is a parameter; the functions are never called.
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BLOCK = re.compile(r"^```swift\n(.*?)^```$", re.M | re.S)
IMPORT = re.compile(r"^import \w+\n", re.M)
GIVEN = """
  table: Table, others: Table, training: [Int], matrix: FeatureMatrix, other: FeatureMatrix, labels: [Int],
  request: Request, body: [UInt8], customer: Customer
"""


def articles():
    yield "README.md"
    for place, _, names in sorted(os.walk(os.path.join(ROOT, "Sources"))):
        yield from (os.path.relpath(os.path.join(place, name), ROOT) for name in sorted(names) if name.endswith(".md"))


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    wanted = {}
    for article in articles():
        with open(os.path.join(ROOT, article), encoding="utf-8") as file:
            blocks = BLOCK.findall(file.read())
        if not blocks:
            continue
        name = os.path.splitext(os.path.basename(article))[0]
        imports = sorted({line for block in blocks for line in IMPORT.findall(block)} | {"import Rowcast\n"})
        functions = []
        for number, block in enumerate(blocks, 1):
            body = IMPORT.sub("", block).strip("\n")
            lines = "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
            functions.append(f"func {name}{number}({GIVEN}) async throws {{\n{lines}}}\n")
        wanted[f"{name}.swift"] = f"// swift-format-ignore-file\n// Of {article}.\n" + "".join(imports) + "\n" + "\n".join(functions)
    for old in set(os.listdir(folder)) - set(wanted):
        os.remove(os.path.join(folder, old))
    for name, text in wanted.items():
        path = os.path.join(folder, name)
        if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    print(f"{sum(text.count('func ') for text in wanted.values())} snippets of {len(wanted)} articles")


if __name__ == "__main__":
    main()

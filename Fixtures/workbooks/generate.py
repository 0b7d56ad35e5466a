#!/usr/bin/env python3
"""Writes the small cases of the workbook reader, each with what it must be read as beside it.

    python3 -B Fixtures/workbooks/generate.py            # writes them beside this file
    python3 -B Fixtures/workbooks/generate.py FOLDER     # or somewhere else

A case is `name.xlsx` and `name.expected.json`. The expected file holds either

* `sheets`: name, state and every cell that is not blank, as `{"t": ..., "v": ...}` with
  `t` n(umber), s(tring), b(oolean), e(rror), d(ate) or u(ncalculated), numbers as their digits,
  `f` the formula; and `diagnostics`: how many of each kind were told; or
* `error`: words that the message holds, and `limit` when a limit was met.

The values are those of ECMA-376 and of Excel, written down by hand here, not taken from a reader.
The same bytes come out on every run, with Python's standard library alone.
"""

import json
import os
import sys

from generator import cells, layout, numbers, package, refused, texts

CASES = (cells, numbers, texts, layout, package, refused)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    for module in CASES:
        for name, content, expected in module.cases():
            with open(os.path.join(folder, name + ".xlsx"), "wb") as file:
                file.write(content)
            with open(os.path.join(folder, name + ".expected.json"), "w", encoding="utf-8") as file:
                json.dump(expected, file, ensure_ascii=False, indent=1)
                file.write("\n")


if __name__ == "__main__":
    main()

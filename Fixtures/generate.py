#!/usr/bin/env python3
"""Writes the fixtures of this folder: the same seed, the same bytes, with the standard library alone.

    python3 Fixtures/generate.py            # writes them beside this file
    python3 Fixtures/generate.py FOLDER     # or somewhere else

What each file is for is told in README.md beside this file.
"""

import os
import sys

from generator import broken, chinese, customers, european, flowers, messages, orders

STEPS = (customers, chinese, european, orders, messages, flowers, broken)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    for step in STEPS:
        for name, content in step.files():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)
            print(f"{len(content):>9,} {name}")


if __name__ == "__main__":
    main()

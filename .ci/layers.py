#!/usr/bin/env python3
"""The layers of the house: what each target imports is exactly what Package.swift lets it import.

The compiler's own check lets what a dependency imports through, and says nothing of a dependency that
nobody imports any more.
"""

import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
IMPORT = re.compile(r"^(?:@\w+ )*(?:(?:public|package|internal|private|fileprivate) )?import (?:\w+ )?(\w+)", re.M)


def swift_files(folder):
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names if name.endswith(".swift"))


def imports(folder):
    found = set()
    for path in swift_files(folder):
        # Imports stand indented only under `#if`; those in a text that is written out do not count.
        with open(path, encoding="utf-8") as file:
            text = re.sub(r'""".*?"""', "", file.read(), flags=re.S)
        found |= set(IMPORT.findall(re.sub(r"^  (?=\S*.*\bimport )", "", text, flags=re.M)))
    return found


def main():
    manifest = json.loads(subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    targets = [target for target in manifest["targets"] if target["type"] != "system"]
    ours = {target["name"] for target in manifest["targets"]}
    outside = {
        (dependency.get("product") or [None])[0] for target in targets for dependency in target["dependencies"]
    } - {None}
    wrong = []
    for target in targets:
        name = target["name"]
        declared = {(d.get("byName") or d.get("target") or d.get("product"))[0] for d in target["dependencies"]}
        used = imports(os.path.join(ROOT, target.get("path") or f"Sources/{name}")) & (ours | outside | declared)
        wrong += [f"{name} imports {other} without declaring it" for other in sorted(used - declared - {name})]
        wrong += [f"{name} declares {other} and imports it nowhere" for other in sorted(declared - used)]
    print("\n".join(wrong) or f"{len(targets)} targets import exactly what they declare")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

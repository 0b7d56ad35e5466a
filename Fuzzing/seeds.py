"""Writes the first inputs of a fuzz target: seeds.py TARGET FIXTURES FOLDER."""

import glob
import os
import re
import sys
import zipfile


def seeds(target, fixtures):
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
        if len(content) <= 16384:
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)


if __name__ == "__main__":
    main()

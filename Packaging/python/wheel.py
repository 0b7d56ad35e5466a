"""Makes the wheel: wheel.py TREE VERSION PLATFORM FOLDER

TREE holds bin/rowcast and lib/rowcast; both go to the same places under the environment, so that the
program finds its libraries. No build backend is needed: a wheel is a zip file (PyPA, binary distribution format).
"""

import base64
import hashlib
import os
import sys
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    tree, version, platform, folder = sys.argv[1:]
    tag = f"py3-none-{platform}"
    info, data = f"rowcast-{version}.dist-info", f"rowcast-{version}.data"
    files = {}
    for name in sorted(os.listdir(os.path.join(HERE, "rowcast"))):
        if name.endswith((".py", ".pyi", ".typed")):
            files[f"rowcast/{name}"] = read(os.path.join(HERE, "rowcast", name))
    files[f"{data}/scripts/rowcast"] = read(os.path.join(tree, "bin/rowcast"))
    libraries = os.path.join(tree, "lib/rowcast")
    for name in sorted(os.listdir(libraries)):
        files[f"{data}/data/lib/rowcast/{name}"] = read(os.path.join(libraries, name))
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: rowcast\nVersion: {version}\n"
        "Summary: Spreadsheets and CSV files to exact JSON, data frames and a trained classifier\n"
        "License: Apache-2.0\nRequires-Python: >=3.9\n"
        "Classifier: Typing :: Typed\n"
        "Provides-Extra: pandas\nRequires-Dist: pandas; extra == 'pandas'\n"
        "Requires-Dist: pyarrow; extra == 'pandas'\n"
        "Provides-Extra: arrow\nRequires-Dist: pyarrow; extra == 'arrow'\n"
        "Description-Content-Type: text/markdown\n\n").encode() + read(os.path.join(HERE, "README.md"))
    files[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: rowcast\nRoot-Is-Purelib: false\nTag: {tag}\n").encode()
    files[f"{info}/licenses/LICENSE"] = read(os.path.join(HERE, "../../LICENSE"))
    record = "".join(f"{name},sha256={digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()

    moment = time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315_532_800))[:6]
    with zipfile.ZipFile(os.path.join(folder, f"rowcast-{version}-{tag}.whl"), "w") as wheel:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
            wheel.writestr(entry, content, compresslevel=9)


def digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def read(path):
    with open(path, "rb") as file:
        return file.read()


if __name__ == "__main__":
    main()

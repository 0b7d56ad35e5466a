#!/usr/bin/env python3
"""Runs every command that READMEs and tutorials show and puts in what it prints: readme.py PATH_OF_ROWCAST

The tables of options, between `<!-- options -->` and `<!-- /options -->`, are the program's own; an option
that a page names and no table has is an error.

A block marked `console` holds commands after `$ `, each with its output below. All blocks of a file run in
one folder, a copy of Fixtures, in order. With --check nothing is written; a difference is exit code 1.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OPTIONS = re.compile(r"(<!-- options -->\n).*?(<!-- /options -->)", re.S)
PAGES = ["README.md", "README.zh.md"] + [
    f"Sources/Rowcast/Rowcast.docc/{name}.md"
    for name in ("Converting", "ChoosingRecords", "LearningFromATable", "Options")]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def refresh(text, folder, environment):
    def run(match):
        lines = []
        for command in re.findall(r"^\$ (.*)$", match.group(1), re.M):
            done = subprocess.run(
                ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                capture_output=True, text=True)
            # What stands on standard error comes first: in a pipe the order is left to chance.
            shown = (done.stderr + done.stdout).rstrip()
            lines += [f"$ {command}", *(line.rstrip() for line in shown.split("\n"))]
        return "```console\n" + "\n".join(line for line in lines).rstrip() + "\n```"

    reference = subprocess.run(
        ["rowcast", "config", "--reference"], env=environment, check=True, capture_output=True,
        text=True).stdout
    known = set(re.findall(r"--[A-Za-z0-9-]+", reference)) | {"--help", "--version"}
    named = set(re.findall(r"(?<![\w-])--[A-Za-z][A-Za-z0-9-]*", text))
    foreign = {"--generate-completion-script"}
    if named - known - foreign:
        sys.exit("no such option: " + ", ".join(sorted(named - known - foreign)))
    text = OPTIONS.sub(lambda match: match.group(1) + reference + match.group(2), text)
    return BLOCK.sub(run, text)


def main():
    binary = os.path.abspath(sys.argv[1])
    is_same = True
    for name in PAGES:
        path = os.path.join(ROOT, name)
        with open(path, encoding="utf-8") as file:
            before = file.read()
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(os.path.join(ROOT, "Fixtures"), folder, dirs_exist_ok=True)
            tools = os.path.join(folder, ".bin")
            os.mkdir(tools)
            os.symlink(binary, os.path.join(tools, "rowcast"))
            environment = dict(
                os.environ, PATH=tools + ":" + os.environ["PATH"], NO_COLOR="1", COLUMNS="100")
            after = refresh(before, folder, environment)
        is_same = is_same and before == after
        if "--check" not in sys.argv:
            with open(path, "w", encoding="utf-8") as file:
                file.write(after)
    if "--check" in sys.argv and not is_same:
        sys.exit("the READMEs do not show what the program prints: make readme")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""`rowcast inspect OLD NEW` beside programs that compare two tables, on the same files, in turn.

    Benchmarks/compare.py .build/release/rowcast                      # 1,000,000 against 1,000,000 rows
    Benchmarks/compare.py .build/release/rowcast --rows 100000 --rounds 3
    Benchmarks/compare.py .build/release/rowcast --peers csv-diff pandas

Two versions of one table are generated, always the same for the same number of rows: of a thousand rows five
are gone, five are new, twenty have another price and ten another city. Every program is told the key; what it
counted is held against what was planted. Peers that are not installed are named and left out:

    python3 -m venv ~/.cache/rowcast-benchmarks/venv
    ~/.cache/rowcast-benchmarks/venv/bin/pip install daff csv-diff csvdiff datacompy polars pandas
"""

import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile

import run

COLUMNS = ["id", "name", "city", "plan", "price", "quantity", "since", "active", "score", "note"]
CITIES = ["Berlin", "Paris", "Wien", "Roma", "Oslo", "Lyon", "Graz", "Bari"]
PLANS = ["basic", "plus", "pro"]
PEERS = {
    "csv-diff": "csv_diff", "csvdiff": "csvdiff", "datacompy": "datacompy, polars",
    "pandas": "pandas", "daff": "daff"}

PANDAS = """
import json, sys, pandas
a, b = (pandas.read_csv(path, index_col="id") for path in sys.argv[1:3])
both = a.index.intersection(b.index)
x, y = a.loc[both], b.loc[both]
unlike = ~((x == y) | (x.isna() & y.isna())).all(axis=1)
cells = x[unlike].compare(y[unlike])
print(json.dumps([len(b.index.difference(a.index)), len(a.index.difference(b.index)), len(cells)]))
"""

CSV_DIFF = """
import json, sys, csv_diff
one, two = (csv_diff.load_csv(open(path, newline=""), key="id") for path in sys.argv[1:3])
found = csv_diff.compare(one, two)
print(json.dumps([len(found["added"]), len(found["removed"]), len(found["changed"])]))
"""

CSVDIFF = """
import csvdiff, json, sys
found = csvdiff.diff_files(sys.argv[1], sys.argv[2], ["id"])
print(json.dumps([len(found["added"]), len(found["removed"]), len(found["changed"])]))
"""

DATACOMPY = """
import datacompy, json, polars, sys
one, two = (polars.read_csv(path, infer_schema_length=None) for path in sys.argv[1:3])
found = datacompy.PolarsCompare(one, two, join_columns="id")
print(json.dumps([found.df2_unq_rows.height, found.df1_unq_rows.height, found.all_mismatch().height]))
"""

# What daff's own command does, with its options; its table of differences is counted.
DAFF = """
import csv, json, sys, daff
one, two = (daff.PythonTableView([row for row in csv.reader(open(path, newline=""))])
            for path in sys.argv[1:3])
flags = daff.CompareFlags()
flags.addPrimaryKey("id")
flags.unchanged_context = 0
flags.ordered = False
out = daff.PythonTableView([])
daff.TableDiff(daff.compareTables(one, two, flags).align(), flags).hilite(out)
marks = [out.getCell(0, row) for row in range(out.height)]
print(json.dumps([marks.count("+++"), marks.count("---"), sum("->" in str(mark) for mark in marks)]))
"""


def write(rows):
    """Writes both versions; returns their paths and what was planted."""
    os.makedirs(run.CACHE, exist_ok=True)
    paths = [os.path.join(run.CACHE, f"compare-{rows}-{name}.csv") for name in ("old", "new")]
    planted = [rows // 1000 * 5, rows // 1000 * 5, rows // 1000 * 30]
    if all(os.path.exists(path) for path in paths):
        return paths, planted
    draw = random.Random(18)
    with open(paths[0] + ".part", "w", newline="") as old, \
            open(paths[1] + ".part", "w", newline="") as new:
        writers = [csv.writer(file, lineterminator="\n") for file in (old, new)]
        for writer in writers:
            writer.writerow(COLUMNS)
        for number in range(rows):
            row = [
                f"C-{number:08d}", f"Customer {draw.randrange(10**6)}", draw.choice(CITIES),
                draw.choice(PLANS), f"{draw.randrange(100, 99999) / 100:.2f}", draw.randrange(50),
                f"20{draw.randrange(10, 25)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
                draw.choice(["true", "false"]), f"{draw.random():.4f}",
                "" if draw.randrange(3) else f"note {draw.randrange(1000)}"]
            writers[0].writerow(row)
            place = number % 1000
            if place < 5:
                continue
            if place < 25:
                row[4] = f"{float(row[4]) + 1:.2f}"
            elif place < 35:
                row[2] = "Turin"
            writers[1].writerow(row)
            if place < 10:
                writers[1].writerow([f"N-{number:08d}"] + row[1:])
    for path in paths:
        os.rename(path + ".part", path)
    return paths, planted


def counts(lines):
    return json.loads(lines[0]) if lines else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rowcast")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--peers", nargs="*", default=list(PEERS), help=", ".join(PEERS))
    options = parser.parse_args()
    (old, new), planted = write(options.rows)
    python = run.interpreter()
    commands = {
        "rowcast": [options.rowcast, "inspect", old, new, "--key", "id", "--json"],
        "rowcast, key found": [options.rowcast, "inspect", old, new, "--json"],
        "rowcast, one thread": [
            options.rowcast, "inspect", old, new, "--key", "id", "--threads", "1", "--json"],
    }
    for name in options.peers:
        code = {
            "csv-diff": CSV_DIFF, "csvdiff": CSVDIFF, "datacompy": DATACOMPY, "pandas": PANDAS,
            "daff": DAFF}[name]
        module = f"import {PEERS[name]}"
        if subprocess.run([python, "-c", module], capture_output=True).returncode == 0:
            commands[name] = [python, "-c", code, old, new]
        else:
            print(f"not installed, left out: {name}", file=sys.stderr)
    results = {name: [] for name in commands}
    found = {}
    for _ in range(options.rounds):
        for name, command in commands.items():
            with tempfile.NamedTemporaryFile() as output:
                seconds, memory, lines = measure(command, output.name)
                results[name].append((seconds, memory))
                if name.startswith("rowcast"):
                    rows = json.load(open(output.name))["rows"]
                    found[name] = [rows["added"], rows["removed"], rows["changed"]]
                else:
                    found[name] = counts(lines)
    base = statistics.median(seconds for seconds, _ in results["rowcast"])
    print("| program | seconds | ratio | memory (MB) | added, removed, changed |\n|---|---|---|---|---|")
    for name, measured in results.items():
        seconds = statistics.median(seconds for seconds, _ in measured)
        memory = max(memory for _, memory in measured)
        told = ", ".join(f"{count:,}" for count in found[name])
        mark = "" if found[name] == planted else f" (planted: {planted})"
        print(f"| {name} | {seconds:.2f} | {seconds / base:.1f} | {memory:.0f} | {told}{mark} |",
              flush=True)


def measure(command, output):
    """As `run.measure`, with what was printed in a file."""
    seconds, memory, last = run.measure(["/bin/sh", "-c", 'out=$1; shift; exec "$@" > "$out"', "sh",
                                         output] + command)
    with open(output) as file:
        lines = [line for line in file.read().split("\n") if line]
    return seconds, memory, last or lines[-1:]


if __name__ == "__main__":
    main()

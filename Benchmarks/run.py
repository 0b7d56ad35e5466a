#!/usr/bin/env python3
"""Rowcast and its peers on the same files, in turn: see README.md beside this file."""

import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import peers
import workloads

HERE = os.path.dirname(os.path.abspath(__file__))
CACHE = os.path.join(
    os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "rowcast-benchmarks")
TASKS = {
    "xlsx": (["convert", "{source}", "-o", "{output}"], "ndjson", ["polars", "pandas"]),
    "ods": (["convert", "{source}", "-o", "{output}"], "ndjson", ["polars"]),
    "xlsx-parquet": (["convert", "{source}", "-o", "{output}"], "parquet", ["polars"]),
    "csv-parquet": (["convert", "{source}", "-o", "{output}"], "parquet", ["polars", "duckdb"]),
    "csv-sqlite": (["convert", "{source}", "-o", "{output}"], "sqlite", ["pandas"]),
    "many": (["convert", "{sources}", "-o", "{output}/"], "folder", ["calamine"]),
    "csv": (["convert", "{source}", "-o", "{output}"], "ndjson", ["polars", "duckdb", "pandas"]),
    "profile": (["inspect", "{source}", "--report", "{output}"], "html", ["ydata-profiling"]),
    "train": (["train", "{source}", "--target", "label", "-o", "{model}"], "json", ["scikit-learn"]),
    "predict": (["predict", "{model}", "{source}", "-o", "{output}"], "csv", ["scikit-learn"]),
}


def measure(command):
    """Seconds, peak memory in megabytes and the last line printed of a command run to its end."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        output.seek(0)
        lines = output.read().decode().split("\n")
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss * unit / 1e6, [line for line in lines if line][-1:]


def records(path, kind):
    """How many records a file holds; quoted line ends would need a reader, the workloads have none."""
    if kind == "folder":
        return sum(records(name, "ndjson") for name in glob.glob(os.path.join(path, "*")))
    if kind == "parquet":
        return footer(path)
    if kind == "sqlite":
        import sqlite3
        with sqlite3.connect(path) as database:
            (name,), = database.execute("select name from sqlite_master where type = 'table'")
            return database.execute(f'select count(*) from "{name}"').fetchone()[0]
    with open(path, "rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    return lines - (kind == "csv")


def footer(path):
    """The records of a Parquet file, as DuckDB of the benchmarks' Python counts them."""
    code = f"import duckdb; print(duckdb.sql(\"select count(*) from '{path}'\").fetchone()[0])"
    counted = subprocess.run([interpreter(), "-c", code], capture_output=True, text=True)
    return int(counted.stdout) if counted.returncode == 0 else -1


def prepare(rows):
    os.makedirs(CACHE, exist_ok=True)
    sheet_rows = min(rows, 200_000)
    files = {
        "xlsx": (os.path.join(CACHE, f"rows-{sheet_rows}.xlsx"), workloads.write_workbook, sheet_rows),
        "ods": (os.path.join(CACHE, f"rows-{sheet_rows}.ods"), workloads.write_ods, sheet_rows),
        "many": (os.path.join(CACHE, "hundred"), workloads.write_workbooks, 60_000),
        "csv": (os.path.join(CACHE, f"rows-{rows}.csv"), workloads.write_csv, rows),
    }
    for path, write, count in files.values():
        if not os.path.exists(path):
            print(f"writing {path}", file=sys.stderr)
            shutil.rmtree(path + ".part", ignore_errors=True)
            write(path + ".part", count)
            os.rename(path + ".part", path)
    return {name: (path, count) for name, (path, _, count) in files.items()}


def interpreter():
    """The Python that has the peers: the benchmarks' own environment, or this one."""
    own = os.environ.get("ROWCAST_BENCH_PYTHON", os.path.join(CACHE, "venv", "bin", "python"))
    return own if os.path.exists(own) else sys.executable


def installed(python, name):
    code = "; ".join(f"import {module}" for module in peers.MODULES[name])
    return subprocess.run([python, "-c", code], capture_output=True).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rowcast")
    parser.add_argument("tasks", nargs="*", default=list(TASKS), help=", ".join(TASKS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=500_000)
    options = parser.parse_args()
    python, files = interpreter(), prepare(options.rows)
    there = {name: installed(python, name) for name in peers.PEERS}
    for name in [name for name, is_there in there.items() if not is_there]:
        print(f"not installed, left out: {name}", file=sys.stderr)
    print("| task | program | seconds | ratio | memory (MB) | records |\n|---|---|---|---|---|---|")
    for task in options.tasks:
        arguments, kind, names = TASKS[task]
        first = task.split("-")[0]
        source, rows = files[first if first in files else "csv"]
        model = os.path.join(CACHE, "rowcast-model.json")
        own = os.path.join(CACHE, f"out.rowcast.{kind}")
        commands = {"rowcast": [options.rowcast]}
        for word in arguments:
            commands["rowcast"] += sorted(glob.glob(os.path.join(source, "*"))) \
                if word == "{sources}" else [word.format(source=source, model=model, output=own)]
        for name in names:
            if there[name]:
                output = os.path.join(CACHE, f"out.{name}.{kind}")
                commands[name] = [
                    python, os.path.join(HERE, "peers.py"), name, task, source, output]
        results = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                seconds, memory, last = measure(command)
                results[name].append((float(last[0]) if name != "rowcast" else seconds, memory))
        base = statistics.median(seconds for seconds, _ in results["rowcast"])
        for name, found in results.items():
            seconds = statistics.median(seconds for seconds, _ in found)
            memory = max(memory for _, memory in found)
            written = "-"
            if task not in ("train", "profile") and name != "calamine":
                count = records(os.path.join(CACHE, f"out.{name}.{kind}"), kind)
                written = "?" if count < 0 else f"{count:,}" + ("" if count == rows else f" of {rows:,}!")
            print(f"| {task} | {name} | {seconds:.2f} | {seconds / base:.1f} | {memory:.0f} | {written} |",
                  flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Rowcast on real Spark: the same model bytes on every kind of it, traps that are none, and kills in mid job.

    Engines/spark/check.py PROGRAM [--python PYTHON ...] [--mode local|cluster|standalone|connect|kill ...]

Each Python has a pyspark of its own, 4.x or 3.5. Whatever is missing is named, and what needs it skipped.
"""

import argparse
import contextlib
import glob
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "Fixtures")
ADDRESS = "127.0.0.1"
MODES = ("local", "cluster", "standalone", "connect", "kill")


def say(text):
    print("spark: " + text, flush=True)


# -- what is started, and ended ---------------------------------------------------------------------------------


class Spark:
    """The programs of a pyspark, started here and ended here."""

    def __init__(self, python, folder):
        self.python, self.folder = python, folder
        self.home = subprocess.run(
            [python, "-c", "import pyspark, os; print(os.path.dirname(pyspark.__file__))"],
            stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        self.version = subprocess.run(
            [python, "-c", "import pyspark; print(pyspark.__version__)"],
            stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        self.started = []
        self.environment = dict(
            os.environ, SPARK_HOME=self.home, SPARK_LOCAL_IP=ADDRESS, SPARK_NO_DAEMONIZE="1",
            PYSPARK_PYTHON=python, SPARK_WORKER_DIR=os.path.join(folder, "work"))

    def start(self, words, until):
        """Starts a program and waits until its log says it is there."""
        path = os.path.join(self.folder, "log-%d" % len(self.started))
        with open(path, "wb") as log:
            process = subprocess.Popen(words, env=self.environment, stdout=log, stderr=log, cwd=self.folder)
        self.started.append(process)
        for _ in range(600):
            with open(path, encoding="utf-8", errors="replace") as log:
                if until in log.read():
                    return process
            if process.poll() is not None:
                break
            time.sleep(0.2)
        raise SystemExit("spark: %s did not start; see %s" % (words[1], path))

    def master(self, port=17077, workers=2):
        words = [os.path.join(self.home, "bin", "spark-class")]
        self.start(words + ["org.apache.spark.deploy.master.Master", "--host", ADDRESS, "--port", str(port),
                            "--webui-port", "0"], "I have been elected leader")
        for _ in range(workers):
            self.worker(port)
        return "spark://%s:%d" % (ADDRESS, port)

    def worker(self, port=17077):
        words = [os.path.join(self.home, "bin", "spark-class")]
        return self.start(
            words + ["org.apache.spark.deploy.worker.Worker", "--host", ADDRESS, "--cores", "1", "--memory", "1g",
                     "--webui-port", "0", "spark://%s:%d" % (ADDRESS, port)], "Successfully registered")

    def connect(self, port=15002):
        self.start(
            [os.path.join(self.home, "bin", "spark-submit"), "--class",
             "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", "local[2]",
             "--conf", "spark.ui.enabled=false", "--conf", "spark.driver.bindAddress=" + ADDRESS, "--conf",
             "spark.driver.host=" + ADDRESS, "--conf", "spark.connect.grpc.binding.port=%d" % port,
             "spark-internal"], "Spark Connect server started")
        return "sc://%s:%d" % (ADDRESS, port)

    def end(self):
        for process in reversed(self.started):
            if process.poll() is None:
                process.terminate()
        for process in self.started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        self.started = []


def descendants(pid):
    """The processes that a process has started, and those that these have."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open("/proc/%s/stat" % entry) as file:
                    parents[int(entry)] = int(file.read().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
    found = [pid]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found[1:]


def command_of(pid):
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


# -- the checks, inside a session -------------------------------------------------------------------------------


class Checks:
    def __init__(self, program, folder, spark):
        sys.path.insert(0, HERE)
        import rowcast_spark
        self.driver, self.program, self.folder, self.spark = rowcast_spark, program, folder, spark
        self.passed = 0

    def expect(self, fact, what):
        if not fact:
            raise SystemExit("spark: FAILED: " + what)
        self.passed += 1

    def run(self, *words, by="transform"):
        return self.driver.main(list(words) + ["--rowcast", self.program, "--quiet", "--by", by])

    def alone(self, path, target, name=None, *options):
        """The model of the same rows by the program alone."""
        output = os.path.join(self.folder, "alone.json")
        subprocess.run(
            [self.program, "train", path, "--target", target, "--in-parts", "-o", output, "--quiet"] + list(options),
            check=True)
        return read(output)

    def path(self, name):
        return os.path.join(self.folder, name)

    def train(self, by="transform"):
        for name, target in (("customers.csv", "churned"), ("flowers.csv", "kind")):
            source = os.path.join(FIXTURES, name)
            alone = self.alone(source, target)
            cut(source, self.path("cut"), parts=9)
            model = self.path("model.json")
            done = self.run("train", "--input", self.path("cut"), "--name", source, "--target", target,
                            "--model-out", model, by=by)
            self.expect(done == 0 and read(model) == alone, "%s: the model is not that of the rows alone" % name)

    def predict(self, by="transform"):
        source = os.path.join(FIXTURES, "customers.csv")
        model = self.path("churned.json")
        subprocess.run([self.program, "train", source, "--target", "churned", "--in-parts", "-o", model, "--quiet"],
                       check=True)
        said = subprocess.run([self.program, "predict", model, source, "--to", "ndjson", "--quiet"],
                              stdout=subprocess.PIPE, check=True).stdout
        wanted = {row["customer_id"]: row for row in map(json.loads, said.splitlines())}
        cut(source, self.path("cut"), parts=5)
        for form in ("ndjson", "parquet"):
            output = self.path("scored-" + form)
            done = self.run("predict", "--input", self.path("cut"), "--model", model, "--output", output, "--to",
                            form, "--overwrite", by=by)
            self.expect(done == 0, "predict to %s ended with %d" % (form, done))
            if form == "ndjson":
                rows = [json.loads(line) for path in glob.glob(output + "/part-*") for line in open(path, "rb")]
            else:
                rows = [row.asDict() for row in self.spark.read.parquet(output).collect()]
            self.expect(len(rows) == len(wanted), "%d rows in place of %d" % (len(rows), len(wanted)))
            for row in rows:
                own = wanted[row["customer_id"]]
                self.expect(row["prediction"] == own["prediction"]
                            and row["probability_yes"] == own["probability_yes"],
                            "a row is scored as another: %r" % (row,))

    def convert(self, by="transform"):
        output = self.path("converted")
        done = self.run("convert", "--input", os.path.join(FIXTURES, "customers.*"), "--output", output,
                        "--overwrite", by=by)
        rows = [json.loads(line) for path in glob.glob(output + "/part-*") for line in open(path, "rb")]
        files = {os.path.basename(row["_file"]): 0 for row in rows}
        for row in rows:
            files[os.path.basename(row["_file"])] += 1
        counts = {name: len(subprocess.run(
            [self.program, "convert", os.path.join(FIXTURES, name), "--to", "ndjson", "--quiet"],
            stdout=subprocess.PIPE, check=True).stdout.splitlines()) for name in files}
        self.expect(done == 0 and len(files) == 2 and files == counts, "converted %r, not %r" % (files, counts))

    def traps(self):
        """Each of what loses rows or changes bytes elsewhere."""
        source = read(os.path.join(HERE, "rowcast_spark.py")).decode()
        self.expect(".pipe(" not in source, "RDD.pipe ignores the status of its command")
        self.expect("exec sh" in source and 'exec "$tree/bin/rowcast"' in source, "a shell hides a killed program")
        # Text that lines, fields and encodings trip over: what goes in comes out.
        odd = ["a\rb", "\\N", "tab\there", "quote\"d", "line\nbreak", "Z\u00fcrich \U0001F600", "", " blank ", None]
        rows = [(i, odd[i % len(odd)], float(i % 7), "no" if i % 7 < 3 else "yes") for i in range(400)]
        table = self.spark.createDataFrame(rows, "key int, text string, number double, label string")
        table.write.mode("overwrite").parquet(self.path("odd"))
        self.spark.read.parquet(self.path("odd")).createOrReplaceTempView("odd_rows")
        model, output = self.path("odd.json"), self.path("odd-scored")
        done = self.run("train", "--input-table", "odd_rows", "--target", "label", "--model-out", model)
        self.expect(done == 0, "a table with odd texts cannot be trained on")
        done = self.run("predict", "--input-table", "odd_rows", "--model", model, "--output", output, "--to",
                        "parquet", "--overwrite")
        found = {row["key"]: row["text"] for row in self.spark.read.parquet(output).collect()}
        self.expect(done == 0 and found == {row[0]: row[1] for row in rows}, "texts came back changed: %r" % found)
        # A bad line ends the training, and is named; or it is counted.
        bad = self.path("bad")
        cut(os.path.join(FIXTURES, "customers.csv"), bad, parts=3)
        with open(bad + "/part-99.csv", "w", encoding="utf-8") as file:
            file.write("one,field,too,few\n")
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            done = self.run("train", "--input", bad, "--target", "churned", "--model-out", model)
        self.expect(done == 1 and "4 fields instead of" in said.getvalue() and "/bad/part-" in said.getvalue(),
                    "a bad line is not named: %s" % said.getvalue())
        self.expect(self.run("train", "--input", bad, "--target", "churned", "--model-out", model, "--errors",
                             "skip") == 0, "a bad line cannot be left out")
        # Rows that are lost on the way are noticed.
        whole = self.driver.results_of
        try:
            self.driver.results_of = lambda *words: whole(*words)[1:]
            cut(os.path.join(FIXTURES, "customers.csv"), bad, parts=3)
            self.expect(self.run("train", "--input", bad, "--target", "churned", "--model-out", model) == 1,
                        "a lost part went through")
        finally:
            self.driver.results_of = whole
        self.expect(self.run("inspect", "--input", bad) == 0, "inspect failed")

    def travels(self):
        """What is shipped needs nothing of the machine it comes to but the C library."""
        import tarfile
        launcher = self.driver.packed(self.program, self.folder)
        again = read(launcher)
        self.expect(again == read(self.driver.packed(self.program, self.folder)), "one program, two files")
        clean = {"PATH": "/usr/bin:/bin"}
        said = subprocess.run(["sh", launcher, "--version"], env=clean, stdout=subprocess.PIPE, text=True)
        self.expect(said.returncode == 0, "the launcher does not run")
        tree = launcher + ".tree"
        linked = subprocess.run(["ldd", tree + "/bin/rowcast"], stdout=subprocess.PIPE, text=True).stdout
        for line in linked.splitlines():
            words = line.split()
            if len(words) > 2 and not words[0].startswith(self.driver.SYSTEM_LIBRARIES):
                self.expect(os.path.realpath(words[2]).startswith(os.path.realpath(tree)),
                            "%s is taken from the machine" % words[0])
        empty = subprocess.run(["sh", launcher, "part", "merge"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.expect(empty.returncode == 0 and empty.stdout == b"", "no lines are not no lines")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def cut(source, folder, parts, seed=1):
    """The rows of a CSV file, shuffled, in several files that each have the header."""
    lines = read(source).splitlines(keepends=True)
    rows = lines[1:]
    random.Random(seed).shuffle(rows)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for part in range(parts):
        with open(os.path.join(folder, "part-%02d.csv" % part), "wb") as file:
            file.writelines([lines[0]] + rows[part::parts])


def inside(arguments):
    """Runs in the Python whose pyspark is checked."""
    from pyspark.sql import SparkSession
    builder = SparkSession.builder
    if arguments.remote:
        spark = builder.remote(arguments.remote).getOrCreate()
    else:
        for key, value in {
                "spark.ui.enabled": "false", "spark.driver.bindAddress": ADDRESS, "spark.driver.host": ADDRESS,
                "spark.sql.warehouse.dir": os.path.join(arguments.folder, "warehouse"),
                "spark.executor.memory": "1g", "spark.ui.showConsoleProgress": "false",
                "spark.log.level": "ERROR"}.items():
            builder = builder.config(key, value)
        spark = builder.master(arguments.master).getOrCreate()
    checks = Checks(arguments.program, arguments.folder, spark)
    if arguments.kill:
        kills(checks, arguments)
    else:
        checks.travels()
        checks.train()
        checks.predict()
        checks.convert()
        if not arguments.few:
            checks.traps()
            checks.train(by="arrow")
            checks.predict(by="arrow")
            checks.convert(by="arrow")
    spark.stop()
    say("%d facts hold" % checks.passed)


# -- kills ------------------------------------------------------------------------------------------------------


def kills(checks, arguments):
    """A task's process, an executor and a worker are killed in mid train and mid predict: nothing changes."""
    rows = 300_000
    source, folder = checks.path("many.csv"), checks.path("many")
    maker = random.Random(3)
    with open(source, "w") as file:
        file.write("key,a,b,town,label\n")
        for key in range(rows):
            a, b = maker.gauss(0, 1), maker.gauss(5, 2)
            town = maker.choice(["Ulm", "Kiel", "Bonn"])
            label = "yes" if a + (town == "Ulm") + maker.gauss(0, 1) > 0.3 else "no"
            file.write("%d,%.4f,%.4f,%s,%s\n" % (key, a, b, town, label))
    alone = checks.alone(source, "label")
    cut(source, folder, parts=8)
    workers = [int(pid) for pid in arguments.workers.split(",")]
    model = checks.path("killed.json")

    def victim(kind):
        """A process of that kind that is at work now; None when there is none."""
        for worker in workers:
            for pid in descendants(worker):
                words = command_of(pid)
                if kind == "task" and "/bin/rowcast part run" in words:
                    return pid
                if kind == "executor" and "CoarseGrainedExecutorBackend" in words and any(
                        "/bin/rowcast part run" in command_of(child) for child in descendants(pid)):
                    return pid
                if kind == "worker" and "/bin/rowcast part run" in words:
                    return worker
        return None

    def hunt(kind, found):
        for _ in range(3000):
            pid = victim(kind)
            if pid is not None:
                try:
                    os.kill(pid, signal.SIGKILL)
                    found.append(pid)
                    return
                except ProcessLookupError:
                    pass
            time.sleep(0.01)

    for kind in ("task", "executor", "worker"):
        for work in ("train", "predict"):
            found = []
            hunter = threading.Thread(target=hunt, args=(kind, found))
            hunter.start()
            if work == "train":
                done = checks.run("train", "--input", folder, "--name", source, "--target", "label", "--model-out",
                                  model)
                same = done == 0 and read(model) == alone
            else:
                output = checks.path("killed-scored")
                done = checks.run("predict", "--input", folder, "--model", model, "--output", output, "--overwrite")
                keys = [json.loads(line)["key"] for path in glob.glob(output + "/part-*")
                        for line in open(path, "rb")] if done == 0 else []
                same = len(keys) == rows and len(set(keys)) == rows
            hunter.join()
            checks.expect(found, "no %s was there to be killed in mid %s" % (kind, work))
            checks.expect(same, "%s after the kill of a %s is not the same" % (work, kind))
            say("%s: the %s was killed, and nothing changed" % (work, kind))


# -- outside ----------------------------------------------------------------------------------------------------


def outside(arguments):
    if shutil.which("java") is None:
        say("skipped: there is no java")
        return
    for python in arguments.python or [sys.executable]:
        if subprocess.run([python, "-c", "import pyspark"], stderr=subprocess.DEVNULL).returncode != 0:
            say("skipped: %s has no pyspark" % python)
            continue
        for mode in arguments.mode or MODES:
            check(python, mode, os.path.realpath(arguments.program))


def check(python, mode, program):
    with tempfile.TemporaryDirectory(prefix="rowcast-check-") as folder:
        spark = Spark(python, folder)
        if mode == "connect" and subprocess.run(
                [python, "-c", "import grpc, pandas, pyarrow"], stderr=subprocess.DEVNULL).returncode != 0:
            say("skipped: %s has not what Spark Connect needs" % python)
            return
        if mode == "connect" and spark.version.startswith("3."):
            say("skipped: the package of Spark %s has no Connect server" % spark.version)
            return
        say("%s, Spark %s" % (mode, spark.version))
        began = time.time()
        try:
            words = [python, os.path.abspath(__file__), program, "--inside", "--folder", folder]
            if mode == "local":
                words += ["--master", "local[2]"]
            elif mode == "cluster":
                words += ["--master", "local-cluster[2,1,1024]", "--few"]
            elif mode == "standalone":
                words += ["--master", spark.master(), "--few"]
            elif mode == "kill":
                words += ["--master", spark.master(workers=3), "--kill", "--workers",
                          ",".join(str(process.pid) for process in spark.started[1:])]
            else:
                words += ["--remote", spark.connect()]
            if subprocess.run(words, env=spark.environment, cwd=folder).returncode != 0:
                raise SystemExit("spark: %s on Spark %s failed" % (mode, spark.version))
        finally:
            spark.end()
        say("%s, Spark %s: %.0f s" % (mode, spark.version, time.time() - began))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--python", action="append")
    parser.add_argument("--mode", action="append", choices=MODES)
    for name in ("master", "remote", "folder", "workers"):
        parser.add_argument("--" + name, help=argparse.SUPPRESS)
    for name in ("inside", "few", "kill"):
        parser.add_argument("--" + name, action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    inside(arguments) if arguments.inside else outside(arguments)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Rowcast on Apache Spark: train, predict, convert and inspect where the rows are.

    spark-submit --master yarn rowcast_spark.py train   --input s3a://b/table/ --target churned \\
                                                        --model-out churned.rowcast.json
    spark-submit rowcast_spark.py predict --model churned.rowcast.json --input IN --output OUT
    spark-submit rowcast_spark.py convert --input 's3a://b/books/*.xlsx' --output OUT
    spark-submit rowcast_spark.py inspect --input IN

Lines go to the program `rowcast` and come back: by SELECT TRANSFORM, or with --by arrow by mapInArrow, where
TRANSFORM is forbidden. Nothing is computed here. Everything is public API of pyspark 3.5 and 4, by
spark-submit and over Spark Connect alike (SPARK_REMOTE). Options that are not known here are those of
`rowcast train`, `rowcast predict` or `rowcast convert`.
"""

import argparse
import atexit
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

if not {"-h", "--help"} & set(sys.argv[1:]):
    # Help is for those, too, who have no Spark yet.
    from pyspark.sql import SparkSession, functions as F
    from pyspark.sql import types as T

HEAD_LINES = 1000
# Results of more parts than this are merged where they are before they come to the driver.
MERGE_ABOVE = 64

# The program and its libraries as one file that unpacks itself once and then becomes the program. What ends
# halfway is not there: a folder appears under its name only when it is complete.
LAUNCHER = """#!/bin/sh
here=$(dirname "$0")
tree=$here/{name}.tree
if [ ! -x "$tree/bin/rowcast" ]; then
  made=$(mktemp -d "$here/{name}.XXXXXX") || exit 1
  tail -c +{offset} "$0" | tar -xzf - -C "$made" || {{ rm -rf "$made"; exit 1; }}
  mv -T "$made" "$tree" 2>/dev/null || rm -rf "$made"
fi
exec "$tree/bin/rowcast" "$@"
exit 1
"""

# These are part of every system that Spark runs on.
SYSTEM_LIBRARIES = (
    "linux-vdso", "ld-linux", "libc.", "libm.", "libdl.", "librt.", "libpthread.", "libgcc_s.", "libstdc++.",
    "libresolv.")


def say(text):
    print("rowcast: " + text, file=sys.stderr, flush=True)


class Failure(Exception):
    """What is told in one line."""


# -- the program ------------------------------------------------------------------------------------------------


def program_path(asked):
    path = asked or os.environ.get("ROWCAST") or shutil.which("rowcast")
    if not path or not os.access(path, os.X_OK):
        raise Failure("the program rowcast is not here; --rowcast PATH names it")
    return os.path.realpath(path)


def libraries(program):
    """The C libraries that travel with the program: those beside it, else those that it is linked with."""
    beside = os.path.join(os.path.dirname(program), "..", "lib", "rowcast")
    if os.path.isdir(beside):
        return {name: os.path.join(beside, name) for name in sorted(os.listdir(beside))}
    found = {}
    for line in subprocess.run(["ldd", program], capture_output=True, text=True).stdout.splitlines():
        parts = line.split()
        if len(parts) > 2 and parts[1] == "=>" and not parts[0].startswith(SYSTEM_LIBRARIES):
            found[parts[0]] = os.path.realpath(parts[2])
    return found


def packed(program, folder):
    """One file with the program and its libraries, named by its content."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        def add(path, name):
            entry = archive.gettarinfo(path, name)
            entry.mtime = entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mode = 0o755
            with open(path, "rb") as file:
                archive.addfile(entry, file)
        add(program, "bin/rowcast")
        for name, path in sorted(libraries(program).items()):
            add(path, "lib/rowcast/" + name)
    payload = gzip.compress(raw.getvalue(), 1, mtime=0)
    name = "rowcast-" + hashlib.sha256(payload).hexdigest()[:16]
    offset = 0
    for _ in range(3):  # the length of the number is part of the length of the text
        offset = len(LAUNCHER.format(name=name, offset=offset + 1).encode())
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(LAUNCHER.format(name=name, offset=offset + 1).encode() + payload)
    return path


# -- ways into Spark --------------------------------------------------------------------------------------------


class Engine:
    """A session, the program shipped to it, and a way to send lines through it."""

    # What each session of this process was sent: executors that come later ask for it, too.
    known = {}

    def __init__(self, arguments):
        own = SparkSession.getActiveSession()
        self.is_guest = own is not None  # whoever has a session keeps it
        self.spark = own or SparkSession.builder.appName("rowcast " + arguments.command).getOrCreate()
        self.by = arguments.by
        if id(self.spark) not in self.known:
            folder = tempfile.mkdtemp(prefix="rowcast-")
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            self.known[id(self.spark)] = (self.spark, folder, set())
        _, self.folder, self.shipped = self.known[id(self.spark)]
        self.program = program_path(arguments.rowcast)
        self.launcher = self.ship(packed(self.program, self.folder))

    def ship(self, path):
        """Sends a file to every executor; its name has a hash of what is in it."""
        name = os.path.basename(path)
        if name not in self.shipped:
            try:
                self.spark.sparkContext.addFile(path)
            except Exception as error:  # over Connect there is no context
                if "CONTEXT" not in str(error).upper() and "CONNECT" not in str(error).upper():
                    raise
                self.spark.addArtifacts(path, file=True)
            self.shipped.add(name)
        return name

    def lines_through(self, lines, command, files=()):
        """Every line of a DataFrame of one column to the program, and what it writes, as a DataFrame.

        Files that were shipped are named {0}, {1} ... in the command.
        """
        if self.by == "arrow":
            return through_arrow(lines, self.launcher, command, files)
        # They are in ./ or in ./<session>/, by version and mode. The shell becomes the program: a stage of a
        # pipeline that is killed would not be noticed.
        find = 'find() { for d in . ./*; do [ -f "$d/$1" ] && { echo "$d/$1"; return; }; done; }; '
        script = find + 'p=$(find ' + self.launcher + '); [ -n "$p" ] || { echo no program >&2; exit 127; }; '
        for number, name in enumerate(files):
            script += 'f%d=$(find %s); [ -n "$f%d" ] || { echo no %s >&2; exit 127; }; ' % (
                number, name, number, name)
        words = command.format(*['"$f%d"' % number for number in range(len(files))])
        script += 'exec sh "$p" ' + words
        view = "rowcast_" + hashlib.sha256(os.urandom(8)).hexdigest()[:12]
        lines.toDF("value").createOrReplaceTempView(view)
        # One column comes back: the mark that would part columns stands in no line of JSON.
        query = (
            "SELECT TRANSFORM(value) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\u0001' "
            "LINES TERMINATED BY '\\n' USING '%s' AS (line STRING) "
            "ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\u0001' LINES TERMINATED BY '\\n' FROM %s"
            % (script.replace("\\", "\\\\").replace("'", "\\'"), view))
        return self.spark.sql(query)

    def close(self):
        if not self.is_guest:
            self.spark.stop()


def through_arrow(lines, launcher, command, files):
    """The same by mapInArrow, for gateways that forbid TRANSFORM: Python starts the program."""
    def run(batches):
        import glob
        import os
        import subprocess
        import threading

        import pyarrow
        from pyspark import SparkFiles

        def find(name):
            roots = [".", SparkFiles.getRootDirectory()]
            for root in roots:
                for path in [os.path.join(root, name)] + glob.glob(os.path.join(root, "*", name)):
                    if os.path.isfile(path):
                        return os.path.abspath(path)
            raise RuntimeError("%s is not here" % name)

        places = [find(name) for name in files]
        words = ["sh", find(launcher)] + [word.format(*places) for word in command.split(" ")]
        child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failure = []

        def feed():
            try:
                for batch in batches:
                    text = "\n".join(value for value in batch.column(0).to_pylist())
                    if batch.num_rows:
                        child.stdin.write(text.encode() + b"\n")
                child.stdin.close()
            except Exception as error:  # told below, with the status of the child
                failure.append(error)
                child.kill()

        feeder = threading.Thread(target=feed)
        feeder.start()
        waiting = []
        try:
            for line in child.stdout:
                waiting.append(line.rstrip(b"\n").decode())
                if len(waiting) == 4096:
                    yield pyarrow.RecordBatch.from_arrays([pyarrow.array(waiting, pyarrow.string())], ["line"])
                    waiting = []
        except GeneratorExit:  # nobody wants the rest
            child.kill()
            raise
        feeder.join()
        status = child.wait()
        if failure or status != 0:
            raise RuntimeError("rowcast ended with status %d %s" % (status, failure or ""))
        if waiting:
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array(waiting, pyarrow.string())], ["line"])

    return lines.toDF("value").mapInArrow(run, "line string")


# -- rows -------------------------------------------------------------------------------------------------------


class Rows:
    """The rows of the input as lines: of its files as they stand, of tables as JSON."""

    def __init__(self, engine, arguments):
        spark = engine.spark
        self.schema = None
        self.path = arguments.input
        if arguments.input_table or arguments.format in ("parquet", "orc"):
            table = (
                spark.table(arguments.input_table) if arguments.input_table
                else spark.read.format(arguments.format).load(arguments.input))
            self.schema = table.schema
            self.kind = "ndjson"
            self.lines = table.select(json_line(table).alias("value"))
        else:
            if not arguments.input:
                raise Failure("--input PATH or --input-table NAME is missing")
            # Only a line feed ends a line: a lone CR may stand in a field.
            self.lines = spark.read.option("lineSep", "\n").text(arguments.input)
            self.kind = arguments.format
        self.lines = self.lines.where(~F.col("value").isin("", "\r"))

    def write_head(self, path):
        with open(path, "w", encoding="utf-8", newline="") as file:
            for row in self.lines.limit(HEAD_LINES).collect():
                file.write(row[0] + "\n")

    def place_of(self, message):
        """The file of a line that cannot be read, by how it begins; a part knows only its own lines."""
        _, found, text = message.partition("the line begins: ")
        if not found or self.schema is not None:
            return ""
        named = self.lines.where(F.col("value").startswith(text.rstrip())).select(F.input_file_name()).first()
        return " (in %s)" % named[0] if named else ""

    def format_options(self):
        return ["--from", self.kind] if self.kind else []


def json_line(table):
    """A row as a JSON object with all its members; numbers that JSON has no text for are null."""
    columns = []
    for field in table.schema.fields:
        column = F.col("`%s`" % field.name.replace("`", "``"))
        if isinstance(field.dataType, (T.FloatType, T.DoubleType)):
            infinite = F.isnan(column) | (F.abs(column) == F.lit(float("inf")))
            column = F.when(~infinite, column)
        columns.append(column.alias(field.name))
    return F.to_json(F.struct(*columns), {"ignoreNullFields": "false"})


# -- commands ---------------------------------------------------------------------------------------------------


def converse(engine, rows, command, quiet):
    """Starts the program that leads, runs the passes that it asks for, and gives its last answer.

    A pass may hand out its rows to be kept: a few long lines, which the passes that follow go over. Spark pays for
    each line that it hands on, and hardly for its length; and they are read already.
    """
    started = time.time()
    count = rows.lines.count()
    if count == 0:
        raise Failure("there is no row")
    head = os.path.join(engine.folder, "head")
    rows.write_head(head)
    partitions = partitions_of(rows.lines)
    words = [engine.program, "part"] + command + [
        "--head", head, "--lines", str(count), "--work", engine.folder] + rows.format_options()
    leader = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    answer, found, kept = None, None, None
    try:
        for line in leader.stdout:
            message = json.loads(line)
            if "pass" not in message:
                answer = message
                continue
            began = time.time()
            try:
                engine.ship(os.path.join(engine.folder, message["pass"]))
                if message["keep"]:
                    if found is not None:
                        found.unpersist()
                    found = engine.lines_through(rows.lines, "part run {0}", [message["pass"]]).persist()
                    is_result = F.col("line").startswith("{")
                    kept, results = found.where(~is_result), found.where(is_result)
                elif kept is not None:
                    results = engine.lines_through(kept, "part run --kept {0}", [message["pass"]])
                else:
                    results = engine.lines_through(rows.lines, "part run {0}", [message["pass"]])
                results = results_of(engine, results, partitions)
            except Exception as error:
                leader.stdin.write("error: the pass failed on the engine\n")
                leader.stdin.close()
                raise Failure("pass %d (%s) failed: %s%s" % (
                    message["number"], message["kind"], reason(error), rows.place_of(reason(error)))) from error
            for result in results:
                leader.stdin.write(result + "\n")
            leader.stdin.write("\n")
            leader.stdin.flush()
            if not quiet:
                say("pass %d (%s): %d rows, %d results, %.1f s" % (
                    message["number"], message["kind"], count, len(results), time.time() - began))
    finally:
        if not leader.stdin.closed:
            try:
                leader.stdin.close()
            except BrokenPipeError:
                pass
        if found is not None:
            found.unpersist()
        status = leader.wait()
    if status != 0 or answer is None:
        raise Failure("the program that leads ended with status %d" % status)
    if not quiet:
        say("done in %.1f s" % (time.time() - started))
    return answer


def results_of(engine, results, partitions):
    if partitions > MERGE_ABOVE:
        results = engine.lines_through(results.repartition(8), "part merge")
    return [row[0] for row in results.collect()]


def partitions_of(lines):
    try:
        return lines.rdd.getNumPartitions()
    except Exception:  # not over Connect
        return 1


def reason(error):
    """What the program said, out of what Spark says."""
    text = str(error)
    told = [line.strip() for line in text.splitlines() if "error:" in line]
    return told[0] if told else text.splitlines()[0] if text else repr(error)


def train(engine, arguments, rest):
    rows = Rows(engine, arguments)
    output = arguments.model_out or arguments.target + ".rowcast.json"
    command = ["lead", "--target", arguments.target, "--output", output, "--table-name",
               arguments.name or arguments.input or arguments.input_table] + rest
    if arguments.errors == "skip":
        command.append("--skip-bad-lines")
    if arguments.quiet:
        command.append("--quiet")
    answer = converse(engine, rows, command, arguments.quiet)
    print(json.dumps({key: answer.get(key) for key in ("model", "kind", "rows", "converged")}))


def inspect(engine, arguments, rest):
    rows = Rows(engine, arguments)
    command = ["inspect"] + rest + (["--skip-bad-lines"] if arguments.errors == "skip" else [])
    print(json.dumps(converse(engine, rows, command, arguments.quiet), ensure_ascii=False))


def predict(engine, arguments, rest):
    rows = Rows(engine, arguments)
    head = os.path.join(engine.folder, "head")
    rows.write_head(head)
    said = subprocess.run(
        [engine.program, "part", "prepare", "--model", arguments.model, "--head", head, "--work",
         engine.folder] + rows.format_options() + rest, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if said.returncode != 0:
        raise Failure("the model and the rows do not fit")
    prepared = json.loads(said.stdout)
    lines = rows.lines
    if prepared["header"] is not None:
        marks = [mark + prepared["header"] + end for mark in ("", "\ufeff") for end in ("", "\r")]
        lines = lines.where(~F.col("value").isin(*marks))
    engine.ship(os.path.join(engine.folder, prepared["pass"]))
    scored = engine.lines_through(lines, "part run {0}", [prepared["pass"]])
    expected = lines.count()
    write(engine, scored, scored_schema(engine, rows, prepared), arguments, expected)


def scored_schema(engine, rows, prepared):
    """What columns the scored rows have, for outputs with columns."""
    if rows.schema is not None:
        fields = list(rows.schema.fields)
    elif prepared["kind"] == "csv":
        fields = [T.StructField(name, T.StringType()) for name in prepared["columns"]]
    else:
        fields = list(engine.spark.read.json(rows.path).schema.fields)
    label, *probabilities = prepared["added"]
    return T.StructType(
        fields + [T.StructField(label, T.StringType())]
        + [T.StructField(name, T.DoubleType()) for name in probabilities])


def write(engine, lines, schema, arguments, expected):
    """Writes lines of JSON, or their columns; Spark's committer lets them appear when all are there."""
    mode = "overwrite" if arguments.overwrite else "errorifexists"
    if arguments.output_table or arguments.to == "parquet":
        table = lines.select(F.from_json("line", schema).alias("row")).select("row.*")
        if arguments.output_table:
            table.write.mode(mode).saveAsTable(arguments.output_table)
            written = engine.spark.table(arguments.output_table).count()
        else:
            table.write.mode(mode).parquet(arguments.output)
            written = engine.spark.read.parquet(arguments.output).count()
    else:
        lines.write.mode(mode).text(arguments.output)
        written = engine.spark.read.option("lineSep", "\n").text(arguments.output).count()
    if expected is not None and written != expected:
        raise Failure("%d rows were written instead of %d: do not use them" % (written, expected))
    if not arguments.quiet:
        say("%d rows written" % written)


def convert(engine, arguments, rest):
    files = engine.spark.read.format("binaryFile").load(arguments.input).select("path", "content")
    count = files.count()
    if count == 0:
        raise Failure("there is no file")
    # base64() breaks lines after 76 characters.
    lines = files.repartition(count).select(
        F.concat("path", F.lit(" "), F.regexp_replace(F.base64("content"), "[\r\n]", "")).alias("value"))
    words = " ".join(quoted(word) for word in ["part", "convert"] + rest)
    write(engine, engine.lines_through(lines, words), None, arguments, None)


def quoted(word):
    if not all(letter.isalnum() or letter in "-_=./:,%+@" for letter in word):
        raise Failure("the option %r cannot be carried to executors" % word)
    return word


# -- arguments --------------------------------------------------------------------------------------------------


def parsed(words):
    parser = argparse.ArgumentParser(
        prog="rowcast_spark.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name, function, text):
        own = commands.add_parser(name, help=text, allow_abbrev=False)
        own.set_defaults(function=function)
        own.add_argument("--input", help="the rows: a path, a folder or a pattern that Spark reads")
        own.add_argument("--rowcast", help="the program; by default the one on the path")
        own.add_argument("--by", choices=("transform", "arrow"), default="transform",
                         help="arrow where TRANSFORM is forbidden")
        own.add_argument("--quiet", action="store_true", help="print no progress")
        return own

    def rows(own):
        own.add_argument("--input-table", help="a table of Spark in place of --input; nulls stay nulls")
        own.add_argument("--format", choices=("csv", "tsv", "ndjson", "parquet", "orc"),
                         help="the format of --input; told by the first lines")
        own.add_argument("--errors", choices=("fail", "skip"), default="fail",
                         help="lines that cannot be read: fail, or leave out and count")

    def output(own, formats):
        own.add_argument("--output", help="a folder that is not there yet")
        own.add_argument("--to", choices=formats, default="ndjson", help="the format of --output")
        own.add_argument("--overwrite", action="store_true", help="replace what is there")

    own = command("train", train, "learn to predict a column")
    rows(own)
    own.add_argument("--target", required=True, help="the column to predict")
    own.add_argument("--model-out", help="the model file; by default TARGET.rowcast.json")
    own.add_argument("--name", help="what the model remembers its table by; by default the input")
    own = command("predict", predict, "score rows with a model")
    rows(own)
    own.add_argument("--model", required=True, help="the model file")
    output(own, ("ndjson", "parquet"))
    own.add_argument("--output-table", help="a table of Spark in place of --output")
    own = command("convert", convert, "whole workbooks and CSV files to NDJSON")
    output(own, ("ndjson",))
    own.set_defaults(output_table=None)
    own = command("inspect", inspect, "what there is in each column")
    rows(own)
    return parser.parse_known_args(words)


def main(words):
    arguments, rest = parsed(words)
    engine = None
    try:
        if arguments.command in ("predict", "convert") and not (arguments.output or arguments.output_table):
            raise Failure("--output is missing")
        engine = Engine(arguments)
        arguments.function(engine, arguments, rest)
        return 0
    except Failure as error:
        say("error: %s" % error)
        return 1
    finally:
        if engine is not None:
            engine.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

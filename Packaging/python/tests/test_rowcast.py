"""The Python package against the installed program: `pytest Packaging/python/tests`."""

import importlib.util
import io
import os
import zipfile
from decimal import Decimal

import pytest

import rowcast

FIXTURES = os.path.join(os.path.dirname(__file__), "../../../Fixtures")
CUSTOMERS = os.path.join(FIXTURES, "customers.xlsx")


def test_records_of_bytes():
    assert rowcast.convert(b"id,n\n007,1.50\n") == [{"id": "007", "n": 1.5}]


def test_a_workbook_becomes_records_with_its_notes():
    with pytest.warns(rowcast.RowcastWarning, match="#N/A"):
        records = rowcast.read_excel(CUSTOMERS, as_="records")
    assert len(records) == 600
    assert records[0]["postcode"] == "36758"


def test_a_workbook_becomes_a_data_frame():
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = rowcast.read_excel(CUSTOMERS, quiet=True)
    assert frame.shape == (600, 15)
    assert pandas.api.types.is_datetime64_any_dtype(frame["last_contact"])
    assert frame["tenure_months"].sum() > 0


def test_a_workbook_becomes_an_arrow_table():
    pyarrow = pytest.importorskip("pyarrow")
    table = rowcast.read_excel(CUSTOMERS, "Regions", as_="arrow")
    assert table.num_rows == 5
    assert isinstance(table, pyarrow.Table)


def test_whole_numbers_beside_missing_ones_keep_their_digits():
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = rowcast.read_csv(b"k,n,m\na,9007199254740995,1\nb,,2\nc,-9223372036854775807,3\n")
    assert str(frame["n"].dtype) == "Int64" and str(frame["m"].dtype) == "int64"
    assert frame["n"][0] == 9007199254740995 and frame["n"][2] == -9223372036854775807
    assert frame["n"][1] is pandas.NA


def test_records_keep_the_digits_that_no_float_holds():
    body = b"n\n98765432109876543210.25\n0.1\n1.50\n123456789.123456789\n0.30000000000000004\n1e-400\n"
    values = [record["n"] for record in rowcast.read_csv(body, as_="records")]
    assert values == [
        Decimal("98765432109876543210.25"), 0.1, 1.5, Decimal("123456789.123456789"), 0.30000000000000004,
        Decimal("1e-400")]
    assert [type(value) for value in values] == [Decimal, float, float, Decimal, float, Decimal]


def test_files_in_and_out(tmp_path):
    output = tmp_path / "customers.csv"
    rowcast.convert(CUSTOMERS, output, columns=["customer_id", "churned"], quiet=True)
    assert output.read_text().startswith("customer_id,churned\n")


def test_inspect_tells_sheets_and_columns():
    found = rowcast.inspect(CUSTOMERS)
    assert [sheet["name"] for sheet in found["sheets"]][:2] == ["Customers", "Regions"]
    assert any(column["name"] == "churned" for column in found["columns"])


def test_train_and_predict(tmp_path):
    model = tmp_path / "churned.rowcast.json"
    trained = rowcast.train(CUSTOMERS, "churned", model, model="logistic", quiet=True)
    assert trained["metrics"]["accuracy"] > 0.7
    judged = rowcast.evaluate(model, os.path.join(FIXTURES, "customers.csv"))
    assert judged["rows"] == 2000 and judged["metrics"]["accuracy"] > 0.7
    scored = rowcast.predict(model, os.path.join(FIXTURES, "april.csv"), as_="records", quiet=True)
    assert len(scored) == 300
    assert abs(scored[0]["probability_no"] + scored[0]["probability_yes"] - 1) < 1e-12


def test_errors_carry_the_one_line_and_the_exit_code():
    with pytest.raises(rowcast.RowcastError) as caught:
        rowcast.read_excel("/nowhere.xlsx", as_="records")
    assert caught.value.exit_code == 1
    assert str(caught.value) == "/nowhere.xlsx: no such file"
    with pytest.raises(rowcast.RowcastError, match="--skip-rows takes a whole number") as caught:
        rowcast.convert(b"a\n1\n", skip_rows="many")
    assert caught.value.exit_code == 2
    # The same sentence where the program was asked for JSON.
    with pytest.raises(rowcast.RowcastError) as caught:
        rowcast.train(b"a,b\n1,2\n", "churned")
    assert str(caught.value).startswith('stdin: there is no column "churned"')


def test_notes_before_an_error_are_not_its_message(tmp_path):
    with pytest.raises(rowcast.RowcastError) as caught:
        rowcast.convert(CUSTOMERS, tmp_path / "customers.json", strict=True)
    assert "\n" not in str(caught.value)
    assert not str(caught.value).startswith("note")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("as_, missing", [("pandas", "pandas"), ("pandas", "pyarrow"), ("arrow", "pyarrow")])
def test_what_a_frame_needs_is_named(monkeypatch, as_, missing):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find(name) or object())
    with pytest.raises(ImportError, match=f"pip install {missing}; as_='records'"):
        rowcast.read_csv(b"a\n1\n", as_=as_)
    assert rowcast.read_csv(b"a\n1\n", as_="records") == [{"a": 1}]
    with pytest.raises(ValueError):
        rowcast.read_csv(b"a\n1\n", as_="table")


def test_a_line_separator_in_a_text_ends_no_record():
    assert rowcast.convert("a\n\"x\u2028y\u0085z\"\n".encode()) == [{"a": "x\u2028y\u0085z"}]


def test_several_files_go_to_a_folder(tmp_path):
    (tmp_path / "a.csv").write_text("n\n1\n")
    (tmp_path / "-b.csv").write_text("n\n2\n")
    done = rowcast.convert([tmp_path / "a.csv", str(tmp_path / "-b.csv")], f"{tmp_path}/out/", to="json")
    assert [output["rows"] for output in done["outputs"]] == [1, 1]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["-b.json", "a.json"]


def test_options_are_those_of_the_program():
    body = "name,when,n\n\"a,b\",01.02.2024,\"1,5\"\nn/a,03.04.2024,2\n".encode()
    assert rowcast.convert(body, columns=["n", "name"], null=["n/a"], decimal=",") == [
        {"n": 1.5, "name": "a,b"}, {"n": 2, "name": None}]
    assert rowcast.convert(body, column={"n": "text"}, limit=1)[0]["n"] == "1,5"


def test_the_program_is_that_of_this_installation(monkeypatch):
    monkeypatch.setenv("ROWCAST_PROGRAM", "/somewhere/rowcast")
    assert rowcast.program() == "/somewhere/rowcast"


def test_the_whole_workbook_by_a_stream(tmp_path):
    with open(CUSTOMERS, "rb") as file:
        content = file.read()
    assert zipfile.is_zipfile(io.BytesIO(content))
    assert len(rowcast.read_excel(content, as_="records", quiet=True)) == 600

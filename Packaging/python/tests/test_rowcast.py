"""The Python package against the installed program: `pytest Packaging/python/tests`."""

import io
import os
import zipfile

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
    scored = rowcast.predict(model, os.path.join(FIXTURES, "april.csv"), as_="records", quiet=True)
    assert len(scored) == 300
    assert abs(scored[0]["probability_no"] + scored[0]["probability_yes"] - 1) < 1e-12


def test_errors_carry_the_sentence_and_the_exit_code():
    with pytest.raises(rowcast.RowcastError, match="no such file") as caught:
        rowcast.read_excel("/nowhere.xlsx", as_="records")
    assert caught.value.exit_code == 1
    with pytest.raises(rowcast.RowcastError) as caught:
        rowcast.convert(b"a\n1\n", skip_rows="many")
    assert caught.value.exit_code == 2


def test_the_whole_workbook_by_a_stream(tmp_path):
    with open(CUSTOMERS, "rb") as file:
        content = file.read()
    assert zipfile.is_zipfile(io.BytesIO(content))
    assert len(rowcast.read_excel(content, as_="records", quiet=True)) == 600

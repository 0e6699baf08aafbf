"""Reads every table of a folder of views as CSV, by the types of datapackage.json, and as Parquet with pyarrow, polars, DuckDB and
pandas (both backends): all say the same.

Usage: tables.py VIEWS
"""

import csv
import datetime
import json
import pathlib
import sys

import duckdb
import pandas
import polars
import pyarrow.parquet

views = pathlib.Path(sys.argv[1])
package = json.loads((views / "datapackage.json").read_text(encoding="utf-8"))
csv.field_size_limit(1 << 30)


def text(cell):
    """A text without the mark that keeps a spreadsheet from calculating it."""
    return cell[1:] if cell[0] == "'" and cell[1:2] in ("=", "+", "-", "@", "'") else cell


PARSE = {
    "string": text,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": datetime.date.fromisoformat,
}


def twin(resource):
    """The rows of the CSV file, typed."""
    fields = resource["schema"]["fields"]
    with open(views / resource["path"], encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == [field["name"] for field in fields], resource["name"]
    parse = [PARSE[field["type"]] for field in fields]
    return [tuple(None if cell == "" else make(cell) for make, cell in zip(parse, row)) for row in rows]


def plain(kind, value):
    """A value of a frame as Python has it; pandas keeps whole numbers with gaps as fractions, and days in several ways."""
    if value is None or value is pandas.NA or value is pandas.NaT or value != value or value == "":
        return None
    if kind == "integer":
        assert value == int(value)
        return int(value)
    if kind == "date":
        return value.date() if isinstance(value, datetime.datetime) else value
    return {"number": float, "boolean": bool, "string": str}[kind](value)


def of_pandas(frame, kinds):
    columns = [[plain(kind, value) for value in frame[name]] for name, kind in zip(frame.columns, kinds)]
    return list(zip(*columns)) if len(frame) else []


def readings(path):
    """The rows by every reader, as far as they come without help."""
    yield "pyarrow", [tuple(row.values()) for row in pyarrow.parquet.read_table(path).to_pylist()]
    yield "polars", polars.read_parquet(path).rows()
    yield "DuckDB", duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()


compared = 0
for resource in package["resources"]:
    path = (views / resource["path"]).with_suffix(".parquet")
    kinds = [field["type"] for field in resource["schema"]["fields"]]
    expected = twin(resource)
    found = dict(readings(path))
    found = {
        name: [tuple(plain(kind, value) for kind, value in zip(kinds, row)) for row in rows]
        for name, rows in found.items()
    }
    for backend in ("numpy_nullable", "pyarrow"):
        found[f"pandas, {backend}"] = of_pandas(pandas.read_parquet(path, dtype_backend=backend), kinds)
    found["pandas"] = of_pandas(pandas.read_parquet(path), kinds)
    for reader, rows in found.items():
        if rows != expected:
            differing = next((pair for pair in zip(rows, expected) if pair[0] != pair[1]), (len(rows), len(expected)))
            sys.exit(f"{resource['name']} by {reader}: {differing[0]} and not {differing[1]}")
    notes = {key.decode(): value.decode() for key, value in pyarrow.parquet.read_metadata(path).metadata.items()}
    assert notes["chancery.table"] == resource["name"]
    assert notes["chancery.version"] == package["version"] and package["title"] in notes["chancery.citation"]
    assert notes["chancery.data"] == package["chancery"]["data"] and notes["chancery.rule"] == package["chancery"]["rule"]
    assert (path.parent / notes["chancery.codebook"]).is_file()
    compared += len(expected)
print(f"{len(package['resources'])} tables, {compared} rows, by {len(found)} readers")

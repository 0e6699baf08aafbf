"""Sets one cell of a Parquet file to another value: the first of a column in a row that has what is asked.

Usage: spoil.py TABLE.parquet COLUMN=VALUE [COLUMN=VALUE]...
"""

import sys

import polars

path, change, *conditions = sys.argv[1:]
table = polars.read_parquet(path)
texts = table.select(polars.all().cast(polars.String))
number = next(
    number
    for number, row in enumerate(texts.iter_rows(named=True))
    if all(row[column] == value for column, value in (condition.split("=", 1) for condition in conditions))
)
column, value = change.split("=", 1)
cells = texts[column].to_list()
assert cells[number] != value
cells[number] = value
table.with_columns(polars.Series(column, cells).cast(table.schema[column])).write_parquet(path)

"""Runs a script in DuckDB and prints the rows of its last query; a statement that fails ends it.

Usage: script.py SCRIPT.sql NAME=VALUE...
"""

import pathlib
import sys

import duckdb

path, *variables = sys.argv[1:]
database = duckdb.connect()
for variable in variables:
    name, value = variable.split("=", 1)
    quoted = value.replace("'", "''")
    database.execute(f"SET VARIABLE {name} = '{quoted}'")
try:
    rows = database.execute(pathlib.Path(path).read_text(encoding="utf-8")).fetchall()
except duckdb.Error as error:
    sys.exit(str(error))
for row in rows:
    print(*row)

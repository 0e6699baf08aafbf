"""Runs a measure's query in DuckDB on the segments of a workspace, and prints its rows as sorted JSON lines.

Usage: measures.py QUERY.sql CROSSWALK.csv ACTORS.csv FORMAT=SEGMENT.parquet...
"""

import json
import sys

import duckdb

query, crosswalk, actors, *segments = sys.argv[1:]
database = duckdb.connect()
parts = []
for segment in segments:
    form, path = segment.split("=", 1)
    parts.append(f"SELECT *, '{form}' AS format FROM read_parquet('{path}')")
database.execute("CREATE VIEW rows AS " + " UNION ALL ".join(parts))
database.execute(
    "CREATE TABLE crosswalk AS SELECT CAST(root AS VARCHAR) AS root, category, CAST(lossy AS BIGINT) AS lossy "
    f"FROM read_csv('{crosswalk}', header = true, all_varchar = true)"
)
database.execute(f"CREATE TABLE feed_actors AS SELECT * FROM read_csv('{actors}', header = true, all_varchar = true)")
with open(query, encoding="utf-8") as file:
    found = database.execute(file.read())
names = [column[0] for column in found.description]
rows = [dict(zip(names, row)) for row in found.fetchall()]
for line in sorted(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str) for row in rows):
    print(line)

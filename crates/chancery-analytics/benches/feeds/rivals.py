"""DuckDB and polars at the same work as the bench, each run a process of its own. Prints what came of it as one JSON object.

Told to DuckDB: two threads; columns with their types, so that nothing is guessed; no order of insertion to be kept; rows of its own Parquet,
sorted as ours by pair and day, compressed by zstd at its level 3; groups summed in the database, so that none is handed to Python.
"""

import json
import os
import sys
import tempfile
import time

THREADS = 2

# What a row has here: the columns of a segment, of the 61 of a file.
SELECT = """
    SELECT
        CASE WHEN c8 IS NULL OR c18 IS NULL THEN NULL WHEN c8 <= c18 THEN c8 ELSE c18 END AS actor_a,
        CASE WHEN c8 IS NULL OR c18 IS NULL THEN NULL WHEN c8 <= c18 THEN c18 ELSE c8 END AS actor_b,
        {day} AS day, year({day}) AS year, year({day}) * 100 + month({day}) AS month, c8 AS source, c18 AS target, c27 AS code,
        c29 AS root, c1 AS row, CAST(c31 * 10 AS INTEGER) AS score, c32 AS mentions, CAST(c26 AS INTEGER) AS is_root,
        {added} AS added, {day} AS last_day, CAST(NULL AS INTEGER) AS precision, c54 AS place,
        CAST(c52 AS INTEGER) AS place_precision, CAST(NULL AS BIGINT) AS story, CAST(NULL AS INTEGER) AS low,
        CAST(NULL AS INTEGER) AS best, CAST(NULL AS INTEGER) AS high
    FROM read_csv('{path}', delim = '\t', header = false, quote = '', escape = '', columns = {columns}, auto_detect = false)
"""
TYPES = {1: "BIGINT", 26: "TINYINT", 31: "DOUBLE", 32: "INTEGER", 52: "TINYINT"}
GROUPS = """
    SELECT actor_a, actor_b, month, root, count(*) AS n, CAST(sum(score) AS BIGINT) AS s
    FROM read_parquet({paths}) WHERE actor_a <> actor_b GROUP BY ALL
"""
# Says of all groups what the bench says of them: every value of every group is in it.
FINGERPRINT = """
    SELECT count(*), CAST(sum(n) AS BIGINT), CAST(sum(s) AS BIGINT),
        CAST(sum((CAST(ascii(actor_a) AS BIGINT) * 31 + ascii(actor_a[2]) * 7 + ascii(actor_a[3])) * (ascii(actor_b) * 37 + ascii(actor_b[2]) * 11
            + ascii(actor_b[3])) * (month % 1009 + ascii(root[2])) % 1000003 * (n * 3 + s + 1000000) % 1000003) AS BIGINT)
    FROM ({groups})
"""


def database():
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{tempfile.gettempdir()}/chancery-bench-duckdb'")
    return connection


def rows_of(path):
    def date(column):
        parts = [f"CAST({column}[{begin}:{end}] AS INT)" for begin, end in ((1, 4), (5, 6), (7, 8))]
        return f"make_date({', '.join(parts)})"

    columns = ", ".join(f"'c{number}': '{TYPES.get(number, 'VARCHAR')}'" for number in range(1, 62))
    return SELECT.format(path=path, columns="{" + columns + "}", day=date("c2"), added=date("c60"))


def parquet(select, order, out):
    ordered = f"{select} ORDER BY {order}" if order else select
    return f"COPY ({ordered}) TO '{out}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3)"


def listed(paths):
    return "[" + ", ".join(f"'{path}'" for path in paths) + "]"


def main():
    work, *arguments = sys.argv[1:]
    start = time.perf_counter()
    found = None
    if work == "read":
        columns = ["actor_a", "actor_b", "day", "source", "target", "code", "root", "row", "score", "mentions", "is_root", "added", "place"]
        maxima = ", ".join(f"max({column})" for column in columns)
        found = database().execute(f"SELECT count(*), {maxima} FROM ({rows_of(arguments[0])})").fetchone()[0]
    elif work == "copy":
        run_rows, path, out = int(arguments[0]), arguments[1], arguments[2]
        order = f"row // {run_rows}, actor_a, actor_b, day, source, target, code, row"
        database().execute(parquet(rows_of(path), order, out))
        found = os.path.getsize(out)
    elif work == "sort":
        out, paths = arguments[0], arguments[1:]
        order = "actor_a, actor_b, day, source, target, code, row"
        database().execute(parquet(f"SELECT * FROM read_parquet({listed(paths)})", order, out))
        found = os.path.getsize(out)
    elif work == "groups":
        found = database().execute(FINGERPRINT.format(groups=GROUPS.format(paths=listed(arguments)))).fetchone()
    elif work == "plain-groups":
        groups = GROUPS.format(paths=listed(arguments))
        found = database().execute(f"SELECT count(*), CAST(sum(n) AS BIGINT), CAST(sum(s) AS BIGINT) FROM ({groups})").fetchone()
    elif work == "aggregate":
        out, paths = arguments[0], arguments[1:]
        database().execute(parquet(GROUPS.format(paths=listed(paths)), "actor_a, actor_b, month, root", out))
        found = os.path.getsize(out)
    elif work == "read-aggregate":
        query = f"""SELECT count(*), CAST(sum(n) AS BIGINT), CAST(sum(s) AS BIGINT), max(actor_a), max(actor_b), max(month), max(root)
            FROM read_parquet('{arguments[0]}')"""
        found = database().execute(query).fetchone()[:3]
    elif work == "one-pair":
        a, b, path = arguments
        query = f"SELECT month, count(*) FROM read_parquet('{path}') WHERE actor_a = '{a}' AND actor_b = '{b}' GROUP BY month ORDER BY month"
        found = [len(rows := database().execute(query).fetchall()), sum(row[1] for row in rows)]
    elif work == "polars-groups":
        import polars

        rows = polars.scan_parquet(arguments).filter(polars.col("actor_a") != polars.col("actor_b"))
        groups = rows.group_by("actor_a", "actor_b", "month", "root").agg(polars.len().alias("n"), polars.col("score").cast(polars.Int64).sum().alias("s"))
        found = groups.select(polars.len(), polars.col("n").sum(), polars.col("s").sum()).collect(engine="streaming").row(0)
    else:
        sys.exit(f"no such work: {work}")
    seconds = time.perf_counter() - start
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    print(json.dumps({"seconds": seconds, "kib": peak, "found": found}))


main()

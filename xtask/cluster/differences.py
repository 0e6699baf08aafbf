"""What the portable profile refuses (crates/chancery-analytics/src/feeds/profile.rs), asked of each engine: whether the difference that taught a rule is there.

cluster.py asks them of the files that it was given.

Each question has one row of one number or word, made from the rows of real files. `error` is a refusal by the engine.
"""

import json
import os
import subprocess
import sys

import engines

# By rule: queries whose answers differ, or that an engine does not take. Without a rule: those that must be the same.
QUESTIONS = [
    ("qualify", "SELECT COUNT(*) AS x FROM (SELECT code, ROW_NUMBER() OVER (PARTITION BY code ORDER BY day, row) AS n FROM rows QUALIFY n = 1) AS t"),
    ("concat", "SELECT COUNT(CONCAT(place, code)) AS x FROM rows"),
    ("round", "SELECT SUM(CAST(ROUND(CAST(score AS DOUBLE) / CAST(20 AS DOUBLE), 0) AS BIGINT)) AS x FROM rows"),
    ("average", "SELECT AVG(CAST(score AS DOUBLE) / CAST(10 AS DOUBLE)) AS x FROM rows"),
    ("narrow-sum", "SELECT SUM(big) AS x FROM (SELECT CAST(2000000000 AS INT) AS big FROM rows) AS t"),
    ("narrow-sum", "SELECT SUM(CAST(score AS DOUBLE) / CAST(7 AS DOUBLE)) AS x FROM rows"),
    ("division", "SELECT MAX(score / 0) AS x FROM rows WHERE score > 0"),
    ("division", "SELECT MAX(CAST(score AS DOUBLE) / CAST(0 AS DOUBLE)) AS x FROM rows WHERE score > 0"),
    ("date-subtraction", "SELECT MAX(added - day) AS x FROM rows"),
    ("distinct-of-several", "SELECT COUNT(DISTINCT source, target) AS x FROM rows"),
    ("order", "SELECT place AS x FROM (SELECT DISTINCT place FROM rows) AS t ORDER BY place LIMIT 1"),
    ("star", "SELECT SUM(CAST(root AS BIGINT) * 4000000000000000000) AS x FROM rows"),
    ("cast", "SELECT COUNT(CAST(code AS VARCHAR)) AS x FROM rows"),
    ("quoted-name", 'SELECT COUNT(DISTINCT "code") AS x FROM rows'),
    ("pattern", "SELECT COUNT(*) AS x FROM rows WHERE code RLIKE '^04'"),
    ("modulo", "SELECT SUM(score % 7) AS x FROM rows"),
    ("cut-fraction", "SELECT SUM(CAST(CAST(score AS DOUBLE) / CAST(20 AS DOUBLE) AS BIGINT)) AS x FROM rows"),
    ("substring", "SELECT COUNT(DISTINCT SUBSTR(code, 0, 2)) AS x FROM rows"),
    ("substring", "SELECT COUNT(DISTINCT SUBSTR(code, -2, 1)) AS x FROM rows"),
    ("decimal", "SELECT MAX(0.1 + 0.2) AS x FROM rows"),
    ("letters", "SELECT MAX(UPPER('straße')) AS x FROM rows"),
    ("set-difference", "SELECT COUNT(*) AS x FROM (SELECT code FROM rows EXCEPT SELECT root FROM rows) AS t"),
    ("backslash", "SELECT MAX(LENGTH('a\\\\tb')) AS x FROM rows"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE score > 0"),
    ("", "SELECT COUNT(GREATEST(place, code)) AS x FROM rows"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE GREATEST(place, code) = place"),
    ("", "SELECT COUNT(place || code) AS x FROM rows"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE NOT (place <> 'MG')"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE place NOT IN (SELECT place FROM rows WHERE mentions IS NULL)"),
    ("", "SELECT COUNT(*) AS x FROM (SELECT place FROM rows UNION SELECT code FROM rows) AS t"),
    ("", "SELECT SUM(CAST(LENGTH(source) AS BIGINT)) AS x FROM rows"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE code LIKE '04%'"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE place ILIKE 'm%'"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE CAST(code AS BIGINT) > 100"),
    ("", "SELECT MIN(CAST(day AS STRING)) AS x FROM rows"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE day >= '2019-10-24'"),
    ("", "SELECT SUM(CASE WHEN score > 0 THEN 1 ELSE 0 END) AS x FROM rows"),
    ("", "SELECT COUNT(*) AS x FROM (SELECT code, SUM(CAST(score AS BIGINT)) OVER (PARTITION BY code) AS s FROM rows) AS t WHERE s > 0"),
    ("", "SELECT COUNT(*) AS x FROM rows AS a INNER JOIN rows AS b ON a.place = b.place AND a.row = b.row"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE score IS DISTINCT FROM mentions"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE month BETWEEN 201601 AND 201806"),
    ("", "SELECT CAST(SUM(CAST(score AS BIGINT)) AS DOUBLE) / CAST(NULLIF(0, 0) AS DOUBLE) AS x FROM rows"),
    ("", "SELECT CAST(SUM(CAST(score AS BIGINT)) AS DOUBLE) / CAST(NULLIF(7, 0) AS DOUBLE) AS x FROM rows"),
    ("", "SELECT MAX(month::BIGINT) AS x FROM rows"),
    ("", "SELECT COUNT(*) AS x FROM rows WHERE TRIM(code) = code"),
    ("", "SELECT COUNT(*) AS x FROM (SELECT code, COUNT(*) AS n FROM rows GROUP BY code HAVING COUNT(*) > 10) AS t"),
    ("", "SELECT MAX(ABS(score)) AS x FROM rows"),
    ("", "SELECT COUNT(IF(score > 0, 1, NULL)) AS x FROM rows"),
    ("", "SELECT COUNT(*) FILTER (WHERE score > 0) AS x FROM rows"),
]

ASKED = '''
import json, sys
questions, bundle = json.loads(sys.argv[1]), sys.argv[2]
if sys.argv[3] == "duckdb":
    import duckdb
    database = duckdb.connect()
    database.execute(f"CREATE VIEW rows AS SELECT * FROM read_parquet('{bundle}/rows/*/*/*.parquet', hive_partitioning = true)")
    ask = lambda query: database.execute(query).fetchall()[0][0]
else:
    from pyspark.sql import SparkSession, functions as F
    spark = SparkSession.builder.getOrCreate()
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.read.parquet(f"{bundle}/rows").withColumn("year", F.col("year").cast("int")).createOrReplaceTempView("rows")
    ask = lambda query: spark.sql(query).collect()[0][0]
for query in questions:
    try:
        print("ANSWER " + json.dumps(str(ask(query))), flush=True)
    except Exception as error:
        print("ANSWER " + json.dumps("error: " + str(error).strip().splitlines()[0][:100]), flush=True)
'''


def asked(python, bundle, engine, settings=None):
    """The answers of an engine that Python speaks to."""
    queries = json.dumps([query for _, query in QUESTIONS])
    # From a file: PySpark without Spark takes `-c` for a shell that has it.
    script = bundle.parent / "asked.py"
    script.write_text(ASKED)
    run = engines.Run([python, "-W", "ignore", script, queries, bundle, engine], env=os.environ | (settings or {}))
    answers = [json.loads(line[7:]) for line in run.out.splitlines() if line.startswith("ANSWER ")]
    return answers if len(answers) == len(QUESTIONS) else sys.exit(f"{engine}: {run.err[-2000:]}")


def by_polars(program, workspace):
    answers = []
    for _, query in QUESTIONS:
        told = subprocess.run([program, "--workspace", workspace, "--quiet", "sql", query, "--format", "json"], capture_output=True, text=True)
        row = json.loads(told.stdout.splitlines()[0]) if told.returncode == 0 and told.stdout else None
        said = " ".join(told.stderr.split())
        answers.append(str(row["x"] if row else "error: " + said[:100]))
    return answers


def are_as_the_rules_say(program, work):
    """Prints the answers; whether those differ that a rule is about, and no others."""
    bundle, port = work / "files/bundle", engines.free_port()
    found = {"polars": by_polars(program, work / "files/workspace")}
    found["DuckDB"] = asked(engines.environment(work, "duckdb", engines.DUCKDB) / "python", bundle, "duckdb")
    spark = engines.environment(work, "spark", engines.SPARK)
    found["Spark"] = asked(spark / "python", bundle, "spark", {"PYSPARK_PYTHON": str(spark / "python")})
    sail = engines.environment(work, "sail", engines.SAIL)
    with engines.Server([sail / "sail", "spark", "server", "--ip", "127.0.0.1", "--port", port], port):
        found["Sail"] = asked(sail / "python", bundle, "sail", {"SPARK_REMOTE": f"sc://127.0.0.1:{port}"})
    wrong = 0
    for at, (rule, query) in enumerate(QUESTIONS):
        answers = {engine: answers[at] for engine, answers in found.items()}
        is_same = len(set(answers.values())) == 1
        wrong += is_same == bool(rule)
        print(f"{'same' if is_same else 'differs':<8}{rule or '(no rule)':<20} {query}")
        for engine, answer in answers.items() if not is_same else []:
            print(f"        {engine:<8} {answer}")
    return not wrong

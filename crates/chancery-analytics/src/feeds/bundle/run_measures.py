"""Runs the measures of a bundle on Spark, and compares every row with what they come to in Chancery.

    spark-submit run_measures.py BUNDLE RESULT [--engine NAME] [--measure NAME ...] [--unhashed]

BUNDLE and RESULT are folders that driver and executors see: local, hdfs://, s3a:// ... With SPARK_REMOTE set it runs over Spark Connect
(also on Sail). RESULT gets a folder of Parquet for each measure, and one of a JSON line about them, for `chancery feed import-result`.
Exit code 0: all is equal. 1: a row differs, which is shown, or the bundle is not whole.
"""
import argparse, decimal, hashlib, json, os, sys

from pyspark.sql import SparkSession, functions as F

LETTERS = {"string": "str", "bigint": "i64", "double": "f64", "date": "date"}
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def text(value):
    """A value as the logical digest has it."""
    if value is None:
        return "\\N"
    if isinstance(value, float):
        digits = format(decimal.Decimal(repr(value)), "f")
        return digits.removesuffix(".0")
    return value.translate(ESCAPES) if isinstance(value, str) else str(value)


def whole(spark, bundle, manifest, hashed):
    """Every file has its digest, every partition its rows, every column its type: else what is wrong."""
    for file in manifest["files"] if hashed else []:
        path = f"{bundle}/{file['path']}"
        if os.path.isdir(bundle):
            with open(path, "rb") as opened:
                digest = hashlib.sha256(opened.read()).hexdigest()
        else:
            digest = spark.read.format("binaryFile").load(path).select(F.sha2("content", 256)).first()[0]
        if digest != file["sha256"]:
            return f"{file['path']} is not the file of the bundle"
    # Sail takes the names of folders for texts.
    rows = spark.read.parquet(f"{bundle}/rows").withColumn("year", F.col("year").cast("int"))
    found = {name: kind for name, kind in rows.dtypes}
    wanted = {column["name"]: column["type"] for column in manifest["columns"]}
    if found != wanted:
        return f"columns of rows: {sorted(found.items() ^ wanted.items())}"
    found = {(row[0], row[1]): row[2] for row in rows.groupBy("format", "year").count().collect()}
    wanted = {(one["format"], one["year"]): one["rows"] for one in manifest["partitions"]}
    if found != wanted:
        return f"rows by format and year: {sorted(found.items() ^ wanted.items())[:6]}"
    rows.createOrReplaceTempView("rows")
    for name in ("crosswalk", "feed_actors"):
        spark.read.parquet(f"{bundle}/{name}.parquet").createOrReplaceTempView(name)
    return None


def run(spark, bundle, result, measure):
    """A measure's rows and digest; and the first row that differs, if one does."""
    name, columns = measure["name"], measure["columns"]
    with_types = [F.col(column["name"]).cast(column["type"]).alias(column["name"]) for column in columns]
    order = [F.col(column).asc_nulls_first() for column in measure["key"]]
    query = "\n".join(row[0] for row in spark.read.text(f"{bundle}/sql/{name}.sql", wholetext=True).collect())
    spark.sql(query).select(with_types).write.parquet(f"{result}/{name}")
    # By name and type: of no rows some engines write no file.
    schema = ", ".join(f"{column['name']} {column['type']}" for column in columns)
    made = spark.read.schema(schema).parquet(f"{result}/{name}").select(with_types)
    # The driver holds a partition at a time: small ones, however many rows there are.
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    spark.conf.set("spark.sql.shuffle.partitions", str(16 + made.count() // 100_000))
    made = made.orderBy(order)
    digest = hashlib.sha256(("\t".join(f"{one['name']}:{LETTERS[one['type']]}" for one in columns) + "\n").encode())
    count = 0
    for row in made.toLocalIterator():
        digest.update(("\t".join(map(text, row)) + "\n").encode())
        count += 1
    told = {"name": name, "rows": count, "logical": digest.hexdigest()}
    if measure.get("logical") in (None, told["logical"]):
        return told, None
    expected = spark.read.parquet(f"{bundle}/expected/{name}.parquet").select(with_types).orderBy(order)
    number, ours, theirs = 0, expected.toLocalIterator(), made.toLocalIterator()
    while True:
        number, wanted, found = number + 1, next(ours, None), next(theirs, None)
        if wanted != found or wanted is None:
            return told, f"{name}, row {number}: {found} and not {wanted}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle")
    parser.add_argument("result")
    parser.add_argument("--engine", default="spark")
    parser.add_argument("--measure", action="append", default=[])
    parser.add_argument("--unhashed", action="store_true", help="believe that the files are those of the bundle")
    args = parser.parse_args()
    spark = SparkSession.builder.appName("chancery").getOrCreate()
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    lines = spark.read.text(f"{args.bundle}/manifest.json", wholetext=True).collect()
    manifest = json.loads("\n".join(row[0] for row in lines))
    fault = whole(spark, args.bundle, manifest, not args.unhashed)
    if fault:
        sys.exit(f"the bundle is not whole: {fault}")
    told, faults = [], []
    for measure in manifest["measures"]:
        if not args.measure or measure["name"] in args.measure:
            one, fault = run(spark, args.bundle, args.result, measure)
            told.append(one)
            faults += [fault] if fault else []
            print(f"{one['name']}: {one['rows']} rows, {one['logical']}, " + ("differs" if fault else "equal" if "logical" in measure else "not compared"), flush=True)
    line = {"format": 1, "engine": args.engine, "version": spark.version, "segments": manifest["segments"], "measures": told}
    spark.createDataFrame([(json.dumps(line),)], "value string").coalesce(1).write.text(f"{args.result}/result")
    spark.stop()
    if faults:
        sys.exit("\n".join(faults))


main()

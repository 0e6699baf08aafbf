"""Runs the measures of a bundle on Spark, and compares every row with what they come to in Chancery.

    spark-submit run_measures.py BUNDLE RESULT [--engine NAME] [--version TEXT] [--measure NAME ...] [--unhashed]

BUNDLE and RESULT are folders that driver and executors see: local, hdfs://, s3a:// ... With SPARK_REMOTE set it runs over Spark Connect
(also on Sail). RESULT gets a folder of Parquet for each measure, and one of a JSON line about them, for `chancery feed import-result`.
Exit code 0: all is equal. 1: a row differs, which is shown, or the bundle is not whole.
"""
import argparse, decimal, hashlib, json, re, sys, time, urllib.parse

from pyspark.sql import SparkSession, functions as F

LETTERS = {"string": "str", "bigint": "i64", "double": "f64", "date": "date"}
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
# What a cluster may have been set to otherwise, and what a wrong or smaller result could come of.
SETTINGS = {"ansi.enabled": "true", "session.timeZone": "UTC", "files.ignoreCorruptFiles": "false", "files.ignoreMissingFiles": "false"}


def text(value):
    """A value as the logical digest has it: a fraction with the fewest digits that read back, of two the one further from zero."""
    if value is None:
        return "\\N"
    if isinstance(value, float):
        shortest, exact = decimal.Decimal(repr(value)), decimal.Decimal(value)
        if exact.as_tuple().exponent + 1 == shortest.as_tuple().exponent:
            # Two are equally near.
            further = exact.quantize(shortest, rounding=decimal.ROUND_UP)
            shortest = further if float(further) == value else shortest
        return format(shortest, "f").removesuffix(".0")
    return value.translate(ESCAPES) if isinstance(value, str) else str(value)


def whole(spark, bundle, manifest, hashed):
    """Every file has its digest, as the cluster reads it, every partition its rows, every column its type: else what is wrong."""
    if hashed:
        # Sail gives a large file twice, each time whole.
        wanted, found = {file["path"]: file["sha256"] for file in manifest["files"]}, set()
        try:
            files = spark.read.format("binaryFile").load([f"{bundle}/{path}" for path in wanted])
            read = files.select("path", F.sha2("content", 256)).collect()
        except Exception as error:
            return str(error).splitlines()[0]
        for row in read:
            path = next((path for path in wanted if urllib.parse.unquote(row[0]).endswith(f"/{path}")), row[0])
            if wanted.get(path) != row[1]:
                return f"{path} is not the file of the bundle"
            found.add(path)
        for path in sorted(wanted.keys() - found):
            return f"{path} is missing"
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
    began = time.monotonic()
    spark.sql(query).select(with_types).write.parquet(f"{result}/{name}")
    # By name and type: of no rows some engines write no file.
    schema = ", ".join(f"{column['name']} {column['type']}" for column in columns)
    made = spark.read.schema(schema).parquet(f"{result}/{name}").select(with_types)
    ran = time.monotonic()
    # A partition at a time comes to the driver: under a megabyte, which a task sends by itself. Larger ones are fetched, and may be lost.
    small = {"spark.sql.adaptive.coalescePartitions.enabled": "false", "spark.sql.shuffle.partitions": str(16 + made.count() // 10_000)}
    before = {key: spark.conf.get(key, None) for key in small}
    for key, value in small.items():
        spark.conf.set(key, value)
    made = made.orderBy(order)
    digest = hashlib.sha256(("\t".join(f"{one['name']}:{LETTERS[one['type']]}" for one in columns) + "\n").encode())
    count = 0
    for row in made.toLocalIterator():
        digest.update(("\t".join(map(text, row)) + "\n").encode())
        count += 1
    for key, value in before.items():
        spark.conf.unset(key) if value is None else spark.conf.set(key, value)
    print(f"{name}: query {ran - began:.1f} s, sorted and digested {time.monotonic() - ran:.1f} s", file=sys.stderr, flush=True)
    wrote = spark.read.format("binaryFile").load(f"{result}/{name}").select("path", F.sha2("content", 256)).collect() if count else []
    files = {urllib.parse.unquote(row[0]).rsplit("/", 1)[1]: row[1] for row in wrote}
    told = {"name": name, "rows": count, "logical": digest.hexdigest(), "files": files, "compared": "equal" if "logical" in measure else "not compared"}
    if measure.get("logical") in (None, told["logical"]):
        return told, None
    expected = spark.read.parquet(f"{bundle}/expected/{name}.parquet").select(with_types).orderBy(order)
    number, ours, theirs = 0, expected.toLocalIterator(), made.toLocalIterator()
    while True:
        number, wanted, found = number + 1, next(ours, None), next(theirs, None)
        if wanted != found or wanted is None:
            return told | {"compared": "differs"}, f"{name}, row {number}: {found} and not {wanted}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle")
    parser.add_argument("result")
    parser.add_argument("--engine", default="spark", help="its name: small letters, digits, hyphens")
    parser.add_argument("--version", help="its version, if it speaks Spark's protocol and tells of Spark's")
    parser.add_argument("--measure", action="append", default=[])
    parser.add_argument("--unhashed", action="store_true", help="believe that the files are those of the bundle")
    args = parser.parse_args()
    if not re.fullmatch("[a-z0-9-]{1,40}", args.engine):
        parser.error("--engine: small letters, digits and hyphens")
    spark = SparkSession.builder.appName("chancery").getOrCreate()
    for key, value in SETTINGS.items():
        spark.conf.set(f"spark.sql.{key}", value)
    lines = spark.read.text(f"{args.bundle}/manifest.json", wholetext=True).collect()
    manifest = json.loads("\n".join(row[0] for row in lines))
    unknown = set(args.measure) - {measure["name"] for measure in manifest["measures"]}
    if unknown:
        sys.exit(f"no measures of the bundle: {', '.join(sorted(unknown))}")
    fault = whole(spark, args.bundle, manifest, not args.unhashed)
    if fault:
        sys.exit(f"the bundle is not whole: {fault}")
    told, faults = [], []
    for measure in manifest["measures"]:
        if not args.measure or measure["name"] in args.measure:
            one, fault = run(spark, args.bundle, args.result, measure)
            told.append(one)
            faults += [fault] if fault else []
            print(f"{one['name']}: {one['rows']} rows, {one['logical']}, {one['compared']}", flush=True)
    line = {"format": 1, "engine": args.engine, "version": args.version or spark.version, "inputs": manifest["inputs"], "measures": told}
    spark.createDataFrame([(json.dumps(line),)], "value string").coalesce(1).write.text(f"{args.result}/result")
    spark.stop()
    if faults:
        sys.exit("\n".join(faults))


main()

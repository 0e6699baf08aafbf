"""What goes wrong elsewhere: bundles that are not whole, other versions of Spark, a store of objects for a folder. Each is an error that says
what is wrong, or an equal result.
"""

import json
import os
import shutil
import time

import engines

# The oldest that the runner is to bear, and one between.
VERSIONS = [["pyspark==3.5.9", "pandas==2.3.3", "setuptools<81"], ["pyspark==4.0.5", "pandas==2.3.3"]]
STORE = ["moto[server]==5.2.5", "boto3==1.44.8"]


def on_spark(work, bundle):
    """Damages a copy of a bundle, one way after another: the damage, what was said, and what is wrong with that."""
    copy = bundle.parent / "damaged"
    manifest = json.loads((bundle / "manifest.json").read_text())
    first = next(file["path"] for file in manifest["files"] if file["path"].startswith("rows/"))
    partition = first.rsplit("/", 1)[0]

    def cut():
        whole = (copy / first).read_bytes()
        (copy / first).write_bytes(whole[: len(whole) // 2])

    def missing():
        shutil.rmtree(copy / partition)

    def schema():
        # The file of another table, with columns of other names and types, in the place of one of rows.
        shutil.copy(copy / "crosswalk.parquet", copy / first)

    def query():
        told = (copy / "sql/covered_days.sql").read_text()
        (copy / "sql/covered_days.sql").write_text(told.replace("COUNT(*)", "COUNT(*) + 1"))

    hashed, unhashed = [], ["--unhashed"]
    for what, damage, options, wanted in [
        ("a file cut short", cut, hashed, "is not the file of the bundle"),
        ("a file cut short, unhashed", cut, unhashed, "is not a Parquet file"),
        ("a partition missing", missing, hashed, "is missing|PATH_NOT_FOUND"),
        ("a partition missing, unhashed", missing, unhashed, "rows by format and year"),
        ("a file of other columns", schema, hashed, "is not the file of the bundle"),
        ("a file of other columns, unhashed", schema, unhashed, "columns of rows|rows by format and year|CANNOT|covered_days, row|Error"),
        ("another query, unhashed", query, [*unhashed, "--measure", "covered_days"], "covered_days, row 1: "),
    ]:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(bundle, copy)
        damage()
        run = engines.by_spark(work, copy, "local[2]", *options)
        said = next((line.strip() for line in (run.out + run.err).splitlines() if any(word in line for word in wanted.split("|"))), None)
        fault = "" if run.code and said else f"exit code {run.code}, said: {run.out[-300:]} {run.err[-300:]}"
        yield what, (said or "")[:160], fault
    shutil.rmtree(copy, ignore_errors=True)


def in_a_store(work, bundle):
    """A bundle in an object store with the protocol of S3, run there by Sail, the result left there and brought home."""
    programs, port = engines.environment(work, "store", STORE), engines.free_port()
    with engines.Server([programs / "moto_server", "-H", "127.0.0.1", "-p", port], port):
        keys = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"}
        keys |= {"AWS_ENDPOINT": f"http://127.0.0.1:{port}", "AWS_ALLOW_HTTP": "true"}
        copying = (
            "import boto3, pathlib, sys\n"
            f"store = boto3.client('s3', endpoint_url='http://127.0.0.1:{port}')\n"
            "way, folder = sys.argv[1], pathlib.Path(sys.argv[2])\n"
            "if way == 'up':\n"
            "    store.create_bucket(Bucket='measures')\n"
            "    for file in folder.rglob('*'):\n"
            "        if file.is_file():\n"
            "            store.upload_file(str(file), 'measures', 'bundle/' + file.relative_to(folder).as_posix())\n"
            "else:\n"
            "    for page in store.get_paginator('list_objects_v2').paginate(Bucket='measures', Prefix='result/'):\n"
            "        for key in (one['Key'] for one in page['Contents']):\n"
            "            (folder / key).parent.mkdir(parents=True, exist_ok=True)\n"
            "            store.download_file('measures', key, str(folder / key))\n"
        )
        home = bundle.parent / "from-store"
        shutil.rmtree(home, ignore_errors=True)
        engines.Run([programs / "python", "-c", copying, "up", bundle], env=os.environ | keys)
        time.sleep(1)
        run = engines.by_sail(work, bundle, result="s3://measures/result", at="s3://measures/bundle", settings=keys)
        engines.Run([programs / "python", "-c", copying, "down", home], env=os.environ | keys)
    return run

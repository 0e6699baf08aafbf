"""Has frictionless and mlcroissant look at the files about the tables, and reads rows by what Croissant says of them.

Usage: packages.py VIEWS
"""

import json
import os
import sys
import warnings

os.chdir(sys.argv[1])
warnings.filterwarnings("ignore")

import frictionless  # noqa: E402
import mlcroissant  # noqa: E402

report = frictionless.validate("datapackage.json")
faults = [error.message for error in report.errors]
faults += [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
if not report.valid:
    sys.exit("frictionless: " + "\n".join(faults[:10]))

# Faults raise an error of their own.
dataset = mlcroissant.Dataset("croissant.json")
with open("manifest.json", encoding="utf-8") as file:
    outputs = {output["path"]: output["rows"] for output in json.load(file)["outputs"]}
for table in ("actors", "categories", "contacts", "sources"):
    rows = sum(1 for _ in dataset.records(table))
    if rows != outputs[f"tables/{table}.parquet"]:
        sys.exit(f"mlcroissant reads {rows} rows of {table}")
print(f"{len(report.tasks)} resources, {len(dataset.metadata.record_sets)} record sets")

"""The measures on clusters, compared digest for digest with the embedded run and with DuckDB; a table of what each run took.

Usage: cluster.py PROGRAM MAKER WORK [--rows N,N,...] [--feed FILE ...] [--only NAME,...]

PROGRAM is chancery, MAKER writes made-up rows, WORK is a folder for everything: virtual environments, rows, bundles, results. What is there
is used again; each run adds a line to WORK/runs.jsonl, for model.py. Needs Java 17 or newer for Spark. Exit code 1 if any digest differs.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys

import differences
import engines
import faults

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALL = "duckdb,spark,one,killed,connect,standalone,sail,store,faults,versions,profile"
# The embedded run is in memory; above so many rows DuckDB says what is right.
MOST_EMBEDDED = 20_000_000
PIECE = 10_000_000
# In the place of real files, where none are given.
FEW = 10_000


class Table:
    """What each run took, printed as it comes and kept."""

    def __init__(self, kept):
        self.kept, self.sound = kept, True

    def row(self, rows, what, run, fault="", executors=0):
        """`rows` are those of the bundle; of real files so many are no round number."""
        self.sound &= not fault
        print(f"{rows:>12,}  {what:<50}{run.seconds:>9.1f} s{run.memory:>9,} MiB  {fault or 'equal'}", flush=True)
        digests, phases = run.digests(), run.phases()
        measures = {name: {"rows": digests[name][0], "seconds": took} for name, took in phases.items() if name in digests}
        line = {"rows": rows, "run": what, "executors": executors, "seconds": round(run.seconds, 1), "mib": run.memory}
        line |= {"equal": not fault, **run.tasks, "measures": measures}
        with open(self.kept, "a", encoding="utf-8") as kept:
            kept.write(json.dumps(line) + "\n")


def bundle_of(args, rows, files, table):
    """A workspace with the rows, and its bundle."""
    folder = args.work / (f"rows-{rows}" if rows else "files")
    bundle = folder / "bundle"
    runner = ROOT / "crates/chancery-analytics/src/feeds/bundle/run_measures.py"
    if (bundle / "manifest.json").exists() and (bundle / "run_measures.py").read_bytes() == runner.read_bytes():
        return bundle
    workspace, added = folder / "workspace", folder / "added"
    if added.exists():
        shutil.rmtree(bundle, ignore_errors=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        attach(args, folder, rows, files)
        added.touch()
    arguments = [args.program, "--workspace", workspace, "feed", "export", "--engine", "spark", bundle]
    run = engines.Run(arguments if rows <= MOST_EMBEDDED else [*arguments, "--no-expected"])
    if run.code:
        sys.exit(run.err)
    what = "embedded (polars): export and all measures" if rows <= MOST_EMBEDDED else "embedded: export, no measure"
    table.row(rows_in(bundle), what, run)
    return bundle


def rows_in(bundle):
    manifest = json.loads((bundle / "manifest.json").read_text())
    return sum(one["rows"] for one in manifest["partitions"])


def attach(args, folder, rows, files):
    """A workspace with files attached, or with made-up rows."""
    workspace = folder / "workspace"
    subprocess.run([args.program, "--quiet", "init", workspace], check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(ROOT / "data/vocabulary", workspace / "vocabulary", dirs_exist_ok=True)

    def add(file):
        arguments = [args.program, "--workspace", workspace, "--quiet", "feed", "add", file, "--by", "cluster"]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)

    for file in files:
        add(file)
    # Made-up rows of a hundred million are forty gigabytes of text: a piece at a time.
    count = rows or (0 if files else FEW)
    for start in range(0, count, PIECE):
        made = folder / f"made-{start}.export.CSV"
        subprocess.run([args.maker, str(start), str(min(PIECE, count - start)), str(count), made], check=True)
        add(made)
        made.unlink()


def wanted_of(bundle):
    """The digests that a bundle wants, or that DuckDB came to before."""
    manifest = json.loads((bundle / "manifest.json").read_text())
    wanted = {one["name"]: one["logical"] for one in manifest["measures"] if "logical" in one}
    kept = bundle.parent / "duckdb.json"
    return wanted or (json.loads(kept.read_text()) if kept.exists() else {})


def runs_of(args, are_real, bundle, names, table):
    """Each engine that is asked for; what goes wrong is tried on real files, which are few."""
    work, rows = args.work, rows_in(bundle)
    if "duckdb" in names or not wanted_of(bundle):
        run, found = engines.by_duckdb(work, bundle)
        if not run.code:
            (bundle.parent / "duckdb.json").write_text(json.dumps(found))
        table.row(rows, "DuckDB", run, run.err.strip()[-300:] if run.code else "" if wanted_of(bundle) == found else f"differs: {found}")
    wanted, seconds = wanted_of(bundle), 30

    def spark(what, master, executors, **options):
        run = engines.by_spark(work, bundle, master, **options)
        fault = run.fault(wanted)
        if options.get("kills_after") and not run.killed:
            fault = fault or "no executor was killed: it ended before"
        table.row(rows, what, run, fault, executors)
        return run.seconds

    if "spark" in names:
        seconds = spark("Spark, local-cluster[2,1,1024]", "local-cluster[2,1,1024]", 2)
    if "one" in names:
        spark("Spark, local-cluster[1,1,1024]", "local-cluster[1,1,1024]", 1)
    if "killed" in names:
        spark("Spark, one of two executors killed", "local-cluster[2,1,1024]", 0, kills_after=max(3, seconds * 0.4))
    if "connect" in names:
        run = engines.by_own_server(work, bundle)
        table.row(rows, "Spark, local[2], over Spark Connect", run, run.fault(wanted))
    if "standalone" in names:
        run = engines.by_standalone(work, bundle, 2)
        table.row(rows, "Spark, standalone cluster of two workers", run, run.fault(wanted))
    if "sail" in names:
        run = engines.by_sail(work, bundle)
        table.row(rows, "Sail, over Spark Connect", run, run.fault(wanted))
    if "store" in names and are_real:
        run = faults.in_a_store(work, bundle)
        table.row(rows, "Sail, bundle and result in an object store", run, run.fault(wanted))
    if "versions" in names and are_real:
        for packages in faults.VERSIONS:
            run = engines.by_spark(work, bundle, "local[2]", packages=packages, name=packages[0].replace("==", "-"))
            table.row(rows, f"{packages[0]}, local[2]", run, run.fault(wanted))
    if "faults" in names and are_real:
        for what, said, fault in faults.on_spark(work, bundle):
            table.sound &= not fault
            print(f"{what:<40}{fault or said}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("maker", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--rows", default="1000000,10000000")
    parser.add_argument("--feed", action="append", default=[], type=pathlib.Path, help="real files, in a bundle of their own; without, a few made-up rows")
    parser.add_argument("--only", default=ALL, help=f"of {ALL}")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    args.work = args.work.resolve()
    table = Table(args.work / "runs.jsonl")
    for rows in [0] + [int(rows) for rows in args.rows.split(",") if rows]:
        bundle = bundle_of(args, rows, [file.resolve() for file in args.feed], table)
        runs_of(args, not rows, bundle, set(args.only.split(",")), table)
    if args.feed and "profile" in args.only.split(","):
        table.sound &= differences.are_as_the_rules_say(args.program, args.work)
    sys.exit(0 if table.sound else 1)


if __name__ == "__main__":
    main()

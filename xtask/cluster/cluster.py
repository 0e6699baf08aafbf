"""The measures on clusters, compared digest for digest with the embedded run and with DuckDB; a table of what each run took.

Usage: cluster.py PROGRAM MAKER WORK [--rows N,N,...] [--feed FILE ...] [--only NAME,...]

PROGRAM is chancery, MAKER writes made-up rows, WORK is a folder for everything: virtual environments, rows, bundles, results. What is there
is used again. Needs Java 17 or newer for Spark. Exit code 1 if any digest differs.
"""

import argparse
import decimal
import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

SPARK = ["pyspark[connect]==4.3.0", "pandas==2.3.3"]
SAIL = ["pysail==0.7.2", "pyspark-client==4.2.0", "pandas==2.3.3"]
DUCKDB = ["duckdb==2.0.1"]
TABLE = []


def environment(work, name, packages):
    """A virtual environment with these packages; its folder of programs."""
    folder = work / name
    mark = folder / "packages"
    if not mark.exists() or mark.read_text() != "\n".join(packages):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True)
        mark.write_text("\n".join(packages))
    return folder / "bin"


def of_tree(root):
    """The processes that descend from one, with how many bytes of memory each holds and what it was started as."""
    parents, found = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                parents[int(entry.name)] = int(stat[1])
                found[int(entry.name)] = (int(stat[21]) * 4096, (entry / "cmdline").read_bytes().decode(errors="replace"))
            except (OSError, IndexError):
                pass
    tree = {root}
    while True:
        more = {child for child, parent in parents.items() if parent in tree} - tree
        if not more:
            return {one: found[one] for one in tree if one in found}
        tree |= more


class Watch(threading.Thread):
    """The most memory that a tree of processes held at once; and if asked, an executor of it is killed in mid-query."""

    def __init__(self, root, kills_after=None):
        super().__init__(daemon=True)
        self.root, self.most, self.killed, self.kills_after, self.seen = root, 0, None, kills_after, None
        self.start()

    def run(self):
        while True:
            tree = of_tree(self.root)
            if self.root not in tree:
                return
            self.most = max(self.most, sum(memory for memory, _ in tree.values()))
            executors = [one for one, (_, command) in tree.items() if "CoarseGrainedExecutorBackend" in command and "java" in command]
            if executors and self.seen is None:
                self.seen = time.monotonic()
            if self.kills_after and executors and not self.killed and time.monotonic() - self.seen > self.kills_after:
                self.killed = executors[0]
                os.kill(self.killed, signal.SIGKILL)
            time.sleep(0.2)


def timed(command, kills_after=None, **options):
    """Runs to the end: seconds, most memory in MiB, exit code, output, and which process was killed meanwhile."""
    began = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    watch = Watch(child.pid, kills_after)
    out, err = child.communicate()
    return time.monotonic() - began, watch.most >> 20, child.returncode, out, err, watch.killed


def row(rows, what, seconds, memory, fault=""):
    TABLE.append((rows, what, seconds, memory, fault or "equal"))
    print(f"{rows:>12,}  {what:<44}{seconds:>9.1f} s{memory:>9,} MiB  {fault or 'equal'}", flush=True)


def bundle_of(program, maker, work, rows, files):
    """A workspace with the rows, and its bundle."""
    folder = work / (f"rows-{rows}" if rows else "files")
    bundle = folder / "bundle"
    if (bundle / "manifest.json").exists():
        return bundle
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([program, "--quiet", "init", folder / "workspace"], check=True, stdout=subprocess.DEVNULL)
    vocabulary = pathlib.Path(__file__).resolve().parents[2] / "data/vocabulary"
    shutil.copytree(vocabulary, folder / "workspace/vocabulary", dirs_exist_ok=True)
    if rows:
        files = [folder / "made.export.CSV"]
        subprocess.run([maker, str(rows), files[0]], check=True)
    for file in files:
        arguments = [program, "--workspace", folder / "workspace", "--quiet", "feed", "add", file, "--by", "cluster"]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    if rows:
        files[0].unlink()
    took = timed([program, "--workspace", folder / "workspace", "feed", "export", "--engine", "spark", bundle])
    if took[2]:
        sys.exit(took[4])
    row(rows, "embedded (polars): export and all measures", *took[:2])
    return bundle


def text(value):
    if value is None:
        return "\\N"
    if isinstance(value, float):
        digits = format(decimal.Decimal(repr(value)), "f")
        return digits[:-2] if digits.endswith(".0") else digits
    return str(value)


DUCK = '''
import json, sys, time
sys.path.insert(0, sys.argv[2])
from cluster import duckdb_digests
print(json.dumps(duckdb_digests(sys.argv[1])))
'''


def duckdb_digests(bundle):
    """The logical digest of every measure by DuckDB: a second engine, and a second program that makes digests."""
    import duckdb

    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false")
    database.execute(f"CREATE VIEW rows AS SELECT * FROM read_parquet('{bundle}/rows/*/*/*.parquet', hive_partitioning = true)")
    for name in ("crosswalk", "feed_actors"):
        database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{bundle}/{name}.parquet')")
    manifest = json.loads(pathlib.Path(bundle, "manifest.json").read_text())
    kinds, found = {"string": "str", "bigint": "i64", "double": "f64", "date": "date"}, {}
    for measure in manifest["measures"]:
        columns = ", ".join(f'CAST("{one["name"]}" AS {one["type"]}) AS "{one["name"]}"' for one in measure["columns"])
        order = ", ".join(f'"{name}" NULLS FIRST' for name in measure["key"])
        query = pathlib.Path(bundle, "sql", measure["name"] + ".sql").read_text()
        result = database.execute(f"SELECT {columns} FROM ({query}\n) ORDER BY {order}")
        head = "\t".join(f"{one['name']}:{kinds[one['type']]}" for one in measure["columns"])
        digest = hashlib.sha256((head + "\n").encode())
        while rows := result.fetchmany(65_536):
            digest.update("".join("\t".join(map(text, one)) + "\n" for one in rows).encode())
        found[measure["name"]] = digest.hexdigest()
    return found


def by_duckdb(work, bundle, rows):
    programs = environment(work, "duckdb", DUCKDB)
    took = timed([programs / "python", "-c", DUCK, bundle, pathlib.Path(__file__).parent])
    if took[2]:
        return row(rows, "DuckDB", *took[:2], took[4].strip()[-300:])
    found = json.loads(took[3])
    manifest = json.loads((bundle / "manifest.json").read_text())
    differ = [one["name"] for one in manifest["measures"] if one["logical"] != found[one["name"]]]
    row(rows, "DuckDB", *took[:2], f"differs: {differ}" if differ else "")


def fault_of(took, must_die):
    _, _, code, out, err, killed = took
    lines = [line for line in out.replace("\r", "\n").splitlines() if line.endswith((", equal", ", differs"))]
    if code or len(lines) != 5 or not all(line.endswith(", equal") for line in lines):
        said = [line for line in err.splitlines() if line and " INFO " not in line]
        return f"exit code {code}: " + " | ".join(lines + said[-8:])[-900:]
    if must_die and not killed:
        return "no executor was killed: it ended before"
    return ""


def by_spark(work, bundle, rows, master, kills_after=None):
    programs = environment(work, "spark", SPARK)
    result = bundle.parent / "result"
    shutil.rmtree(result, ignore_errors=True)
    # Results pass through the driver, which in these masters holds the cluster too.
    command = [programs / "spark-submit", "--master", master, "--driver-memory", "2g"]
    command += ["--conf", "spark.ui.enabled=false", bundle / "run_measures.py", bundle, result]
    took = timed(command, kills_after, env=os.environ | {"PYSPARK_PYTHON": str(programs / "python")})
    what = f"Spark, {master}" + (", an executor killed" if kills_after else "")
    row(rows, what, *took[:2], fault_of(took, kills_after))
    return took[0]


def by_own_server(work, bundle, rows):
    """Over Spark Connect, whose server PySpark starts by itself."""
    programs = environment(work, "spark", SPARK)
    result = bundle.parent / "result-connect"
    shutil.rmtree(result, ignore_errors=True)
    command = [programs / "python", "-W", "ignore", bundle / "run_measures.py", bundle, result]
    took = timed(command, env=os.environ | {"SPARK_REMOTE": "local[2]"})
    row(rows, "Spark, local[2], over Spark Connect", *took[:2], fault_of(took, False))


def by_connect(work, bundle, rows, name, programs, server, port):
    """By a server that speaks Spark Connect; its memory counts too."""
    result = bundle.parent / f"result-{name}"
    shutil.rmtree(result, ignore_errors=True)
    running = subprocess.Popen([str(part) for part in server], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    watch = Watch(running.pid)
    try:
        for _ in range(600):
            time.sleep(0.2)
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
        environment_of = os.environ | {"SPARK_REMOTE": f"sc://127.0.0.1:{port}"}
        command = [programs / "python", "-W", "ignore", bundle / "run_measures.py", bundle, result, "--engine", name]
        took = timed(command, env=environment_of)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
    row(rows, f"{name}, over Spark Connect", took[0], took[1] + (watch.most >> 20), fault_of(took, False))


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("maker", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--rows", default="1000000,10000000")
    parser.add_argument("--feed", action="append", default=[], type=pathlib.Path)
    parser.add_argument("--only", default="duckdb,spark,one,killed,connect,sail")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    wanted = set(args.only.split(","))
    work = args.work.resolve()
    for rows in ([0] if args.feed else []) + [int(rows) for rows in args.rows.split(",") if rows]:
        bundle = bundle_of(args.program, args.maker, work, rows, [file.resolve() for file in args.feed])
        if "duckdb" in wanted:
            by_duckdb(work, bundle, rows)
        seconds = 30
        if "spark" in wanted:
            seconds = by_spark(work, bundle, rows, "local-cluster[2,1,1024]")
        if "one" in wanted:
            by_spark(work, bundle, rows, "local-cluster[1,1,1024]")
        if "killed" in wanted:
            by_spark(work, bundle, rows, "local-cluster[2,1,1024]", max(3, seconds * 0.4))
        if "connect" in wanted:
            by_own_server(work, bundle, rows)
        if "sail" in wanted:
            programs, port = environment(work, "sail", SAIL), free_port()
            server = [programs / "sail", "spark", "server", "--ip", "127.0.0.1", "--port", port]
            by_connect(work, bundle, rows, "sail", programs, server, port)
    if any(fault != "equal" for *_, fault in TABLE):
        sys.exit(1)


if __name__ == "__main__":
    main()

"""Programs that run a bundle: their environments, their processes watched, their digests."""

import decimal
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

SPARK = ["pyspark[connect]==4.3.0", "pandas==2.3.3"]
SAIL = ["pysail==0.7.2", "pyspark-client==4.2.0", "pandas==2.3.3"]
DUCKDB = ["duckdb==2.0.1"]
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
SAID = re.compile(r"(\w+): (\d+) rows, ([0-9a-f]{64}), (equal|differs|not compared)")
TOOK = re.compile(r"(\w+): query ([\d.]+) s, sorted and digested ([\d.]+) s")


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
            time.sleep(0.05)


class Run:
    """A program run to its end: seconds, most memory in MiB, exit code, what it said, and which process was killed meanwhile."""

    def __init__(self, command, kills_after=None, **options):
        began = time.monotonic()
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        watch = Watch(child.pid, kills_after)
        self.out, self.err = child.communicate()
        self.seconds, self.code = time.monotonic() - began, child.returncode
        if self.code:
            # All of what it said, for whoever looks into it; `fault` has the end.
            pathlib.Path(tempfile.gettempdir(), "cluster-failed.log").write_text(self.out + self.err)
        self.memory, self.killed, self.tasks = watch.most >> 20, watch.killed, {}

    def digests(self):
        """What the runner said of each measure: rows, digest, and whether it compared."""
        return {name: (int(rows), digest, word) for name, rows, digest, word in SAID.findall(self.out)}

    def phases(self):
        """Of each measure, seconds until its result was written, and until it was sorted and digested."""
        # spark-submit gives what its program says of errors as output.
        return {name: (float(query), float(digest)) for name, query, digest in TOOK.findall(self.out + self.err)}

    def fault(self, wanted):
        """Why this is not the result that is wanted, by measure a digest; empty if it is."""
        found = {name: digest for name, (_, digest, word) in self.digests().items() if word != "differs"}
        if self.code or found != wanted:
            said = [line for line in (self.out + self.err).splitlines() if line and " INFO " not in line and ": query " not in line]
            return f"exit code {self.code}: " + " | ".join(said[-12:])[-900:]
        return ""


def text(value):
    """A value as the logical digest has it."""
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


def duckdb_digests(bundle):
    """The logical digest of every measure by DuckDB: a second engine, and a second program that makes digests."""
    import duckdb

    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false; SET memory_limit = '12GB'")
    database.execute(f"SET temp_directory = '{bundle}/../spilled'")
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
        digest, count = hashlib.sha256((head + "\n").encode()), 0
        while rows := result.fetchmany(65_536):
            digest.update("".join("\t".join(map(text, one)) + "\n" for one in rows).encode())
            count += len(rows)
        found[measure["name"]] = (count, digest.hexdigest())
    return found


DUCK = "import json, sys; sys.path.insert(0, sys.argv[2]); import engines; print(json.dumps(engines.duckdb_digests(sys.argv[1])))"


def by_duckdb(work, bundle):
    """Run by DuckDB; the digests it came to."""
    programs = environment(work, "duckdb", DUCKDB)
    run = Run([programs / "python", "-c", DUCK, bundle, pathlib.Path(__file__).parent])
    return run, {} if run.code else {name: digest for name, (_, digest) in json.loads(run.out).items()}


def by_spark(work, bundle, master, *options, packages=SPARK, kills_after=None, settings=(), name="spark"):
    """By spark-submit. Results pass through the driver, which in `local-cluster` holds the cluster too: 2 GiB for it."""
    programs = environment(work, name, packages)
    result = bundle.parent / "result"
    shutil.rmtree(result, ignore_errors=True)
    command = [programs / "spark-submit", "--master", master, "--driver-memory", "2g", "--conf", "spark.ui.enabled=false"]
    log = bundle.parent / "events"
    shutil.rmtree(log, ignore_errors=True)
    log.mkdir()
    kept = ["spark.eventLog.enabled=true", f"spark.eventLog.dir=file:{log}", "spark.eventLog.compress=false", "spark.eventLog.rolling.enabled=false"]
    command += [part for setting in [*kept, *settings] for part in ("--conf", setting)]
    command += [bundle / "run_measures.py", bundle, result, *options]
    run = Run(command, kills_after, env=os.environ | {"PYSPARK_PYTHON": str(programs / "python")})
    run.tasks = of_tasks(log)
    return run


def of_tasks(log):
    """What the tasks of a run came to, from Spark's own log: their number, seconds, MB shuffled and MB spilled to disk."""
    count, took, shuffled, spilled = 0, 0, 0, 0
    for file in log.iterdir():
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                if line.startswith('{"Event":"SparkListenerTaskEnd"'):
                    metrics = json.loads(line).get("Task Metrics") or {}
                    count += 1
                    took += metrics.get("Executor Run Time", 0)
                    shuffled += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
                    spilled += metrics.get("Disk Bytes Spilled", 0)
    return {"tasks": count, "task_seconds": round(took / 1000, 1), "shuffled_mb": shuffled // 10**6, "spilled_mb": spilled // 10**6}


def by_own_server(work, bundle):
    """Over Spark Connect, whose server PySpark starts by itself."""
    programs = environment(work, "spark", SPARK)
    result = bundle.parent / "result-connect"
    shutil.rmtree(result, ignore_errors=True)
    command = [programs / "python", "-W", "ignore", bundle / "run_measures.py", bundle, result]
    return Run(command, env=os.environ | {"SPARK_REMOTE": "local[2]"})


def listens(port):
    """Waits until something listens."""
    for _ in range(600):
        time.sleep(0.2)
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
    sys.exit(f"nothing listens on port {port}")


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Server:
    """A program in the background that ends, with all that it started, with this."""

    def __init__(self, command, port, **options):
        command = [str(part) for part in command]
        self.child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **options)
        self.watch = Watch(self.child.pid)
        self.port = port

    def __enter__(self):
        if self.port:
            listens(self.port)
        return self

    def __exit__(self, *_):
        os.killpg(self.child.pid, signal.SIGTERM)
        self.child.wait()


def by_sail(work, bundle, result=None, at=None, settings=None):
    """By Sail, a server that speaks Spark Connect; its memory counts too. `at` is the bundle as the server sees it."""
    programs, port = environment(work, "sail", SAIL), free_port()
    result = result or bundle.parent / "result-sail"
    if isinstance(result, pathlib.Path):
        shutil.rmtree(result, ignore_errors=True)
    with Server([programs / "sail", "spark", "server", "--ip", "127.0.0.1", "--port", port], port, env=os.environ | (settings or {})) as server:
        command = [programs / "python", "-W", "ignore", bundle / "run_measures.py", at or bundle, result, "--engine", "sail", "--version", SAIL[0].split("==")[1]]
        run = Run(command, env=os.environ | {"SPARK_REMOTE": f"sc://127.0.0.1:{port}"})
    run.memory += server.watch.most >> 20
    return run


def by_standalone(work, bundle, executors):
    """A standalone cluster: a master, and workers that are processes of their own."""
    programs = environment(work, "spark", SPARK)
    port, place = free_port(), bundle.parent / "standalone"
    where = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(place), "PYSPARK_PYTHON": str(programs / "python")}
    master = [programs / "spark-class", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", free_port()]
    with Server(master, port, env=where):
        url, ui = f"spark://127.0.0.1:{port}", free_port()
        worker = [programs / "spark-class", "org.apache.spark.deploy.worker.Worker", "--cores", 1, "--memory", "1g", "--host", "127.0.0.1"]
        workers = [Server([*worker, "--webui-port", free_port(), url], None, env=where) for _ in range(executors)]
        try:
            run = by_spark(work, bundle, url, settings=[f"spark.cores.max={executors}", "spark.driver.host=127.0.0.1"])
            run.memory += sum(one.watch.most for one in workers) >> 20
            return run
        finally:
            for one in workers:
                one.__exit__()
            shutil.rmtree(place, ignore_errors=True)

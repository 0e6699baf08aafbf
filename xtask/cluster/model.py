"""Time of the measures on Spark against rows and executors: fitted from measured runs, with its error, and extended to more rows.

Usage: model.py [RUNS]

RUNS has a line of JSON for each run, as cluster.py keeps them; without it the runs that docs/CLUSTER.md tells of. A run of N rows on E executors of
one core, whose measures come to R rows each, takes

    begin + N * look                             to start, and to look whether the bundle is whole
    + each measure: plan + (N * read + R * make) / E     to run it and write its rows
    + each measure: sort + R * stream            to sort them, stream them through the driver and digest them

The figures of a part are fitted by themselves, none below nothing, by least squares of relative errors. The error of the model is what it says of each run
from the others.
"""

import itertools
import json
import pathlib
import sys

KEPT = pathlib.Path(__file__).parent / "runs.jsonl"
# Ten billion rows over 45 years, where made-up rows fill eight: as many more groups of pair and month as there are more months.
MANY, LONGER = 10_000_000_000, 45 / 8


def solved(rows, columns):
    """Least squares over some columns, by Gauss; None where they do not tell each other apart."""
    matrix = [[sum(row[i] * row[j] for row, _ in rows) for j in columns] + [sum(row[i] * y for row, y in rows)] for i in columns]
    for at in range(len(columns)):
        pivot = max(range(at, len(columns)), key=lambda other: abs(matrix[other][at]))
        matrix[at], matrix[pivot] = matrix[pivot], matrix[at]
        if abs(matrix[at][at]) < 1e-12:
            return None
        for other in range(len(columns)):
            if other != at:
                factor = matrix[other][at] / matrix[at][at]
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], matrix[at])]
    return [matrix[at][-1] / matrix[at][at] for at in range(len(columns))]


def fitted(points):
    """Of points of several x and a y: the factors, none negative, with the least squares of relative errors. An x counts in millions."""
    rows = [([x / max(y, 0.5) for x in (1, *(x / 1e6 for x in xs))], y / max(y, 0.5)) for xs, y in points]
    every, best = range(len(rows[0][0])), None
    for count in range(1, len(every) + 1):
        for columns in itertools.combinations(every, count):
            factors = solved(rows, columns)
            if factors and min(factors) >= 0:
                known = dict(zip(columns, factors))
                error = sum((sum(known.get(at, 0) * row[at] for at in every) - y) ** 2 for row, y in rows)
                if best is None or error < best[0] - 1e-9:
                    best = (error, [known.get(at, 0) for at in every])
    return best[1]


class Model:
    """Factors of each part: `rest`, `query` by measure, `digest`."""

    def __init__(self, runs):
        phases = [(run, sum(sum(one["seconds"]) for one in run["measures"].values())) for run in runs]
        self.rest = fitted([((run["rows"],), run["seconds"] - known) for run, known in phases])
        each = {name: [(run["rows"], run["executors"], run["measures"][name]) for run in runs] for name in runs[0]["measures"]}
        shared = lambda rows, executors, one: ((rows / executors, one["rows"] / executors), one["seconds"][0])
        self.query = {name: fitted([shared(*of) for of in every]) for name, every in each.items()}
        self.digest = fitted([((one["rows"],), one["seconds"][1]) for run in runs for one in run["measures"].values()])

    def seconds(self, rows, executors, results):
        """Of a run whose measures come to these rows: the part that more executors make shorter, and all."""
        split, fixed = 0, self.rest[0] + self.rest[1] * rows / 1e6
        for name, (plan, read, make) in self.query.items():
            split += (read * rows + make * results[name]) / 1e6 / executors
            fixed += plan + self.digest[0] + self.digest[1] * results[name] / 1e6
        return split, split + fixed


def results(run):
    return {name: one["rows"] for name, one in run["measures"].items()}


def table(head, rows):
    print("| " + " | ".join(head) + " |\n|" + " ---: |" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def clock(seconds):
    return f"{seconds:.0f} s" if seconds < 600 else f"{seconds / 60:.0f} min" if seconds < 36_000 else f"{seconds / 3_600:.0f} h"


def main():
    lines = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else KEPT).read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    runs = [run for run in kept if run["executors"] and run["equal"]]
    model = Model(runs)

    said = []
    for run in runs:
        others = Model([other for other in runs if other is not run])
        told, foretold = (of.seconds(run["rows"], run["executors"], results(run))[1] for of in (model, others))
        error = [f"{100 * (seconds / run['seconds'] - 1):+.0f} %" for seconds in (told, foretold)]
        shuffle = [f"{run[key]:,} MB" for key in ("shuffled_mb", "spilled_mb")]
        row = [f"{run['rows']:,}", str(run["executors"]), f"{sum(results(run).values()):,}", clock(run["seconds"]), *error]
        said.append([*row, f"{run['mib'] / 1024:.1f} GiB", *shuffle])
    table(["rows", "executors", "rows of results", "measured", "model", "from the others", "memory", "shuffled", "spilled"], said)

    def shown(factors):
        return [f"{factors[0]:.1f} s", *(f"{factor:.2f} s" for factor in factors[1:])]

    parts = [["begin, look", *shown(model.rest), ""], *([name, *shown(of)] for name, of in model.query.items())]
    sort, stream = shown(model.digest)
    table(["part", "fixed", "a million rows", "a million rows of its result"], [*parts, ["sort, stream", sort, "", stream]])

    largest = max(runs, key=lambda run: run["rows"])
    many = {name: count * LONGER for name, count in results(largest).items()}
    shuffled = largest["shuffled_mb"] / largest["rows"] * MANY / 1e6
    print(f"{MANY:,} rows, {sum(many.values()):,.0f} rows of results, some {shuffled:.1f} TB shuffled:\n")
    said = []
    for executors in (2, 16, 64, 256):
        split, whole = model.seconds(MANY, executors, many)
        said.append([str(executors), clock(split), clock(whole - split), clock(whole)])
    table(["executors", "divided among them", "not divided", "in all"], said)


if __name__ == "__main__":
    main()

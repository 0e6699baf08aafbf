"""Time of the measures on Spark against rows and executors: fitted from measured runs, with its error, and extended to more rows.

Usage: model.py [RUNS]

RUNS has a line of JSON for each run, as cluster.py keeps them; without it the runs that docs/CLUSTER.md tells of. A run of N rows on E executors of
one core whose measures come to R rows takes

    begin + N * look                      to start, and to look whether the bundle is whole
    + each measure: plan + N / E * work   to run it and write its rows
    + each measure: sort + R * stream     to sort them, stream them through the driver and digest them

Each pair of figures is fitted by itself, by least squares of relative errors. The error of the model is what it says of each run from the others.
"""

import json
import pathlib
import sys

KEPT = pathlib.Path(__file__).parent / "runs.jsonl"
# Ten billion rows over 45 years, where made-up rows fill eight: as many more groups of pair and month as there are more months.
MANY, LONGER = 10_000_000_000, 45 / 8


def fitted(points):
    """The line through points of x and y that has the least squares of relative errors; neither part is below nothing."""
    weights = [1 / max(y, 0.5) ** 2 for _, y in points]
    total = sum(weights)
    mean_x = sum(w * x for w, (x, _) in zip(weights, points)) / total
    mean_y = sum(w * y for w, (_, y) in zip(weights, points)) / total
    square = sum(w * (x - mean_x) ** 2 for w, (x, _) in zip(weights, points))
    slope = sum(w * (x - mean_x) * (y - mean_y) for w, (x, y) in zip(weights, points)) / square if square else 0
    slope = max(slope, 0)
    return max(mean_y - slope * mean_x, 0), slope


class Model:
    """Pairs of a fixed part and a part for each row: `rest`, `query` by measure, `digest`."""

    def __init__(self, runs):
        phases = [(run, sum(sum(one["seconds"]) for one in run["measures"].values())) for run in runs]
        self.rest = fitted([(run["rows"], run["seconds"] - known) for run, known in phases])
        names = runs[0]["measures"]
        self.query = {
            name: fitted([(run["rows"] / run["executors"], run["measures"][name]["seconds"][0]) for run in runs]) for name in names
        }
        every = [one for run in runs for one in run["measures"].values()]
        self.digest = fitted([(one["rows"], one["seconds"][1]) for one in every])

    def seconds(self, rows, executors, results):
        """Of a run; the part that more executors make shorter, and all."""
        split = sum(each * rows / executors for _, each in self.query.values())
        fixed = self.rest[0] + rows * self.rest[1] + sum(plan for plan, _ in self.query.values())
        return split, split + fixed + sum(self.digest[0] + count * self.digest[1] for count in results)


def results(run):
    return [one["rows"] for one in run["measures"].values()]


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
        row = [f"{run['rows']:,}", str(run["executors"]), f"{sum(results(run)):,}", clock(run["seconds"]), *error]
        said.append([*row, f"{run['mib'] / 1024:.1f} GiB", *shuffle])
    table(["rows", "executors", "rows of results", "measured", "model", "from the others", "memory", "shuffled", "spilled"], said)

    parts = [["begin, look", *model.rest], *([name, *pair] for name, pair in model.query.items()), ["sort, stream", *model.digest]]
    table(["part", "fixed", "a million rows"], [[name, f"{fixed:.1f} s", f"{each * 1e6:.2f} s"] for name, fixed, each in parts])

    largest = max(runs, key=lambda run: run["rows"])
    many = [count * LONGER for count in results(largest)]
    shuffled = largest["shuffled_mb"] / largest["rows"] * MANY / 1e6
    print(f"{MANY:,} rows, {sum(many):,.0f} rows of results, some {shuffled:.1f} TB shuffled:\n")
    said = []
    for executors in (2, 16, 64, 256):
        split, whole = model.seconds(MANY, executors, many)
        said.append([str(executors), clock(split), clock(whole - split), clock(whole)])
    table(["executors", "divided among them", "not divided", "in all"], said)


if __name__ == "__main__":
    main()

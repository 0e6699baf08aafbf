//! One run of ours: seconds within the process, its peak memory, and what came of it, as one JSON object.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use chancery_analytics::feeds::cubes::{self, Asked, Cubes};
use chancery_analytics::feeds::{self, recount};
use chancery_feeds::{Format, Limits, Stored, read_known};
use serde_json::{Value, json};

const FORMAT: &str = "gdelt-2";
const THREADS: usize = 2;

pub fn run(arguments: &[String]) {
    let (work, rest) = arguments.split_first().expect("a work");
    let path = |at: usize| PathBuf::from(&rest[at]);
    let start = Instant::now();
    let found = match work.as_str() {
        "add" => {
            let added = feeds::add(&path(0), &path(1), None, THREADS, &mut |_| ()).expect("it is added");
            json!(added.segments)
        }
        "read" => json!(read(&path(0))),
        "make" => {
            cubes(&path(0), &segments(&path(1)));
            json!(null)
        }
        "answer" => json!(answer(&cubes(&path(0), &segments(&path(1))))),
        "fingerprint" => json!(fingerprint(&cubes(&path(0), &segments(&path(1))))),
        "recount" => again(&path(0), &segments(&path(1))),
        other => panic!("no such work: {other}"),
    };
    let seconds = start.elapsed().as_secs_f64();
    println!("{}", json!({ "seconds": seconds, "kib": peak_kib(), "found": found }));
}

/// The digests that a file lists.
fn segments(list: &Path) -> BTreeSet<String> {
    serde_json::from_str(&fs::read_to_string(list).expect("a list")).expect("a list of digests")
}

fn cubes(workspace: &Path, segments: &BTreeSet<String>) -> Cubes {
    cubes::ready(workspace, FORMAT, segments, THREADS).expect("cubes are made")
}

/// How many rows there are, reading alone.
fn read(path: &Path) -> u64 {
    let file = fs::File::open(path).expect("the file opens");
    let stored = Stored { bytes: file.metadata().expect("it has a size").len(), ..Stored::default() };
    let each = |_| Ok::<(), ()>(());
    read_known(file, stored, Format::Gdelt2, &Limits::default(), THREADS, each).expect("it is read").rows
}

/// Groups, rows and scores, after a look at each group.
fn answer(cubes: &Cubes) -> (u64, u64, i64) {
    let of_month = |month: &cubes::MonthCells| {
        let mut sum = (0, 0, 0);
        month.cells(|cell, _| sum = (sum.0 + 1, sum.1 + cell.rows, sum.2 + cell.score))?;
        Ok(sum)
    };
    let months = cubes.months(&Asked::default(), of_month).expect("cubes are read");
    months.into_iter().fold((0, 0, 0), |sum, more| (sum.0 + more.0, sum.1 + more.1, sum.2 + more.2))
}

/// Groups, rows, scores, and a sum that has every value of every group in it, as `rivals.py` makes it.
fn fingerprint(cubes: &Cubes) -> (u64, u64, i64, i64) {
    let of_month = |month: &cubes::MonthCells| {
        let letter = |actor: u32, at: usize| i64::from(month.head.actors[actor as usize].as_bytes()[at]);
        let number = i64::from(month.head.month) % 1009;
        let mut sum = (0, 0, 0, 0);
        month.cells(|cell, _| {
            let a = letter(cell.a, 0) * 31 + letter(cell.a, 1) * 7 + letter(cell.a, 2);
            let b = letter(cell.b, 0) * 37 + letter(cell.b, 1) * 11 + letter(cell.b, 2);
            let root = i64::from((cell.root.0 >> 16) as u8);
            let key = a * b * (number + root) % 1_000_003;
            let values = cell.rows as i64 * 3 + cell.score + 1_000_000;
            sum = (sum.0 + 1, sum.1 + cell.rows, sum.2 + cell.score, sum.3 + key * values % 1_000_003);
        })?;
        Ok(sum)
    };
    let months = cubes.months(&Asked::default(), of_month).expect("cubes are read");
    let add = |sum: (u64, u64, i64, i64), more: (u64, u64, i64, i64)| {
        (sum.0 + more.0, sum.1 + more.1, sum.2 + more.2, sum.3 + more.3)
    };
    months.into_iter().fold((0, 0, 0, 0), add)
}

/// Groups, rows and scores counted again from the rows, none of them otherwise than they are kept.
fn again(workspace: &Path, segments: &BTreeSet<String>) -> Value {
    let paths: Vec<PathBuf> =
        segments.iter().map(|segment| workspace.join(format!("segments/{segment}.parquet"))).collect();
    let found = recount::compare(&cubes(workspace, segments), paths.iter()).expect("it is counted again");
    assert_eq!(found.different, 0);
    json!([found.cells, found.rows, found.score])
}

/// The most memory that this process has held, where the system tells.
fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

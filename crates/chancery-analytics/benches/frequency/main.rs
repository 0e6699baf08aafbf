//! `cargo xtask bench frequency`: `contact_frequency` from a folded state, all grains, categories and forms, at three sizes,
//! beside the plain recount of the same contacts.
//!
//! Each figure is the median of five runs, each a process of its own, so that its peak memory is its own (state included).
//! The contacts are invented: fifteen states of which few have most contacts, thirty forms, one or two categories, dates from
//! single days to decades. Before anything is timed both are compared, cell by cell, on the smallest size.
// A bench times itself and starts itself anew; the product does neither.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::disallowed_types)]

mod contacts;

use std::process::{Command, ExitCode};
use std::time::Instant;

use chancery_analytics::sums::Sums;
use chancery_analytics::tables::contact_frequency;
use chancery_core::count::{Counted, CoverageIndex};
use chancery_core::fold::State;
use chancery_testkit::builders;
use chancery_testkit::recount::recount;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
const RUNS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--child").map(|at| &arguments[at + 1..]) {
        Some([what, contacts, ..]) => child(what, contacts.parse().expect("a number")),
        _ => parent(),
    }
}

/// One run: seconds, peak memory in KiB, rows.
fn child(what: &str, contacts: usize) -> ExitCode {
    let (state, vocabulary, rule) = (contacts::state(contacts), contacts::vocabulary(), builders::rule());
    let coverage = CoverageIndex::of(&state);
    let start = Instant::now();
    let rows = match what {
        "plain" => recount(&state, &vocabulary, &rule).len(),
        _ => {
            let sums = Sums::of(&Counted::of(&state, &vocabulary, &rule)).expect("it is summed");
            contact_frequency(&sums, &coverage).expect("it is a table").frame.height()
        }
    };
    println!("{} {} {rows}", start.elapsed().as_secs_f64(), peak_kib());
    ExitCode::SUCCESS
}

fn parent() -> ExitCode {
    let state = contacts::state(SIZES[0]);
    println!("the smallest size, cell by cell: {} cells equal", compare(&state));
    println!("{:>9}  {:<7} {:>9} {:>9} {:>10}", "contacts", "way", "seconds", "peak MiB", "rows");
    let engine: Vec<Run> = SIZES.into_iter().map(|size| median("polars", size)).collect();
    let plain: Vec<Run> = SIZES.into_iter().map(|size| median("plain", size)).collect();
    for (small, large) in engine.iter().zip(&engine[1..]) {
        println!("ten times the contacts: {:.1} times the time", large.seconds / small.seconds);
    }
    for ((size, engine), plain) in SIZES.iter().zip(&engine).zip(&plain) {
        println!("{size} contacts: {:.1} times as fast as the plain recount", plain.seconds / engine.seconds);
    }
    ExitCode::SUCCESS
}

#[derive(Debug, Clone, Copy)]
struct Run {
    seconds: f64,
    peak_kib: u64,
    rows: u64,
}

fn median(what: &str, contacts: usize) -> Run {
    let mut runs: Vec<Run> = (0..RUNS).map(|_| run(what, contacts)).collect();
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let median = runs[RUNS / 2];
    let peak_kib = runs.iter().map(|run| run.peak_kib).max().unwrap_or(0);
    println!("{contacts:>9}  {what:<7} {:>9.3} {:>9} {:>10}", median.seconds, peak_kib / 1024, median.rows);
    median
}

fn run(what: &str, contacts: usize) -> Run {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).args(["--child", what, &contacts.to_string()]).output().expect("a child runs");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    let mut numbers = text.split_whitespace();
    let mut next = || numbers.next().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    Run {
        seconds: next().parse().expect("seconds"),
        peak_kib: next().parse().expect("KiB"),
        rows: next().parse().expect("rows"),
    }
}

/// Both ways of counting, cell by cell; the number of cells.
fn compare(state: &State) -> usize {
    let (vocabulary, rule) = (contacts::vocabulary(), builders::rule());
    let sums = Sums::of(&Counted::of(state, &vocabulary, &rule)).expect("it is summed");
    let plain = recount(state, &vocabulary, &rule);
    assert_eq!(sums.cells.len(), plain.len(), "as many cells");
    for cell in &sums.cells {
        let key = chancery_testkit::cells::Key::new(
            &sums.dyad(cell).to_string(),
            &cell.period().to_string(),
            sums.category(cell),
            sums.form(cell),
        );
        let other = plain.get(&key).unwrap_or_else(|| panic!("{key:?} is missing"));
        let numbers = [other.certain, other.possible, other.expected, other.open, other.recurring];
        assert_eq!(cell.sums.map(|sum| sum as u64), numbers, "{key:?}");
    }
    sums.cells.len()
}

/// The most memory that this process has held, where the system tells.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

//! `cargo xtask bench frequency`: `contact_frequency` from a folded state, all grains, categories and forms, at three sizes,
//! beside the plain recount of the same contacts.
//!
//! Each figure is the median of five runs, each a process of its own, so that its peak memory is its own: what the contacts
//! take, and what counting adds. The plain recount of a million contacts takes a quarter of an hour or more and is run once.
//! `polars` sums all cells; `table` makes of them the published table, with its nine columns of text.
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
/// How many times the cost may grow where the contacts grow tenfold.
const GROWTH: f64 = 11.0;
/// How many times as fast as the plain recount all cells of the largest size must be.
const SPEED: f64 = 5.0;
/// What counting all cells of the largest size may add to the memory that the contacts take, in MiB.
const MEMORY: u64 = 1_536;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--child").map(|at| &arguments[at + 1..]) {
        Some([what, contacts, ..]) => child(what, contacts.parse().expect("a number")),
        _ => parent(),
    }
}

/// One run: seconds, memory before it and its peak in KiB, rows.
fn child(what: &str, contacts: usize) -> ExitCode {
    let (state, vocabulary, rule) = (contacts::state(contacts), contacts::vocabulary(), builders::rule());
    let coverage = CoverageIndex::of(&state);
    let before = peak_kib();
    let start = Instant::now();
    let rows = match what {
        "polars" => Sums::of(&Counted::of(&state, &vocabulary, &rule)).expect("it is summed").cells.len(),
        "plain" => recount(&state, &vocabulary, &rule).len(),
        _ => {
            let sums = Sums::of(&Counted::of(&state, &vocabulary, &rule)).expect("it is summed");
            contact_frequency(&sums, &coverage).expect("it is a table").frame.height()
        }
    };
    println!("{} {before} {} {rows}", start.elapsed().as_secs_f64(), peak_kib());
    ExitCode::SUCCESS
}

fn parent() -> ExitCode {
    let state = contacts::state(SIZES[0]);
    println!("the smallest size, cell by cell: {} cells equal", compare(&state));
    println!("{:>9}  {:<7} {:>9} {:>9} {:>9} {:>10}", "contacts", "way", "seconds", "MiB", "adds MiB", "rows");
    let engine = SIZES.map(|size| median("polars", size, RUNS));
    for size in SIZES {
        median("table", size, RUNS);
    }
    let plain = [(SIZES[0], RUNS), (SIZES[1], RUNS), (SIZES[2], 1)].map(|(size, runs)| median("plain", size, runs));
    let mut held = true;
    let mut bar = |what: String, holds: bool| {
        println!("{what}: {}", if holds { "held" } else { "MISSED" });
        held &= holds;
    };
    for (small, large) in engine.iter().zip(&engine[1..]) {
        let growth = large.seconds / small.seconds;
        bar(format!("ten times the contacts: {growth:.1} times the time, bar at most {GROWTH}"), growth <= GROWTH);
    }
    for ((size, engine), plain) in SIZES.iter().zip(&engine).zip(&plain) {
        let speed = plain.seconds / engine.seconds;
        let what = format!("{size} contacts: {speed:.1} times as fast as the plain recount");
        if *size == SIZES[2] {
            bar(format!("{what}, bar at least {SPEED}"), speed >= SPEED)
        } else {
            println!("{what}")
        }
    }
    let adds = engine[2].adds_kib / 1024;
    bar(format!("{} contacts: counting adds {adds} MiB, bar at most {MEMORY}", SIZES[2]), adds <= MEMORY);
    if held { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

#[derive(Debug, Clone, Copy)]
struct Run {
    seconds: f64,
    before_kib: u64,
    adds_kib: u64,
    rows: u64,
}

fn median(what: &str, contacts: usize, times: usize) -> Run {
    let mut runs: Vec<Run> = (0..times).map(|_| run(what, contacts)).collect();
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let adds_kib = runs.iter().map(|run| run.adds_kib).max().unwrap_or(0);
    let median = Run { adds_kib, ..runs[times / 2] };
    let Run { seconds, before_kib, rows, .. } = median;
    println!("{contacts:>9}  {what:<7} {seconds:>9.3} {:>9} {:>9} {rows:>10}", before_kib / 1024, adds_kib / 1024);
    median
}

fn run(what: &str, contacts: usize) -> Run {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).args(["--child", what, &contacts.to_string()]).output().expect("a child runs");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    let mut numbers = text.split_whitespace();
    let mut next = || numbers.next().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let seconds = next().parse().expect("seconds");
    let before_kib = next().parse().expect("KiB");
    let peak_kib: u64 = next().parse().expect("KiB");
    Run { seconds, before_kib, adds_kib: peak_kib - before_kib, rows: next().parse().expect("rows") }
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
        assert_eq!(cell.sums().map(|sum| sum as u64), numbers, "{key:?}");
    }
    sums.cells.len()
}

/// The most memory that this process has held, where the system tells.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

//! `cargo xtask bench history`: what the dataset's own history costs, as three ratios with a bar each.
//!
//! 1. A warm start from the tail against one from TOML, at 20,000 claims: at least 5 times as fast. Both read and digest every
//!    file, as the program does to know that the tail is up to date.
//! 2. The state as of an instant against the fold of just the entries recorded by then: at most 1.2 times as long.
//! 3. 365 daily tables of 100,000 events, a fifth of them corrections, against the table of the last day: at most 3 times as
//!    long. The tables are told as changes, each cell that is not what it was the day before; the last one and one on the way are
//!    compared with a plain count, cell by cell, before anything is timed.
//!
//! Figures are medians of runs by turns. A bar that is missed makes the exit code 1. Every journal is made up.
// A bench asks the clock and writes into a folder of its own; the product does so in one module.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::disallowed_types, missing_docs)]

mod daily;
mod made;
mod warm;

use std::process::ExitCode;
use std::time::Instant;

/// Runs of each road; the median is what counts.
const RUNS: usize = 7;

fn main() -> ExitCode {
    // `cargo test --benches` passes `--test`: then nothing is to be timed.
    if std::env::args().any(|argument| argument == "--test") {
        return ExitCode::SUCCESS;
    }
    let entries = made::entries();
    let all = [warm::start(), daily::as_of(&entries), daily::tables(&entries)];
    let held = all.iter().filter(|ratio| ratio.holds()).count();
    println!("{held} of {} bars held", all.len());
    if held == all.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How often one time goes into another, and where that is to lie.
struct Ratio {
    ratio: f64,
    bar: Bar,
}

enum Bar {
    AtLeast(f64),
    AtMost(f64),
}

impl Ratio {
    fn holds(&self) -> bool {
        match self.bar {
            Bar::AtLeast(bar) => self.ratio >= bar,
            Bar::AtMost(bar) => self.ratio <= bar,
        }
    }

    /// Prints and returns the ratio of two medians, the first over the second.
    fn of(title: &str, over: &Timed, under: &Timed, bar: Bar) -> Ratio {
        let ratio = Ratio { ratio: over.median() / under.median(), bar };
        let bar = match ratio.bar {
            Bar::AtLeast(bar) => format!("at least {bar}"),
            Bar::AtMost(bar) => format!("at most {bar}"),
        };
        println!("{title}");
        for timed in [over, under] {
            println!("    {:<44} {:>9.1} ms  (of {} runs)", timed.name, timed.median() * 1e3, timed.seconds.len());
        }
        println!("    ratio {:.2}, bar {bar}: {}", ratio.ratio, if ratio.holds() { "held" } else { "MISSED" });
        ratio
    }
}

/// The seconds that one road took, run by run.
struct Timed {
    name: &'static str,
    seconds: Vec<f64>,
}

impl Timed {
    fn new(name: &'static str) -> Timed {
        Timed { name, seconds: Vec::new() }
    }

    fn run<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = std::hint::black_box(work());
        self.seconds.push(start.elapsed().as_secs_f64());
        result
    }

    fn median(&self) -> f64 {
        let mut sorted = self.seconds.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }
}

//! `cargo xtask bench feeds`: a hundred million rows like those of GDELT, from files to counts, beside DuckDB and polars in Python.
//!
//! Every figure is the median of five runs, each a process of its own on two threads; ours and the rival's by turns. What came of the work
//! is compared before its time is: all groups, or a fingerprint that has every value of every group in it. Files are made once and kept
//! in target/bench, some 20 GB with the rows of rivals: `-- --rows N` takes another number of rows, for which no bar stands.
//!
//! Rivals are run by target/oracles/bin/python with duckdb and polars from PyPI, and by the program of the package duckdb-cli; `rivals.py`
//! says what they were told.
// A bench times itself and starts itself anew; the product does neither.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::disallowed_types)]

mod child;
mod files;
mod runs;
mod works;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many rows there are unless another number is asked for.
const ROWS: u64 = 100_000_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().position(|argument| argument == name).map(|at| &arguments[at + 1..]);
    if let Some(arguments) = after("--child") {
        child::run(arguments);
        return ExitCode::SUCCESS;
    }
    let rows = after("--rows").and_then(|rest| rest.first()).map(|rows| rows.parse().expect("--rows takes a number"));
    let files = files::Files::ready(rows.unwrap_or(ROWS));
    let held = works::all(&files);
    if rows.is_some_and(|rows| rows != ROWS) {
        println!("bars stand for {ROWS} rows alone");
        return ExitCode::SUCCESS;
    }
    if held { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

//! Runs of ours and of rivals, each a process of its own.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// How many runs a figure is the median of.
const RUNS: usize = 5;

/// One run, or the median of several.
#[derive(Debug, Clone)]
pub struct Run {
    /// Of the whole process, or of the work within it where the process says so.
    pub seconds: f64,
    /// The most memory that the process held.
    pub kib: u64,
    /// What came of it.
    pub found: String,
}

/// Seconds within the process, KiB, and what came of it, as one line of JSON.
fn told(text: &str) -> (f64, u64, String) {
    let value: serde_json::Value = serde_json::from_str(text.trim()).unwrap_or_else(|why| panic!("{why}: {text}"));
    let number = |key: &str| value[key].as_f64().unwrap_or_default();
    (number("seconds"), number("kib") as u64, value["found"].to_string())
}

fn heard(mut command: Command) -> (f64, String) {
    let start = Instant::now();
    let output = command.output().unwrap_or_else(|why| panic!("{command:?}: {why}"));
    let seconds = start.elapsed().as_secs_f64();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    (seconds, String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A run of ours. `is_whole`: of the whole process.
pub fn ours(arguments: &[String], is_whole: bool) -> Run {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg("--child").args(arguments).env("POLARS_MAX_THREADS", "2");
    timed(command, is_whole)
}

/// A run of `rivals.py`.
pub fn rival(arguments: &[String], is_whole: bool) -> Run {
    let mut command = Command::new(oracles("python"));
    command.arg(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/feeds/rivals.py")).args(arguments);
    command.env("POLARS_MAX_THREADS", "2");
    timed(command, is_whole)
}

fn timed(command: Command, is_whole: bool) -> Run {
    let (whole, text) = heard(command);
    let (within, kib, found) = told(&text);
    Run { seconds: if is_whole { whole } else { within }, kib, found }
}

/// Any program, timed as a whole process; what it said is what came of it.
pub fn program(path: &PathBuf, arguments: &[String]) -> Run {
    let mut command = Command::new(path);
    command.args(arguments);
    let (seconds, found) = heard(command);
    Run { seconds, kib: 0, found }
}

/// A program of the folder of oracles.
pub fn oracles(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/oracles/bin").join(name);
    assert!(
        path.exists(),
        "{} is not there: python3 -m venv target/oracles && target/oracles/bin/pip install duckdb==2.0.1 duckdb-cli==1.5.6 polars==2.1.0",
        path.display()
    );
    path
}

/// The medians of both, run by turns.
pub fn by_turns(ours: impl Fn() -> Run, other: impl Fn() -> Run) -> (Run, Run) {
    let pairs: Vec<(Run, Run)> = (0..RUNS).map(|_| (ours(), other())).collect();
    let (ours, others) = pairs.into_iter().unzip();
    (median(ours), median(others))
}

/// The median by seconds, with the most memory of all.
pub fn median(mut runs: Vec<Run>) -> Run {
    let kib = runs.iter().map(|run| run.kib).max().unwrap_or_default();
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let middle = runs.len() / 2;
    Run { kib, ..runs.swap_remove(middle) }
}

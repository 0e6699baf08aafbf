//! `bench`: the benches, optimised. Figures are medians; what counts is the ratio to the rival beside them.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use super::Failure;
use crate::cargo::{as_typed, cargo};
use crate::say;

/// Each bench with its package; the first is run if none is named. `frequency` and `feeds` build polars optimised, a quarter of an hour.
const BENCHES: [(&str, &str); 4] = [
    ("check", "chancery-ingest"),
    ("history", "chancery"),
    ("frequency", "chancery-analytics"),
    ("feeds", "chancery-analytics"),
];

/// Runs one; cargo's words and the figures go to the terminal as they come.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let (name, rest) = match arguments.split_first() {
        Some((first, rest)) if first != "--" => (first.to_string_lossy().into_owned(), rest),
        _ => (BENCHES[0].0.to_owned(), arguments),
    };
    let Some((bench, package)) = BENCHES.into_iter().find(|(bench, _)| *bench == name) else {
        let known = BENCHES.map(|(bench, _)| bench).join(", ");
        return Err(Failure::usage(format!(
            "there is no bench `{name}`: {known}; a filter goes after `--`: bench check -- {name}"
        )));
    };
    if bench == "feeds" {
        // It times the program that a user starts, which the bench's own package does not build.
        let mut command = cargo("build");
        command.args(["--release", "--package", "chancery"]);
        passes(&mut command)?;
    }
    let mut command = cargo("bench");
    command.args(["--package", package, "--bench", bench]).args(rest);
    Ok(if passes(&mut command)? { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Runs cargo, whose words go to the terminal; whether it was content.
fn passes(command: &mut Command) -> Result<bool, Failure> {
    say::line(&format!("    {}", as_typed(command)));
    let status = command.status().map_err(|error| Failure::new(format!("cannot run cargo: {error}")))?;
    Ok(status.success())
}

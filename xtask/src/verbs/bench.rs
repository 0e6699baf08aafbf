//! `bench`: the light packages' benches, optimised. Figures are medians; what counts is the ratio to the rival beside them.

use std::ffi::OsString;
use std::process::ExitCode;

use super::Failure;
use crate::cargo::{as_typed, cargo};
use crate::say;

/// Runs them all; cargo's words and the figures go to the terminal as they come.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    if arguments.first().is_some_and(|first| first != "--") {
        let word = arguments[0].to_string_lossy();
        return Err(Failure::usage(format!(
            "`bench` does not know `{word}`; a filter goes after `--`: bench -- {word}"
        )));
    }
    let mut command = cargo("bench");
    command.args(["--package", "chancery-ingest", "--bench", "check"]).args(arguments);
    say::line(&format!("    {}", as_typed(&command)));
    let status = command.status().map_err(|error| Failure::new(format!("cannot run cargo: {error}")))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

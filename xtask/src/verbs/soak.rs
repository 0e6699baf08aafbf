//! `soak`: the long forms of tests that ordinary runs go through in short.
//!
//! Some are tests of their own, named `soak_…` and marked as ignored. Others multiply what they try by `CHANCERY_SOAK`. Their figures
//! are printed, so that docs can say what was gone through, when and on what machine.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use super::Failure;
use crate::cargo::cargo;
use crate::steps::Steps;

/// Rounds of kills: ten thousand, where an ordinary run makes 300.
const TIMES: &str = "33";

/// Runs all.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    if let Some(first) = arguments.first() {
        return Err(Failure::usage(format!("`soak` takes no `{}`", first.to_string_lossy())));
    }
    let mut steps = Steps::new("soak");
    steps.command(&mut ignored());
    steps.command(&mut multiplied());
    Ok(steps.finish("figures are above"))
}

/// Tests that are soaks and nothing else.
fn ignored() -> Command {
    let mut command = cargo("test");
    command.args(["--no-fail-fast", "--", "--ignored", "--nocapture", "soak"]);
    command
}

/// Tests that try more if they are told to.
fn multiplied() -> Command {
    let mut command = cargo("test");
    command.args([
        "--no-fail-fast",
        "--package",
        "chancery",
        "--package",
        "chancery-log",
        "--test",
        "crash",
        "--",
        "--nocapture",
    ]);
    command.env("CHANCERY_SOAK", TIMES);
    command
}

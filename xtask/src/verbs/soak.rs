//! `soak`: the long forms of tests that ordinary runs go through in short.
//!
//! Some are tests of their own, named `soak_…` and marked as ignored. Others multiply what they try by `CHANCERY_SOAK`. Their figures
//! are printed, so that docs/SOAK.md can say what was gone through, when and on what machine.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use super::Failure;
use crate::cargo::cargo;
use crate::steps::Steps;

/// Tests of one file, and how many times as much of them is tried.
struct Part {
    name: &'static str,
    package: &'static str,
    test: &'static str,
    filter: &'static str,
    times: u32,
}

const fn part(name: &'static str, package: &'static str, test: &'static str, filter: &'static str, times: u32) -> Part {
    Part { name, package, test, filter, times }
}

/// Ten million mutants where ordinary runs try 100,000, and a million of files that are read with a whole workspace, where ordinary
/// runs try 5,000; ten thousand rounds of kills instead of 300; every value of every byte by each of the two that read segments.
const PARTS: &[Part] = &[
    part("damage", "chancery-log", "every_damage", "", 1),
    part("dates", "chancery-core", "mutants", "", 100),
    part("segments", "chancery-log", "mutants", "", 100),
    part("payloads", "chancery-log", "golden", "mutants", 100),
    part("entries", "chancery-ingest", "mutants", "", 200),
    part("kills", "chancery", "crash", "", 34),
];

/// Tests that are soaks and nothing else.
const IGNORED: &str = "ignored";

/// Runs the named parts, or all.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let names: Vec<&str> = PARTS.iter().map(|part| part.name).chain([IGNORED]).collect();
    if let Some(unknown) = arguments.iter().find(|name| !names.iter().any(|known| *name == known)) {
        let unknown = unknown.to_string_lossy();
        return Err(Failure::usage(format!("`soak` has no part `{unknown}`: {}", names.join(", "))));
    }
    let is_wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|wanted| wanted == name);
    let mut steps = Steps::new("soak");
    for part in PARTS.iter().filter(|part| is_wanted(part.name)) {
        steps.command(&mut multiplied(part));
    }
    if is_wanted(IGNORED) {
        steps.command(&mut ignored());
    }
    Ok(steps.finish("figures are above"))
}

/// Built faster than the daily loop builds, with all checks.
fn test() -> Command {
    let mut command = cargo("test");
    command.args(["--profile", "soak", "--no-fail-fast"]);
    command
}

fn ignored() -> Command {
    let mut command = test();
    command.args(["--", "--ignored", "--nocapture", "soak"]);
    command
}

fn multiplied(part: &Part) -> Command {
    let mut command = test();
    command.args(["--package", part.package, "--test", part.test, "--", "--nocapture", part.filter]);
    command.env("CHANCERY_SOAK", part.times.to_string());
    command
}

//! `test`: every test of the workspace, the light packages first, so that a fault shows before polars is compiled.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

use super::Failure;
use crate::cargo::{as_typed, cargo};
use crate::packages;
use crate::programs::{Program, plant};
use crate::say;
use crate::steps::Steps;
use crate::tally::{self, Tally};

/// Runs all, and says how many tests there were.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let passed_on = passed_on(arguments)?;
    let mut steps = Steps::new("test");
    let tally = run_steps(&mut steps, passed_on)?;
    Ok(steps.finish(&format!("tests: {tally}")))
}

/// What stands after `--`, with it.
fn passed_on(arguments: &[OsString]) -> Result<&[OsString], Failure> {
    match arguments.first() {
        Some(first) if first != "--" => {
            let word = first.to_string_lossy();
            Err(Failure::usage(format!("`test` does not know `{word}`; a filter goes after `--`: test -- {word}")))
        }
        _ => Ok(arguments),
    }
}

/// The steps themselves, for `ci` too.
pub fn run_steps(steps: &mut Steps, passed_on: &[OsString]) -> Result<Tally, Failure> {
    let light = packages::selected(&[])?;
    let all = packages::selected(&["--workspace"])?;
    let mut tally = Tally::default();
    tally += test(steps, "light tests", cargo("test").arg("--no-fail-fast").args(passed_on));
    if light != all {
        // Tests of the whole start the programs, which no package but their own would build.
        for program in [Program::Chancery, Program::Engine] {
            steps.step(&format!("build {}", program.name()), || program.build().map_err(|failure| failure.message));
        }
        steps.step("build the programs with a planted disorder", || plant().map_err(|failure| failure.message));
        tally += test(steps, "tests that need polars", heavy_command(&light).args(passed_on));
    }
    if tally.is_empty() && passed_on.is_empty() {
        steps.step("count the tests", || Err("not one test ran".to_owned()));
    }
    Ok(tally)
}

fn test(steps: &mut Steps, title: &str, command: &mut Command) -> Tally {
    let mut tally = Tally::default();
    steps.step(title, || {
        say::line(&format!("    {}", as_typed(command)));
        let (status, found) = tally::run(command).map_err(|error| format!("cannot run: {error}"))?;
        tally = found;
        if status.success() { Ok(()) } else { Err(format!("{status}, {found}")) }
    });
    tally
}

/// Everything that a bare `cargo test` leaves out.
fn heavy_command(light: &BTreeSet<String>) -> Command {
    let mut command = cargo("test");
    command.arg("--no-fail-fast").args(heavy_options(light));
    command
}

/// How cargo is told to select it.
fn heavy_options(light: &BTreeSet<String>) -> Vec<String> {
    let excluded = light.iter().flat_map(|package| ["--exclude", package]);
    ["--workspace"].into_iter().chain(excluded).map(str::to_owned).collect()
}

/// A step of `ci`: what the engine and the heavy tests share is compiled once.
pub fn check_compiled_once() -> Result<(), String> {
    let twice = packages::selected(&[]).and_then(|light| packages::compiled_twice(&heavy_options(&light)));
    match twice.map_err(|failure| failure.message)?.as_slice() {
        [] => Ok(()),
        twice => Err(format!(
            "the tests ask for other features than chancery-engine, so polars is compiled twice; \
             give chancery-analytics the features that a dev-dependency adds to\n  {}",
            twice.join("\n  ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    #[test]
    fn what_follows_two_dashes_is_passed_on_with_them() {
        assert_eq!(passed_on(&words("-- --nocapture onset")).expect("is good"), words("-- --nocapture onset"));
        assert!(passed_on(&[]).expect("is good").is_empty());
    }

    #[test]
    fn a_filter_before_the_dashes_is_refused_with_the_way_to_write_it() {
        let failure = passed_on(&words("onset")).expect_err("is refused");
        assert_eq!(failure.code, 2);
        assert!(failure.message.ends_with("test -- onset"), "{}", failure.message);
    }

    #[test]
    fn the_heavy_step_leaves_out_what_the_light_one_ran() {
        let light = BTreeSet::from(["chancery-core".to_owned(), "xtask".to_owned()]);
        let typed = as_typed(&heavy_command(&light));
        assert_eq!(typed, "cargo test --no-fail-fast --workspace --exclude chancery-core --exclude xtask");
    }
}

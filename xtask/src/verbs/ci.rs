//! `ci`: everything that must hold before a merge, in the order in which it fails fastest.

use std::ffi::OsString;
use std::process::ExitCode;

use super::{Failure, codegen, defects, test};
use crate::cargo::cargo;
use crate::steps::Steps;

/// Runs every step, also after one that failed.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    if let Some(first) = arguments.first() {
        return Err(Failure::usage(format!("`ci` takes no `{}`", first.to_string_lossy())));
    }
    let mut steps = Steps::new("ci");
    steps.command(cargo("fmt").args(["--all", "--check"]));
    steps.step("polars is compiled once", test::check_compiled_once);
    steps.command(cargo("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]));
    let tally = test::run_steps(&mut steps, &[])?;
    steps.step("codegen --check", || codegen::check().map_err(|failure| failure.message));
    steps.step("seeded defects fit", defects::check);
    // Only the default members: rustdoc of what links polars would compile it once more.
    steps.command(cargo("doc").arg("--no-deps").env("RUSTDOCFLAGS", "-D warnings"));
    Ok(steps.finish(&format!("tests: {tally}")))
}

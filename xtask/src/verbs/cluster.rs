//! `cluster`: the measures on engines of clusters, from nothing: programs, rows, bundles, environments, runs, a table.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

use super::Failure;
use crate::cargo::{as_typed, cargo};
use crate::say;

/// Optimised, since ten million rows are asked about here too; that builds polars, a quarter of an hour the first time. One after another:
/// together the packages would ask for more features, and polars would be built once more than for the benches.
const BUILDS: [&[&str]; 3] = [
    &["--release", "--package", "chancery"],
    &["--release", "--package", "chancery-analytics", "--bins"],
    &["--release", "--package", "chancery-testkit", "--example", "gdelt"],
];

/// Builds, and gives the rest to the script, whose lines go to the terminal as they come.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let rest = match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        None => &[],
        Some(_) => {
            return Err(Failure::usage("what the script takes goes after `--`: cluster -- --rows 1000000".to_owned()));
        }
    };
    for build in BUILDS {
        let mut command = cargo("build");
        if !passes(command.args(build))? {
            return Ok(ExitCode::from(1));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let built = root.join("target/release");
    let mut command = Command::new("python3");
    command.arg(root.join("xtask/cluster/cluster.py")).arg(built.join("chancery")).arg(built.join("examples/gdelt"));
    command.arg(root.join("target/cluster")).args(rest);
    Ok(if passes(&mut command)? { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Runs a program, whose words go to the terminal; whether it was content.
fn passes(command: &mut Command) -> Result<bool, Failure> {
    say::line(&format!("    {}", as_typed(command)));
    let status = command.status().map_err(|error| Failure::new(format!("cannot run a program: {error}")))?;
    Ok(status.success())
}

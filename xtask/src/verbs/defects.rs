//! `defects`: every test that holds a promise is seen to fail on a seeded defect.
//!
//! In a folder of its own, a clone of what is committed, with a build folder of its own, so that nothing here is touched. For each
//! patch the test runs without it and with it: a test that is red without, green with, or does not compile is a fault.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use super::Failure;
use crate::cargo::{forget_own_package, root};
use crate::defects::{self, Defect};
use crate::programs::beside_profiles;
use crate::say;
use crate::steps::Steps;

/// Tries the defects of these names, or all.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let all = defects::all().map_err(Failure::new)?;
    let names: Vec<String> = arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|defect| defect.name != **name)) {
        let known: Vec<&str> = all.iter().map(|defect| defect.name.as_str()).collect();
        return Err(Failure::usage(format!("there is no defect `{unknown}`: {}", known.join(", "))));
    }
    let folder = beside_profiles("defects")?;
    let tree = clone(&folder)?;
    let mut steps = Steps::new("defects");
    for defect in all.iter().filter(|defect| names.is_empty() || names.contains(&defect.name)) {
        steps.step(&defect.name, || try_one(defect, &tree, &folder.join("build")));
    }
    Ok(steps.finish(&format!("{} defects", all.len())))
}

/// A step of `ci`: every patch still fits what it breaks.
pub fn check() -> Result<(), String> {
    let mut faults = Vec::new();
    for defect in defects::all()? {
        let output = output(git(&root()).arg("apply").arg("--check").arg(&defect.path))?;
        if !output.status.success() {
            faults.push(format!("{}: {}", defect.name, String::from_utf8_lossy(&output.stderr).trim_end()));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("patches no longer fit\n  {}", faults.join("\n  "))) }
}

fn try_one(defect: &Defect, tree: &Path, build: &Path) -> Result<(), String> {
    say::line(&format!("    {}", defect.test));
    test(defect, tree, build, "ok")?;
    expect(git(tree).arg("apply").arg(&defect.path))?;
    let result = test(defect, tree, build, "FAILED");
    expect(git(tree).args(["checkout", "-q", "--", "."]))?;
    expect(git(tree).args(["clean", "-q", "-f", "-d"]))?;
    result
}

/// Runs the test and wants some result of it that ends so, and none that ends otherwise where it should be ok.
fn test(defect: &Defect, tree: &Path, build: &Path, wanted: &str) -> Result<(), String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(defect.arguments()).current_dir(tree).env("CARGO_TARGET_DIR", build);
    forget_own_package(&mut command);
    let output = output(&mut command)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let results: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("test result: ")).collect();
    let ran = results.iter().any(|result| !result.contains(" 0 passed; 0 failed;"));
    let ended = match wanted {
        "ok" => output.status.success() && ran,
        _ => results.iter().any(|result| result.starts_with(wanted)),
    };
    if ended {
        return Ok(());
    }
    let state = if wanted == "ok" { "without the defect it is not green" } else { "with the defect it is not red" };
    let said = String::from_utf8_lossy(&output.stderr);
    let last: Vec<&str> = said.lines().rev().take(12).collect();
    Err(format!("{state}: {results:?}\n  {}", last.into_iter().rev().collect::<Vec<_>>().join("\n  ")))
}

/// A fresh clone of what is committed, its build kept from the last time.
fn clone(folder: &Path) -> Result<PathBuf, Failure> {
    let tree = folder.join("tree");
    if tree.exists() {
        fs::remove_dir_all(&tree).map_err(|error| Failure::new(format!("{}: {error}", tree.display())))?;
    }
    fs::create_dir_all(folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    let mut command = Command::new("git");
    command.args(["clone", "-q"]).arg(root()).arg(&tree);
    expect(&mut command).map_err(Failure::new)?;
    Ok(tree)
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command
}

fn output(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| format!("{}: {error}", command.get_program().display()))
}

/// Runs a command that must not fail.
fn expect(command: &mut Command) -> Result<(), String> {
    let output = output(command)?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("{command:?}: {}", said.trim_end())) }
}

//! What cargo would select and compile, asked of `cargo tree`, so that only cargo reads manifests.

use std::collections::BTreeSet;
use std::process::Command;

use crate::cargo::{as_typed, cargo};
use crate::verbs::Failure;

/// The names of the packages that cargo selects with these options, as in `--workspace`.
pub fn selected(options: &[&str]) -> Result<BTreeSet<String>, Failure> {
    let output = tree(cargo("tree").args(["--depth", "0", "--format", "{p}"]).args(options))?;
    Ok(output.lines().filter_map(first_word).map(str::to_owned).collect())
}

/// Packages below polars that the heavy tests would compile with other features than the engine: every change from
/// `cargo xtask run` to `cargo xtask test` would then have cost minutes.
pub fn compiled_twice(heavy_options: &[String]) -> Result<Vec<String>, Failure> {
    let with_features = |command: &mut Command| tree(command.args(["--format", "{p} [{f}]"]));
    let parts = with_features(cargo("tree").args(["--package", "polars", "--edges", "normal,build"]))?;
    let engine = with_features(cargo("tree").args(["--package", "chancery-analytics", "--edges", "normal,build"]))?;
    let tests = with_features(cargo("tree").args(["--edges", "normal,build,dev"]).args(heavy_options))?;
    Ok(differences(&parts, &engine, &tests))
}

fn tree(command: &mut Command) -> Result<String, Failure> {
    command.args(["--prefix", "none"]);
    let output = command.output().map_err(|error| Failure::new(format!("cannot start cargo: {error}")))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("`{}` failed: {}", as_typed(command), reason.trim_end())));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The lines of `engine` about one of `parts` that `tests` does not have too.
fn differences(parts: &str, engine: &str, tests: &str) -> Vec<String> {
    let parts: BTreeSet<&str> = parts.lines().filter_map(first_word).collect();
    let tests: BTreeSet<&str> = tests.lines().map(without_mark).collect();
    let ours =
        engine.lines().map(without_mark).filter(|line| first_word(line).is_some_and(|word| parts.contains(word)));
    let different: BTreeSet<&str> = ours.filter(|line| !tests.contains(line)).collect();
    different.into_iter().map(str::to_owned).collect()
}

/// Cargo marks what it has shown before.
fn without_mark(line: &str) -> &str {
    line.trim_end_matches(" (*)")
}

fn first_word(line: &str) -> Option<&str> {
    line.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_polars_with_other_features_is_named_once() {
        let parts = "polars v0.1.0 [sql]\nserde v1.0.0 [derive]\n";
        let engine = "chancery-analytics v0.1.0 []\npolars v0.1.0 [sql]\nserde v1.0.0 [derive]\nserde v1.0.0 [derive] (*)\nclap v4.0.0 []\n";
        let same = "chancery-golden v0.1.0 []\npolars v0.1.0 [sql] (*)\nserde v1.0.0 [derive]\n";
        assert!(differences(parts, engine, same).is_empty(), "clap is no part of polars");
        let other = "polars v0.1.0 [sql]\nserde v1.0.0 [derive,rc]\n";
        assert_eq!(differences(parts, engine, other), ["serde v1.0.0 [derive]"]);
    }
}

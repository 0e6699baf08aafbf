//! polars takes minutes to compile and hundreds of megabytes to link, so one crate names it and few test programs hold it.

use crate::workspace::Package;
use crate::{Violations, Workspace};

/// The only crate that names polars.
const ROOM: &str = "chancery-analytics";

/// Packages of whole-workspace tests that may link it. Prefer to start the program `chancery-engine`.
const TEST_PACKAGES: &[&str] = &[];

/// How many test programs may link it, unit tests with the rest.
const MAX_TEST_PROGRAMS: usize = 2;

/// Who else names or reaches polars, and test programs beyond the limit.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    let mut programs = Vec::new();
    for package in &workspace.packages {
        if package.name != ROOM {
            let names = package.dependencies.iter().filter(|edge| is_polars(&edge.name));
            violations.extend(names.map(|edge| format!("{}: names {} ({})", package.name, edge.name, edge.kind)));
        }
        let Some(way) = workspace.lock.way(&package.name, is_polars) else { continue };
        if package.name != ROOM && !TEST_PACKAGES.contains(&package.name.as_str()) {
            violations.push(format!("{}: reaches polars by {}", package.name, way.join(" -> ")));
        }
        programs.extend(test_programs(package));
    }
    if programs.len() > MAX_TEST_PROGRAMS {
        let count = programs.len();
        violations.push(format!("{count} test programs link polars, {MAX_TEST_PROGRAMS} may: {}", programs.join(", ")));
    }
    violations
}

/// Whether it is polars or one of its parts.
pub fn is_polars(name: &str) -> bool {
    name == "polars" || name.starts_with("polars-")
}

/// What `cargo test` links: every tested target, and every example, which it builds so that it does not rot.
fn test_programs(package: &Package) -> impl Iterator<Item = String> {
    let linked = package.targets.iter().filter(|target| target.is_tested || target.kind == "example");
    linked.map(|target| format!("{} ({})", target.source, target.kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::sketch::{lock, target, workspace};

    fn made_up() -> Workspace {
        let mut made_up =
            workspace("crates/chancery-core:\ncrates/chancery-analytics: polars\ntests/golden: dev:parquet");
        made_up.lock = lock("chancery-core:\nchancery-analytics: polars\nchancery-golden: parquet\nparquet:\npolars:");
        made_up
    }

    #[test]
    fn one_crate_names_it() {
        assert_eq!(check(&made_up()), Violations::new());
        let mut other = workspace("crates/chancery-feeds: dev:polars-core");
        other.lock = lock("chancery-feeds: polars-core\npolars-core:");
        let expected = [
            "chancery-feeds: names polars-core (dev)",
            "chancery-feeds: reaches polars by chancery-feeds -> polars-core",
        ];
        assert_eq!(check(&other), expected);
    }

    #[test]
    fn no_other_package_reaches_it_not_even_through_a_stranger() {
        let mut made_up = made_up();
        made_up.lock =
            lock("chancery-analytics: polars\nchancery-golden: parquet\nparquet: polars-arrow\npolars-arrow:\npolars:");
        assert_eq!(check(&made_up), ["chancery-golden: reaches polars by chancery-golden -> parquet -> polars-arrow"]);
    }

    #[test]
    fn two_test_programs_may_link_it_and_a_third_is_refused() {
        let mut made_up = made_up();
        made_up.packages[1].targets =
            vec![target("lib", "src/lib.rs"), target("test", "tests/all.rs"), target("bin", "src/main.rs")];
        assert_eq!(
            check(&made_up),
            ["3 test programs link polars, 2 may: src/lib.rs (lib), tests/all.rs (test), src/main.rs (bin)"]
        );
        made_up.packages[1].targets[2].is_tested = false;
        assert_eq!(check(&made_up), Violations::new());
        made_up.packages[1].targets[2].kind = "example".to_owned();
        assert_eq!(check(&made_up).len(), 1);
    }
}

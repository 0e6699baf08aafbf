//! bincode decides bytes that are kept for ever: one crate names it, in one version.

use crate::{Violations, Workspace};

const ROOM: &str = "chancery-log";
const VERSION: &str = "2.0.1";

/// Who else names bincode, and versions other than the one of the format.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    for package in &workspace.packages {
        for edge in package.dependencies.iter().filter(|edge| edge.name.starts_with("bincode")) {
            if package.name != ROOM {
                violations.push(format!("{}: names {} ({})", package.name, edge.name, edge.kind));
            } else if edge.requirement != format!("={VERSION}") {
                violations.push(format!("{ROOM}: asks for {} {}, not ={VERSION}", edge.name, edge.requirement));
            }
        }
    }
    let others = workspace.lock.versions("bincode").into_iter().filter(|version| *version != VERSION);
    violations.extend(others.map(|version| format!("Cargo.lock: has bincode {version} besides {VERSION}")));
    violations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::sketch::{lock, workspace};

    #[test]
    fn the_log_names_it_in_the_version_of_the_format() {
        let mut good = workspace("crates/chancery-log: bincode=2.0.1\ncrates/chancery-core:");
        good.lock = lock("chancery-log: bincode\nbincode=2.0.1:");
        assert_eq!(check(&good), Violations::new());
    }

    #[test]
    fn others_and_other_versions_are_refused() {
        let mut bad = workspace("crates/chancery-log: bincode=2.0.2\ncrates/chancery-core: dev:bincode_derive");
        bad.lock = lock("bincode=2.0.1:\nbincode=1.3.3:");
        let expected = [
            "chancery-log: asks for bincode =2.0.2, not =2.0.1",
            "chancery-core: names bincode_derive (dev)",
            "Cargo.lock: has bincode 1.3.3 besides 2.0.1",
        ];
        assert_eq!(check(&bad), expected);
    }
}

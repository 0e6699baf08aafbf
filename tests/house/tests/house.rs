//! The workspace keeps its own house rules.

use chancery_house::{Workspace, rules, workspace};

#[test]
fn the_workspace_keeps_every_rule() {
    let workspace =
        Workspace::read(&workspace::root()).unwrap_or_else(|error| panic!("cannot read the workspace: {error}"));
    assert!(workspace.package("chancery-house").is_some(), "this package is a member");
    assert!(workspace.tree.rust().count() > 50, "the files were found");

    let mut report = String::new();
    for (name, check) in rules::ALL {
        let violations = check(&workspace);
        if !violations.is_empty() {
            report.push_str(&format!("\n{name}:\n  {}\n", violations.join("\n  ")));
        }
    }
    assert!(report.is_empty(), "house rules are broken\n{report}");
}

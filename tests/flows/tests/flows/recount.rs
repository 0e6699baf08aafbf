//! Every cell counted a second time, by a program that shares nothing with the first but the design.
//!
//! It starts from the tables `contacts` and `actors` and reads the rules, the coverage and the years of the states from the
//! workspace's own files. It is slow and plain: days are counted by looking at every day.

mod calendar;
mod cells;
mod compare;
mod edtf;
mod evidence;
mod held;
mod pairs;

use crate::workspaces::Workspace;

/// Recounts under every rule; the differences of all are told together.
fn assert_recounts(workspace: &Workspace, least: usize) {
    let world = held::World::of(&workspace.path, None);
    let mut told = String::new();
    let mut compared = 0;
    for rule in &world.rules {
        let apart = rule.reads_apart.then(|| held::World::of(&workspace.path, Some(&rule.id)));
        let (cells, differences) = compare::compare(&workspace.path, apart.as_ref().unwrap_or(&world), rule);
        compared += cells;
        if !differences.is_empty() {
            let first: Vec<&str> = differences.iter().take(100).map(String::as_str).collect();
            let (count, id) = (differences.len(), &rule.id);
            told.push_str(&format!("\nrule {id}: {count} differences in {cells} cells\n  {}\n", first.join("\n  ")));
        }
    }
    assert!(told.is_empty(), "{told}");
    assert!(compared > least, "only {compared} cells were compared");
}

#[test]
fn the_bundled_data_counts_to_the_same() {
    assert_recounts(&Workspace::bundled(), 100_000);
}

#[test]
fn the_hard_cases_count_to_the_same() {
    assert_recounts(&Workspace::nasty(), 40_000);
}

//! One claim changes: exactly the figures that rest on it change, and the program says what it saw.

use std::collections::BTreeMap;

use crate::programs::chancery;
use crate::workspaces::{ESSAY, Workspace};

/// Lines of all CSV tables, with how often each stands there.
fn lines(workspace: &Workspace) -> BTreeMap<String, Vec<String>> {
    let views = workspace.views().into_iter().filter(|(path, _)| path.ends_with(".csv"));
    views
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("is UTF-8").lines().map(str::to_owned).collect()))
        .collect()
}

/// What is gone and what is new, table by table, sorted.
fn changes(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> String {
    let mut told = String::new();
    for (path, old) in before {
        let new = &after[path];
        let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
        let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
        let mut changed: Vec<String> = gone.chain(come).collect();
        changed.sort_by(|a, b| a[2..].cmp(&b[2..]).then(b.cmp(a)));
        if !changed.is_empty() {
            told.push_str(&format!("{path}\n  {}\n", changed.join("\n  ")));
        }
    }
    told
}

#[test]
fn one_date_changes_the_figures_that_rest_on_it_and_no_other() {
    let workspace = Workspace::essay();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = lines(&workspace);
    let claim = "id = \"dierkes-byambaa-2013/talks-2012-december\"\n";
    let text = workspace.read(ESSAY);
    let (start, rest) = text.split_once(claim).expect("the claim is there");
    assert!(rest.find("when = \"2012-12\"") < rest.find("[[claim]]"), "the date is this claim's");
    workspace.write(ESSAY, &format!("{start}{claim}{}", rest.replacen("when = \"2012-12\"", "when = \"2011-12\"", 1)));

    let said = chancery(&workspace.path, &["run"]).exits(0).stderr;
    let field = "open entry 2026-11-24-dierkes-byambaa: claim dierkes-byambaa-2013/talks-2012-december: when was 2012-12, is 2011-12";
    assert!(said.lines().any(|line| line == field), "{said}");
    let named = said.lines().filter(|line| line.starts_with("open entry") || line.starts_with("new entry")).count();
    assert_eq!(named, 1, "nothing else is named: {said}");

    let told = changes(&before, &lines(&workspace));
    for line in told.lines().filter(|line| line.starts_with("  ")) {
        assert!(line.contains("JPN") && line.contains("PRK") || line.contains("talks-2012-december"), "{line}");
    }
    insta::assert_snapshot!("one_date_moved", told);

    // Back again, everything is as it was.
    workspace.write(ESSAY, &text);
    chancery(&workspace.path, &["run"]).exits(0);
    assert_eq!(changes(&before, &lines(&workspace)), "");
}

#[test]
fn a_new_wording_changes_no_figure() {
    let workspace = Workspace::essay();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = lines(&workspace);
    workspace.edit(ESSAY, "the later of two rounds in 2012", "the second round of 2012");
    chancery(&workspace.path, &["run"]).exits(0).says("talks-2012-december: summary was");
    let told = changes(&before, &lines(&workspace));
    let tables: Vec<&str> = told.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(tables, ["tables/claims.csv"], "{told}");
}

#[test]
fn nothing_is_said_where_nothing_changed() {
    let workspace = Workspace::essay();
    let first = chancery(&workspace.path, &["ingest"]).exits(0).stdout;
    assert!(first.starts_with("new entry 2026-11-24-dierkes-byambaa: "), "{first}");
    assert_eq!(chancery(&workspace.path, &["ingest"]).exits(0).stdout, "nothing changed\n");
    // A comment is no event: the tail notes the file's new digest, and nothing else.
    let text = workspace.read(ESSAY);
    workspace.write(ESSAY, &format!("# A remark.\n{text}"));
    assert_eq!(chancery(&workspace.path, &["ingest", "--dry-run"]).exits(0).stdout, "nothing changed\n");
    assert_eq!(chancery(&workspace.path, &["table", "sources"]).exits(0).stderr, "");
}

//! What the bundled data and the hard cases come to, kept as text so that a change shows as a change.

use crate::programs::{chancery, table};
use crate::workspaces::Workspace;

/// Digests change with every comma of the vocabulary and say nothing here; the manifest's test holds them.
pub fn without_digests(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let (before, after) = rest.split_at(start + 1);
        kept.push_str(before);
        let hex = after.find(|c: char| !matches!(c, '0'..='9' | 'a'..='f')).unwrap_or(after.len());
        let is_digest = matches!(hex, 12 | 64) && after[hex..].starts_with('`');
        kept.push_str(if is_digest { "<digest>" } else { &after[..hex] });
        rest = &after[hex..];
        if is_digest {
            kept.push('`');
            rest = &rest[1..];
        }
    }
    kept + rest
}

#[test]
fn the_report_of_the_bundled_data() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    insta::assert_snapshot!("bundled_report", without_digests(&workspace.read("views/report.md")));
}

#[test]
fn how_often_mongolia_and_north_korea_met_by_year() {
    let workspace = Workspace::bundled();
    let choice = "--dyad MNG-PRK --grain year --direction none --category all --form all --format csv";
    let arguments: Vec<&str> = ["table", "contact_frequency"].into_iter().chain(choice.split(' ')).collect();
    insta::assert_snapshot!("bundled_years", chancery(&workspace.path, &arguments).exits(0).stdout);
}

#[test]
fn what_is_held_of_the_hard_cases() {
    let workspace = Workspace::nasty();
    for name in ["contacts", "contested", "recurrences", "mediation"] {
        let table = chancery(&workspace.path, &["table", name, "--format", "csv"]).exits(0).stdout;
        insta::assert_snapshot!(format!("nasty_{name}"), table);
    }
}

/// The mission of North Korea in Mongolia was opened in 1951, closed in August 1999 and opened again in August 2004.
#[test]
fn the_missions_of_mongolia_and_north_korea() {
    let workspace = Workspace::bundled();
    let rows = table(&workspace.path, "spells", &[]);
    let text =
        |row: &serde_json::Map<String, serde_json::Value>, column: &str| row[column].as_str().unwrap_or("-").to_owned();
    let is_meant =
        |row: &&serde_json::Map<String, serde_json::Value>| text(row, "sender") == "PRK" && text(row, "host") == "MNG";
    let dates = ["opened_earliest", "opened_latest", "closed_earliest", "closed_latest"];
    let found: Vec<[String; 4]> =
        rows.iter().filter(is_meant).map(|row| dates.map(|column| text(row, column))).collect();
    let expected = [["1951-01-01", "1951-12-31", "1999-08-01", "1999-08-31"], ["2004-08-01", "2004-08-31", "-", "-"]];
    assert_eq!(found, expected);
    insta::assert_snapshot!(
        "bundled_spells",
        chancery(&workspace.path, &["table", "spells", "--format", "csv"]).exits(0).stdout
    );
    let by_year = ["table", "diplomatic_exchange", "--dyad", "MNG-PRK", "--format", "csv"];
    insta::assert_snapshot!("bundled_exchange", chancery(&workspace.path, &by_year).exits(0).stdout);
}

#[test]
fn what_can_hold_together_of_mongolia_and_north_korea() {
    let workspace = Workspace::bundled();
    let joint = ["table", "joint", "--dyad", "MNG-PRK", "--grain", "decade", "--format", "csv"];
    insta::assert_snapshot!("bundled_joint", chancery(&workspace.path, &joint).exits(0).stdout);
}

/// Margins of published figures: most add up, two do not, and that is their sources' own affair.
#[test]
fn what_the_figures_of_the_inter_korean_talks_add_up_to() {
    let workspace = Workspace::inter_korean();
    let check = chancery(&workspace.path, &["check"]).exits(0);
    let warned = ["figures-do-not-add-up", "source-contradicts-itself"].map(|code| check.stderr.matches(code).count());
    assert_eq!(warned, [1, 1], "{}", check.stderr);
    let run = chancery(&workspace.path, &["run"]).exits(0);
    assert!(run.stderr.contains("2 warnings"), "{}", run.stderr);
    let report = workspace.read("views/report.md");
    let section = report.split("## Figures that sources divide").nth(1).and_then(|rest| rest.split("\n## ").next());
    insta::assert_snapshot!("talks_figures", section.expect("the report has the section"));
    for name in ["margins", "contradictions"] {
        let table = chancery(&workspace.path, &["table", name, "--format", "csv"]).exits(0).stdout;
        insta::assert_snapshot!(format!("talks_{name}"), table);
    }
}

#[test]
fn digests_are_left_out_and_nothing_else() {
    let digest = "0123456789abcdef".repeat(4);
    let text = format!("`official` `abc` sha256 `{digest}` version `0123456789ab`, `{digest}0` x");
    assert_eq!(without_digests(&text), format!("`official` `abc` sha256 `<digest>` version `<digest>`, `{digest}0` x"));
}

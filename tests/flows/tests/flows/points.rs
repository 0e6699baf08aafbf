//! `--as-of` and `--known-by`: what was recorded, and what was said, by a day.

use crate::programs::{chancery, table};
use crate::workspaces::Workspace;

#[test]
fn before_the_first_entry_everything_is_empty_and_valid() {
    let workspace = Workspace::essay();
    let report = chancery(&workspace.path, &["report", "--as-of", "2026-11-23"]).exits(0).stdout;
    assert!(report.contains("No contact is counted under this rule."), "{report}");
    assert!(report.contains("0 claims of 0 sources") && report.contains("As of 2026-11-23."), "{report}");
    for name in ["contact_frequency", "exchange_categories", "diversity", "mediation", "contacts", "claims", "evidence"]
    {
        let arguments = ["table", name, "--as-of", "2026-11-23", "--format", "csv"];
        let csv = chancery(&workspace.path, &arguments).exits(0).stdout;
        assert_eq!(csv.lines().count(), 1, "{name} has its header alone: {csv}");
    }
    chancery(&workspace.path, &["run", "--as-of", "2026-11-23"]).exits(0);
    assert_eq!(workspace.views().len(), 71, "a run makes every file");
    assert_eq!(table(&workspace.path, "sources", &["--as-of", "2026-11-24"]).len(), 1, "a day counts to its end");
    assert_eq!(table(&workspace.path, "sources", &["--as-of", "2026-11-23T23:59:59Z"]).len(), 0);
    assert_eq!(table(&workspace.path, "sources", &["--as-of", "2026-11-24T00:00:00Z"]).len(), 1);
}

#[test]
fn a_source_is_known_from_the_last_day_on_which_it_may_have_appeared() {
    let workspace = Workspace::essay();
    for (day, claims) in [("2013-11-29", 0), ("2013-11-30", 77)] {
        assert_eq!(table(&workspace.path, "claims", &["--known-by", day]).len(), claims, "{day}");
        let report = chancery(&workspace.path, &["report", "--known-by", day]).exits(0).stdout;
        assert!(report.contains(&format!("As known by {day}: only sources published by then.")), "{report}");
    }
}

#[test]
fn points_choose_among_several_sources_and_entries() {
    let workspace = Workspace::nasty();
    let sources = |arguments: &[&str]| -> Vec<String> {
        let rows = table(&workspace.path, "sources", arguments);
        rows.iter().map(|row| row["source"].as_str().expect("has an id").to_owned()).collect()
    };
    assert_eq!(sources(&["--known-by", "2014-06-29"]), ["gazette-2014"]);
    assert_eq!(sources(&["--known-by", "2014-06-30"]), ["gazette-2014", "herald-2014"]);
    // Recorded at 09:30 in Ulaanbaatar, which is 01:30 in Greenwich.
    assert_eq!(sources(&["--as-of", "2026-01-11T01:29:59Z"]), ["gazette-2014"]);
    assert_eq!(sources(&["--as-of", "2026-01-11T09:30:00+08:00"]), ["gazette-2014", "herald-2014"]);
    assert_eq!(sources(&["--as-of", "2026-01-12", "--known-by", "2014-12-31"]), ["gazette-2014", "herald-2014"]);

    let report = chancery(&workspace.path, &["report", "--known-by", "2020-01-01"]).exits(0).stdout;
    assert!(report.contains("1 source left out for bearing no date."), "{report}");
    let contacts = table(&workspace.path, "contacts", &["--as-of", "2026-01-12"]);
    let linked = contacts.iter().any(|row| row["contact"] == "tour-of-mongolia");
    assert!(!linked && !contacts.is_empty(), "the links were recorded later");
}

#[test]
fn a_point_that_is_none_is_refused() {
    let workspace = Workspace::essay();
    for (option, value) in
        [("--as-of", "yesterday"), ("--as-of", "2026-13-01"), ("--known-by", "2013-11"), ("--known-by", "")]
    {
        let outcome = chancery(&workspace.path, &["table", "claims", option, value]).exits(2);
        assert!(outcome.stderr.contains(option) && outcome.stdout.is_empty(), "{}", outcome.stderr);
    }
}

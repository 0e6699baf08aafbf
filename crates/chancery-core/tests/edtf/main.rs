//! Two suites of EDTF texts in full, every line of them. Where a date of ours differs from what a suite says it is listed
//! in `deviations.tsv` with a class of reasons, each argued in docs/DATES.md; a line that differs without being listed
//! fails the test, and so does one that is listed and no longer differs so.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "looks whether the suites lie beside the clone as well, in ../shared, and says when they do not"
)]

mod page;
mod suites;

use chancery_core::when::{Day, Grain, MAX_BYTES, Period, Truth, When};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use suites::{Case, End, FILES, cases};

const DEVIATIONS: &str = include_str!("deviations.tsv");
const DATES: &str = include_str!("../../../../docs/DATES.md");

/// How many lines deviate, by class of reasons.
const COUNTS: [(&str, usize); 9] = [
    ("blank", 3),
    ("century-or-decade", 12),
    ("far-year", 14),
    ("no-date", 1),
    ("no-such-day", 2),
    ("quadrimester", 1),
    ("season", 8),
    ("time-of-day", 20),
    ("too-vague", 1),
];

/// How a date of ours differs from what a suite says of it: in what, and what we say.
fn differences(case: &Case) -> Vec<(&'static str, String)> {
    let when = match (When::parse(&case.input), case.is_valid) {
        (Ok(when), true) => when,
        (Ok(_), false) => return vec![("verdict", "read".to_owned())],
        (Err(error), true) => return vec![("verdict", error.message.into_owned())],
        (Err(_), false) => return Vec::new(),
    };
    let mut differences = Vec::new();
    if let Some((first, last)) = case.days {
        if (when.earliest(), when.latest()) != (first.day(), last.day()) {
            differences.push(("days", when.span().possible().to_string()));
        }
        let onset = when.onset();
        let begins_within = onset.first() == first.day() && (case.is_interval || onset.last() == last.day());
        if !begins_within && differences.is_empty() {
            differences.push(("onset", onset.to_string()));
        }
        if case.is_interval && never_ends(&when) != (last == End::Open) {
            differences.push(("end", when.span().certain().to_string()));
        }
    }
    if case.canonical.as_ref().is_some_and(|text| *text != when.canonical()) {
        differences.push(("text", when.canonical()));
    }
    differences
}

/// Whether it is there on the last day of the calendar in any case.
fn never_ends(when: &When) -> bool {
    when.earliest().is_some() && when.overlaps_period(Period::of(Grain::Month, Day::MAX)) == Truth::Yes
}

/// The lines of `deviations.tsv`: all but the class, and the class.
fn listed() -> BTreeMap<&'static str, &'static str> {
    DEVIATIONS.lines().skip(1).filter_map(|line| line.rsplit_once('\t')).collect()
}

#[test]
fn every_line_of_the_suites_is_as_expected() {
    let mut found = BTreeSet::new();
    for case in cases() {
        let row = format!("{}\t{}\t{}", case.suite, case.place, case.input);
        found.extend(differences(&case).into_iter().map(|(what, ours)| format!("{row}\t{what}\t{ours}")));
    }
    let listed = listed();
    let unlisted: Vec<&String> = found.iter().filter(|row| !listed.contains_key(row.as_str())).collect();
    let gone: Vec<&&str> = listed.keys().filter(|row| !found.contains(**row)).collect();
    assert!(unlisted.is_empty(), "these lines deviate and are not listed:\n{unlisted:#?}");
    assert!(gone.is_empty(), "these lines are listed and do not deviate so:\n{gone:#?}");
    assert_eq!(listed.len() + 1, DEVIATIONS.lines().count(), "a line is listed twice, or has no class");
}

#[test]
fn every_class_of_deviations_is_counted_and_argued() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for class in listed().into_values() {
        *counts.entry(class).or_default() += 1;
    }
    assert_eq!(counts, COUNTS.into_iter().collect());
    let sums = format!("{} texts", cases().len());
    let deviating = format!("{} lines do", COUNTS.iter().map(|(_, count)| count).sum::<usize>());
    assert!(DATES.contains(&sums) && DATES.contains(&deviating), "the page does not say: {sums}, {deviating}");
    let argued: BTreeMap<String, usize> = DATES.lines().filter_map(argued_class).collect();
    assert_eq!(argued, COUNTS.map(|(class, count)| (class.to_owned(), count)).into_iter().collect());
}

/// The class and the count of a row of the table in docs/DATES.md: `| class | lines | reason |`.
fn argued_class(line: &str) -> Option<(String, usize)> {
    let mut cells = line.strip_prefix("| ")?.split(" | ");
    let (class, count, reason) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
    (reason.len() > 40).then(|| (class.trim_matches('`').to_owned(), count))
}

#[test]
fn every_line_is_read() {
    let counts = cases().iter().fold(BTreeMap::new(), |mut counts, case| {
        let (valid, invalid): &mut (usize, usize) = counts.entry(case.suite).or_default();
        *(if case.is_valid { valid } else { invalid }) += 1;
        counts
    });
    let expected = [
        ("loc-edtf-examples", (64, 2)),
        ("vectors-edge-cases", (19, 17)),
        ("vectors-iso8601-2", (21, 0)),
        ("vectors-level0", (37, 0)),
        ("vectors-level1", (35, 0)),
        ("vectors-level2", (22, 0)),
        ("vectors-loc-spec", (33, 0)),
    ];
    assert_eq!(counts, expected.into_iter().collect());
}

#[test]
fn canonical_texts_of_the_suites_mean_what_they_stand_for() {
    for case in cases() {
        let Ok(when) = When::parse(&case.input) else { continue };
        let canonical = When::parse(&when.canonical()).unwrap_or_else(|error| panic!("{}: {error}", case.input));
        assert_eq!(canonical.text(), canonical.canonical(), "{}", case.input);
        assert_eq!(canonical.onset(), when.onset(), "{}", case.input);
        assert_eq!(canonical.extent(), when.extent(), "{}", case.input);
        assert_eq!(canonical.span(), when.span(), "{}", case.input);
        let onset = when.onset().to_edtf();
        if onset.is_empty() || onset.len() > MAX_BYTES {
            continue;
        }
        let read = When::parse(&onset).unwrap_or_else(|error| panic!("{}: {error}", case.input));
        assert_eq!((read.onset(), read.canonical()), (when.onset(), onset), "{}", case.input);
    }
}

/// The suites are copies; where the folder that they came from lies beside the clone they are compared with it.
#[test]
fn the_suites_are_unchanged() {
    let shared = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let beside = std::env::var_os("CHANCERY_SHARED").map_or_else(shared, PathBuf::from).join("edtf");
    if !beside.is_dir() {
        println!("skipped: ../shared/edtf is absent, so the suites were not compared with it");
        return;
    }
    for (name, text) in FILES {
        let original = std::fs::read_to_string(beside.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(original == text, "{name} is not the file beside the clone");
    }
}

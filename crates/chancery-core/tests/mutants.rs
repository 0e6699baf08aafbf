//! Hostile dates: EDTF and English dates with some of their characters changed. What is read says something that can be read again.
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "soaks say how they went")]

use chancery_core::when::natural::{Anchor, in_words, read};
use chancery_core::when::{Day, When};
use chancery_testkit::mutants::{Mutants, Tally, most_memory, run};

const PAGE: &str = include_str!("../../../docs/DATES.md");
const CASES: &str = include_str!("../src/when/natural/tests/cases.rs");
const RECKONED: &str = include_str!("../src/when/natural/tests/reckoned.rs");
const SUITES: [&str; 6] = [
    include_str!("edtf/suites/vectors-edge-cases.tsv"),
    include_str!("edtf/suites/vectors-iso8601-2.tsv"),
    include_str!("edtf/suites/vectors-level0.tsv"),
    include_str!("edtf/suites/vectors-level1.tsv"),
    include_str!("edtf/suites/vectors-level2.tsv"),
    include_str!("edtf/suites/vectors-loc-spec.tsv"),
];

/// What stands in the page of dates between backticks.
fn of_the_page() -> impl Iterator<Item = &'static str> {
    PAGE.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// Somewhat longer than what is read at all.
const LONGEST: usize = 320;

fn ends_well(what: &str, tally: Tally) {
    println!("{what}: {tally}");
    assert!(tally.accepted * 50 > tally.executions && tally.accepted * 2 < tally.executions, "{tally}");
    assert!(most_memory().is_none_or(|kibibytes| kibibytes < 256 << 10), "{tally}");
}

#[test]
fn a_hundred_thousand_hostile_dates_are_read_or_refused() {
    let suites = SUITES.iter().flat_map(|suite| suite.lines().filter_map(|line| line.split('\t').next()));
    let pieces = [
        "X", "/", "..", "[", "]", "{", "}", ",", "~", "?", "%", "-", "Y", "E", "S", "T00:00Z", "\u{2013}", "-99999",
        "é",
    ];
    let mutants = Mutants::of_texts(of_the_page().chain(suites), &pieces, LONGEST);
    let tally = run(&mutants, 100_000, |mutant| {
        let text = String::from_utf8_lossy(mutant);
        let Ok(when) = When::parse(&text) else { return false };
        let again = When::parse(&when.canonical()).expect("the canonical spelling is a date");
        assert_eq!((again.onset(), again.extent()), (when.onset(), when.extent()), "{text}");
        assert_eq!(again.canonical(), when.canonical(), "{text}");
        assert!(!when.onset().is_empty() && !in_words(&when).is_empty(), "{text}");
        let (earliest, latest) = (when.earliest(), when.latest());
        assert!(earliest.zip(latest).is_none_or(|(earliest, latest)| earliest <= latest), "{text}");
        true
    });
    ends_well("EDTF", tally);
}

#[test]
fn a_hundred_thousand_hostile_english_dates_are_read_or_refused() {
    let quoted = |text: &'static str| {
        text.lines()
            .filter_map(|line| line.trim_start().strip_prefix("(\"")?.split('"').next())
            .map(|case| case.replace("\\u{a0}", "\u{a0}"))
    };
    let seeds = quoted(CASES).chain(quoted(RECKONED)).chain(of_the_page().map(str::to_owned));
    let pieces = [
        " and ",
        " or ",
        "between ",
        " to ",
        "the ",
        "last ",
        "early ",
        "October ",
        "Tuesday, ",
        "spring ",
        "century ",
        "years ago ",
        "1990s ",
        "'89 ",
        "30th ",
        ", ",
        "/",
        "\u{2013}",
        "\u{a0}",
        "(",
        "c. ",
        "before ",
        "twenty-first ",
        "é",
    ];
    let mutants = Mutants::of_texts(seeds, &pieces, LONGEST);
    let day = Day::from_ymd(2013, 10, 30).expect("a day");
    let tally = run(&mutants, 100_000, |mutant| {
        let text = String::from_utf8_lossy(mutant);
        // With and without the day on which it was written.
        let [dated, undated] = [Some(Anchor::on(day)), None].map(|anchor| read(&text, anchor));
        for date in dated.iter().chain(&undated).flatten().flat_map(|reading| &reading.dates) {
            let again = When::parse(date.when.text()).expect("a reading is EDTF");
            assert_eq!(again, date.when, "{text}");
            assert!(!date.words.is_empty(), "{text}");
        }
        dated.is_ok() || undated.is_ok()
    });
    ends_well("English", tally);
}

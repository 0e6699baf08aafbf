//! The parts of a change sum to it, and each is the event that made it.

use chancery_core::count::{Cell, Dyad, Figures};
use chancery_core::event::{Correction, Entry, Event, Link, Settlement};
use chancery_core::filter::Point;
use chancery_core::history::{Past, why};
use chancery_core::{Field, FieldValue};
use chancery_testkit::builders;
use chancery_testkit::histories::{history, points};

use crate::{past, vocabulary};

/// A claim; another of the same visit, linked to it; and a decision that moves its date.
pub fn a_link_and_a_decision() -> Result<Vec<Entry>, String> {
    let mut first = builders::entry("2026-01-01", "a")?;
    first.events.push(Event::SourceRegistered(builders::source("s1", &[])?));
    first.events.push(Event::ClaimRecorded(builders::claim("s1/x", &[("when", "2012-12")])?));
    let mut second = builders::entry("2026-01-02", "b")?;
    second.events.push(Event::SourceRegistered(builders::source("s2", &[])?));
    second.events.push(Event::ClaimRecorded(builders::claim("s2/x", &[("when", "2012-11")])?));
    let claims = vec!["s1/x".to_owned(), "s2/x".to_owned()];
    let link = Link { contact: "c".to_owned(), claims: claims.clone(), reason: "The same visit.".to_owned() };
    second.events.push(Event::ClaimsLinked(link));
    let mut third = builders::entry("2026-01-03", "c")?;
    third.events.push(Event::ContactSettled(Settlement {
        contact: "c".to_owned(),
        set: vec![(Field::When, FieldValue::Text("2012-10".to_owned()))],
        because: claims,
        reason: "Six agencies say so.".to_owned(),
        ..Settlement::default()
    }));
    Ok(vec![first, second, third])
}

fn cell(period: &str) -> Cell {
    let period = period.parse().expect("a period");
    Cell { dyad: Dyad::undirected("MNG", "PRK"), period, category: "all".to_owned(), form: "all".to_owned() }
}

fn told(from: &Past, to: &Past, period: &str) -> Vec<String> {
    let why = why(from, to, &cell(period));
    let step = |from: Figures, to: Figures| {
        format!("{:+} {:+} {:+}", to.certain - from.certain, to.possible - from.possible, to.expected - from.expected)
    };
    let parts = why.moved.iter().map(|m| {
        let undone = if m.is_undone { "without " } else { "" };
        format!("{} {undone}{} {}", step(m.before, m.after), m.told.event, m.told.about)
    });
    parts.chain([format!("= {}", step(why.from, why.to))]).collect()
}

#[test]
fn each_event_has_its_part() -> Result<(), String> {
    let entries = a_link_and_a_decision()?;
    let at = |day: &str| -> Result<Past, String> {
        Ok(past(&entries, Point { as_of: Some(day.parse().map_err(|_| "no day")?), known_by: None }))
    };
    let (nothing, first, all) = (at("2025-12-31")?, at("2026-01-01")?, past(&entries, Point::default()));
    assert_eq!(
        told(&nothing, &all, "2012-12"),
        [
            "+1 +1 +1000000 ClaimRecorded s1/x",
            // Two origins, two months: contested, and the smaller text is shown.
            "-1 -1 -1000000 ClaimsLinked c",
            "= +0 +0 +0",
        ]
    );
    assert_eq!(
        told(&first, &all, "2012-11"),
        ["+1 +1 +1000000 ClaimRecorded s2/x", "-1 -1 -1000000 ContactSettled c", "= +0 +0 +0"]
    );
    assert_eq!(told(&first, &all, "2012-10"), ["+1 +1 +1000000 ContactSettled c", "= +1 +1 +1000000"]);
    // Backwards the last event goes first.
    assert_eq!(told(&all, &first, "2012-10"), ["-1 -1 -1000000 without ContactSettled c", "= -1 -1 -1000000"]);
    assert_eq!(told(&all, &all, "2012-10"), ["= +0 +0 +0"]);
    Ok(())
}

#[test]
fn a_correction_of_an_actor_brings_a_claim_into_the_cell() -> Result<(), String> {
    let mut first = builders::entry("2026-01-01", "a")?;
    first.events.push(Event::SourceRegistered(builders::source("s1", &[])?));
    let settings = [("when", "2012-10"), ("actors", "JPN:visitor,KOR:host")];
    first.events.push(Event::ClaimRecorded(builders::claim("s1/x", &settings)?));
    let mut second = builders::entry("2026-01-02", "b")?;
    let set = vec![(Field::Actors, builders::value_of(Field::Actors, "PRK:visitor,MNG:host")?)];
    let reason = "It says so.".to_owned();
    let correction = Correction { claim: "s1/x".to_owned(), expect: vec![], set, because: vec![], reason };
    second.events.push(Event::ClaimCorrected(correction));
    let entries = [first, second];
    let at = |point| past(&entries, point);
    let before = Point { as_of: Some("2026-01-01".parse()?), known_by: None };
    assert_eq!(
        told(&at(before), &at(Point::default()), "2012"),
        ["+1 +1 +1000000 ClaimCorrected s1/x", "= +1 +1 +1000000"]
    );
    Ok(())
}

#[test]
fn another_rule_is_a_step_of_its_own() -> Result<(), String> {
    let entries = a_link_and_a_decision()?;
    let all = past(&entries, Point::default());
    let mut strict = all.clone();
    strict.rule.limits.origins = 3;
    assert_eq!(told(&all, &strict, "2012"), ["-1 -1 -1000000 Vocabulary official", "= -1 -1 -1000000"]);
    Ok(())
}

/// The ends are counted here from everything that is known, there from what has to do with the dyad.
#[test]
fn the_parts_sum_to_the_change() {
    let (mut walked, mut parts) = (0, 0);
    for seed in 0..60 {
        let entries = history(seed);
        let points = points(&entries, seed + 1, 3);
        for pair in points.windows(2) {
            let (from, to) = (past(&entries, pair[0]), past(&entries, pair[1]));
            let (before, after) = (from.figures(), to.figures());
            let all: Vec<&Cell> = before.keys().chain(after.keys()).collect();
            let cells: Vec<Cell> = all.iter().step_by(all.len() / 8 + 1).map(|cell| (*cell).clone()).collect();
            for cell in &cells {
                let why = why(&from, &to, cell);
                let at = || format!("history {seed}, {pair:?}, {cell:?}");
                let figures =
                    |all: &std::collections::BTreeMap<Cell, Figures>| all.get(cell).copied().unwrap_or(Figures::NONE);
                assert_eq!((why.from, why.to), (figures(&before), figures(&after)), "{}", at());
                let mut now = why.from;
                for moved in &why.moved {
                    assert_eq!(moved.before, now, "{}", at());
                    assert_ne!(moved.before, moved.after, "{}", at());
                    assert_ne!(moved.told.event, "Vocabulary", "{}", at());
                    now = moved.after;
                }
                assert_eq!(now, why.to, "{}", at());
                walked += 1;
                parts += why.moved.len();
            }
        }
    }
    assert!(walked > 400 && parts > 800, "{walked} cells, {parts} parts");
    assert_eq!(vocabulary().rules.len(), 1);
}

//! The dataset's own history: differences between two moments, why a figure changed, the life of one thing.

mod life;
mod why;

use chancery_core::event::Entry;
use chancery_core::filter::Point;
use chancery_core::history::{Change, Past, diff};
use chancery_core::vocabulary::Vocabulary;
use chancery_testkit::builders;
use chancery_testkit::histories::{history, points};

/// States that existed all along, and the default rule.
fn vocabulary() -> Vocabulary {
    builders::vocabulary(&[("MNG", "1911/.."), ("PRK", "1948-09-09/.."), ("JPN", "1000/.."), ("KOR", "1948-08-15/..")])
        .expect("a vocabulary")
}

fn past(entries: &[Entry], point: Point) -> Past {
    let vocabulary = vocabulary();
    Past::at(entries, point, &vocabulary, &vocabulary.rules[0])
}

#[test]
fn a_moment_does_not_differ_from_itself_and_two_differ_both_ways_alike() {
    let mut compared = 0;
    for seed in 0..60 {
        let entries = history(seed);
        let pasts: Vec<Past> = points(&entries, seed, 3).into_iter().map(|point| past(&entries, point)).collect();
        for (one, other) in [(0, 1), (1, 2), (0, 2)].map(|(a, b)| (&pasts[a], &pasts[b])) {
            assert!(diff(one, one).is_empty(), "history {seed}");
            let (there, back) = (diff(one, other), diff(other, one));
            let turned = |change: Change| match change {
                Change::Added => Change::Gone,
                Change::Changed => Change::Changed,
                Change::Gone => Change::Added,
            };
            let ids = |all: &[chancery_core::history::Difference], turn: bool| -> Vec<(String, Change)> {
                all.iter().map(|d| (d.id.clone(), if turn { turned(d.change) } else { d.change })).collect()
            };
            assert_eq!(ids(&there.claims, false), ids(&back.claims, true), "history {seed}");
            assert_eq!(ids(&there.contacts, false), ids(&back.contacts, true), "history {seed}");
            assert_eq!(there.cells.len(), back.cells.len(), "history {seed}");
            assert!(
                there.cells.iter().zip(&back.cells).all(|(a, b)| (a.from, a.to) == (b.to, b.from)),
                "history {seed}"
            );
            compared += usize::from(!there.cells.is_empty());
        }
    }
    assert!(compared > 100, "most moments differ: {compared}");
}

#[test]
fn what_differs_is_named_with_the_sources_that_made_it() -> Result<(), String> {
    let entries = why::a_link_and_a_decision()?;
    let at = |day: &str| day.parse().map(|instant| Point { as_of: Some(instant), known_by: None });
    let told = diff(&past(&entries, at("2026-01-01")?), &past(&entries, at("2026-01-03")?));
    let events: Vec<String> =
        told.events.iter().map(|(c, t)| format!("{} {} {}", c.as_str(), t.event, t.about)).collect();
    assert_eq!(
        events,
        ["added SourceRegistered s2", "added ClaimRecorded s2/x", "added ClaimsLinked c", "added ContactSettled c"]
    );
    let shown: Vec<String> = told
        .contacts
        .iter()
        .map(|d| format!("{} {} {} by {}", d.change.as_str(), d.id, d.fields.len(), d.sources.join(",")))
        .collect();
    assert_eq!(shown, ["added c 8 by s1,s2", "gone s1/x 8 by s1"]);
    let when = told.contacts[0].fields.iter().find(|change| change.field == "when").map(|change| change.to.as_str());
    assert_eq!(when, Some("2012-10"));
    assert_eq!(told.claims.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["s2/x"]);
    Ok(())
}

#[test]
fn what_is_known_by_a_day_grows() {
    for seed in 0..200 {
        let entries = history(seed);
        let mut days: Vec<_> = points(&entries, seed, 6).into_iter().filter_map(|point| point.known_by).collect();
        days.sort();
        for pair in days.windows(2) {
            let at = |day| past(&entries, Point { as_of: None, known_by: Some(day) });
            let told = diff(&at(pair[0]), &at(pair[1]));
            let gone: Vec<_> = told.events.iter().filter(|(change, _)| *change == Change::Gone).collect();
            assert!(gone.is_empty(), "history {seed}: {gone:?}");
        }
    }
}

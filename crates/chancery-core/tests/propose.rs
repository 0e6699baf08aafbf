//! Which claims are proposed for a link, and why, on claims that can be followed by hand.

use chancery_core::event::{Entry, Event, Link};
use chancery_core::propose::{Proposal, propose};
use chancery_core::{State, fold};
use chancery_testkit::builders::{self, Setting};

fn entry(claims: &[(&str, &[Setting<'_>])]) -> Entry {
    let mut entry = builders::entry("2026-11-30", "entry").expect("a day");
    for (id, settings) in claims {
        let source = id.split('/').next().unwrap_or(id);
        let known = |event: &Event| matches!(event, Event::SourceRegistered(held) if held.id == source);
        if !entry.events.iter().any(known) {
            entry.events.push(Event::SourceRegistered(builders::source(source, &[]).expect("settings are sound")));
        }
        entry.events.push(Event::ClaimRecorded(builders::claim(id, settings).expect("settings are sound")));
    }
    entry
}

fn state(entry: Entry) -> State {
    let (state, faults) = fold(&[entry]);
    assert!(faults.is_empty(), "{faults:?}");
    state
}

/// Everything that can be scored at all.
fn all(claims: &[(&str, &[Setting<'_>])]) -> Vec<Proposal> {
    propose(&state(entry(claims)), i64::MIN)
}

/// The points of one reason; `None` where it is not given.
fn points(found: &[Proposal], about: &str) -> Option<i64> {
    found[0].reasons.iter().find(|reason| reason.about == about).map(|reason| reason.points)
}

#[test]
fn the_score_is_the_sum_of_its_reasons() {
    let found = all(&[
        ("a/x", &[("when", "2013-10-28"), ("place", "Pyongyang")]),
        ("b/y", &[("when", "2013-10"), ("place", "pyongyang")]),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].score, found[0].reasons.iter().map(|reason| reason.points).sum::<i64>());
    assert!(
        ["onset", "actors", "form", "place", "categories"].iter().all(|about| points(&found, about) > Some(0)),
        "{found:?}"
    );
    let told: Vec<&str> = found[0].reasons.iter().map(|reason| reason.told.as_str()).collect();
    assert!(told.contains(&"both may have begun on 2013-10-28"), "{told:?}");
}

#[test]
fn dates_a_year_apart_and_other_dyads_are_no_pair() {
    assert_eq!(all(&[("a/x", &[("when", "2013")]), ("b/y", &[("when", "2015-06")])]), []);
    assert_eq!(all(&[("a/x", &[]), ("b/y", &[("actors", "PRK:visitor,JPN:host")])]), []);
    assert_eq!(all(&[("a/x", &[("when", "2013")]), ("b/y", &[])]).len(), 1);
}

#[test]
fn the_sharper_the_days_in_common_the_more_they_say() {
    let onset = |a: &str, b: &str| points(&all(&[("a/x", &[("when", a)]), ("b/y", &[("when", b)])]), "onset").unwrap();
    let ladder = [
        onset("2013-10-28", "2013-10-28"),
        onset("2013-10", "2013-10-28"),
        onset("2013", "2013-10-28"),
        onset("201X", "2013-10-28"),
        onset("2013-10-28", "2013-11-20"),
        onset("2013-10-28", "2014-01"),
    ];
    assert!(ladder.windows(2).all(|pair| pair[0] >= pair[1]), "{ladder:?}");
    assert!(ladder[0] > ladder[2] && ladder[5] < 0, "{ladder:?}");
}

#[test]
fn a_visit_there_is_not_a_visit_here() {
    let roles = |actors: &str| {
        points(&all(&[("a/x", &[("when", "1956")]), ("b/y", &[("when", "1956"), ("actors", actors)])]), "roles")
    };
    assert!(roles("PRK:host,MNG:visitor") < Some(0));
    assert_eq!((roles("PRK:visitor,MNG:host"), roles("PRK:party,MNG:party")), (None, None));
}

#[test]
fn one_source_tells_of_both_apart() {
    let found = all(&[("a/x", &[("when", "2013")]), ("a/y", &[("when", "2013")])]);
    assert!(points(&found, "source") < Some(0));
}

#[test]
fn what_is_linked_or_part_of_one_another_is_not_proposed() {
    let claims: [(&str, &[Setting<'_>]); 3] =
        [("a/x", &[("when", "2013")]), ("b/y", &[("when", "2013")]), ("c/z", &[("when", "2013"), ("part_of", "b/y")])];
    assert_eq!(all(&claims[..2]).len(), 1);
    let ids = |found: Vec<Proposal>| found.into_iter().map(|one| one.claims).collect::<Vec<_>>();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(ids(all(&claims)), [pair("a/x", "b/y"), pair("a/x", "c/z")]);
    let mut linked = entry(&claims);
    let link =
        Link { contact: "visit".to_owned(), claims: vec!["a/x".to_owned(), "b/y".to_owned()], reason: "r".to_owned() };
    linked.events.push(Event::ClaimsLinked(link));
    // The part names a claim of the linked contact, so it is part of that now.
    assert_eq!(ids(propose(&state(linked), i64::MIN)), []);
}

#[test]
fn the_order_of_events_changes_nothing() {
    let claims: [(&str, &[Setting<'_>]); 3] = [
        ("a/x", &[("when", "2013-10")]),
        ("b/y", &[("when", "2013")]),
        ("c/z", &[("when", "2013-10-28"), ("form", "meeting")]),
    ];
    let mut other = claims;
    other.reverse();
    assert_eq!(all(&claims), all(&other));
}

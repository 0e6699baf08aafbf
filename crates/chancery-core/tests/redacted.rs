//! What was redacted does nothing, and what depended on it drops out without a fault.

use chancery_core::claim::{Field, FieldValue};
use chancery_core::event::{Correction, Link, Redaction, Retraction, Settlement};
use chancery_core::filter::{Point, known_at};
use chancery_core::terms::Redactable;
use chancery_core::when::Day;
use chancery_core::{Entry, Event, fold};
use chancery_testkit::builders;

fn redaction(was: Redactable, of: &str) -> Event {
    let (reason, by) = ("a court order".to_owned(), "tester".to_owned());
    Event::Redacted(Redaction { leaf: [7; 32], was, of: of.to_owned(), reason, by })
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// A source with claims `s/a` to `s/d`, `s/d` part of `s/a`; later links, corrections, decisions and a retraction.
fn history() -> Vec<Entry> {
    let claim = |id: &str| {
        let mut claim = builders::claim(id, &[("when", "2010-05"), ("nature", "episode")]).expect("a claim");
        claim.part_of = (id == "s/d").then(|| "s/a".to_owned());
        Event::ClaimRecorded(claim)
    };
    let reason = || "because".to_owned();
    let link = |contact: &str, claims: &[&str]| {
        Event::ClaimsLinked(Link { contact: contact.to_owned(), claims: ids(claims), reason: reason() })
    };
    let place = |text: &str| (Field::Place, FieldValue::List(ids(&[text])));
    let settle = |contact: &str, because: &[&str], reject: &[&str]| {
        let (because, reject) = (ids(because), ids(reject));
        Event::ContactSettled(Settlement {
            contact: contact.to_owned(),
            set: vec![place("X")],
            reject,
            because,
            reason: reason(),
            ..Settlement::default()
        })
    };
    let correct = |claim: &str, because: &[&str]| {
        Event::ClaimCorrected(Correction {
            claim: claim.to_owned(),
            expect: Vec::new(),
            set: vec![(Field::Motive, FieldValue::Text("fuel".to_owned()))],
            because: ids(because),
            reason: reason(),
        })
    };
    let entry = |recorded: &str, id: &str, events| Entry { events, ..builders::entry(recorded, id).expect("an entry") };
    let source = Event::SourceRegistered(builders::source("s", &[("published", "2011")]).expect("a source"));
    let first = [vec![source], ["s/a", "s/b", "s/c", "s/d"].map(claim).to_vec()].concat();
    let second = vec![
        link("both", &["s/a", "s/b"]),
        link("alone", &["s/c"]),
        settle("both", &["s/a", "s/b"], &["s/a"]),
        settle("alone", &["s/c"], &[]),
        correct("s/a", &["s/b"]),
        correct("s/b", &["s/a"]),
    ];
    let third = vec![Event::ClaimRetracted(Retraction { claim: "s/a".to_owned(), reason: reason() })];
    vec![entry("2020-01-01", "one", first), entry("2020-01-02", "two", second), entry("2020-01-03", "three", third)]
}

#[test]
fn nothing_that_named_a_redacted_claim_is_at_fault() {
    let (whole, faults) = fold(&history()[..2]);
    assert_eq!((whole.claims.len(), faults), (4, vec![]));
    for gone in ["s/a", "s/b", "s/c", "s/d"] {
        let mut entries = history();
        let events = &mut entries[0].events;
        let at = events.iter().position(|event| matches!(event, Event::ClaimRecorded(claim) if claim.id == gone));
        events[at.expect("it is there")] = redaction(Redactable::Claim, gone);
        // The retraction of `s/a` leaves `s/d` without its whole, which is a fault of this history, unless `s/a` or `s/d` went.
        entries.truncate(2);
        let (state, faults) = fold(&entries);
        assert_eq!(faults, [], "{gone}");
        assert!(!state.claims.contains_key(gone) && state.claims.len() == 3, "{gone}");
        assert_eq!(state.contacts.contains_key("alone"), gone != "s/c");
        assert!(state.contacts.contains_key("both"), "the other claim is left in it");
        let places = &state.contacts["both"].place;
        assert_eq!(places.len(), 1, "{gone}: what was decided of the contact holds");
    }
    let mut entries = history();
    entries[0].events[1] = redaction(Redactable::Claim, "s/a");
    assert_eq!(fold(&entries).1, [], "a retraction of what is gone is no fault");
}

/// `--known-by` a day after everything was published leaves out nothing that stands without it: a decision that rested on a
/// redacted claim among others holds in both.
#[test]
fn known_by_the_last_day_is_everything_that_is_left() {
    for gone in ["s/a", "s/b", "s/c", "s/d"] {
        let mut entries = history();
        entries.truncate(2);
        let at =
            entries[0].events.iter().position(|event| matches!(event, Event::ClaimRecorded(claim) if claim.id == gone));
        entries[0].events[at.expect("it is there")] = redaction(Redactable::Claim, gone);
        let known = known_at(&entries, Point { as_of: None, known_by: Some(Day::MAX) }).entries;
        let ((known, _), (all, _)) = (fold(&known), fold(&entries));
        assert_eq!(
            (known.claims, known.decisions, known.contacts),
            (all.claims, all.decisions, all.contacts),
            "{gone}"
        );
    }
}

#[test]
fn claims_of_a_redacted_source_are_gone_with_it() {
    let mut entries = history();
    entries[0].events[0] = redaction(Redactable::Source, "s");
    let (state, faults) = fold(&entries);
    assert_eq!(faults, []);
    assert!(state.sources.is_empty() && state.claims.is_empty() && state.contacts.is_empty());
}

/// A history without redactions is folded as before: what is mistyped is still a fault.
#[test]
fn a_redaction_excuses_nothing_else() {
    let mut entries = history();
    entries.truncate(2);
    entries[0].events[1] = redaction(Redactable::Claim, "s/a");
    let Event::ClaimsLinked(link) = &mut entries[1].events[1] else { panic!("it is a link") };
    link.claims.push("s/nobody".to_owned());
    let faults = fold(&entries).1;
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!((faults[0].place.entry, faults[0].place.event), (1, 1), "events keep their places");
}

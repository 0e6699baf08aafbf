//! Input made to be slow, or to break the fold: it costs about as much as honest input of its size, and never a panic.
#![allow(clippy::disallowed_methods, reason = "how long the work takes is what is asked here")]

use std::time::{Duration, Instant};

use chancery_core::count::count;
use chancery_core::event::{Entry, Event, Link, Settlement};
use chancery_core::fold::{FaultKind, State, fold};
use chancery_testkit::builders;

const MANY: usize = 20_000;

/// Seconds where quadratic work would take minutes, on slow machines too.
const PATIENCE: Duration = Duration::from_secs(60);

/// An entry of `MANY` claims, each part of the one that `whole` names.
fn parts(whole: impl Fn(usize) -> Option<usize>) -> Entry {
    let mut entry = builders::entry("2026-01-01", "a").expect("an entry");
    entry.events.push(Event::SourceRegistered(builders::source("s", &[]).expect("a source")));
    for index in 0..MANY {
        let mut claim = builders::claim(&format!("s/{index:05}"), &[]).expect("a claim");
        claim.part_of = whole(index).map(|whole| format!("s/{whole:05}"));
        entry.events.push(Event::ClaimRecorded(claim));
    }
    entry
}

/// Folds and counts.
fn run(entry: Entry) -> (State, Vec<FaultKind>, usize) {
    let begun = Instant::now();
    let (state, faults) = fold(&[entry]);
    let vocabulary = builders::vocabulary(&[("MNG", "2024/.."), ("PRK", "2024/..")]).expect("a vocabulary");
    let increments = count(&state, &vocabulary, &builders::rule());
    assert!(begun.elapsed() < PATIENCE, "it took {:?}", begun.elapsed());
    let occasions = increments.cells.iter().filter(|one| one.possible == 1).map(|one| one.contact);
    let occasions = occasions.collect::<std::collections::BTreeSet<_>>().len();
    (state, faults.into_iter().map(|fault| fault.kind).collect(), occasions)
}

#[test]
fn a_chain_of_parts_in_either_direction_is_one_occasion() {
    for up in [true, false] {
        let (_, faults, occasions) =
            run(parts(|index| if up { index.checked_sub(1) } else { Some(index + 1).filter(|whole| *whole < MANY) }));
        assert_eq!((faults, occasions), (vec![], 1));
    }
}

#[test]
fn a_ring_of_parts_is_reported_once_for_each_and_shortly() {
    let (_, faults, occasions) = run(parts(|index| Some((index + 1) % MANY)));
    assert_eq!((faults.len(), occasions), (MANY, MANY));
    let shown = "s/00000 > s/00001 > s/00002 > s/00003 > s/00004 > s/00005 > s/00006 > s/00007 > … > s/00000";
    assert_eq!(faults[0], FaultKind::PartOfItself { cycle: shown.to_owned() });
}

#[test]
fn a_heap_of_linked_claims_and_decisions_folds() {
    let mut entry = parts(|_| None);
    let claims: Vec<String> = (0..MANY).map(|index| format!("s/{index:05}")).collect();
    for (index, claim) in claims.iter().enumerate() {
        let (contact, reason) = (format!("c{}", index % 100), String::new());
        entry.events.push(Event::ClaimsLinked(Link { contact, claims: vec![claim.clone()], reason }));
    }
    for index in 0..100 {
        let (reject, because) = (claims[..10].to_vec(), Vec::new());
        let settlement = Settlement { contact: format!("c{index}"), reject, because, ..Settlement::default() };
        entry.events.push(Event::ContactSettled(settlement));
    }
    let (state, faults, occasions) = run(entry);
    assert_eq!((state.contacts.len(), occasions), (100, 100));
    assert!(faults.iter().all(|fault| matches!(fault, FaultKind::NotInContact { .. })));
}

//! That made-up histories hold what they are made for.

use std::collections::{BTreeMap, BTreeSet};

use chancery_core::event::Event;
use chancery_core::fold::fold;
use chancery_testkit::histories::{history, instants, points};

#[test]
fn a_hundred_histories_hold_every_event_and_every_consequence() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut see = |what: &'static str, times: usize| *seen.entry(what).or_default() += times;
    for seed in 0..100 {
        let entries = history(seed);
        for event in entries.iter().flat_map(|entry| &entry.events) {
            see(event.name(), 1);
            match event {
                Event::ClaimCorrected(correction) => see("grounds", correction.because.len()),
                Event::ContactSettled(settlement) => {
                    see("rejections", settlement.reject.len());
                    see("undone", settlement.unset.len() + settlement.readmit.len());
                }
                _ => {}
            }
        }
        see("unsorted", usize::from(!entries.is_sorted_by_key(|entry| entry.recorded)));
        see("same instant", entries.len() - instants(&entries).len());
        let (state, faults) = fold(&entries);
        see("faults", faults.len());
        see("of several claims", state.contacts.values().filter(|contact| contact.claims.len() > 1).count());
        see("parts", state.contacts.values().filter(|contact| contact.part_of.is_some()).count());
        see("settled", state.contacts.values().filter(|contact| !contact.settled.is_empty()).count());
        see("contested", state.contacts.values().filter(|contact| !contact.contested.is_empty()).count());
    }
    assert_eq!(seen.len(), 19, "{seen:?}");
    assert!(seen.values().all(|times| *times >= 50), "{seen:?}");
}

#[test]
fn a_seed_gives_the_same_history_and_another_one_another() {
    assert_eq!(history(7), history(7));
    assert_ne!(history(7), history(8));
    let entries = history(7);
    let of_kind = |point: &chancery_core::filter::Point| (point.as_of.is_some(), point.known_by.is_some());
    let kinds: BTreeSet<_> = points(&entries, 1, 25).iter().map(of_kind).collect();
    assert_eq!(kinds, BTreeSet::from([(true, false), (false, true), (true, true)]));
}

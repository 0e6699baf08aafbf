//! What holds for any small state: counts equal a recount day by day, order decides nothing, shares add up.

mod coverage;
mod small;
mod widening;

use std::collections::BTreeMap;

use chancery_core::count::count;
use chancery_core::event::Entry;
use chancery_core::filter::{Point, known_at};
use chancery_core::fold::{FaultKind, State, fold};
use chancery_core::settle::claim_onset;
use chancery_core::terms::Nature;
use chancery_core::vocabulary::{Rule, Vocabulary};
use chancery_core::when::{Day, Grain};
use chancery_testkit::builders;
use chancery_testkit::cells::{Cell, Key, frequency};
use chancery_testkit::recount::recount;
use proptest::prelude::*;
use proptest::sample::select;
use small::{entries, rules};

fn vocabulary() -> Vocabulary {
    let states = [("MNG", "2001/.."), ("PRK", "2002-09-09/.."), ("JPN", "1990/..")];
    builders::vocabulary(&states).expect("the states are well formed")
}

/// Cells that hold anything.
fn counted(state: &State, rule: &Rule) -> BTreeMap<Key, Cell> {
    let mut cells = frequency(&count(state, &vocabulary(), rule));
    cells.retain(|_, cell| *cell != Cell::default());
    cells
}

/// A state and its faults without the places of events, which depend on the order of the slice.
fn placeless(entries: &[Entry]) -> (State, Vec<FaultKind>) {
    let (mut state, faults) = fold(entries);
    let nowhere = chancery_core::fold::Place { entry: 0, event: 0 };
    state.claims.values_mut().for_each(|held| held.place = nowhere);
    state.decisions.values_mut().for_each(|decisions| decisions.place = None);
    let mut kinds: Vec<FaultKind> = faults.into_iter().map(|fault| fault.kind).collect();
    kinds.sort();
    (state, kinds)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_equal_a_recount_day_by_day(entries in entries(), rule in rules()) {
        let (state, _) = fold(&entries);
        prop_assert_eq!(counted(&state, &rule), recount(&state, &vocabulary(), &rule));
    }

    #[test]
    fn the_order_of_files_decides_nothing(
        (entries, shuffled) in entries().prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
        rule in rules(),
    ) {
        prop_assert_eq!(placeless(&entries), placeless(&shuffled));
        let counts = |entries: &[Entry]| counted(&fold(entries).0, &rule);
        prop_assert_eq!(counts(&entries), counts(&shuffled));
    }

    #[test]
    fn certain_is_at_most_expected_is_at_most_possible(entries in entries(), rule in rules()) {
        for (key, cell) in counted(&fold(&entries).0, &rule) {
            prop_assert!(cell.certain * 1_000_000 <= cell.expected, "{:?} {:?}", key, cell);
            prop_assert!(cell.expected <= cell.possible * 1_000_000, "{:?} {:?}", key, cell);
            prop_assert!(cell.open + cell.certain <= cell.possible, "{:?} {:?}", key, cell);
        }
    }

    #[test]
    fn one_occasion_adds_up_to_one_over_any_grain(entries in entries(), rule in rules()) {
        let (state, _) = fold(&entries);
        let increments = count(&state, &vocabulary(), &rule);
        let mut shares: BTreeMap<(u32, u32, u32, u32), BTreeMap<Grain, u64>> = BTreeMap::new();
        for one in increments.cells.iter().filter(|one| one.possible == 1) {
            let key = (one.contact, one.dyad, one.category, one.form);
            *shares.entry(key).or_default().entry(one.period.grain).or_default() += u64::from(one.expected);
        }
        for ((contact, ..), by_grain) in shares {
            let whole = &state.contacts[&increments.labels[contact as usize]];
            // Nothing but a contested status takes the one away, and without a first day no period has a share of it.
            let one = by_grain[&Grain::All];
            prop_assert!(one == 1_000_000 || one == 0);
            let of_periods = if whole.onset.is_bounded() { one } else { 0 };
            for grain in [Grain::Decade, Grain::Year, Grain::Month] {
                let share = by_grain.get(&grain).copied().unwrap_or_default();
                prop_assert_eq!(share, of_periods, "{} by {}", &whole.id, grain);
            }
        }
    }

    #[test]
    fn a_date_that_nobody_contests_is_what_every_winning_claim_allows(entries in entries()) {
        let (state, _) = fold(&entries);
        for contact in state.contacts.values() {
            let plain = contact.nature == Nature::Episode && contact.contested.is_empty() && contact.settled.is_empty();
            if !plain || contact.part_of.is_some() {
                continue;
            }
            let held = contact.claims.iter().map(|id| &state.claims[id]);
            let winners: Vec<_> = held.filter(|held| held.claim.status == contact.status).map(claim_onset).collect();
            for day in 11_600..13_600 {
                let allowed = winners.iter().all(|onset| onset.meets(Day(day), Day(day)));
                prop_assert_eq!(contact.onset.meets(Day(day), Day(day)), allowed, "{} on {}", &contact.id, Day(day));
            }
        }
    }

    #[test]
    fn known_by_keeps_claims_and_links_as_a_naive_filter_does(
        entries in entries(),
        day in select(vec!["2005-05-09", "2005-05-10", "2006-12-31"]),
    ) {
        let day: Day = day.parse().expect("a day");
        let kept = known_at(&entries, Point { as_of: None, known_by: Some(day) });
        let out = |source: &str| match source {
            "s0" => day.to_string().as_str() >= "2006-12-31",
            "s1" => day.to_string().as_str() >= "2005-05-10",
            _ => false,
        };
        let (now, then) = (fold(&entries).0, fold(&kept.entries).0);
        let kept_claims = now.claims.iter().filter(|(_, held)| out(&held.claim.source));
        let expected: Vec<&String> = kept_claims.map(|(id, _)| id).collect();
        prop_assert_eq!(then.claims.keys().collect::<Vec<_>>(), expected);
        for id in then.claims.keys() {
            prop_assert_eq!(then.contact_of(id), now.contact_of(id));
        }
        prop_assert_eq!(kept.undated_sources, ["s2"]);
    }
}

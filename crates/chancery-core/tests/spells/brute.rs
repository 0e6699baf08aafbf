//! Spells by another road: every way in which a few openings and closings may have fallen on a few days.

use std::collections::BTreeSet;

use chancery_core::spells::{EMBASSY, History, Note, histories};
use chancery_core::when::Day;
use chancery_testkit::builders;
use proptest::collection::vec;
use proptest::prelude::*;

use super::told::state;

/// Days of January 2000 that matter.
const DAYS: i32 = 7;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Change {
    is_opening: bool,
    is_contested: bool,
    first: i32,
    last: i32,
}

impl Change {
    fn text(&self) -> String {
        let word = if self.is_opening { "open" } else { "close" };
        let mark = if self.is_contested { "?" } else { "" };
        match (self.first, self.last) {
            (first, last) if first == last => format!("{word}{mark} 2000-01-{first:02}"),
            (first, last) => format!("{word}{mark} [2000-01-{first:02}..2000-01-{last:02}]"),
        }
    }
}

fn change(is_contested: bool) -> impl Strategy<Value = Change> {
    (any::<bool>(), 1..=DAYS, 1..=DAYS).prop_map(move |(is_opening, one, other)| Change {
        is_opening,
        is_contested,
        first: one.min(other),
        last: one.max(other),
    })
}

/// What a day is in a world, or in all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum There {
    No,
    Maybe,
    Yes,
}

/// Every order in which the changes can have come, each with every choice of days that does not run backwards.
fn worlds(changes: &[Change]) -> Vec<Vec<(usize, i32)>> {
    let mut worlds = vec![Vec::new()];
    for _ in changes {
        let longer = worlds.iter().flat_map(|world: &Vec<(usize, i32)>| {
            let from = world.last().map_or(1, |(_, day)| *day);
            let left = (0..changes.len()).filter(|index| world.iter().all(|(other, _)| other != index));
            left.flat_map(move |index| {
                let days = changes[index].first.max(from)..=changes[index].last;
                days.map(move |day| [world.as_slice(), &[(index, day)]].concat())
            })
        });
        worlds = longer.collect();
    }
    worlds
}

/// How often a turn is followed by the same: when the two cannot be one, and when they can.
fn contradictions(changes: &[Change], world: &[(usize, i32)]) -> (usize, usize) {
    let pairs = world.windows(2).map(|pair| (changes[pair[0].0], changes[pair[1].0]));
    let alike = pairs.filter(|(one, next)| one.is_opening == next.is_opening);
    let (may_be_one, apart): (Vec<_>, Vec<_>) =
        alike.partition(|(one, next)| one.first.max(next.first) <= one.last.min(next.last));
    (apart.len(), may_be_one.len())
}

/// Each day of a world: between an opening and a closing it is there, before a first closing it may have been, after a
/// last opening it may be. What follows its like says nothing of the days between.
fn days(changes: &[Change], world: &[(usize, i32)]) -> Vec<There> {
    let mut days = vec![There::No; DAYS as usize + 1];
    let mut fill = |from: i32, to: i32, there: There| {
        for day in &mut days[from as usize..=to as usize] {
            *day = there.max(*day);
        }
    };
    for (place, (index, day)) in world.iter().enumerate() {
        let is_opening = changes[*index].is_opening;
        fill(*day, *day, There::Yes);
        let next = world.get(place + 1).map(|(next, day)| (changes[*next].is_opening, *day));
        let previous = place.checked_sub(1).map(|place| (changes[world[place].0].is_opening, world[place].1));
        match (is_opening, next, previous) {
            (true, Some((false, end)), _) => fill(*day, end, There::Yes),
            (true, Some((true, end)), _) => fill(*day, end, There::Maybe),
            (true, None, _) => fill(*day, DAYS, There::Maybe),
            (false, _, None) => fill(0, *day, There::Maybe),
            (false, _, Some((false, start))) => fill(start, *day, There::Maybe),
            (false, _, Some((true, _))) => {}
        }
    }
    days
}

/// What days are with contested changes thrown in, each on any of its days or not at all.
fn contested(changes: &[Change], world: &[(usize, i32)], extra: &[Change]) -> Vec<There> {
    let mut days = days(changes, world);
    let opened = |day: i32| world.iter().any(|(index, on)| *on == day && changes[*index].is_opening);
    let told = |day: i32| world.iter().any(|(_, on)| *on == day);
    for change in extra {
        for on in change.first..=change.last {
            days[on as usize] = days[on as usize].max(There::Maybe);
            if change.is_opening {
                // There from then on until the next change.
                let later = (on + 1..=DAYS).take_while(|day| *day == on + 1 || !told(*day - 1));
                later.for_each(|day| days[day as usize] = days[day as usize].max(There::Maybe));
            } else {
                let earlier = (0..on).rev().take_while(|day| *day == on - 1 || !told(*day + 1));
                earlier.for_each(|day| days[day as usize] = days[day as usize].max(There::Maybe));
                // Gone from then on until the next opening or a closing that is told.
                let later = (on + 1..=DAYS).take_while(|day| !opened(*day));
                later
                    .filter(|day| !told(*day))
                    .for_each(|day| days[day as usize] = days[day as usize].min(There::Maybe));
            }
        }
    }
    days
}

/// What each day is in the worlds that contradict themselves least: what it is in all of them.
fn recount(changes: &[Change], extra: &[Change]) -> Vec<There> {
    let worlds = worlds(changes);
    let least = worlds.iter().map(|world| contradictions(changes, world)).min().expect("a world");
    let best = worlds.iter().filter(|world| contradictions(changes, world) == least);
    let seen: Vec<Vec<There>> = best.map(|world| contested(changes, world, extra)).collect();
    let over = |day: usize| -> BTreeSet<There> { seen.iter().map(|days| days[day]).collect() };
    let one = |set: BTreeSet<There>| if set.len() == 1 { *set.first().expect("one") } else { There::Maybe };
    (1..=DAYS as usize).map(|day| one(over(day))).collect()
}

fn history(changes: &[Change], extra: &[Change]) -> Option<History> {
    let told: Vec<String> = changes.iter().chain(extra).map(Change::text).collect();
    histories(&state(&told.join("; ")), &builders::rule(), &EMBASSY).pop()
}

fn found(history: &History) -> Vec<There> {
    let first = "2000-01-01".parse::<Day>().expect("a day").0;
    let readings: Vec<_> = [&history.spells].into_iter().chain(&history.otherwise).collect();
    let days = (first..first + DAYS).map(|day| {
        let sure = readings.iter().all(|spells| spells.iter().any(|spell| spell.surely_meets(Day(day), Day(day))));
        let possible = readings.iter().any(|spells| spells.iter().any(|spell| spell.may_meet(Day(day), Day(day))));
        if sure {
            There::Yes
        } else if possible {
            There::Maybe
        } else {
            There::No
        }
    });
    days.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_said_that_a_possible_world_denies(changes in vec(change(false), 1..=4), extra in vec(change(true), 0..=1)) {
        let found = found(&history(&changes, &extra).expect("a history"));
        for (day, (found, world)) in found.into_iter().zip(recount(&changes, &extra)).enumerate() {
            let is_consistent = worlds(&changes).iter().any(|world| contradictions(&changes, world) == (0, 0));
            prop_assert!(found == world || found == There::Maybe || (!is_consistent && found == There::No), "day {}: {found:?}, and in worlds {world:?}", day + 1);
        }
    }

    #[test]
    fn all_is_said_that_every_possible_world_shows(changes in vec(change(false), 1..=4)) {
        let history = history(&changes, &[]).expect("a history");
        let is_plain = history.spells.iter().all(|spell| {
            let supplied = [Note::OrderNotKnown, Note::SeveralOpenings, Note::SeveralClosings];
            supplied.iter().all(|note| !spell.notes.contains(note))
        });
        if is_plain {
            prop_assert_eq!(found(&history), recount(&changes, &[]));
        }
    }
}

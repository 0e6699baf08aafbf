//! Small histories of a dataset, made up from a seed: every type of event, in entries that are given in any order.
//!
//! Most of what happens in one makes sense; some of it does not (a link of a claim that is not there yet, a correction that
//! expects something else), since a filter and a fold must agree on journals at fault as well. Ids are given once.

mod events;

use std::collections::BTreeSet;

use chancery_core::Instant;
use chancery_core::event::{Entry, Event};
use chancery_core::filter::Point;
use chancery_core::when::Day;

use crate::builders;
use crate::random::Random;
use events::Writer;

/// The instants at which something may be recorded: days apart, seconds apart, months apart; the history of three years.
const INSTANTS: [&str; 14] = [
    "2004-11-30",
    "2005-01-01",
    "2005-05-31T23:59:58Z",
    "2005-05-31T23:59:59Z",
    "2005-06-01",
    "2005-06-01T00:00:01Z",
    "2005-06-15T12:00:00+08:00",
    "2005-12-30",
    "2005-12-31T23:59:59Z",
    "2006-01-01",
    "2006-02-28",
    "2006-03-01",
    "2006-09-09T09:09:09Z",
    "2007-01-01",
];

/// A history of thirty to sixty events, as a slice of entries in an order that says nothing.
pub fn history(seed: u64) -> Vec<Entry> {
    let mut random = Random::new(seed);
    let events = Writer::new(&mut random).events();
    let mut entries = into_entries(&mut random, events);
    random.shuffle(&mut entries);
    entries
}

/// Puts events into entries: mostly in the order in which they make sense, now and then an earlier or a later one, so that
/// an event may stand before what it speaks of. Some entries are recorded at one instant, and some hold nothing.
fn into_entries(random: &mut Random, events: Vec<Event>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let total = events.len();
    for (index, event) in events.into_iter().enumerate() {
        let instant = if random.chance(8) { random.below(INSTANTS.len()) } else { index * INSTANTS.len() / total };
        let (recorded, id) = (INSTANTS[instant], format!("{instant:02}-{}", random.below(2)));
        match entries.iter_mut().find(|entry| entry.id == id) {
            Some(entry) => entry.events.push(event),
            None => {
                let mut entry = builders::entry(recorded, &id).expect("the instant is well formed");
                entry.events.push(event);
                entries.push(entry);
            }
        }
    }
    if random.chance(20) {
        let recorded = INSTANTS[random.below(INSTANTS.len())];
        entries.push(builders::entry(recorded, "empty").expect("the instant is well formed"));
    }
    entries
}

/// Points of a history: a third each as of an instant, as known by a day, and both. Those that lie on an instant or a day
/// at which something happens, one before it or one after it are frequent.
pub fn points(entries: &[Entry], seed: u64, number: usize) -> Vec<Point> {
    let mut random = Random::new(seed);
    let (instants, days) = (instants(entries), published(entries));
    let instant = |random: &mut Random| Instant(random.pick(&instants).0 + random.below(3) as i64 - 1);
    let day = |random: &mut Random| Day(random.pick(&days).0 + random.below(3) as i32 - 1);
    let mut point = |kind: usize| Point {
        as_of: (kind != 1).then(|| instant(&mut random)),
        known_by: (kind != 0).then(|| day(&mut random)),
    };
    (0..number).map(|index| point(index % 3)).collect()
}

/// Every instant at which an entry was recorded, sorted.
pub fn instants(entries: &[Entry]) -> Vec<Instant> {
    entries.iter().map(|entry| entry.recorded).collect::<BTreeSet<_>>().into_iter().collect()
}

/// First and last possible days of publication, and a day on which nothing was out.
fn published(entries: &[Entry]) -> Vec<Day> {
    let mut days = BTreeSet::from([Day(10_000)]);
    for event in entries.iter().flat_map(|entry| &entry.events) {
        if let Event::SourceRegistered(source) = event
            && let Some(when) = &source.published
        {
            days.extend(when.earliest().into_iter().chain(when.latest()));
        }
    }
    days.into_iter().collect()
}

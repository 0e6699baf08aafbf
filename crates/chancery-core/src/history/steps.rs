//! The way from one past to another: one event after the other, each a state that could have been.

use std::collections::BTreeMap;

use super::Past;
use super::told::Told;
use crate::event::{Entry, Event};
use crate::instant::Instant;

/// What of an entry is known: its head, and its events by place.
#[derive(Debug, Clone)]
struct Known {
    head: Entry,
    events: BTreeMap<usize, Event>,
}

/// Entries by (recorded, id): the order of the fold.
#[derive(Debug, Clone, Default)]
pub(super) struct Walk {
    known: BTreeMap<(Instant, String), Known>,
}

/// One event comes, goes, or is known otherwise; or the head of an entry does.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    entry: (Instant, String),
    head: Entry,
    /// The event's place; none for the head.
    place: Option<usize>,
    /// What was known before and what is known after.
    pub(super) before: Option<Event>,
    pub(super) after: Option<Event>,
}

impl Step {
    /// The event in words, as it is known after; as it was, if it goes.
    pub(super) fn told(&self) -> Told {
        match self.after.as_ref().or(self.before.as_ref()) {
            Some(event) => Told::of(&self.head, event),
            None => Told::head(&self.head),
        }
    }
}

impl Walk {
    pub(super) fn from(past: &Past) -> Walk {
        let known = past.entries.iter().zip(&past.places).map(|(entry, places)| {
            let events = places.iter().copied().zip(entry.events.iter().cloned()).collect();
            let head = Entry { events: Vec::new(), ..entry.clone() };
            ((entry.recorded, entry.id.clone()), Known { head, events })
        });
        Walk { known: known.collect() }
    }

    /// The entries as they are known by now, with the events that `keep` lets through.
    pub(super) fn entries(&self, keep: impl Fn(&Event) -> bool) -> Vec<Entry> {
        let entry = |known: &Known| {
            let events = known.events.values().filter(|event| keep(event)).cloned().collect();
            Entry { events, ..known.head.clone() }
        };
        self.known.values().map(entry).collect()
    }

    /// Every event that is known.
    pub(super) fn events(&self) -> impl Iterator<Item = &Event> {
        self.known.values().flat_map(|known| known.events.values())
    }

    /// Takes a step.
    pub(super) fn take(&mut self, step: &Step) {
        match (step.place, &step.after) {
            (Some(place), after) => {
                let blank = || Known { head: step.head.clone(), events: BTreeMap::new() };
                let known = self.known.entry(step.entry.clone()).or_insert_with(blank);
                match after {
                    Some(event) => known.events.insert(place, event.clone()),
                    None => known.events.remove(&place),
                };
            }
            (None, _) if self.known.contains_key(&step.entry) => {
                self.known.remove(&step.entry);
            }
            (None, _) => {
                let known = Known { head: step.head.clone(), events: BTreeMap::new() };
                self.known.insert(step.entry.clone(), known);
            }
        }
    }

    /// The steps to another walk's end: what goes, last first, then what comes or changes, in the order of the fold.
    pub(super) fn steps(&self, to: &Walk) -> Vec<Step> {
        let mut going = Vec::new();
        for (key, known) in self.known.iter().rev() {
            let there = to.known.get(key);
            let step =
                |place, before| Step { entry: key.clone(), head: known.head.clone(), place, before, after: None };
            let gone =
                known.events.iter().rev().filter(|(place, _)| there.is_none_or(|t| !t.events.contains_key(place)));
            going.extend(gone.map(|(place, event)| step(Some(*place), Some(event.clone()))));
            if there.is_none() {
                going.push(step(None, None));
            }
        }
        for (key, known) in &to.known {
            let here = self.known.get(key);
            let step =
                |place, before, after| Step { entry: key.clone(), head: known.head.clone(), place, before, after };
            if here.is_none() {
                going.push(step(None, None, None));
            }
            for (place, event) in &known.events {
                let before = here.and_then(|here| here.events.get(place));
                if before != Some(event) {
                    going.push(step(Some(*place), before.cloned(), Some(event.clone())));
                }
            }
        }
        going
    }
}

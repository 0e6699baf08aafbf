//! What stands in the table for each contact and each declared coverage, and when it grows by itself.
//!
//! An onset, a recurrence or a search without a last day is counted up to the day on which the dataset last learned
//! something. Its periods are whole months and longer, so it moves only when that day enters another month, or reaches the
//! first day from which it is counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ledger::{Ledger, Sign};
use crate::count::counted::{BLANK, Spread};
use crate::count::keys::Key;
use crate::count::{Increment, reach};
use crate::fold::State;
use crate::vocabulary::Vocabulary;
use crate::when::{Day, Days, Extent, Grain, Period};

/// How something lies over time, for longer than the state that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lies {
    Onset(Days),
    Recurring(Option<Extent>),
    /// As declared, days to come included.
    Searched(Extent),
}

/// What one contact or coverage adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holding {
    lies: Lies,
    keys: Vec<Key>,
    /// The day up to which it is counted, if it has no last day before that.
    until: Option<Day>,
}

/// What a holding stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Of {
    /// A contact, by id: the whole of an occasion, a recurrence, or both.
    Contact(String),
    /// A declared coverage, by its place among all.
    Coverage(usize),
}

/// All holdings, with the table that is their sum.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub(super) ledger: Ledger,
    holdings: HashMap<Of, Vec<Holding>>,
    /// What grows by itself, by the day on which the dataset must have learned something for that.
    agenda: BTreeMap<Day, Vec<Of>>,
    /// The first day of each dyad, by number.
    floors: Vec<Option<Day>>,
}

impl Standing {
    /// Finds the first days of dyads that were not seen before.
    pub(super) fn learn_dyads(&mut self, vocabulary: &Vocabulary) {
        let (known, nothing) = (self.floors.len(), State::default());
        let new = &self.ledger.names.dyads[known..];
        self.floors.extend(new.iter().map(|dyad| reach(dyad, &nothing, vocabulary).first));
    }

    /// Puts holdings in the place of those that stood for the same; where they are equal nothing moves.
    pub(super) fn replace(&mut self, of: Of, lying: Vec<(Lies, Vec<Key>)>, now: Day) {
        let with_end = |(lies, keys): (Lies, Vec<Key>)| {
            let until = lies.open_at(now).map(|_| now);
            Holding { lies, keys, until }
        };
        let new: Vec<Holding> = lying.into_iter().filter(|(_, keys)| !keys.is_empty()).map(with_end).collect();
        let old = self.holdings.get(&of).map_or(&[][..], Vec::as_slice);
        if new == old {
            return;
        }
        let old = self.holdings.remove(&of).unwrap_or_default();
        self.exchange(&old, &new);
        self.note(&of, &new);
        if !new.is_empty() {
            self.holdings.insert(of, new);
        }
    }

    /// Takes some holdings out of the table and puts others in. Where one lies as another did, only their keys differ.
    fn exchange(&mut self, old: &[Holding], new: &[Holding]) {
        for place in 0..old.len().max(new.len()) {
            match (old.get(place), new.get(place)) {
                (Some(old), Some(new)) if (&old.lies, old.until) == (&new.lies, new.until) => {
                    let without = |keys: &[Key], others: &[Key]| -> Vec<Key> {
                        let others: BTreeSet<&Key> = others.iter().collect();
                        keys.iter().filter(|key| !others.contains(key)).copied().collect()
                    };
                    self.post(old, &without(&old.keys, &new.keys), Sign::Take);
                    self.post(new, &without(&new.keys, &old.keys), Sign::Add);
                }
                (old, new) => {
                    old.into_iter().for_each(|old| self.post(old, &old.keys, Sign::Take));
                    new.into_iter().for_each(|new| self.post(new, &new.keys, Sign::Add));
                }
            }
        }
    }

    /// Lets everything grow that does by a day on which the dataset learned something.
    pub(super) fn grow(&mut self, now: Day) {
        while let Some(entry) = self.agenda.first_entry()
            && *entry.key() <= now
        {
            for of in entry.remove() {
                // It may have been replaced meanwhile, and have another day of its own.
                let Some(mut holdings) = self.holdings.remove(&of) else { continue };
                for holding in &mut holdings {
                    if self.next_growth(holding).is_some_and(|day| day <= now) {
                        self.post(holding, &holding.keys, Sign::Take);
                        holding.until = holding.lies.open_at(now).map(|_| now);
                        self.post(holding, &holding.keys, Sign::Add);
                    }
                }
                self.note(&of, &holdings);
                self.holdings.insert(of, holdings);
            }
        }
    }

    /// Writes into the agenda when holdings grow next.
    fn note(&mut self, of: &Of, holdings: &[Holding]) {
        if let Some(day) = holdings.iter().filter_map(|holding| self.next_growth(holding)).min() {
            self.agenda.entry(day).or_default().push(of.clone());
        }
    }

    /// The first day after that up to which a holding is counted on which it would be counted otherwise.
    fn next_growth(&self, holding: &Holding) -> Option<Day> {
        let until = holding.until?;
        let first = holding.lies.open_at(until)?;
        let next_month = Period::of(Grain::Month, until).next().map(|month| month.first);
        let starts = holding.keys.iter().filter_map(|key| first.or(self.floors[key.dyad as usize]));
        starts.filter_map(|start| if start > until { Some(start) } else { next_month }).min()
    }

    /// Adds or takes what a holding comes to under some of its keys.
    fn post(&mut self, holding: &Holding, keys: &[Key], sign: Sign) {
        let mut spread: Option<((bool, Extent), Vec<Increment>)> = None;
        for Key { dyad, category, form, firm } in keys {
            let over = (*firm, Extent { first: self.floors[*dyad as usize], last: holding.until });
            // The keys of a holding differ in little but their names, so most are spread alike.
            let (_, increments) = match spread.take() {
                Some(before) if before.0 == over => spread.insert(before),
                _ => spread.insert((over, holding.spread().increments(*firm, over.1, BLANK))),
            };
            self.ledger.post((*dyad, *category, *form), increments, sign);
        }
    }
}

impl Holding {
    fn spread(&self) -> Spread<'_> {
        match &self.lies {
            Lies::Onset(days) => Spread::Onset(days),
            Lies::Recurring(extent) => Spread::Recurring(*extent),
            Lies::Searched(extent) => {
                Spread::Searched(Extent { last: [extent.last, self.until].into_iter().flatten().min(), ..*extent })
            }
        }
    }
}

impl Lies {
    /// If it is counted up to a day for want of a last one before: from when, where it says so.
    fn open_at(&self, now: Day) -> Option<Option<Day>> {
        match self {
            Lies::Onset(days) => days.ranges().last().filter(|(_, last)| last.is_none()).map(|(first, _)| first),
            Lies::Recurring(extent) => extent.filter(|extent| extent.last.is_none()).map(|extent| extent.first),
            Lies::Searched(extent) => extent.last.is_none_or(|last| last > now).then_some(extent.first),
        }
    }
}

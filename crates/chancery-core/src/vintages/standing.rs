//! What stands in the table for each contact and each declared coverage, and when it grows by itself.
//!
//! An onset, a recurrence or a search without a last day is counted up to the day on which the dataset last learned
//! something. Its periods are whole months and longer, so it moves only when that day enters another month, or reaches the
//! first day from which it is counted.

use std::collections::{BTreeMap, HashMap};

use super::ledger::{Ledger, Sign};
use crate::count::counted::{BLANK, Spread};
use crate::count::keys::Key;
use crate::count::{Increment, reach};
use crate::fold::State;
use crate::vocabulary::Vocabulary;
use crate::when::{Day, Days, Extent, Grain, Period};

/// How something lies over time, for longer than the state that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Lies {
    Onset(Days),
    Recurring(Option<Extent>),
    /// As declared, days to come included.
    Searched(Extent),
}

/// Keys that lie alike, as a contact or a coverage adds them.
pub(super) type Lying = (Lies, Vec<Key>);

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

    /// Puts holdings in the place of those that stood for the same, all at once: where a contact now adds what another one
    /// did, as after a link, nothing moves.
    pub(super) fn replace(&mut self, all: Vec<(Of, Vec<Lying>)>, now: Day) {
        let with_end = |(lies, keys): Lying| {
            let until = lies.open_at(now).map(|_| now);
            Holding { lies, keys, until }
        };
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for (of, lying) in all {
            let holdings: Vec<Holding> = lying.into_iter().filter(|(_, keys)| !keys.is_empty()).map(with_end).collect();
            if self.holdings.get(&of).map_or(&[][..], Vec::as_slice) != holdings {
                old.extend(self.holdings.remove(&of).unwrap_or_default());
                new.push((of, holdings));
            }
        }
        self.exchange(&old, new.iter().flat_map(|(_, holdings)| holdings));
        for (of, holdings) in new.into_iter().filter(|(_, holdings)| !holdings.is_empty()) {
            self.note(&of, &holdings);
            self.holdings.insert(of, holdings);
        }
    }

    /// Takes some holdings out of the table and puts others in. What is in both, the same key lying alike, stays.
    fn exchange<'a>(&mut self, old: &[Holding], new: impl Iterator<Item = &'a Holding>) {
        let mut leaving: HashMap<(&Lies, Option<Day>), BTreeMap<Key, u32>> = HashMap::new();
        for Holding { lies, keys, until } in old {
            let of_these = leaving.entry((lies, *until)).or_default();
            keys.iter().for_each(|key| *of_these.entry(*key).or_default() += 1);
        }
        let takes = |leaving: &mut BTreeMap<Key, u32>, key: &Key| {
            leaving.get_mut(key).filter(|times| **times > 0).map(|times| *times -= 1).is_some()
        };
        for holding in new {
            let mut staying = leaving.get_mut(&(&holding.lies, holding.until));
            let mut stays = |key: &&Key| staying.as_mut().is_some_and(|leaving| takes(leaving, key));
            let coming: Vec<Key> = holding.keys.iter().filter(|key| !stays(key)).copied().collect();
            self.post(holding, &coming, Sign::Add);
        }
        for holding in old {
            let Some(leaving) = leaving.get_mut(&(&holding.lies, holding.until)) else { continue };
            let going: Vec<Key> = holding.keys.iter().filter(|key| takes(leaving, key)).copied().collect();
            self.post(holding, &going, Sign::Take);
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

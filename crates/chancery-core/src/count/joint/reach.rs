//! Where each contact can fall: from onsets to runs of periods, and contacts that can fall alike as one group.

use std::collections::{BTreeMap, HashMap};

use super::super::{DatedOccasion, Standing};
use crate::when::{Day, Days, Extent, Period};

/// The first and the last of some neighbouring periods, by number.
pub(in crate::count) type Run = (usize, usize);

/// Contacts that can fall on the same periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Sorted; between two runs lies at least one period.
    pub(super) runs: Vec<Run>,
    /// Whether each falls on one of them in any case; otherwise it may have been on another day, or not at all.
    pub(super) must: bool,
    /// The contacts, by their place in the list.
    pub(super) members: Vec<usize>,
}

impl Group {
    /// How many contacts.
    pub(super) fn size(&self) -> u64 {
        self.members.len().try_into().unwrap_or(u64::MAX)
    }

    /// The one period on which all certainly fall.
    pub(super) fn only(&self) -> Option<usize> {
        match self.runs.as_slice() {
            [(first, last)] if self.must && first == last => Some(*first),
            _ => None,
        }
    }
}

/// Periods in order that do not overlap.
#[derive(Debug, Clone)]
pub(in crate::count) struct Partition {
    pub(in crate::count) periods: Vec<Period>,
    /// The days that they cover, neighbours taken together.
    covered: Vec<(Day, Day)>,
    /// Where onsets without a first or last day are cut.
    within: Extent,
}

/// Where one contact can fall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::count) struct Reach {
    pub(in crate::count) runs: Vec<Run>,
    /// Whether some day of the onset is in no period.
    pub(in crate::count) leaves: bool,
}

impl Partition {
    /// Sorts the periods and leaves out those that overlap an earlier one.
    pub(in crate::count) fn of(periods: &[Period], within: Extent) -> Partition {
        let mut sorted = periods.to_vec();
        sorted.sort_unstable_by_key(|period| (period.first, period.last));
        let mut kept: Vec<Period> = Vec::with_capacity(sorted.len());
        let mut covered: Vec<(Day, Day)> = Vec::new();
        for period in sorted {
            if kept.last().is_some_and(|last| period.first <= last.last) {
                continue;
            }
            kept.push(period);
            match covered.last_mut() {
                Some(open) if open.1.0.saturating_add(1) == period.first.0 => open.1 = period.last,
                _ => covered.push((period.first, period.last)),
            }
        }
        Partition { periods: kept, covered, within }
    }

    pub(in crate::count) fn reach(&self, onset: &Days) -> Reach {
        let inside = |(first, last): (Option<Day>, Option<Day>)| {
            let (first, last) = (first.unwrap_or(Day::MIN), last.unwrap_or(Day::MAX));
            let place = self.covered.partition_point(|stretch| stretch.1 < first);
            self.covered.get(place).is_some_and(|stretch| stretch.0 <= first && last <= stretch.1)
        };
        let leaves = onset.is_empty() || !onset.ranges().all(inside);
        // Periods that leave no day out are all there is; nothing is to be cut then.
        let within = if leaves { self.within } else { Extent { first: None, last: None } };
        let mut runs: Vec<Run> = Vec::new();
        for (first, last) in onset.ranges() {
            let first = first.or(within.first).unwrap_or(Day::MIN);
            let last = last.or(within.last).unwrap_or(Day::MAX);
            let from = self.periods.partition_point(|period| period.last < first);
            let to = self.periods.partition_point(|period| period.first <= last);
            if first > last || from >= to {
                continue;
            }
            match runs.last_mut() {
                Some(open) if from <= open.1 + 1 => open.1 = open.1.max(to - 1),
                _ => runs.push((from, to - 1)),
            }
        }
        Reach { runs, leaves }
    }

    /// The groups of contacts that can fall on any period at all, sorted.
    pub(super) fn groups(&self, contacts: &[DatedOccasion]) -> Vec<Group> {
        let mut known: HashMap<&Days, Reach> = HashMap::new();
        let mut groups: BTreeMap<(Vec<Run>, bool), Vec<usize>> = BTreeMap::new();
        for (number, contact) in contacts.iter().enumerate() {
            let reach = known.entry(&contact.onset).or_insert_with(|| self.reach(&contact.onset));
            let must = contact.standing == Standing::Firm && !reach.leaves;
            if !reach.runs.is_empty() {
                groups.entry((reach.runs.clone(), must)).or_default().push(number);
            }
        }
        groups.into_iter().map(|((runs, must), members)| Group { runs, must, members }).collect()
    }
}

//! Bounds that hold together: what the counts of several periods can be at once.
//!
//! The bounds of single periods cannot be added up: a contact of "2012 or 2013" may have been in either year, but not in
//! both. Here every contact is put on one day of its onset, or on none where it is doubtful, and what is bounded is a figure
//! of the whole row of counts: their sum, the largest of them, how many are above zero, the step from one to the next.
//!
//! An end of an onset that has no day reaches as far as the caller says, and one firm contact more in some period is never
//! concluded from it. Nothing here is a probability; see [`super::Distribution`] for that.
//!
//! With N contacts, R runs of periods in all groups of contacts that can fall alike, and P periods: sums, singles and
//! changes take O(R + P). [`Joint::levelled`] makes O(log N) sweeps of O(R log R + P); only where sets have holes does a
//! network of O(R log P + P) edges mend what a sweep leaves. [`Joint::feasible`] and [`Joint::active`] fill such a network
//! once. N itself enters once, when contacts are grouped.

mod cover;
mod flow;
mod network;
pub(in crate::count) mod reach;
mod rows;
mod sweep;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

pub use rows::{JointRow, Statistic, joint_rows};

use super::DatedOccasion;
use crate::when::{Extent, Period};
use reach::{Group, Partition, Run};

/// The least and the most that a figure can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Not less than this.
    pub least: i64,
    /// Not more than this.
    pub most: i64,
    /// Whether both can be attained. Where it is false `most` can, and `least` is proven but perhaps too low.
    pub is_exact: bool,
}

/// One way in which everything can have happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// For each contact the number of its period; `None` if it was in none of them, or was not at all.
    pub periods: Vec<Option<usize>>,
    /// For each period its number of contacts.
    pub counts: Vec<u32>,
}

/// Contacts over a partition.
#[derive(Debug, Clone)]
pub struct Joint {
    periods: Vec<Period>,
    groups: Vec<Group>,
    /// How many contacts there are, also such as fall on none of the periods.
    contacts: usize,
    certain: Vec<i64>,
    possible: Vec<i64>,
}

impl Joint {
    /// Contacts and the periods that they are counted in.
    ///
    /// The periods are sorted, and one that overlaps an earlier one is left out; see [`Joint::periods`]. Days between or
    /// beside them are in no period. An onset without a first or a last day is cut at the ends of `within` (reaches through
    /// the whole partition where that has none either), and its contact may always have been in no period at all, unless
    /// the partition leaves no day of the calendar out. An onset without days is in no period.
    pub fn of(contacts: &[DatedOccasion], partition: &[Period], within: Extent) -> Joint {
        let partition = Partition::of(partition, within);
        let groups = partition.groups(contacts);
        let periods = partition.periods;
        let (mut certain, mut steps) = (vec![0; periods.len()], vec![0; periods.len() + 1]);
        for group in &groups {
            let size = signed(group.size());
            if let Some(only) = group.only() {
                certain[only] += size;
            }
            for (first, last) in &group.runs {
                steps[*first] += size;
                steps[last + 1] -= size;
            }
        }
        let sums = steps.iter().scan(0, |sum, step| {
            *sum += step;
            Some(*sum)
        });
        let possible = sums.take(periods.len()).collect();
        Joint { periods, groups, contacts: contacts.len(), certain, possible }
    }

    /// The periods, in the order in which all else numbers them.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// How many contacts fall on one period: certainly, and possibly. Of a number that is no period, none.
    pub fn single(&self, period: usize) -> Bound {
        let number = |of: &[i64]| of.get(period).copied().unwrap_or(0);
        exact(number(&self.certain), number(&self.possible))
    }

    /// How many contacts fall on the periods together.
    pub fn total(&self) -> Bound {
        self.sum_of(|group| (group.must, true))
    }

    /// How many fall on those of some periods, each named once or more, together.
    pub fn subset(&self, periods: &[usize]) -> Bound {
        let mut chosen = vec![false; self.periods.len()];
        for period in periods {
            if let Some(own) = chosen.get_mut(*period) {
                *own = true;
            }
        }
        // How many are chosen before each period, so that a run is looked up at its ends.
        let before: Vec<usize> = [0]
            .into_iter()
            .chain(chosen.iter().scan(0, |sum, own| {
                *sum += usize::from(*own);
                Some(*sum)
            }))
            .collect();
        let of_run = |(first, last): &Run| before[last + 1] - before[*first];
        let of_group = |group: &Group| {
            let met: usize = group.runs.iter().map(of_run).sum();
            let all: usize = group.runs.iter().map(|(first, last)| last - first + 1).sum();
            (group.must && met == all, met > 0)
        };
        self.sum_of(of_group)
    }

    /// How many fall on the periods from the first to each one.
    pub fn cumulative(&self) -> Vec<Bound> {
        let mut sums = vec![exact(0, 0); self.periods.len()];
        for group in &self.groups {
            let size = signed(group.size());
            if let (Some((first, _)), Some((_, last))) = (group.runs.first(), group.runs.last()) {
                sums[*first].most += size;
                sums[*last].least += if group.must { size } else { 0 };
            }
        }
        for period in 1..sums.len() {
            sums[period].least += sums[period - 1].least;
            sums[period].most += sums[period - 1].most;
        }
        sums
    }

    /// What the largest of the counts can be.
    pub fn peak(&self) -> Bound {
        let least = self.levelled().counts.into_iter().max().unwrap_or(0);
        exact(i64::from(least), self.possible.iter().copied().max().unwrap_or(0))
    }

    /// How many of the periods can have a contact at all.
    pub fn active(&self) -> Bound {
        let musts: Vec<&[Run]> = self.musts().map(|group| group.runs.as_slice()).collect();
        let fewest = cover::fewest(&musts);
        let groups: Vec<&Group> = self.groups.iter().collect();
        let most = signed(network::most_met(&groups, self.periods.len()));
        Bound { least: i64::try_from(fewest.number).unwrap_or(i64::MAX), most, is_exact: fewest.is_exact }
    }

    /// By how much the count of a period can exceed that of the one before it: the step from `period` to the next.
    ///
    /// Every contact is free of the others, and no contact is certain in one period and possible in another, so here the
    /// difference of the single bounds is exact.
    pub fn change(&self, period: usize) -> Bound {
        let (from, to) = (self.single(period), self.single(period.saturating_add(1)));
        exact(to.least - from.most, to.most - from.least)
    }

    /// A way in which all counts are within these ranges at once, if there is one: `n..=n` for a count, `0..=u32::MAX` where
    /// it does not matter. `None` also if there are not as many ranges as periods.
    pub fn feasible(&self, counts: &[RangeInclusive<u32>]) -> Option<Assignment> {
        if counts.len() != self.periods.len() {
            return None;
        }
        let wanted: Vec<(u64, u64)> =
            counts.iter().map(|range| (u64::from(*range.start()), u64::from(*range.end()))).collect();
        // Nobody needs the contacts that may have been elsewhere, unless there is a number to be reached.
        let is_to_be_reached = wanted.iter().any(|(least, _)| *least > 0);
        let groups: Vec<&Group> = self.groups.iter().filter(|group| is_to_be_reached || group.must).collect();
        let shares = network::place(&groups, &wanted)?;
        Some(self.assignment(&groups, &shares))
    }

    /// A way in which the largest of the counts is as small as it can be. Contacts that may have been in none of the periods
    /// are in none.
    pub fn levelled(&self) -> Assignment {
        let musts: Vec<&Group> = self.musts().collect();
        let number: u64 = musts.iter().map(|group| group.size()).sum();
        let periods = u64::try_from(self.periods.len()).unwrap_or(u64::MAX).max(1);
        let certain = self.certain.iter().copied().max().unwrap_or(0);
        let mut low = number.div_ceil(periods).max(u64::try_from(certain).unwrap_or(0));
        let mut high = number;
        let at_most = |most: u64| network::place(&musts, &vec![(0, most); self.periods.len()]);
        let mut best = None;
        while low < high {
            let middle = low.midpoint(high);
            match at_most(middle) {
                Some(shares) => (best, high) = (Some(shares), middle),
                None => low = middle + 1,
            }
        }
        let shares = best.or_else(|| at_most(high)).unwrap_or_default();
        self.assignment(&musts, &shares)
    }

    fn musts(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| group.must)
    }

    /// The number of contacts in groups that count certainly, and of those that count possibly.
    fn sum_of(&self, counts: impl Fn(&Group) -> (bool, bool)) -> Bound {
        let mut sum = exact(0, 0);
        for group in &self.groups {
            let (certainly, possibly) = counts(group);
            sum.least += if certainly { signed(group.size()) } else { 0 };
            sum.most += if possibly { signed(group.size()) } else { 0 };
        }
        sum
    }

    /// From how many of each group to which contact: the members in their order take the periods in theirs.
    fn assignment(&self, groups: &[&Group], shares: &network::Shares) -> Assignment {
        let mut assignment = Assignment { periods: vec![None; self.contacts], counts: vec![0; self.periods.len()] };
        for (group, shares) in groups.iter().zip(shares) {
            let mut members = group.members.iter();
            for (period, number) in shares {
                for _ in 0..*number {
                    let Some(member) = members.next() else { break };
                    assignment.periods[*member] = Some(*period);
                    assignment.counts[*period] += 1;
                }
            }
        }
        assignment
    }
}

fn exact(least: i64, most: i64) -> Bound {
    Bound { least, most, is_exact: true }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

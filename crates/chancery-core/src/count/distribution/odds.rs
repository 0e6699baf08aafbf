//! The chances of contacts to be in a period, gathered from onsets.

use std::collections::{BTreeMap, HashMap};

use super::super::{DatedOccasion, Standing, joint::reach::Partition};
use crate::when::{Day, Days, Extent, Period};

/// What is known of the contacts that may be in a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Odds {
    /// How many are in it in any case.
    pub certain: u32,
    /// How many may be in it, with no probability to them.
    pub open: u32,
    /// How many are in it with the same probability, by its numerator and denominator in lowest terms.
    uncertain: BTreeMap<(u64, u64), u32>,
}

impl Odds {
    /// No contacts but some certain and some open ones.
    pub fn new(certain: u32, open: u32) -> Odds {
        Odds { certain, open, uncertain: BTreeMap::new() }
    }

    /// Adds some contacts of which each is in the period with probability `inside / days`; none if there are no days, all of
    /// them for certain if all days are inside.
    pub fn add(&mut self, inside: u64, days: u64, number: u32) {
        if inside == 0 || days == 0 {
            return;
        }
        if inside >= days {
            self.certain = self.certain.saturating_add(number);
            return;
        }
        let common = common_divisor(inside, days);
        let own = self.uncertain.entry((inside / common, days / common)).or_default();
        *own = own.saturating_add(number);
    }

    /// How many have a probability between 0 and 1.
    pub fn uncertain(&self) -> u32 {
        self.uncertain.values().fold(0, |sum, number| sum.saturating_add(*number))
    }

    /// Numerator, denominator, and how many contacts have it.
    pub(super) fn groups(&self) -> impl Iterator<Item = (u64, u64, u32)> + '_ {
        self.uncertain.iter().map(|((inside, days), number)| (*inside, *days, *number))
    }

    /// What an exact distribution takes: as many integers as there are uncertain contacts, each of the bits of the product
    /// of all denominators.
    pub(super) fn bits(&self) -> u64 {
        let bits = |(_, days, number): (u64, u64, u32)| u64::from(days.ilog2() + 1) * u64::from(number);
        let denominator = self.groups().map(bits).fold(0, u64::saturating_add);
        denominator.saturating_mul(u64::from(self.uncertain()))
    }
}

/// Euclid's.
fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The odds of each period of a partition, with the periods; the arguments are those of [`super::super::Joint::of`].
///
/// A firm contact with a first and a last day is spread over its days, those outside all periods included. One without, or a
/// contested one, is open in every period that it may be in. Under `all` a firm contact is certain in any case.
pub fn odds(contacts: &[DatedOccasion], partition: &[Period], within: Extent) -> Vec<(Period, Odds)> {
    let partition = Partition::of(partition, within);
    let mut odds: Vec<(Period, Odds)> = partition.periods.iter().map(|period| (*period, Odds::default())).collect();
    for ((onset, is_firm), number) in alike(contacts) {
        let reach = partition.reach(onset);
        for period in reach.runs.iter().flat_map(|(first, last)| *first..=*last) {
            let Some((period, own)) = odds.get_mut(period) else { continue };
            let is_all = period.first <= Day::MIN && period.last >= Day::MAX;
            match onset.count().filter(|_| is_firm) {
                Some(days) => own.add(inside(onset, *period), days, number),
                None if is_firm && is_all => own.add(1, 1, number),
                None => own.open = own.open.saturating_add(number),
            }
        }
    }
    odds
}

/// How many days of an onset are in a period.
fn inside(onset: &Days, period: Period) -> u64 {
    let after = Day(period.last.0.saturating_add(1));
    onset.count_before(after).saturating_sub(onset.count_before(period.first))
}

/// Onsets, whether firm, each with the number of contacts that have both. In any order: what is made of them is sums.
fn alike(contacts: &[DatedOccasion]) -> HashMap<(&Days, bool), u32> {
    let mut alike = HashMap::new();
    for contact in contacts {
        *alike.entry((&contact.onset, contact.standing == Standing::Firm)).or_default() += 1;
    }
    alike
}

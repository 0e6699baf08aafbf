//! Krippendorff's alpha: how far coders agree beyond what their values alone would bring about by chance.
//!
//! `alpha = 1 - D_o / D_e`: the disagreement found within units over that between any two values, whatever unit they stand
//! in (Krippendorff, "Content Analysis", 4th edition, 2018, chapter 12). 1 is full agreement, 0 is chance, below 0 is worse.
//! All sums are of whole numbers, so the order of units changes nothing; only the last step rounds, to a millionth.

use std::collections::{BTreeMap, BTreeSet};

use super::masi::masi;

/// How the distance between two values is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scale {
    /// Equal or not.
    Nominal,
    /// By how many values given lie between them.
    Ordinal,
    /// The square of their difference; the numbers by rank.
    Interval(Vec<i64>),
    /// Between sets: row by row, in units of [`masi::UNIT`](super::masi::UNIT).
    Sets(Vec<u32>),
}

/// What coders gave for a row of units, fit for being compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    /// The ranks of the values of each unit that has at least two.
    units: Vec<Vec<usize>>,
    /// How many different values there are.
    values: usize,
    scale: Scale,
}

impl Ratings {
    /// Values that are equal or not.
    pub fn nominal<V: Ord>(units: &[Vec<V>]) -> Ratings {
        Ratings::ranked(units, |_| Scale::Nominal)
    }

    /// Values with an order and no distances. A value is as far from another as there are values given from one to the other.
    pub fn ordinal<V: Ord>(units: &[Vec<V>]) -> Ratings {
        Ratings::ranked(units, |_| Scale::Ordinal)
    }

    /// Numbers whose differences mean something.
    pub fn interval(units: &[Vec<i64>]) -> Ratings {
        Ratings::ranked(units, |values| Scale::Interval(values.iter().map(|value| **value).collect()))
    }

    /// Sets, by their MASI distance.
    pub fn sets<V: Ord>(units: &[Vec<BTreeSet<V>>]) -> Ratings {
        let apart = |values: &[&BTreeSet<V>]| values.iter().flat_map(|a| values.iter().map(|b| masi(a, b))).collect();
        Ratings::ranked(units, |values| Scale::Sets(apart(values)))
    }

    fn ranked<V: Ord>(units: &[Vec<V>], scale: impl Fn(&[&V]) -> Scale) -> Ratings {
        let paired = || units.iter().filter(|unit| unit.len() > 1);
        let distinct: BTreeSet<&V> = paired().flatten().collect();
        let values: Vec<&V> = distinct.into_iter().collect();
        let ranks: BTreeMap<&V, usize> = values.iter().enumerate().map(|(rank, value)| (*value, rank)).collect();
        let units = paired().map(|unit| unit.iter().filter_map(|value| ranks.get(value).copied()).collect()).collect();
        Ratings { units, values: values.len(), scale: scale(&values) }
    }

    /// How many units have at least two values.
    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// How many different values they have.
    pub fn values(&self) -> usize {
        self.values
    }

    /// In how many of them all values are equal.
    pub fn equal(&self) -> usize {
        self.units.iter().filter(|unit| unit.windows(2).all(|pair| pair[0] == pair[1])).count()
    }

    /// Alpha, in millionths. `None` where all values are equal: nothing could have differed, so nothing was shown.
    pub fn alpha(&self) -> Option<i64> {
        self.weighted(&vec![1; self.units.len()])
    }

    /// As [`Ratings::alpha`], with each unit taken as often as its weight says.
    ///
    /// `None` also where a sum outgrows 127 bits, which takes more coders or larger numbers than entries can hold.
    pub(super) fn weighted(&self, weights: &[u64]) -> Option<i64> {
        let counts = self.counts(weights);
        let upto = running(&counts);
        let distance = |a: usize, b: usize| self.distance(a.min(b), a.max(b), &counts, &upto);
        // Each unit's pairs are divided by one less than its values; the common multiple keeps that in whole numbers.
        let multiple = self.units.iter().try_fold(1, |all, unit| common_multiple(all, unit.len() as u128 - 1))?;
        let mut observed: u128 = 0;
        for (unit, weight) in self.units.iter().zip(weights) {
            let mut within: u128 = 0;
            for (place, a) in unit.iter().enumerate() {
                for b in &unit[place + 1..] {
                    within = within.checked_add(distance(*a, *b)?)?;
                }
            }
            let share = within.checked_mul(multiple / (unit.len() as u128 - 1))?;
            observed = observed.checked_add(share.checked_mul(u128::from(*weight))?)?;
        }
        let mut expected: u128 = 0;
        for a in (0..self.values).filter(|a| counts[*a] > 0) {
            for b in (a + 1..self.values).filter(|b| counts[*b] > 0) {
                let pairs = u128::from(counts[a]).checked_mul(u128::from(counts[b]))?;
                expected = expected.checked_add(pairs.checked_mul(distance(a, b)?)?)?;
            }
        }
        let all = u128::from(*upto.last()?);
        let found = observed.checked_mul(all.checked_sub(1)?)?;
        one_less(found, expected.checked_mul(multiple)?)
    }

    /// How often each value is given.
    fn counts(&self, weights: &[u64]) -> Vec<u64> {
        let mut counts = vec![0_u64; self.values];
        for (unit, weight) in self.units.iter().zip(weights) {
            for rank in unit {
                counts[*rank] = counts[*rank].saturating_add(*weight);
            }
        }
        counts
    }

    /// The distance of two ranks, the lower one first.
    fn distance(&self, a: usize, b: usize, counts: &[u64], upto: &[u64]) -> Option<u128> {
        match &self.scale {
            _ if a == b => Some(0),
            Scale::Nominal => Some(1),
            // Twice the values from one to the other, less the halves at both ends: whole numbers throughout.
            Scale::Ordinal => {
                let between = u128::from(upto[b + 1] - upto[a]) * 2;
                let apart = between - u128::from(counts[a]) - u128::from(counts[b]);
                apart.checked_mul(apart)
            }
            Scale::Interval(numbers) => {
                let apart = u128::from(numbers[a].abs_diff(numbers[b]));
                apart.checked_mul(apart)
            }
            Scale::Sets(apart) => Some(u128::from(apart[a * self.values + b])),
        }
    }
}

/// Alpha over two values from how often both coders gave each, and how often one gave the first and the other the second.
pub(super) fn of_two_values(both_first: u64, both_second: u64, differ: u64) -> Option<i64> {
    let half = |both: u64| u128::from(both) * 2 + u128::from(differ);
    let all = half(both_first) + half(both_second);
    let found = u128::from(differ).checked_mul(all.checked_sub(1)?)?;
    one_less(found, half(both_first).checked_mul(half(both_second))?)
}

/// `1 - found / expected` in millionths, halves rounded up.
fn one_less(found: u128, expected: u128) -> Option<i64> {
    let (found, expected) = (i128::try_from(found).ok()?, i128::try_from(expected).ok()?);
    let doubled = expected.checked_sub(found)?.checked_mul(2_000_000)?;
    let rounded = doubled.checked_add(expected)?.checked_div_euclid(expected.checked_mul(2)?)?;
    i64::try_from(rounded).ok()
}

/// How many values come before each rank; the last number is all of them.
fn running(counts: &[u64]) -> Vec<u64> {
    let mut upto: Vec<u64> = vec![0];
    for count in counts {
        upto.push(upto.last().copied().unwrap_or(0).saturating_add(*count));
    }
    upto
}

fn common_multiple(a: u128, b: u128) -> Option<u128> {
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (a / divisor).checked_mul(b)
}

//! Every way to put a few contacts on days, one after the other; shares no code with what it checks.

use proptest::prelude::*;

use super::super::{Assignment, Bound};
use crate::count::{DatedOccasion, Standing};
use crate::when::{Day, Period};

/// What each contact can be: the number of a period, or none.
pub(super) struct All {
    options: Vec<Vec<Option<usize>>>,
    periods: usize,
}

impl All {
    /// Walks the days of the years 2004 to 2006; an onset without an end also has a day outside them.
    pub(super) fn of(contacts: &[DatedOccasion], periods: &[Period]) -> All {
        let (first, last) = (Day::from_ymd(2004, 1, 1).expect("a day"), Day::from_ymd(2006, 12, 31).expect("a day"));
        let options = contacts.iter().map(|contact| {
            let is_open = contact.onset.first().is_none() || contact.onset.last().is_none();
            let mut options = vec![None; usize::from(is_open || contact.standing == Standing::Contested)];
            for day in (first.0..=last.0).map(Day).filter(|day| contact.onset.meets(*day, *day)) {
                options.push(periods.iter().position(|period| period.first <= day && day <= period.last));
            }
            options.sort_unstable();
            options.dedup();
            options
        });
        All { options: options.collect(), periods: periods.len() }
    }

    /// The counts of every assignment.
    pub(super) fn counts(&self) -> impl Iterator<Item = Vec<u32>> {
        let number: usize = self.options.iter().map(Vec::len).product();
        (0..number).map(|mut code| {
            let mut counts = vec![0; self.periods];
            for options in &self.options {
                if let Some(period) = options[code % options.len()] {
                    counts[period] += 1;
                }
                code /= options.len();
            }
            counts
        })
    }

    /// The least and most of total, peak, active, every change, every cumulative count, every single one, every subset.
    pub(super) fn bounds(&self) -> Vec<Bound> {
        let mut found: Vec<(i64, i64)> = Vec::new();
        for counts in self.counts() {
            let counts: Vec<i64> = counts.into_iter().map(i64::from).collect();
            let sum = |subset: &Vec<usize>| subset.iter().map(|period| counts[*period]).sum::<i64>();
            let mut figures = vec![counts.iter().sum(), counts.iter().copied().max().unwrap_or(0)];
            figures.push(counts.iter().filter(|count| **count > 0).count() as i64);
            figures.extend(counts.windows(2).map(|pair| pair[1] - pair[0]));
            figures.extend((0..self.periods).map(|to| counts[..=to].iter().sum::<i64>()));
            figures.extend(&counts);
            figures.extend(subsets(self.periods).map(|subset| sum(&subset)));
            found.resize(figures.len(), (i64::MAX, i64::MIN));
            for (bound, figure) in found.iter_mut().zip(figures) {
                *bound = (bound.0.min(figure), bound.1.max(figure));
            }
        }
        found.into_iter().map(|(least, most)| bounds([least, most])).collect()
    }

    /// Whether an assignment is one of them, counts what it says, and, if asked, has the least peak of all.
    pub(super) fn holds(&self, assignment: &Assignment, is_level: bool) -> Result<(), TestCaseError> {
        prop_assert_eq!(assignment.periods.len(), self.options.len());
        let mut counts = vec![0; self.periods];
        for (own, options) in assignment.periods.iter().zip(&self.options) {
            prop_assert!(options.contains(own));
            own.iter().for_each(|period| counts[*period] += 1);
        }
        prop_assert_eq!(&assignment.counts, &counts);
        if is_level {
            let least = self.counts().map(|counts| counts.into_iter().max()).min();
            prop_assert_eq!(Some(counts.into_iter().max()), least);
        }
        Ok(())
    }
}

/// Every set of periods.
pub(super) fn subsets(periods: usize) -> impl Iterator<Item = Vec<usize>> {
    (0..1_u32 << periods).map(move |set| (0..periods).filter(|period| set >> period & 1 == 1).collect())
}

pub(super) fn bounds([least, most]: [i64; 2]) -> Bound {
    Bound { least, most, is_exact: true }
}

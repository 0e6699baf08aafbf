//! One contact over the periods that it may belong to.

use super::{Dyad, Increment};
use crate::fold::State;
use crate::vocabulary::Vocabulary;
use crate::when::{Days, Extent, Grain, Period, periods};

/// The days within which contacts of a dyad are counted whose dates do not say when they began or ended. No contact of two
/// states is older than the younger of them (no first day where the vocabulary gives neither), and nothing known is later
/// than the day on which the dataset last learned something.
pub fn reach(dyad: &Dyad, state: &State, vocabulary: &Vocabulary) -> Extent {
    let exists = |id: &str| vocabulary.states.get(id).and_then(|s| s.exists.earliest());
    Extent { first: exists(&dyad.a).max(exists(&dyad.b)), last: state.last_recorded.map(|instant| instant.day()) }
}

const GRAINS: [Grain; 3] = [Grain::Decade, Grain::Year, Grain::Month];

/// One contact's share of one period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) period: Period,
    pub(super) certain: u8,
    /// Millionths.
    pub(super) expected: u32,
    pub(super) open: u8,
}

/// An occasion over all time and over every period of some grains that its onset meets. It is possible in each.
pub(super) fn shares(onset: &Days, firm: bool, bounds: Extent, grains: &[Grain]) -> Vec<Share> {
    let share = |period: Period, certain: bool, expected: u32, open: bool| Share {
        period,
        certain: u8::from(certain),
        expected,
        open: u8::from(open),
    };
    let mut shares = vec![share(Period::ALL, firm, if firm { 1_000_000 } else { 0 }, !firm)];
    let counts = firm && onset.is_bounded();
    for period in grains.iter().flat_map(|grain| met(onset, *grain, bounds)) {
        shares.push(if counts {
            let certain = onset.is_inside(period.first, period.last);
            share(period, certain, onset.expected(period.first, period.last), false)
        } else {
            share(period, false, 0, true)
        });
    }
    shares
}

/// As [`shares`], as increments of the cells of decades, years and months.
pub(super) fn onset(onset: &Days, firm: bool, bounds: Extent, blank: Increment) -> Vec<Increment> {
    let increment =
        |Share { period, certain, expected, open }| Increment { period, certain, expected, open, possible: 1, ..blank };
    shares(onset, firm, bounds, &GRAINS).into_iter().map(increment).collect()
}

/// The periods of a grain that an onset meets, within the bounds of the dyad where it has no first or last day.
fn met(onset: &Days, grain: Grain, bounds: Extent) -> Vec<Period> {
    let mut met: Vec<Period> = Vec::new();
    for (first, last) in onset.ranges() {
        let (Some(first), Some(last)) = (first.or(bounds.first), last.or(bounds.last)) else { continue };
        for period in periods(grain, first, last) {
            if met.last() != Some(&period) {
                met.push(period);
            }
        }
    }
    met
}

/// A recurrence or a declared coverage: all, and every decade, year and month that its extent meets.
pub(super) fn extent(extent: Extent, bounds: Extent, one: Increment) -> Vec<Increment> {
    let mut increments = vec![one];
    if let (Some(first), Some(last)) = (extent.first.or(bounds.first), extent.last.or(bounds.last)) {
        let met = GRAINS.into_iter().flat_map(|grain| periods(grain, first, last));
        increments.extend(met.map(|period| Increment { period, ..one }));
    }
    increments
}

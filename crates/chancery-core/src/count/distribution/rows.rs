//! The distributions of one dyad as rows of a table.

use super::{Distribution, Method, Odds, Sampling, odds};
use crate::count::DatedOccasion;
use crate::draws::mixed;
use crate::when::{Extent, Period};

/// The number of contacts in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DistributionRow {
    /// The period.
    pub period: Period,
    /// How many are in it in any case.
    pub certain: u32,
    /// How many may be, open ones included.
    pub possible: u32,
    /// How many may be of which nothing else is known; they are in none of the percentiles.
    pub open: u32,
    /// The 5th percentile, where the central 90 per cent begin.
    pub p05: u32,
    /// The 25th percentile, where the central 50 per cent begin.
    pub p25: u32,
    /// The lower median.
    pub median: u32,
    /// The 75th percentile.
    pub p75: u32,
    /// The 95th percentile.
    pub p95: u32,
    /// How the percentiles were found.
    pub method: Method,
}

/// The distribution of every period of a partition in which a contact may be; see [`super::super::Joint::of`] for the
/// arguments.
///
/// A period draws from a stream of its own, which the caller's seed, its grain and its first day give: the same cell comes
/// out alike in any partition, and the method names the caller's seed.
pub fn distribution_rows(
    contacts: &[DatedOccasion],
    partition: &[Period],
    within: Extent,
    sampling: Sampling,
) -> Vec<DistributionRow> {
    let rows = odds(contacts, partition, within).into_iter().filter(|(_, odds)| *odds != Odds::default());
    rows.map(|(period, odds)| row(period, &odds, sampling)).collect()
}

fn row(period: Period, odds: &Odds, sampling: Sampling) -> DistributionRow {
    let place = u64::from(period.first.0.cast_unsigned()) << 8 | period.grain as u64;
    let own = Distribution::of(odds, Sampling { seed: mixed(sampling.seed, place), ..sampling });
    let method = match own.method {
        Method::Exact => Method::Exact,
        Method::Seeded { draws, .. } => Method::Seeded { seed: sampling.seed, draws },
    };
    DistributionRow {
        period,
        certain: own.certain,
        possible: own.possible,
        open: own.open,
        p05: own.low(90),
        p25: own.low(50),
        median: own.median(),
        p75: own.high(50),
        p95: own.high(90),
        method,
    }
}

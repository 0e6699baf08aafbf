//! Where a jump in counts meets a jump in sources.
//!
//! A dataset that is built from what others wrote counts more where more was written. If from one year to the next twice as
//! many contacts are told of by twice as many sources, the rise may be the sources' and not the world's; and so with a fall.
//! Nothing is corrected here: a [`Jump`] is a warning beside a row of the panel, for a reader to look at the sources.

use crate::count::Dyad;

/// A count jumps if it at least doubles or is at least halved, …
pub const LEAST_FACTOR: i64 = 2;
/// … by at least this many expected contacts. Under three, two accounts more make a jump of every year.
pub const LEAST_CONTACTS: i64 = 3;
/// Sources, or origins, jump if their number changes by the same factor and by at least this many.
pub const LEAST_SOURCES: i64 = 3;

/// Expected counts are millionths.
const ONE: i64 = 1_000_000;

/// One pair in one year: its contacts, and on how many accounts they rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearReport {
    /// The pair, without direction.
    pub dyad: Dyad,
    /// The year.
    pub year: i16,
    /// Expected contacts, in millionths; 0 where the panel has null.
    pub expected: i64,
    /// Distinct sources of the contacts that are possible in the year.
    pub sources: u64,
    /// Distinct origins of them.
    pub origins: u64,
}

/// A rise or fall of contacts from one year to the next that comes with one of sources or of origins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Jump {
    /// The pair, without direction.
    pub dyad: Dyad,
    /// The year before.
    pub from: i16,
    /// The year after, always the next one.
    pub to: i16,
    /// Expected contacts of the year before, in millionths.
    pub contacts_before: i64,
    /// Expected contacts of the year after, in millionths.
    pub contacts_after: i64,
    /// Distinct sources of the year before.
    pub sources_before: u64,
    /// Distinct sources of the year after.
    pub sources_after: u64,
    /// Distinct origins of the year before.
    pub origins_before: u64,
    /// Distinct origins of the year after.
    pub origins_after: u64,
}

/// The jumps between consecutive years, sorted by pair and year, whatever the order of the reports. Of several reports of
/// one pair and year the first counts.
pub fn jumps(reports: &[YearReport]) -> Vec<Jump> {
    let mut sorted: Vec<&YearReport> = reports.iter().collect();
    sorted.sort_by_key(|report| (&report.dyad, report.year));
    sorted.dedup_by_key(|report| (report.dyad.clone(), report.year));
    let pairs = sorted.windows(2).map(|pair| (pair[0], pair[1]));
    let consecutive = pairs.filter(|(a, b)| a.dyad == b.dyad && i32::from(a.year) + 1 == i32::from(b.year));
    let jumping = consecutive.filter(|(a, b)| is_jump(a, b));
    let jumps = jumping.map(|(a, b)| Jump {
        dyad: a.dyad.clone(),
        from: a.year,
        to: b.year,
        contacts_before: a.expected,
        contacts_after: b.expected,
        sources_before: a.sources,
        sources_after: b.sources,
        origins_before: a.origins,
        origins_after: b.origins,
    });
    jumps.collect()
}

/// Whether contacts jump, and sources or origins with them in the same direction.
fn is_jump(before: &YearReport, after: &YearReport) -> bool {
    let rises = |sign: Way| {
        let contacts = sign.jumps(before.expected, after.expected, LEAST_CONTACTS * ONE);
        let accounts = |a: u64, b: u64| {
            let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            sign.jumps(number(a), number(b), LEAST_SOURCES)
        };
        contacts && (accounts(before.sources, after.sources) || accounts(before.origins, after.origins))
    };
    rises(Way::Up) || rises(Way::Down)
}

#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

impl Way {
    /// Whether a number changes by the factor and by the least difference, this way.
    fn jumps(self, before: i64, after: i64, least: i64) -> bool {
        let (low, high) = match self {
            Way::Up => (before, after),
            Way::Down => (after, before),
        };
        high >= low.saturating_mul(LEAST_FACTOR) && high.saturating_sub(low) >= least
    }
}

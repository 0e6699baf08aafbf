//! `joint` and `distribution`: what the counts of several periods can be at once, and how likely which is.

use chancery_core::count::{
    DatedOccasion, DistributionRow, Dyad, JointRow, Sampling, distribution_rows, joint_rows, occasions_by_dyad, reach,
};
use chancery_core::when::{Extent, Grain, Period, periods};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// What decides the draws, where there are too many vague contacts to count every case.
const SEED: u64 = 0;

/// What is bounded over the decades and over the years of each pair, from the first in which a contact is possible to the
/// last.
pub(super) fn joint(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let mut rows: Vec<(Dyad, Grain, JointRow)> = Vec::new();
    for (dyad, contacts) in occasions_by_dyad(&analysis.state, &analysis.rule) {
        let within = reach(&dyad, &analysis.state, &analysis.vocabulary);
        for grain in [Grain::Decade, Grain::Year] {
            let found = joint_rows(&contacts, &partition(&contacts, grain, within), within);
            rows.extend(found.into_iter().map(|row| (dyad.clone(), grain, row)));
        }
    }
    Columns::default()
        .coded("dyad", rows.iter().map(|(dyad, ..)| dyad))?
        .coded("actor_a", rows.iter().map(|(dyad, ..)| &dyad.a))?
        .coded("actor_b", rows.iter().map(|(dyad, ..)| &dyad.b))?
        .coded("grain", rows.iter().map(|(_, grain, _)| *grain))?
        .coded("statistic", rows.iter().map(|(.., row)| row.statistic))?
        .coded("from", rows.iter().map(|(.., row)| row.from))?
        .coded("to", rows.iter().map(|(.., row)| row.to))?
        .whole("low", rows.iter().map(|(.., row)| row.low))
        .whole("high", rows.iter().map(|(.., row)| row.high))
        .flag("exact", rows.iter().map(|(.., row)| row.exact))
        .table("joint", &["dyad", "grain", "statistic", "from", "to"])
}

/// The joint bounds of one pair, by statistic.
pub(crate) fn of_dyad(analysis: &Analysis, dyad: &Dyad, grain: Grain) -> Vec<JointRow> {
    let contacts = occasions_by_dyad(&analysis.state, &analysis.rule).remove(dyad).unwrap_or_default();
    let within = reach(dyad, &analysis.state, &analysis.vocabulary);
    joint_rows(&contacts, &partition(&contacts, grain, within), within)
}

/// How many contacts each period had if every possible day of a vague date is as likely as any other.
pub(super) fn distribution(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let mut rows: Vec<(Dyad, DistributionRow)> = Vec::new();
    for (dyad, contacts) in occasions_by_dyad(&analysis.state, &analysis.rule) {
        let within = reach(&dyad, &analysis.state, &analysis.vocabulary);
        for grain in [Grain::Decade, Grain::Year] {
            let periods = partition(&contacts, grain, within);
            let found = distribution_rows(&contacts, &periods, within, Sampling::of(SEED));
            rows.extend(found.into_iter().map(|row| (dyad.clone(), row)));
        }
    }
    let whole = |of: fn(&DistributionRow) -> u32| rows.iter().map(move |(_, row)| i64::from(of(row)));
    Columns::default()
        .coded("dyad", rows.iter().map(|(dyad, _)| dyad))?
        .coded("actor_a", rows.iter().map(|(dyad, _)| &dyad.a))?
        .coded("actor_b", rows.iter().map(|(dyad, _)| &dyad.b))?
        .coded("grain", rows.iter().map(|(_, row)| row.period.grain))?
        .coded("period", rows.iter().map(|(_, row)| row.period))?
        .whole("certain", whole(|row| row.certain))
        .whole("possible", whole(|row| row.possible))
        .whole("open", whole(|row| row.open))
        .whole("p05", whole(|row| row.p05))
        .whole("p25", whole(|row| row.p25))
        .whole("median", whole(|row| row.median))
        .whole("p75", whole(|row| row.p75))
        .whole("p95", whole(|row| row.p95))
        .text("method", rows.iter().map(|(_, row)| row.method.to_string()))
        .table("distribution", &["dyad", "grain", "period"])
}

/// The periods from the first day on which a contact is possible to the last.
fn partition(contacts: &[DatedOccasion], grain: Grain, within: Extent) -> Vec<Period> {
    let first = contacts.iter().filter_map(|contact| contact.onset.first().or(within.first)).min();
    let last = contacts.iter().filter_map(|contact| contact.onset.last().or(within.last)).max();
    match (first, last) {
        (Some(first), Some(last)) => periods(grain, first, last).collect(),
        _ => Vec::new(),
    }
}

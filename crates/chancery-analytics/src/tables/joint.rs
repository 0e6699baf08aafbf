//! `joint`: what the counts of several periods can be at once.

use chancery_core::count::{DatedOccasion, Dyad, JointRow, joint_rows, occasions_by_dyad, reach};
use chancery_core::when::{Extent, Grain, Period, periods};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

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

/// The periods from the first day on which a contact is possible to the last.
fn partition(contacts: &[DatedOccasion], grain: Grain, within: Extent) -> Vec<Period> {
    let first = contacts.iter().filter_map(|contact| contact.onset.first().or(within.first)).min();
    let last = contacts.iter().filter_map(|contact| contact.onset.last().or(within.last)).max();
    match (first, last) {
        (Some(first), Some(last)) => periods(grain, first, last).collect(),
        _ => Vec::new(),
    }
}

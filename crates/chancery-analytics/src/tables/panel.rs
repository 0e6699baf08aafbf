//! `panel` and `jumps`: what a regression reads, and what to think of before it does.

use chancery_core::count::totals;
use chancery_core::panel::{
    Jump, PanelGrain, PanelPairs, PanelRequest, PanelRow, Tally, YearReport, jumps, known_years, occurring, panel,
    reporting,
};
use chancery_core::when::Grain;

use super::frequency::millionths;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// Every pair of states in every year and in every month in which both existed.
pub(super) fn panels(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let mut rows = rows(analysis, PanelGrain::Year);
    rows.extend(self::rows(analysis, PanelGrain::Month));
    let grain = |row: &PanelRow| if row.month.is_none() { Grain::Year } else { Grain::Month };
    let period = |row: &PanelRow| match row.month {
        None => format!("{:04}", row.year),
        Some(month) => format!("{:04}-{month:02}", row.year),
    };
    let code = |of: fn(&PanelRow) -> Option<u32>| rows.iter().map(move |row| of(row).map(i64::from));
    let count = |of: fn(&PanelRow) -> Option<u64>| rows.iter().map(move |row| of(row).map(|count| count as i64));
    Columns::default()
        .coded("dyad", rows.iter().map(|row| &row.dyad))?
        .coded("actor_a", rows.iter().map(|row| &row.actor_a))?
        .coded("actor_b", rows.iter().map(|row| &row.actor_b))?
        .text("iso3_a", rows.iter().map(|row| row.iso3_a.clone()))
        .text("iso3_b", rows.iter().map(|row| row.iso3_b.clone()))
        .whole("ccode1", code(|row| row.ccode1))
        .whole("ccode2", code(|row| row.ccode2))
        .whole("gwcode1", code(|row| row.gwcode1))
        .whole("gwcode2", code(|row| row.gwcode2))
        .whole("dyad_id", count(|row| row.dyad_id))
        .coded("grain", rows.iter().map(grain))?
        .coded("period", rows.iter().map(period))?
        .whole("year", rows.iter().map(|row| i64::from(row.year)))
        .whole("month", rows.iter().map(|row| row.month.map(i64::from)))
        .whole("certain", count(|row| row.certain))
        .whole("possible", count(|row| row.possible))
        .share("expected", rows.iter().map(|row| row.expected.map(millionths)))
        .flag("at_least", rows.iter().map(|row| row.at_least))
        .coded("coverage", rows.iter().map(|row| row.coverage))?
        .table("panel", &["dyad", "grain", "period"])
}

fn rows(analysis: &Analysis, grain: PanelGrain) -> Vec<PanelRow> {
    let Analysis { state, vocabulary, rule, .. } = analysis;
    let Some((first_year, last_year)) = known_years(state, rule) else { return Vec::new() };
    let grains = [if grain == PanelGrain::Year { Grain::Year } else { Grain::Month }];
    let totals = totals(state, vocabulary, rule, &grains);
    let request = PanelRequest { grain, pairs: PanelPairs::Occurring, first_year, last_year, category: None };
    let tally = |dyad: &_, period| {
        let total = totals.get(&(Clone::clone(dyad), period)).copied().unwrap_or_default();
        let count = |number: i64| u64::try_from(number).unwrap_or_default();
        Tally { certain: count(total.certain), possible: count(total.possible), expected: total.expected }
    };
    panel(vocabulary, &occurring(state, rule), &analysis.coverage, &request, tally).rows
}

/// Years in which the number of contacts jumps, and the number of sources with it.
pub(super) fn jumping(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows = jump_rows(analysis);
    Columns::default()
        .text("dyad", rows.iter().map(|row| row.dyad.to_string()))
        .whole("from", rows.iter().map(|row| i64::from(row.from)))
        .whole("to", rows.iter().map(|row| i64::from(row.to)))
        .share("contacts_before", rows.iter().map(|row| Some(millionths(row.contacts_before))))
        .share("contacts_after", rows.iter().map(|row| Some(millionths(row.contacts_after))))
        .whole("sources_before", rows.iter().map(|row| row.sources_before as i64))
        .whole("sources_after", rows.iter().map(|row| row.sources_after as i64))
        .whole("origins_before", rows.iter().map(|row| row.origins_before as i64))
        .whole("origins_after", rows.iter().map(|row| row.origins_after as i64))
        .table("jumps", &["dyad", "from"])
}

/// The jumps of all pairs of states.
pub(crate) fn jump_rows(analysis: &Analysis) -> Vec<Jump> {
    let Analysis { state, vocabulary, rule, .. } = analysis;
    let Some(years) = known_years(state, rule) else { return Vec::new() };
    let told = reporting(state, vocabulary, rule, years);
    let reports: Vec<YearReport> = rows(analysis, PanelGrain::Year)
        .into_iter()
        .map(|row| YearReport {
            sources: told.sources(&row.dyad, row.year),
            origins: told.origins(&row.dyad, row.year),
            expected: row.expected.unwrap_or_default(),
            year: row.year,
            dyad: row.dyad,
        })
        .collect();
    jumps(&reports)
}

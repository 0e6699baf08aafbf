//! `mediation`: who brought others together.

use super::frequency::millionths;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::sums::period;
use crate::table::{Columns, Table};

/// Mediators and convenors with each pair that they brought together, by period.
pub(super) fn mediation(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let (sums, cells) = (&analysis.sums, &analysis.sums.mediation);
    let dyad = |key: &[i32; 4]| &sums.dyads[key[1] as usize];
    let period = |key: &[i32; 4]| period(key[2], key[3]);
    Columns::default()
        .text("mediator", cells.iter().map(|c| sums.labels[c.key[0] as usize].clone()))
        .text("party_a", cells.iter().map(|c| dyad(&c.key).a.clone()))
        .text("party_b", cells.iter().map(|c| dyad(&c.key).b.clone()))
        .text("grain", cells.iter().map(|c| period(&c.key).grain.to_string()))
        .text("period", cells.iter().map(|c| period(&c.key).to_string()))
        .whole("certain", cells.iter().map(|c| c.sums()[0]))
        .whole("possible", cells.iter().map(|c| c.sums()[1]))
        .share("expected", cells.iter().map(|c| Some(millionths(c.sums()[2]))))
        .table("mediation", &["mediator", "party_a", "party_b", "grain", "period"])
}

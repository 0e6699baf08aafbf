//! `units` and `sensitivity`: the same figures counted otherwise.

use chancery_core::count;

use super::frequency::millionths;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// Each pair's cells of all time, decades and years in every unit, with what each unit leaves out of the one before it.
pub(super) fn units(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows = count::units(&analysis.folded, &analysis.entries, &analysis.vocabulary, &analysis.rule);
    // In the order of the list, from what sources say to what people did.
    let step =
        |row: &count::UnitRow| count::Unit::ALL.iter().position(|unit| *unit == row.unit).unwrap_or(0) as i64 + 1;
    Columns::default()
        .text("dyad", rows.iter().map(|row| row.dyad.to_string()))
        .text("actor_a", rows.iter().map(|row| row.dyad.a.clone()))
        .text("actor_b", rows.iter().map(|row| row.dyad.b.clone()))
        .text("grain", rows.iter().map(|row| row.period.grain.to_string()))
        .text("period", rows.iter().map(|row| row.period.to_string()))
        .whole("step", rows.iter().map(step))
        .text("unit", rows.iter().map(|row| row.unit.to_string()))
        .whole("certain", rows.iter().map(|row| row.certain))
        .whole("possible", rows.iter().map(|row| row.possible))
        .share("expected", rows.iter().map(|row| row.expected.map(millionths)))
        .whole("lost", rows.iter().map(|row| row.lost))
        .table("units", &["dyad", "grain", "period", "step"])
}

/// Each pair's figures of all time and decades under every choice that the rule could have made, one varied at a time.
pub(super) fn sensitivity(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows = analysis.sensitivity();
    let variants = count::variants(&analysis.vocabulary, &analysis.rule).len();
    Columns::default()
        .text("dyad", rows.iter().map(|row| row.dyad.to_string()))
        .text("actor_a", rows.iter().map(|row| row.dyad.a.clone()))
        .text("actor_b", rows.iter().map(|row| row.dyad.b.clone()))
        .text("grain", rows.iter().map(|row| row.period.grain.to_string()))
        .text("period", rows.iter().map(|row| row.period.to_string()))
        .whole("n", (0..rows.len()).map(|row| (row % variants) as i64 + 1))
        .text("choice", rows.iter().map(|row| row.choice.to_owned()))
        .text("value", rows.iter().map(|row| row.value.clone()))
        .flag("in_force", rows.iter().map(|row| row.is_in_force))
        .flag("same_question", rows.iter().map(|row| row.is_same_question))
        .whole("certain", rows.iter().map(|row| row.total.certain))
        .whole("possible", rows.iter().map(|row| row.total.possible))
        .share("expected", rows.iter().map(|row| Some(millionths(row.total.expected))))
        .table("sensitivity", &["dyad", "grain", "period", "n"])
}

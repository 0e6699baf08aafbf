//! `margins` and `contradictions`: whether the figures that a source gives add up.

use chancery_core::crossfoot::crossfoot;

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// Each way in which a source divides a figure of its own, with the sum of the parts beside the whole.
pub(super) fn margins(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows = crossfoot(&analysis.folded).margins;
    Columns::default()
        .text("whole", rows.iter().map(|row| row.whole.clone()))
        .text("source", rows.iter().map(|row| row.source.clone()))
        .text("margin", rows.iter().map(|row| row.margin.to_string()))
        .text("of", rows.iter().map(|row| row.of.clone()))
        .text("unit", rows.iter().map(|row| row.unit.clone()))
        .whole("whole_low", rows.iter().map(|row| row.whole_value.low))
        .whole("whole_best", rows.iter().map(|row| row.whole_value.best))
        .whole("whole_high", rows.iter().map(|row| row.whole_value.high))
        .whole("sum_low", rows.iter().map(|row| row.parts_sum.low))
        .whole("sum_best", rows.iter().map(|row| row.parts_sum.best))
        .whole("sum_high", rows.iter().map(|row| row.parts_sum.high))
        .whole("difference", rows.iter().map(|row| row.difference))
        .flag("complete", rows.iter().map(|row| row.complete))
        .flag("agrees", rows.iter().map(|row| row.agrees))
        .text("parts", rows.iter().map(|row| row.parts.join(";")))
        .table("margins", &["whole", "margin", "of", "unit"])
}

/// Different figures that one source gives for one thing.
pub(super) fn contradictions(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let found = crossfoot(&analysis.folded).contradictions;
    let rows: Vec<_> = found.iter().flat_map(|one| one.figures.iter().map(move |figure| (one, figure))).collect();
    Columns::default()
        .text("source", rows.iter().map(|(one, _)| one.source.clone()))
        .text("of", rows.iter().map(|(one, _)| one.of.clone()))
        .text("unit", rows.iter().map(|(one, _)| one.unit.clone()))
        .text("claim", rows.iter().map(|(_, (claim, _))| claim.clone()))
        .whole("low", rows.iter().map(|(_, (_, figure))| figure.low))
        .whole("best", rows.iter().map(|(_, (_, figure))| figure.best))
        .whole("high", rows.iter().map(|(_, (_, figure))| figure.high))
        .table("contradictions", &["source", "of", "unit", "claim", "best", "low", "high"])
}

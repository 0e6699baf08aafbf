//! `rhythm` and `gaps`: how the contacts of a pair follow each other.

use chancery_core::count::occasions_by_dyad;
use chancery_core::instant::Instant;
use chancery_core::rhythm::{GapRow, Options, RhythmRow, TRILLIONTHS, rhythm};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// One row a pair. Days are bounds over all days that vague dates allow; burstiness and dispersion are those of the middle
/// days, with the lowest and highest over the choices that were tried.
pub(super) fn rhythms(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows = rows(analysis);
    let ratio = |of: fn(&RhythmRow) -> Option<i64>| {
        rows.iter().map(move |row| of(row).map(|value| value as f64 / TRILLIONTHS as f64))
    };
    Columns::default()
        .text("dyad", rows.iter().map(|row| row.dyad.to_string()))
        .text("actor_a", rows.iter().map(|row| row.dyad.a.clone()))
        .text("actor_b", rows.iter().map(|row| row.dyad.b.clone()))
        .whole("contacts", rows.iter().map(|row| row.contacts))
        .whole("left_out", rows.iter().map(|row| row.left_out))
        .day("first_earliest", rows.iter().map(|row| row.first_earliest))?
        .day("first_latest", rows.iter().map(|row| row.first_latest))?
        .day("last_earliest", rows.iter().map(|row| row.last_earliest))?
        .day("last_latest", rows.iter().map(|row| row.last_latest))?
        .text("last", rows.iter().map(|row| row.last.clone()))
        .whole("silence_min", rows.iter().map(|row| row.silence_min))
        .whole("silence_max", rows.iter().map(|row| row.silence_max))
        .whole("longest_min", rows.iter().map(|row| row.longest_min))
        .flag("longest_min_exact", rows.iter().map(|row| row.longest_min_exact))
        .whole("longest_max", rows.iter().map(|row| row.longest_max))
        .text("longest_after", rows.iter().map(|row| row.longest_after.clone()))
        .text("longest_before", rows.iter().map(|row| row.longest_before.clone()))
        .whole("median_gap_min", rows.iter().map(|row| row.median_gap_min))
        .whole("median_gap_max", rows.iter().map(|row| row.median_gap_max))
        .flag("median_gap_exact", rows.iter().map(|row| row.median_gap_exact))
        .share("burstiness", ratio(|row| row.burstiness))
        .share("burstiness_low", ratio(|row| row.burstiness_low))
        .share("burstiness_high", ratio(|row| row.burstiness_high))
        .share("burstiness_finite", ratio(|row| row.burstiness_finite))
        .share("burstiness_finite_low", ratio(|row| row.burstiness_finite_low))
        .share("burstiness_finite_high", ratio(|row| row.burstiness_finite_high))
        .share("dispersion", ratio(|row| row.dispersion))
        .share("dispersion_low", ratio(|row| row.dispersion_low))
        .share("dispersion_high", ratio(|row| row.dispersion_high))
        .whole("poisson_draws_above", rows.iter().map(|row| row.poisson_draws_above))
        .whole("draws", rows.iter().map(|row| row.draws))
        .table("rhythm", &["dyad"])
}

/// One row a gap between two contacts that follow each other.
pub(super) fn gaps(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let options = options(analysis);
    let dyads = occasions_by_dyad(&analysis.state, &analysis.rule);
    let rows: Vec<GapRow> =
        dyads.iter().flat_map(|(dyad, contacts)| GapRow::of(dyad, &rhythm(contacts, &options))).collect();
    Columns::default()
        .text("dyad", rows.iter().map(|row| row.dyad.to_string()))
        .whole("n", rows.iter().map(|row| row.n))
        .text("after", rows.iter().map(|row| row.after.clone()))
        .text("before", rows.iter().map(|row| row.before.clone()))
        .whole("min_days", rows.iter().map(|row| row.min_days))
        .whole("max_days", rows.iter().map(|row| row.max_days))
        .table("gaps", &["dyad", "n"])
}

/// The rhythm of every pair with a counted contact.
pub(crate) fn rows(analysis: &Analysis) -> Vec<RhythmRow> {
    let options = options(analysis);
    let dyads = occasions_by_dyad(&analysis.state, &analysis.rule);
    dyads.iter().map(|(dyad, contacts)| RhythmRow::of(dyad, &rhythm(contacts, &options))).collect()
}

/// Silence lasts up to the day on which the dataset last learned something.
fn options(analysis: &Analysis) -> Options {
    Options { as_of: analysis.state.last_recorded.map(Instant::day), ..Options::default() }
}

//! What the figures of a table by period can be at once.

use std::fmt::Write as _;

use chancery_core::count::{JointRow, Statistic};
use chancery_core::when::Grain;

use super::cells::Cell;
use super::{Page, words};
use crate::tables::joint_of;

/// Under a table by period: per pair the bounds that hold together over all its periods.
pub(super) fn write(page: &Page<'_>, grain: Grain, dyads: &[&Cell], text: &mut String) {
    text.push_str(
        "Bounds of single periods cannot all be attained at once. Over every choice of days that the dates allow:\n\n",
    );
    for total in dyads {
        let rows = joint_of(page.analysis, &total.dyad, grain);
        let bound = |statistic: Statistic| rows.iter().find(|row| row.statistic == statistic).map(bounds);
        let found = (bound(Statistic::Total), bound(Statistic::Peak), bound(Statistic::Active));
        let (Some(all), Some(peak), Some(active)) = found else { continue };
        let _ = write!(
            text,
            "- {} and {}: contacts {all}; {grain}s with any {active}; in the busiest {peak}",
            page.name(&total.dyad.a),
            page.name(&total.dyad.b),
        );
        // The last decade is not over, and its fall would be none.
        if let Some(change) = steepest(&rows).filter(|_| grain == Grain::Year) {
            let _ = write!(text, "; the steepest change, whatever the days, {change}");
        }
        text.push_str(".\n");
    }
    text.push('\n');
}

/// `102`, `100 to 102`, `at least 100, at most 102`.
fn bounds(row: &JointRow) -> String {
    match (row.low, row.high) {
        (low, high) if low == high => low.to_string(),
        (low, high) if row.exact => format!("{low} to {high}"),
        (low, high) => format!("at least {low}, at most {high}"),
    }
}

/// The change from one period to the next that is largest whatever the days: the bound nearest to nought decides.
fn steepest(rows: &[JointRow]) -> Option<String> {
    let certain = |row: &&JointRow| if row.low > 0 { row.low } else { (-row.high).max(0) };
    let changes = rows.iter().filter(|row| row.statistic == Statistic::Change);
    let row = changes.max_by_key(|row| (certain(row), std::cmp::Reverse(row.from))).filter(|row| certain(row) > 1)?;
    let signed = |number: i64| format!("{number:+}");
    let by = if row.low == row.high { signed(row.low) } else { format!("{} to {}", signed(row.low), signed(row.high)) };
    let name = |period: chancery_core::when::Period| words::period(&period.to_string());
    Some(format!("{by} from {} to {}", name(row.from), name(row.to)))
}

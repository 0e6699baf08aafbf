//! How contacts follow each other: the last one, silences, bursts.

use std::fmt::{Display, Write as _};

use chancery_core::rhythm::{RhythmRow, TRILLIONTHS};

use super::Page;
use crate::tables::rhythm_rows;

/// Pairs with fewer contacts have no rhythm to speak of.
const FEW: i64 = 5;

/// The pairs that have a rhythm, those with most contacts first.
pub(super) fn rows(page: &Page<'_>) -> Vec<RhythmRow> {
    let mut rows = rhythm_rows(page.analysis);
    rows.retain(|row| row.contacts >= FEW);
    rows.sort_by_key(|row| (-row.contacts, row.dyad.clone()));
    rows
}

pub(super) fn write(page: &Page<'_>, text: &mut String) {
    let rows = rows(page);
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Rhythm\n");
    text.push_str(
        "Days from one contact to the next, at least and at most as vague dates allow; contacts vaguer than a year, without a \
         first day or contested are left out. A silence in years that nobody searched is a silence of the dataset. Burstiness \
         is 1 for bursts, 0 for chance, -1 for a clock (Goh and Barabási; in the form of Kim and Jo for few contacts), and \
         needs ten gaps; dispersion is the variance of yearly counts over their mean, 1 by chance. Their ranges are those of \
         the days that were tried.\n\n| actors | contacts | last | silence since | longest silence | after | before | median gap | \
         burstiness | dispersion | as dispersed by chance |\n\
         | --- | ---: | --- | ---: | ---: | --- | --- | ---: | ---: | ---: | ---: |\n",
    );
    for row in rows {
        let _ = writeln!(text, "| {} |", cells(page, &row).join(" | "));
    }
    text.push('\n');
}

fn cells(page: &Page<'_>, row: &RhythmRow) -> [String; 11] {
    let left_out = if row.left_out > 0 { format!(" ({} left out)", row.left_out) } else { String::new() };
    let contacts = |ids: &Option<String>| {
        let ids = ids.iter().flat_map(|ids| ids.split(';'));
        page.references("Beside the longest silence", ids)
    };
    let chance = row.poisson_draws_above.zip(row.draws);
    [
        format!("{} and {}", page.name(&row.dyad.a), page.name(&row.dyad.b)),
        format!("{}{left_out}", row.contacts),
        between(row.last_earliest, row.last_latest),
        days(row.silence_min, row.silence_max),
        longest(row),
        contacts(&row.longest_after),
        contacts(&row.longest_before),
        days(row.median_gap_min, row.median_gap_max),
        sampled(row.burstiness_finite, row.burstiness_finite_low, row.burstiness_finite_high),
        sampled(row.dispersion, row.dispersion_low, row.dispersion_high),
        chance.map_or_else(dash, |(above, draws)| format!("{above} of {draws} draws")),
    ]
}

fn dash() -> String {
    "–".to_owned()
}

/// `1 day`, `40 days`, `28 to 160 days`.
pub(super) fn days(least: Option<i64>, most: Option<i64>) -> String {
    match (least, most) {
        (Some(1), Some(1)) => "1 day".to_owned(),
        (Some(_), Some(_)) => format!("{} days", between(least, most)),
        _ => dash(),
    }
}

/// As [`days`]; where the least is only known not to be less, it says so.
pub(super) fn longest(row: &RhythmRow) -> String {
    match (row.longest_min_exact, row.longest_min, row.longest_max) {
        (Some(false), Some(least), Some(most)) if least < most => format!("{least} or more, at most {most} days"),
        (_, least, most) => days(least, most),
    }
}

/// `28 to 160`, or the one where both are the same.
fn between<T: PartialEq + Display>(least: Option<T>, most: Option<T>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        _ => dash(),
    }
}

/// `0.46 (0.43 to 0.48)`: two decimals, rounded half away from nought.
fn sampled(middle: Option<i64>, low: Option<i64>, high: Option<i64>) -> String {
    let hundredths = |value: i64| {
        let step = TRILLIONTHS / 100;
        let rounded = (value.abs() + step / 2) / step;
        let sign = if value < 0 && rounded > 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", rounded / 100, rounded % 100)
    };
    match (middle.map(hundredths), low.map(hundredths), high.map(hundredths)) {
        (Some(middle), Some(low), Some(high)) if low == high => middle,
        (Some(middle), Some(low), Some(high)) => format!("{middle} ({low} to {high})"),
        (Some(middle), ..) => middle,
        _ => dash(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_rounded_to_hundredths() {
        let cases = [
            (None, None, None, "–"),
            (Some(TRILLIONTHS / 2), Some(TRILLIONTHS / 2), Some(TRILLIONTHS / 2), "0.50"),
            (Some(-TRILLIONTHS), Some(-TRILLIONTHS), Some(TRILLIONTHS / 1000), "-1.00 (-1.00 to 0.00)"),
            (Some(-TRILLIONTHS / 1000), Some(-TRILLIONTHS / 1000), Some(-TRILLIONTHS / 1000), "0.00"),
        ];
        for (middle, low, high, shown) in cases {
            assert_eq!(sampled(middle, low, high), shown);
        }
    }
}

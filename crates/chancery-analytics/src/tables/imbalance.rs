//! `imbalance`: who goes to whom, who gives to whom.

use std::collections::BTreeMap;

use chancery_core::count::Dyad;
use chancery_core::when::Period;

use super::frequency::millionths;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// Certain, possible and expected (millionths) in one direction.
type Direction = [i64; 3];

/// Contacts from one to the other and back, over all categories and forms, and their balance: (there - back) / (there +
/// back) of the expected counts, 1 where all go from `actor_a` to `actor_b`, null where nothing is expected. Contacts of
/// equals count both ways and so pull it to 0.
pub(super) fn imbalance(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let sums = &analysis.sums;
    let mut rows: BTreeMap<(Dyad, Period), [Direction; 2]> = BTreeMap::new();
    for cell in &sums.cells {
        let directed = sums.dyad(cell);
        let [certain, possible, expected, ..] = cell.sums();
        if !directed.is_directed || cell.key[3] != 0 || cell.key[4] != 0 || possible == 0 {
            continue;
        }
        let dyad = Dyad::undirected(&directed.a, &directed.b);
        let back = usize::from(dyad.a != directed.a);
        let row = rows.entry((dyad, cell.period())).or_default();
        row[back] = [certain, possible, expected];
    }
    let figure = |back: usize, of: usize| rows.values().map(move |row| row[back][of]);
    Columns::default()
        .text("dyad", rows.keys().map(|(dyad, _)| dyad.to_string()))
        .text("actor_a", rows.keys().map(|(dyad, _)| dyad.a.clone()))
        .text("actor_b", rows.keys().map(|(dyad, _)| dyad.b.clone()))
        .text("grain", rows.keys().map(|(_, period)| period.grain.to_string()))
        .text("period", rows.keys().map(|(_, period)| period.to_string()))
        .whole("a_to_b_certain", figure(0, 0))
        .whole("a_to_b_possible", figure(0, 1))
        .share("a_to_b_expected", figure(0, 2).map(|sum| Some(millionths(sum))))
        .whole("b_to_a_certain", figure(1, 0))
        .whole("b_to_a_possible", figure(1, 1))
        .share("b_to_a_expected", figure(1, 2).map(|sum| Some(millionths(sum))))
        .share("balance", rows.values().map(|[there, back]| balance(there[2], back[2])))
        .table("imbalance", &["dyad", "grain", "period"])
}

/// (there - back) / (there + back) over whole numbers.
fn balance(there: i64, back: i64) -> Option<f64> {
    (there + back > 0).then(|| (there - back) as f64 / (there + back) as f64)
}

#[cfg(test)]
mod tests {
    use super::balance;

    #[test]
    fn a_balance_runs_from_all_back_to_all_there() {
        let cases = [(0, 0, None), (5, 0, Some(1.0)), (0, 5, Some(-1.0)), (3, 1, Some(0.5)), (2, 2, Some(0.0))];
        for (there, back, expected) in cases {
            assert_eq!(balance(there, back), expected, "{there} {back}");
        }
    }
}

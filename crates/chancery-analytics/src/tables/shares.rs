//! `exchange_categories` and `diversity`: what contacts were about.

use std::collections::BTreeMap;

use chancery_core::count::ALL;
use polars::lazy::dsl::{col, lit};
use polars::prelude::*;

use super::frequency::millionths;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::sums::collect;
use crate::table::{Columns, Table};

/// Each category's contacts of a dyad and period, and its share of the expected contacts. Shares may add up to more than
/// one, since a contact may have several categories.
pub(super) fn exchange_categories(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let cells = undirected(analysis)?;
    let by_category = cells.clone().lazy().filter(col("category").neq(lit(ALL)).and(col("possible").gt(lit(0))));
    let all = cells.lazy().filter(col("category").eq(lit(ALL)));
    let all = all.select([col("dyad"), col("grain"), col("period"), col("millionths").alias("millionths_all")]);
    let on = [col("dyad"), col("grain"), col("period")];
    let joined = by_category.join(all, on.clone(), on, JoinArgs::new(JoinType::Left));
    let number = |name: &str| col(name).cast(DataType::Float64);
    let share = when(col("millionths_all").gt(lit(0)))
        .then(number("millionths") / number("millionths_all"))
        .otherwise(lit(NULL));
    let names =
        ["dyad", "actor_a", "actor_b", "grain", "period", "category", "certain", "possible", "expected", "share"];
    let frame = collect(joined.with_column(share.alias("share")).select(names.map(col)))?;
    Table::new("exchange_categories", &["dyad", "grain", "period", "category"], frame)
}

/// Blau's index of a dyad and period, 1 - sum of squared shares of the categories among themselves, in whole numbers up to
/// the last division; null where nothing is expected. (Blau, Inequality and Heterogeneity, 1977.)
pub(super) fn diversity(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let sums = &analysis.sums;
    let mut rows: BTreeMap<(String, String), (i64, Vec<i64>)> = BTreeMap::new();
    for cell in &sums.cells {
        let dyad = sums.dyad(cell);
        if dyad.is_directed || cell.key[4] != 0 || cell.sums()[1] == 0 {
            continue;
        }
        let row = rows.entry((dyad.to_string(), cell.period().to_string())).or_default();
        if cell.key[3] == 0 {
            row.0 = cell.sums()[2];
        } else {
            row.1.push(cell.sums()[2]);
        }
    }
    Columns::default()
        .text("dyad", rows.keys().map(|key| key.0.clone()))
        .text("period", rows.keys().map(|key| key.1.clone()))
        .share("contacts", rows.values().map(|row| Some(millionths(row.0))))
        .share("blau", rows.values().map(|row| blau(&row.1)))
        .table("diversity", &["dyad", "period"])
}

/// 1 - sum e^2 / (sum e)^2 over whole numbers.
fn blau(expected: &[i64]) -> Option<f64> {
    let total: i128 = expected.iter().map(|e| i128::from(*e)).sum();
    let squares: i128 = expected.iter().map(|e| i128::from(*e) * i128::from(*e)).sum();
    (total > 0).then(|| (total * total - squares) as f64 / (total * total) as f64)
}

/// Cells without direction and over all forms, with expected contacts as millionths and as a number.
fn undirected(analysis: &Analysis) -> Result<DataFrame, AnalyticsError> {
    let sums = &analysis.sums;
    let cells: Vec<_> = sums.cells.iter().filter(|c| !sums.dyad(c).is_directed && c.key[4] == 0).collect();
    Columns::default()
        .text("dyad", cells.iter().map(|c| sums.dyad(c).to_string()))
        .text("actor_a", cells.iter().map(|c| sums.dyad(c).a.clone()))
        .text("actor_b", cells.iter().map(|c| sums.dyad(c).b.clone()))
        .text("grain", cells.iter().map(|c| c.period().grain.to_string()))
        .text("period", cells.iter().map(|c| c.period().to_string()))
        .text("category", cells.iter().map(|c| sums.category(c).to_owned()))
        .whole("certain", cells.iter().map(|c| c.sums()[0]))
        .whole("possible", cells.iter().map(|c| c.sums()[1]))
        .whole("millionths", cells.iter().map(|c| c.sums()[2]))
        .share("expected", cells.iter().map(|c| Some(millionths(c.sums()[2]))))
        .frame()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blau_is_exact_in_whole_numbers() {
        assert_eq!(blau(&[]), None);
        assert_eq!(blau(&[0, 0]), None);
        assert_eq!(blau(&[1_000_000]), Some(0.0));
        assert_eq!(blau(&[1_000_000, 1_000_000]), Some(0.5));
        assert_eq!(blau(&[3_000_000, 1_000_000]), Some(0.375));
        assert_eq!(blau(&[i64::MAX / 4; 4]), Some(0.75));
    }
}

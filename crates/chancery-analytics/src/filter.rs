//! Choosing rows of a table by the values of its columns.

use polars::prelude::*;

use crate::error::AnalyticsError;
use crate::table::Table;

/// Which rows are asked for: column and value.
pub type Choice<'a> = (&'static str, Option<&'a str>);

/// Keeps the rows whose columns hold the values asked for. `--dyad PRK-MNG` finds `MNG-PRK`.
///
/// # Errors
/// [`AnalyticsError::NoSuchColumn`] where the table has no such column.
pub fn choose(table: Table, choices: &[Choice<'_>]) -> Result<Table, AnalyticsError> {
    let Table { name, mut frame } = table;
    for (column, value) in choices {
        let Some(value) = value else { continue };
        let Ok(cells) = frame.column(column).and_then(|cells| cells.str()) else {
            let is_text = |column: &&str| frame.column(column).is_ok_and(|cells| cells.str().is_ok());
            let known = choices.iter().map(|(column, _)| *column).filter(is_text).collect();
            return Err(AnalyticsError::NoSuchColumn { table: name.to_owned(), column: (*column).to_owned(), known });
        };
        let keep: BooleanChunked =
            cells.iter().map(|cell| cell.is_some_and(|cell| means(column, cell, value))).collect();
        frame = frame.filter(&keep)?;
    }
    Ok(Table { name, frame })
}

/// Whether a cell is what was asked for; a dyad is found in small letters too, and one without direction in either order.
pub fn means(column: &str, cell: &str, asked: &str) -> bool {
    if cell == asked {
        return true;
    }
    let turned = || asked.match_indices('-').map(|(at, _)| format!("{}-{}", &asked[at + 1..], &asked[..at]));
    column == "dyad" && (cell.eq_ignore_ascii_case(asked) || turned().any(|turned| turned.eq_ignore_ascii_case(cell)))
}

/// The distinct values of a column, sorted: what could have been asked for.
pub fn values(table: &Table, column: &str) -> Vec<String> {
    let Ok(cells) = table.frame.column(column).and_then(|cells| cells.str()) else { return Vec::new() };
    let values: std::collections::BTreeSet<&str> = cells.iter().flatten().collect();
    values.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::means;

    #[test]
    fn a_dyad_is_found_in_either_order() {
        for (column, cell, asked, found) in [
            ("dyad", "MNG-PRK", "MNG-PRK", true),
            ("dyad", "MNG-PRK", "PRK-MNG", true),
            ("dyad", "MNG-PRK", "prk-mng", true),
            ("dyad", "MNG>PRK", "mng>prk", true),
            ("form", "visit", "VISIT", false),
            ("dyad", "MNG>PRK", "PRK>MNG", false),
            ("dyad", "MNG-hb-oil", "hb-oil-MNG", true),
            ("form", "embassy-closed", "closed-embassy", false),
        ] {
            assert_eq!(means(column, cell, asked), found, "{column} {cell} {asked}");
        }
    }
}

//! A table as text, CSV or JSON.

use std::fmt::Write as _;

use chancery_core::text::display_safe;
use chancery_core::when::Day;
use comfy_table::{ContentArrangement, presets};
use polars::prelude::*;

use crate::error::AnalyticsError;
use crate::table::Table;

/// One cell as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Text or a day.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Share(f64),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// Exactly, as data: the shortest digits that read back as the same number, nothing for null.
    pub fn exact(&self) -> String {
        match self {
            Cell::Null => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Whole(number) => number.to_string(),
            Cell::Share(number) => number.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        }
    }

    /// For people: at most three decimals, safe for a terminal.
    pub fn shown(&self) -> String {
        match self {
            Cell::Null => "–".to_owned(),
            Cell::Text(text) => display_safe(text),
            Cell::Share(number) => {
                let text = format!("{number:.3}");
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Cell::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Cell::Whole(number) => number.to_string(),
        }
    }
}

/// The rows of a table, cell by cell.
///
/// # Errors
/// [`AnalyticsError::Bug`] for a column of a kind that no published table has.
pub fn rows(table: &Table) -> Result<Vec<Vec<Cell>>, AnalyticsError> {
    cells(&table.frame)
}

/// As [`rows`], of any frame. Column by column, which in a build that is not optimised is several times faster than asking
/// polars for each value.
pub(crate) fn cells(frame: &DataFrame) -> Result<Vec<Vec<Cell>>, AnalyticsError> {
    let columns = frame.columns().iter().map(column).collect::<Result<Vec<_>, _>>()?;
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    Ok((0..frame.height()).map(|_| columns.iter_mut().filter_map(Iterator::next).collect()).collect())
}

fn column(column: &Column) -> Result<Vec<Cell>, AnalyticsError> {
    fn all<T>(values: impl Iterator<Item = Option<T>>, cell: impl Fn(T) -> Cell) -> Vec<Cell> {
        values.map(|value| value.map_or(Cell::Null, &cell)).collect()
    }
    Ok(match column.dtype() {
        DataType::String => all(column.str()?.iter(), |text| Cell::Text(text.to_owned())),
        DataType::Int64 => all(column.i64()?.iter(), Cell::Whole),
        DataType::Float64 => all(column.f64()?.iter(), Cell::Share),
        DataType::Boolean => all(column.bool()?.iter(), Cell::Flag),
        DataType::Date => all(column.date()?.physical().iter(), |day| Cell::Text(Day(day).to_string())),
        other => return Err(AnalyticsError::Bug(format!("column {} holds {other}", column.name()))),
    })
}

/// For people. What is the same in every row stands once, above the table, so that more of the rest fits. `width` is that
/// of the terminal; `None` where the output is no terminal, and lines are then not folded.
///
/// # Errors
/// As [`rows`].
pub fn text(table: &Table, width: Option<u16>) -> Result<String, AnalyticsError> {
    let (columns, rows) = (table.columns(), rows(table)?);
    let mut text = String::new();
    let is_same = |place: usize| rows.len() > 1 && rows.iter().all(|row| row[place] == rows[0][place]);
    let (same, differing): (Vec<usize>, Vec<usize>) = (0..columns.len()).partition(|place| is_same(*place));
    if !same.is_empty() {
        let same: Vec<String> = same.iter().map(|at| format!("{} {}", columns[*at], rows[0][*at].shown())).collect();
        let _ = writeln!(text, "in every row: {}", same.join(", "));
    }
    let widest =
        |at: usize| rows.iter().map(|row| row[at].shown().chars().count()).chain([columns[at].chars().count()]).max();
    // A column takes two blanks and a line beside its text.
    let least: usize = differing.iter().map(|at| widest(*at).unwrap_or(0).min(LEAST_WIDTH) + 3).sum();
    if width.is_some_and(|width| least + 1 > usize::from(width)) {
        records_below(&columns, &differing, &rows, &mut text);
        return Ok(text);
    }
    let mut shown = comfy_table::Table::new();
    shown.load_style(presets::UTF8_FULL_CONDENSED).set_header(differing.iter().map(|at| columns[*at]));
    if let Some(width) = width {
        shown.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for row in &rows {
        shown.add_row(differing.iter().map(|at| row[*at].shown()));
    }
    for line in shown.lines() {
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let _ = writeln!(text, "{}", count(&rows));
    Ok(text)
}

/// A column that is narrower is no longer read: rows then stand below each other, a line to a value.
const LEAST_WIDTH: usize = 8;

/// Each row as lines of a name and a value, without those that have nothing.
fn records_below(columns: &[&str], of: &[usize], rows: &[Vec<Cell>], text: &mut String) {
    let indent = of.iter().map(|at| columns[*at].chars().count()).max().unwrap_or(0);
    for row in rows {
        for at in of.iter().filter(|at| row[**at] != Cell::Null && row[**at] != Cell::Text(String::new())) {
            let _ = writeln!(text, "{:indent$}  {}", columns[*at], row[*at].shown());
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}, a line to a value since {} columns have no room side by side", count(rows), of.len());
}

fn count(rows: &[Vec<Cell>]) -> String {
    format!("{} {}", rows.len(), if rows.len() == 1 { "row" } else { "rows" })
}

/// RFC 4180 with LF. Text that a spreadsheet would take for a formula begins with `'`, which an import takes away again.
///
/// # Errors
/// Only for a fault of this program.
pub fn csv(table: &Table, rows: &[Vec<Cell>]) -> Result<String, AnalyticsError> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => inert(text),
        other => other.exact(),
    };
    records(&table.columns(), rows.iter().map(|row| row.iter().map(text)))
}

/// Rows of texts as CSV, inert in a spreadsheet.
///
/// # Errors
/// As [`csv()`].
pub fn csv_of_texts<const N: usize>(
    columns: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<String, AnalyticsError> {
    records(columns, rows.map(|row| row.map(|text| inert(&text))))
}

fn records<R: IntoIterator<Item = String>>(
    columns: &[&str],
    rows: impl Iterator<Item = R>,
) -> Result<String, AnalyticsError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let bug = |error: csv::Error| AnalyticsError::Bug(error.to_string());
    writer.write_record(columns).map_err(bug)?;
    for row in rows {
        writer.write_record(row).map_err(bug)?;
    }
    let bytes = writer.into_inner().map_err(|error| AnalyticsError::Bug(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| AnalyticsError::Bug(error.to_string()))
}

/// A text that a spreadsheet does not calculate.
fn inert(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\'') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// One JSON object a line.
///
/// # Errors
/// As [`rows`].
pub fn json(table: &Table) -> Result<String, AnalyticsError> {
    let columns = table.columns();
    let mut lines = String::new();
    for row in rows(table)? {
        let object: Vec<String> = columns.iter().zip(&row).map(|(name, cell)| member(name, cell)).collect();
        let _ = writeln!(lines, "{{{}}}", object.join(","));
    }
    Ok(lines)
}

fn member(name: &str, cell: &Cell) -> String {
    let value = match cell {
        Cell::Null => serde_json::Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Whole(number) => (*number).into(),
        Cell::Share(number) => (*number).into(),
        Cell::Flag(flag) => (*flag).into(),
    };
    format!("{}:{value}", serde_json::Value::from(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Columns;

    fn sample() -> Table {
        Columns::default()
            .text("id", ["b", "=1+1", "a\u{1b}[31m"].map(str::to_owned))
            .whole("n", [Some(2), None, Some(1)])
            .share("share", [Some(1.0 / 3.0), None, Some(1.0)])
            .day("day", [Some(Day(0)), None, Some(Day(-1))])
            .unwrap()
            .table("sample", &["id"])
            .unwrap()
    }

    #[test]
    fn csv_is_exact_and_inert() {
        let expected = "id,n,share,day\n'=1+1,,,\na\u{1b}[31m,1,1,1969-12-31\nb,2,0.3333333333333333,1970-01-01\n";
        assert_eq!(csv(&sample(), &rows(&sample()).unwrap()).unwrap(), expected);
    }

    #[test]
    fn text_is_safe_and_rounded() {
        let shown = text(&sample(), Some(60)).unwrap();
        assert!(shown.contains("a\\u{1b}[31m") && shown.contains("0.333") && !shown.contains('\u{1b}'), "{shown}");
    }

    #[test]
    fn what_is_the_same_in_every_row_stands_once_above() {
        let table = Columns::default()
            .text("id", ["a", "b"].map(str::to_owned))
            .text("form", ["visit", "visit"].map(str::to_owned))
            .table("sample", &["id"])
            .unwrap();
        let shown = text(&table, None).unwrap();
        assert!(shown.starts_with("in every row: form visit\n") && shown.matches("visit").count() == 1, "{shown}");
    }

    #[test]
    fn what_has_no_room_side_by_side_stands_below_each_other() {
        let words = |word: &str| [format!("{word} of many letters"), String::new()];
        let mut columns = Columns::default().text("id", ["a", "b"].map(str::to_owned));
        for name in ["one", "two", "three", "a-longer-name"] {
            columns = columns.text(name, words(name));
        }
        let table = columns.table("sample", &["id"]).unwrap();
        assert!(text(&table, Some(80)).unwrap().contains('│'), "it fits");
        let below = "id             a\none            one of many letters\ntwo            two of many letters\n\
                     three          three of many letters\na-longer-name  a-longer-name of many letters\n\nid             b\n\n\
                     2 rows, a line to a value since 5 columns have no room side by side\n";
        assert_eq!(text(&table, Some(40)).unwrap(), below);
    }

    #[test]
    fn json_has_one_object_a_row() {
        assert!(json(&sample()).unwrap().starts_with("{\"id\":\"=1+1\",\"n\":null,\"share\":null,\"day\":null}\n"));
    }

    #[test]
    fn a_key_that_is_not_unique_is_refused() {
        let twice = Columns::default().text("id", ["a", "a"].map(str::to_owned)).table("twice", &["id"]);
        assert!(twice.unwrap_err().to_string().contains("two rows"));
    }
}

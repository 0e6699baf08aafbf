//! A segment: one run of sorted rows as a Parquet file, the same bytes from the same rows.

use chancery_core::when::Day;
use chancery_feeds::{NONE, NULL_I8, NULL_I32, NULL_I64};
use polars::prelude::*;

use super::run::Run;
use crate::error::AnalyticsError;
use crate::export::parquet_of;

/// Rows of a row group: fixed, so that the bytes do not depend on how many threads wrote them.
const ROW_GROUP_ROWS: usize = 131_072;

/// The columns of every segment, in order. Codes are texts, days are dates, counts and tenths are whole numbers.
pub(super) const COLUMNS: &[&str] = &[
    "actor_a",
    "actor_b",
    "day",
    "year",
    "month",
    "source",
    "target",
    "code",
    "root",
    "row",
    "score",
    "mentions",
    "is_root",
    "added",
    "last_day",
    "precision",
    "place",
    "place_precision",
    "story",
    "low",
    "best",
    "high",
];

/// The run's rows in their order, as a frame of [`COLUMNS`].
pub(super) fn frame(run: &Run) -> Result<DataFrame, AnalyticsError> {
    let order = run.order();
    let rows = &run.rows;
    let texts = StringChunked::from_iter_values("texts".into(), run.texts.iter().map(String::as_str));
    let text = |name: &str, values: &[u32]| -> PolarsResult<Column> {
        let numbers = order.iter().map(|at| Some(values[*at as usize]).filter(|number| *number != NONE));
        let numbers = IdxCa::from_iter_options("numbers".into(), numbers);
        Ok(texts.take(&numbers)?.with_name(name.into()).into_column())
    };
    let number = |name: &str, values: &[i32]| {
        let values = order.iter().map(|at| Some(values[*at as usize]).filter(|value| *value != NULL_I32));
        Int32Chunked::from_iter_options(name.into(), values)
    };
    let small = |name: &str, values: &[i8]| {
        let values = order.iter().map(|at| Some(values[*at as usize]).filter(|value| *value != NULL_I8).map(i32::from));
        Int32Chunked::from_iter_options(name.into(), values).into_column()
    };
    let large = |name: &str, values: &[i64]| {
        let values = order.iter().map(|at| Some(values[*at as usize]).filter(|value| *value != NULL_I64));
        Int64Chunked::from_iter_options(name.into(), values).into_column()
    };
    let day = |name: &str, values: &[i32]| number(name, values).into_date().into_column();
    let months: Vec<i32> = order.iter().map(|at| month(rows.day[*at as usize])).collect();
    let years: Vec<i32> = months.iter().map(|month| month / 100).collect();
    let columns = vec![
        text("actor_a", &rows.actor_a)?,
        text("actor_b", &rows.actor_b)?,
        day("day", &rows.day),
        Column::new("year".into(), years),
        Column::new("month".into(), months),
        text("source", &rows.source)?,
        text("target", &rows.target)?,
        text("code", &rows.code)?,
        text("root", &rows.root)?,
        large("row", &rows.row),
        number("score", &rows.score).into_column(),
        number("mentions", &rows.mentions).into_column(),
        small("is_root", &rows.is_root),
        day("added", &rows.added),
        day("last_day", &rows.last_day),
        small("precision", &rows.precision),
        text("place", &rows.place)?,
        small("place_precision", &rows.place_precision),
        large("story", &rows.story),
        number("low", &rows.low).into_column(),
        number("best", &rows.best).into_column(),
        number("high", &rows.high).into_column(),
    ];
    Ok(DataFrame::new(order.len(), columns)?)
}

/// Year and month of a day since 1970-01-01, as in 201910.
fn month(day: i32) -> i32 {
    let (year, month, _) = Day(day).ymd();
    i32::from(year) * 100 + i32::from(month)
}

/// The run as the bytes of a Parquet file, read back and compared.
pub(super) fn parquet(run: &Run, format: &str) -> Result<Vec<u8>, AnalyticsError> {
    let metadata = [("chancery.segment", "1".to_owned()), ("chancery.format", format.to_owned())];
    parquet_of(&frame(run)?, metadata, ROW_GROUP_ROWS, "a segment")
}

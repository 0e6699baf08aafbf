//! Measures over feeds: SQL files, run as they stand.

use std::path::Path;

use polars::prelude::*;
use polars::sql::SQLContext;

use super::codes::{crosswalk, feed_actors};
use super::{open, profile, segment};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::Table;
use crate::tables;

/// Name, what a row is, the key, the query.
pub type Measure = (&'static str, &'static str, &'static [&'static str], &'static str);

/// The measures.
pub const MEASURES: &[Measure] = &[
    (
        "contact_frequency",
        "rows between two countries in a month, in four units",
        &["format", "unit", "actor_a", "actor_b", "month"],
        include_str!("measures/contact_frequency.sql"),
    ),
    (
        "share_of_volume",
        "a pair's share of all that the feed saw in a month",
        &["format", "actor_a", "actor_b", "month"],
        include_str!("measures/share_of_volume.sql"),
    ),
    (
        "categories",
        "what the rows between two countries were about, through the crosswalk",
        &["format", "actor_a", "actor_b", "month", "category"],
        include_str!("measures/categories.sql"),
    ),
    (
        "covered_days",
        "the days that a feed's attached files tell of",
        &["format", "day"],
        include_str!("measures/covered_days.sql"),
    ),
    (
        "pair_days",
        "the days on which a feed has rows of two actors of the vocabulary",
        &["format", "actor_a", "actor_b", "day", "root"],
        include_str!("measures/pair_days.sql"),
    ),
];

/// Runs a query on the rows of the attached feeds (`rows`), the crosswalk of root codes (`crosswalk`), the codes of actors in each format
/// (`feed_actors`) and every published table that the query names.
///
/// # Errors
/// [`AnalyticsError::Usage`] for a query that does not run.
pub fn sql(analysis: &Analysis, workspace: &Path, query: &str) -> Result<DataFrame, AnalyticsError> {
    if !profile::only_reads(query) {
        return Err(AnalyticsError::Usage("a query begins with SELECT or WITH; nothing is changed by one".to_owned()));
    }
    run(analysis, query, || open::rows(workspace, analysis.state.feeds.values())?.ok_or_else(no_feed))
}

/// Runs a query; `rows` is asked for those of feeds if it needs them.
fn run(
    analysis: &Analysis,
    query: &str,
    rows: impl FnOnce() -> Result<LazyFrame, AnalyticsError>,
) -> Result<DataFrame, AnalyticsError> {
    let refused = |error: PolarsError| AnalyticsError::Usage(format!("the query does not run: {error}"));
    let mut context = SQLContext::new();
    let lower = query.to_lowercase();
    if lower.contains("rows") {
        context.register("rows", rows()?);
    }
    context.register("crosswalk", crosswalk(&analysis.vocabulary)?.lazy());
    context.register("feed_actors", feed_actors(&analysis.vocabulary)?.lazy());
    for (name, ..) in tables::TABLES.iter().filter(|(name, ..)| lower.contains(name)) {
        context.register(name, tables::table(analysis, name)?.frame.lazy());
    }
    let mut frame = context.execute(query).and_then(collected).map_err(refused)?;
    for column in frame.columns().to_vec() {
        let kind = published(column.dtype());
        if *column.dtype() != kind {
            frame.with_column(column.strict_cast(&kind).map_err(refused)?)?;
        }
    }
    Ok(frame)
}

/// Runs a plan. How many rows several formats have together polars adds up in 128 bits, which it has only as an option and then asks for all
/// the same; without its leaving out of columns it counts in the usual way.
fn collected(plan: LazyFrame) -> PolarsResult<DataFrame> {
    match plan.clone().collect() {
        Err(why) if why.to_string().contains("UInt128") => plan.with_projection_pushdown(false).collect(),
        result => result,
    }
}

/// The type that a column is published as: whole numbers in 64 bits, fractions in double precision, days; all else as text.
fn published(kind: &DataType) -> DataType {
    match kind {
        kind if kind.is_integer() => DataType::Int64,
        kind if kind.is_float() => DataType::Float64,
        DataType::Boolean | DataType::Date => kind.clone(),
        _ => DataType::String,
    }
}

pub(super) fn no_feed() -> AnalyticsError {
    AnalyticsError::Feed {
        message: "no feed is attached at this point".to_owned(),
        fix: "`chancery feed add FILE` attaches one".to_owned(),
    }
}

pub(super) fn found(name: &str) -> Result<&'static Measure, AnalyticsError> {
    MEASURES.iter().find(|(known, ..)| *known == name).ok_or_else(|| {
        let known: Vec<&str> = MEASURES.iter().map(|(name, ..)| *name).collect();
        AnalyticsError::Unknown { what: "measure", name: name.to_owned(), known: known.join(", ") }
    })
}

/// The query of one of [`MEASURES`].
///
/// # Errors
/// [`AnalyticsError::Unknown`].
pub fn query_of(name: &str) -> Result<&'static str, AnalyticsError> {
    found(name).map(|(.., query)| *query)
}

/// One of [`MEASURES`] over no rows: its columns and their types.
pub(super) fn empty(analysis: &Analysis, name: &str) -> Result<DataFrame, AnalyticsError> {
    let (.., query) = found(name)?;
    run(analysis, query, || Ok(segment::empty()?.lazy().with_column(lit("").alias("format"))))
}

/// One of [`MEASURES`], sorted by its key.
///
/// # Errors
/// As [`sql`].
pub fn measure(analysis: &Analysis, workspace: &Path, name: &str) -> Result<Table, AnalyticsError> {
    let (name, _, key, query) = found(name)?;
    Table::new(name, key, sql(analysis, workspace, query)?)
}

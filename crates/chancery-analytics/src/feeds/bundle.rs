//! A bundle: the rows of attached feeds, the measures and what they must come to, for an engine that a cluster has.
//!
//! ```text
//! manifest.json                              every file with its digest, every measure with its key, types, rows and logical digest
//! run_measures.py                            runs the measures on Spark and compares
//! rows/format=gdelt-2/year=2019/part-0.parquet   rows as in segments, by format and year
//! crosswalk.parquet, feed_actors.parquet     what the vocabulary says of their codes
//! sql/contact_frequency.sql                  the measures, as they run here
//! expected/contact_frequency.parquet         what they come to here
//! ```
//!
//! The types are those that Spark reads: texts, whole numbers with a sign, double precision, days. The same workspace makes the same
//! bytes.

pub mod result;
mod rows;

use std::collections::BTreeSet;
use std::path::Path;

use chancery_log::{sha256, whole};
use polars::prelude::*;
use serde::{Deserialize, Serialize};

use super::codes::{crosswalk, feed_actors};
use super::measure::{MEASURES, measure, no_feed};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::export::{Output, parquet_of};
use crate::logical;
use crate::table::Table;

pub use rows::Partition;

/// The manifest's name within a bundle.
pub const MANIFEST: &str = "manifest.json";
/// What runs the measures on Spark.
pub const RUNNER: &str = include_str!("bundle/run_measures.py");
const RUNNER_NAME: &str = "run_measures.py";

/// Rows of a row group of what is expected.
const ROW_GROUP_ROWS: usize = 65_536;

/// What a bundle says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this layout.
    pub format: u32,
    /// The version of Chancery that made it.
    pub version: String,
    /// The digest of the dataset that says what is attached.
    pub data: String,
    /// What a result is of (see [`inputs`]).
    pub inputs: String,
    /// The columns of the rows, with those that folders name.
    pub columns: Vec<Typed>,
    /// The rows, by format and year.
    pub partitions: Vec<Partition>,
    /// The measures.
    pub measures: Vec<Measured>,
    /// Every file but the manifest itself.
    pub files: Vec<File>,
}

/// A column and its type in Spark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Its name.
    pub name: String,
    /// `string`, `int`, `bigint`, `double` or `date`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// A measure, and what it comes to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measured {
    /// Its name.
    pub name: String,
    /// The columns that tell rows apart, and by which they are sorted.
    pub key: Vec<String>,
    /// The columns of the result.
    pub columns: Vec<Typed>,
    /// How many rows it has, and its logical digest; neither if it was not run here.
    #[serde(flatten)]
    pub expected: Option<Expected>,
}

/// What a measure comes to here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// Its rows.
    pub rows: u64,
    /// Its logical digest (see [`crate::logical`]).
    pub logical: String,
}

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Path within the bundle, with `/`.
    pub path: String,
    /// SHA-256.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// Writes a bundle into a folder that is not there, or empty. Without `expects` no measure is run, which a feed that is too large for
/// this machine needs; there is then nothing to compare with.
///
/// # Errors
/// Where no feed is attached, the folder holds something, or a file cannot be written.
pub fn export(analysis: &Analysis, workspace: &Path, folder: &Path, expects: bool) -> Result<Manifest, AnalyticsError> {
    let segments = super::open::paths(workspace, analysis.state.feeds.values())?;
    if segments.is_empty() {
        return Err(no_feed());
    }
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let fix = "name a folder that is not there yet".to_owned();
        return Err(AnalyticsError::Feed { message: format!("{} is not an empty folder", folder.display()), fix });
    }
    let mut files = Vec::new();
    let partitions = rows::write(&segments, folder, &mut files)?;
    for (name, frame) in
        [("crosswalk", crosswalk(&analysis.vocabulary)?), ("feed_actors", feed_actors(&analysis.vocabulary)?)]
    {
        add(folder, &format!("{name}.parquet"), &parquet(&frame, name)?, &mut files)?;
    }
    let mut measures = Vec::new();
    for (name, _, key, query) in MEASURES {
        add(folder, &format!("sql/{name}.sql"), query.as_bytes(), &mut files)?;
        measures.push(measured(analysis, workspace, folder, name, key, expects, &mut files)?);
    }
    add(folder, RUNNER_NAME, RUNNER.as_bytes(), &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = Manifest {
        format: 1,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data: analysis.data_digest(),
        inputs: inputs(analysis)?,
        columns: rows::columns()?,
        partitions,
        measures,
        files,
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| AnalyticsError::Bug(error.to_string()))?;
    whole::write_whole(&folder.join(MANIFEST), format!("{text}\n").as_bytes())?;
    Ok(manifest)
}

/// SHA-256 over all that the measures come of, a line each: the attached segments, what the vocabulary says of their codes, the queries.
///
/// # Errors
/// Where the vocabulary makes no table.
pub fn inputs(analysis: &Analysis) -> Result<String, AnalyticsError> {
    let feeds = analysis.state.feeds.values();
    let segments: BTreeSet<&str> = feeds.flat_map(|feed| feed.segments.iter().map(String::as_str)).collect();
    let mut lines: Vec<String> = segments.into_iter().map(|name| format!("segment {name}\n")).collect();
    let by = SortMultipleOptions::default();
    for (name, frame, key) in [
        ("crosswalk", crosswalk(&analysis.vocabulary)?, ["root", "category"]),
        ("feed_actors", feed_actors(&analysis.vocabulary)?, ["format", "code"]),
    ] {
        let frame = frame.sort(key, by.clone())?;
        lines.push(format!("{name} {}\n", logical::digest(&Table { name, frame })?));
    }
    lines.extend(MEASURES.iter().map(|(name, .., query)| format!("{name} {}\n", sha256(query.as_bytes()))));
    Ok(sha256(lines.concat().as_bytes()).to_string())
}

fn measured(
    analysis: &Analysis,
    workspace: &Path,
    folder: &Path,
    name: &str,
    key: &[&str],
    expects: bool,
    files: &mut Vec<File>,
) -> Result<Measured, AnalyticsError> {
    // Without the rows the columns are known from the query over none.
    let (columns, expected) = if expects {
        let table = measure(analysis, workspace, name)?;
        let path = format!("expected/{name}.parquet");
        add(folder, &path, &parquet(&table.frame, name)?, files)?;
        let expected = Expected { rows: table.frame.height() as u64, logical: logical::digest(&table)? };
        (typed(&table.frame)?, Some(expected))
    } else {
        (typed(&super::measure::empty(analysis, name)?)?, None)
    };
    Ok(Measured { name: name.to_owned(), key: key.iter().map(|name| (*name).to_owned()).collect(), columns, expected })
}

fn parquet(frame: &DataFrame, what: &str) -> Result<Vec<u8>, AnalyticsError> {
    parquet_of(frame, [("chancery.bundle", what.to_owned())], ROW_GROUP_ROWS, what)
}

/// The columns of a frame with their types in Spark.
fn typed(frame: &DataFrame) -> Result<Vec<Typed>, AnalyticsError> {
    let kind = |name: &str, kind: &DataType| match kind {
        DataType::String => Ok("string"),
        DataType::Int32 => Ok("int"),
        DataType::Int64 => Ok("bigint"),
        DataType::Float64 => Ok("double"),
        DataType::Date => Ok("date"),
        other => Err(AnalyticsError::Bug(format!("{name} is a column of {other}, which Spark does not read"))),
    };
    let columns = frame.schema().iter();
    columns.map(|(name, of)| Ok(Typed { name: name.to_string(), kind: kind(name, of)?.to_owned() })).collect()
}

fn add(folder: &Path, path: &str, bytes: &[u8], files: &mut Vec<File>) -> Result<(), AnalyticsError> {
    let Output { path, sha256, bytes, .. } = Output::write(folder, path, bytes)?;
    files.push(File { path, sha256, bytes });
    Ok(())
}

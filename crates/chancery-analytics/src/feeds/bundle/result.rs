//! What a cluster made of a bundle: taken in after its digests were worked out again, and shown with the engine that made it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chancery_core::feed::RESULTS;
use chancery_log::whole;
use polars::prelude::*;
use serde::{Deserialize, Serialize};

use super::{ROW_GROUP_ROWS, of_segments, parquet_of};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::export::Output;
use crate::feeds::measure::{empty, found};
use crate::logical;
use crate::table::Table;

/// What is said of a result, within its folder.
pub const RESULT: &str = "result.json";
/// It is no longer than this.
pub const MOST_BYTES: usize = 1 << 20;

/// What an engine says that it made of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The version of this layout.
    pub format: u32,
    /// The engine's name: lower case letters, digits, hyphens.
    pub engine: String,
    /// Its version.
    pub version: String,
    /// Of which segments (see [`super::Manifest::segments`]).
    pub segments: String,
    /// Each measure that was run.
    pub measures: Vec<Measured>,
}

/// A measure that was run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Its logical digest.
    pub logical: String,
}

fn refused(message: String, fix: &str) -> AnalyticsError {
    AnalyticsError::Feed { message, fix: fix.to_owned() }
}

const AGAIN: &str = "run the measures again, into a new folder, and import that";

impl Made {
    fn parse(text: &str, of: &Path) -> Result<Made, AnalyticsError> {
        let made: Made = serde_json::from_str(text)
            .map_err(|error| refused(format!("{}: no result of a bundle: {error}", of.display()), AGAIN))?;
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_version = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_');
        let is_short = |text: &str| (1..=40).contains(&text.len());
        if made.format != 1 || !is_short(&made.engine) || !made.engine.chars().all(is_name) {
            return Err(refused(format!("{}: not a result that this version knows", of.display()), AGAIN));
        }
        if !is_short(&made.version) || !made.version.chars().all(is_version) {
            return Err(refused(format!("{}: the engine has no version", of.display()), AGAIN));
        }
        Ok(made)
    }

    /// Whether it was made of the rows that are attached.
    fn is_of(&self, analysis: &Analysis) -> bool {
        let feeds = analysis.state.feeds.values();
        self.segments == of_segments(feeds.flat_map(|feed| feed.segments.iter().map(String::as_str)))
    }
}

/// Takes in what an engine made: works out every digest again, and puts the tables into the workspace, where they take the place of what the
/// same engine made before.
///
/// # Errors
/// Where the result is of other rows, is not whole, or a digest is not what the engine said. Nothing is changed then.
pub fn import(analysis: &Analysis, workspace: &Path, folder: &Path) -> Result<Made, AnalyticsError> {
    let made = Made::parse(&told(folder)?, folder)?;
    if !made.is_of(analysis) {
        let fix = "export a bundle of what is attached now, and run that; or detach and attach what the result is of";
        return Err(refused("the result is of other segments than those that are attached".to_owned(), fix));
    }
    let mut tables = Vec::new();
    for measured in &made.measures {
        let rows = folder.join(&measured.name);
        // Of no rows some engines write no file, and no folder.
        let files = if measured.rows == 0 && !rows.exists() { Vec::new() } else { parts(&rows)? };
        let table = read(analysis, &measured.name, &files)?;
        check(measured, &table)?;
        tables.push(table);
    }
    let place = workspace.join(RESULTS).join(&made.engine);
    for table in &tables {
        let said = [("chancery.engine", made.engine.clone()), ("chancery.engine_version", made.version.clone())];
        let bytes = parquet_of(&table.frame, said, ROW_GROUP_ROWS, table.name)?;
        Output::write(&place, &format!("{}.parquet", table.name), &bytes)?;
    }
    let text = serde_json::to_string_pretty(&made).map_err(|error| AnalyticsError::Bug(error.to_string()))?;
    whole::write_whole(&place.join(RESULT), format!("{text}\n").as_bytes())?;
    Ok(made)
}

/// The line that the engine wrote: Spark makes a folder of the file.
fn told(folder: &Path) -> Result<String, AnalyticsError> {
    let wrote = folder.join("result");
    let files = parts(&wrote)?;
    let [file] = files.as_slice() else {
        return Err(refused(format!("{}: not one file of what was made", wrote.display()), AGAIN));
    };
    let bytes = whole::read_whole(file, MOST_BYTES)?;
    String::from_utf8(bytes).map_err(|error| refused(format!("{}: {error}", file.display()), AGAIN))
}

/// The files of a folder that an engine wrote, without those that it writes beside them.
fn parts(folder: &Path) -> Result<Vec<PathBuf>, AnalyticsError> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| refused(format!("{}: {error}", folder.display()), AGAIN))?;
    let is_part = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        !name.starts_with(['_', '.']) && path.is_file()
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_part).collect();
    files.sort();
    Ok(files)
}

/// The rows of a measure from files, with the types that it has here and sorted by its key.
fn read(analysis: &Analysis, name: &str, files: &[PathBuf]) -> Result<Table, AnalyticsError> {
    let (name, _, key, _) = *found(name)?;
    let wanted = empty(analysis, name)?;
    let unreadable = |error: PolarsError| refused(format!("the rows of {name} cannot be read: {error}"), AGAIN);
    let mut all = wanted.clone();
    for file in files {
        let opened = std::fs::File::open(file).map_err(|error| unreadable(error.into()))?;
        let mut frame = ParquetReader::new(opened).finish().map_err(unreadable)?;
        frame = frame.select(wanted.get_column_names_owned()).map_err(unreadable)?;
        for (column, kind) in wanted.schema().iter() {
            let cast = frame.column(column).and_then(|column| column.strict_cast(kind)).map_err(unreadable)?;
            frame.with_column(cast).map_err(unreadable)?;
        }
        all.vstack_mut(&frame).map_err(unreadable)?;
    }
    Table::new(name, key, all).map_err(|_| refused(format!("{name} has two rows of one key"), AGAIN))
}

fn check(measured: &Measured, table: &Table) -> Result<(), AnalyticsError> {
    let (rows, digest) = (table.frame.height() as u64, logical::digest(table)?);
    if (rows, &digest) == (measured.rows, &measured.logical) {
        return Ok(());
    }
    let message = format!(
        "{}: {rows} rows with the logical digest {digest}, and the engine said {} rows with {}",
        measured.name, measured.rows, measured.logical
    );
    Err(refused(message, AGAIN))
}

/// What engines made of the rows that are attached, by name.
///
/// # Errors
/// Where what was taken in cannot be read any more.
pub fn imported(analysis: &Analysis, workspace: &Path) -> Result<BTreeMap<String, Made>, AnalyticsError> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(workspace.join(RESULTS)).into_iter().flatten().flatten() {
        let file = entry.path().join(RESULT);
        if file.is_file() {
            let text = whole::read_own(&file, MOST_BYTES)?;
            let made = Made::parse(&String::from_utf8_lossy(&text), &file)?;
            found.insert(made.engine.clone(), made);
        }
    }
    found.retain(|_, made| made.is_of(analysis));
    Ok(found)
}

/// A measure as an engine made it, checked against its digest again.
///
/// # Errors
/// [`AnalyticsError::Unknown`] for an engine or measure of which there is nothing.
pub(crate) fn of_engine(
    analysis: &Analysis,
    workspace: &Path,
    engine: &str,
    name: &str,
) -> Result<(Made, Table), AnalyticsError> {
    let mut all = imported(analysis, workspace)?;
    if all.is_empty() {
        let message = "no engine's result was imported for what is attached".to_owned();
        return Err(refused(message, "`chancery feed import-result DIR` takes one in (docs/CLUSTER.md)"));
    }
    let known = all.keys().cloned().collect::<Vec<_>>().join(", ");
    let made = all.remove(engine).ok_or_else(|| AnalyticsError::Unknown {
        what: "result of an engine",
        name: engine.to_owned(),
        known,
    })?;
    let known = || made.measures.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    let measured = made.measures.iter().find(|one| one.name == name).ok_or_else(|| AnalyticsError::Unknown {
        what: "measure of that engine",
        name: name.to_owned(),
        known: known(),
    })?;
    let table = read(analysis, name, &[workspace.join(RESULTS).join(engine).join(format!("{name}.parquet"))])?;
    check(measured, &table)?;
    Ok((made, table))
}

/// A measure by its name and an engine, `contact_frequency@spark`, with engine and version in each row.
///
/// # Errors
/// As for a measure or engine that is not there.
pub fn table(analysis: &Analysis, workspace: &Path, named: &str) -> Result<Table, AnalyticsError> {
    let (name, engine) = named.split_once('@').unwrap_or((named, ""));
    let (made, table) = of_engine(analysis, workspace, engine, name)?;
    let said = [("engine", made.engine.as_str()), ("engine_version", made.version.as_str())];
    let mut frame = table.frame;
    for (column, value) in said {
        let values = std::iter::repeat_n(value, frame.height());
        frame.with_column(StringChunked::from_iter_values(column.into(), values).into_column())?;
    }
    Ok(Table { name: table.name, frame })
}

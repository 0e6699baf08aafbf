//! What a cluster made of a bundle: taken in after its digests were worked out again, and shown with the engine that made it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use chancery_core::feed::RESULTS;
use chancery_log::{sha256, whole};
use polars::prelude::*;
use serde::{Deserialize, Serialize};

use super::{ROW_GROUP_ROWS, parquet_of};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::export::Output;
use crate::feeds::measure::{empty, found, measure};
use crate::logical;
use crate::table::Table;

/// What is said of a result, within its folder.
pub const RESULT: &str = "result.json";
/// It is no longer than this.
pub const MOST_BYTES: usize = 1 << 24;

/// And no file of rows is longer.
const PART_BYTES: usize = 1 << 36;

/// What an engine says that it made of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The version of this layout.
    pub format: u32,
    /// The engine's name: lower case letters, digits, hyphens.
    pub engine: String,
    /// Its version.
    pub version: String,
    /// Of what (see [`super::inputs`]).
    pub inputs: String,
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
    /// The files of its rows, by name, with their SHA-256; none where there are no rows.
    pub files: BTreeMap<String, String>,
    /// Whether the runner had something to compare with.
    pub compared: Compared,
}

/// How what an engine made stands beside what the bundle expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compared {
    /// Digest for digest.
    #[serde(rename = "equal")]
    Equal,
    /// The measures were not run here, so there was nothing to compare with.
    #[serde(rename = "not compared")]
    Not,
    /// Another table, which is not taken in.
    #[serde(rename = "differs")]
    Differs,
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
        let names: BTreeSet<&str> = made.measures.iter().map(|one| one.name.as_str()).collect();
        if names.is_empty() || names.len() < made.measures.len() {
            return Err(refused(format!("{}: no measure, or one of them twice", of.display()), AGAIN));
        }
        for name in names {
            found(name)?;
        }
        let is_plain = |name: &String| !name.starts_with(['.', '_']) && !name.contains(['/', '\\', '\0']);
        if !made.measures.iter().flat_map(|one| one.files.keys()).all(is_plain) {
            return Err(refused(format!("{}: a file has no plain name", of.display()), AGAIN));
        }
        Ok(made)
    }
}

/// Takes in what an engine made: works out every digest again, runs again here what was said to be equal to a run here, and puts the tables into
/// the workspace, where they take the place of what the same engine made before.
///
/// # Errors
/// Where the result is of other rows, another vocabulary or other queries, is not whole, differs from the run here, or a digest is not what the
/// engine said. Nothing is changed then.
pub fn import(analysis: &Analysis, workspace: &Path, folder: &Path) -> Result<Made, AnalyticsError> {
    let mut made = Made::parse(&told(folder)?, folder)?;
    if made.inputs != super::inputs(analysis)? {
        let fix = "export a bundle of what is attached now, and run that; or detach and attach what the result is of";
        let message =
            "the result is of other segments than those that are attached, of another vocabulary, or of other queries";
        return Err(refused(message.to_owned(), fix));
    }
    let mut tables = Vec::new();
    for measured in &made.measures {
        let table = read(analysis, measured, &folder.join(&measured.name), whole::read_whole)?;
        let is_ours = match measured.compared {
            Compared::Not => true,
            Compared::Differs => false,
            Compared::Equal => logical::digest(&measure(analysis, workspace, table.name)?)? == measured.logical,
        };
        if !is_ours {
            let message =
                format!("{} {} came to other rows of {} than a run here", made.engine, made.version, table.name);
            let fix = "run_measures.py said which row differs first; run the measures on a version that agrees";
            return Err(refused(message, fix));
        }
        let said = [("chancery.engine", made.engine.clone()), ("chancery.engine_version", made.version.clone())];
        tables.push((table.name, parquet_of(&table.frame, said, ROW_GROUP_ROWS, table.name)?));
    }
    let place = workspace.join(RESULTS).join(&made.engine);
    // Between one result and the next there is none, rather than one of two halves.
    match std::fs::remove_file(place.join(RESULT)) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            return Err(whole::WholeError { path: place.join(RESULT), step: whole::Step::Remove, cause }.into());
        }
        _ => {}
    }
    for (measured, (name, bytes)) in made.measures.iter_mut().zip(&tables) {
        let Output { path, sha256, .. } = Output::write(&place, &format!("{name}.parquet"), bytes)?;
        measured.files = BTreeMap::from([(path, sha256)]);
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

/// How a file is read: another's, or one of the workspace, which must not be a link.
type Read = fn(&Path, usize) -> Result<Vec<u8>, whole::WholeError>;

/// The rows of a measure from the files of a folder, with the types that it has here and sorted by its key, and with the digests that were said.
/// Bytes are looked at before anything reads them as Parquet.
fn read(analysis: &Analysis, measured: &Measured, folder: &Path, file: Read) -> Result<Table, AnalyticsError> {
    let (name, _, key, _) = *found(&measured.name)?;
    let unreadable = |error: PolarsError| refused(format!("the rows of {name} cannot be read: {error}"), AGAIN);
    let wanted = empty(analysis, name)?;
    let mut all = wanted.clone();
    for (part, digest) in &measured.files {
        let path = folder.join(part);
        let bytes = file(&path, PART_BYTES)?;
        if sha256(&bytes).to_string() != *digest {
            return Err(refused(format!("{}: not the file that the engine wrote", path.display()), AGAIN));
        }
        let part = guarded(|| frame(Cursor::new(bytes), &wanted)).map_err(unreadable)?;
        all.vstack_mut(&part).map_err(unreadable)?;
    }
    let rows = all.height() as u64;
    let table = Table::new(name, key, all).map_err(|_| refused(format!("{name} has two rows of one key"), AGAIN))?;
    let digest = logical::digest(&table)?;
    if (rows, &digest) != (measured.rows, &measured.logical) {
        let message = format!(
            "{name}: {rows} rows with the logical digest {digest}, and the engine said {} with {}",
            measured.rows, measured.logical
        );
        return Err(refused(message, AGAIN));
    }
    Ok(table)
}

/// The columns of a frame from Parquet, as the types that they have there.
fn frame(bytes: Cursor<Vec<u8>>, wanted: &DataFrame) -> PolarsResult<DataFrame> {
    let names = wanted.get_column_names_owned();
    let columns = names.iter().map(ToString::to_string).collect();
    let mut frame = ParquetReader::new(bytes).with_columns(Some(columns)).finish()?.select(names)?;
    for (column, kind) in wanted.schema().iter() {
        let cast = frame.column(column)?.strict_cast(kind)?;
        frame.with_column(cast)?;
    }
    Ok(frame)
}

/// A reader of Parquet may panic at bytes that no writer makes, and these come from elsewhere.
fn guarded<T>(read: impl FnOnce() -> PolarsResult<T>) -> PolarsResult<T> {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = std::panic::catch_unwind(AssertUnwindSafe(read));
    std::panic::set_hook(told);
    result.unwrap_or_else(|_| Err(PolarsError::ComputeError("the file is damaged".into())))
}

/// What engines made of the rows that are attached, by name.
///
/// # Errors
/// Where what was taken in cannot be read any more.
pub fn imported(analysis: &Analysis, workspace: &Path) -> Result<BTreeMap<String, Made>, AnalyticsError> {
    let inputs = super::inputs(analysis)?;
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(workspace.join(RESULTS)).into_iter().flatten().flatten() {
        let file = entry.path().join(RESULT);
        if !file.is_file() {
            continue;
        }
        let text = whole::read_own(&file, MOST_BYTES)?;
        let text = String::from_utf8_lossy(&text);
        // Of other rows it is nobody's business, and another version may have written it.
        let said: serde_json::Value = serde_json::from_str(&text).map_err(|error| {
            refused(format!("{}: {error}", file.display()), "remove the file, or import the result again")
        })?;
        if said["inputs"] == *inputs && entry.file_name() == *said["engine"].as_str().unwrap_or_default() {
            let made = Made::parse(&text, &file)?;
            all.insert(made.engine.clone(), made);
        }
    }
    Ok(all)
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
    let table = read(analysis, measured, &workspace.join(RESULTS).join(engine), whole::read_own)?;
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

#[cfg(test)]
mod tests;

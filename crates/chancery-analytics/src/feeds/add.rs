//! A feed file into segments. What is made here belongs to no dataset until the journal says so.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use chancery_core::feed::{FORMATS, SEGMENTS};
use chancery_feeds::{Format, Limits, ReadError, Rejected, Tally, detect, digest, read};
use chancery_log::whole::Prepared;
use chancery_log::{Digest, whole};
use serde::Serialize;

use super::run::Run;
use super::writers;
use crate::error::AnalyticsError;
use crate::print;

/// The version of what reads and writes segments; another may make other segments of the same file.
const IMPORTER: u32 = 2;

/// Of so many rejected lines the texts are kept; the others are counted.
const KEPT_REJECTS: usize = 100_000;

/// Where rejected lines are listed, within a workspace.
const REJECTS: &str = ".chancery/rejected";

/// How much of a file is looked at to tell its format.
const LOOKED_AT: u64 = 64 << 10;

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Added {
    /// The code of the format that it was read as.
    pub format: String,
    /// SHA-256 of the file as it is stored.
    pub digest: String,
    /// `IMPORTER`.
    pub importer: u32,
    /// Rows of the file.
    pub rows_in: u64,
    /// Rows in segments.
    pub rows: u64,
    /// Rows that were rejected, by the code of the reason.
    pub rejected: BTreeMap<String, u64>,
    /// Where they are listed, within the workspace.
    pub rejects: Option<String>,
    /// SHA-256 of each segment.
    pub segments: Vec<String>,
}

/// SHA-256 of a file as it is stored.
///
/// # Errors
/// [`AnalyticsError::File`] where it cannot be read.
pub fn digest_of(file: &Path) -> Result<String, AnalyticsError> {
    let stored = digest(&mut open(file)?).map_err(|cause| unreadable(file, cause))?;
    Ok(Digest(stored.sha256).to_string())
}

/// Reads a file of a feed into segments of a workspace. Segments that are there already are left alone.
///
/// # Errors
/// [`AnalyticsError::Feed`] for a file that is refused, or whose format cannot be told; [`AnalyticsError::File`] where something
/// cannot be read or written.
pub fn add(
    workspace: &Path,
    file: &Path,
    format: Option<&str>,
    threads: usize,
    progress: &mut dyn FnMut(u64),
) -> Result<Added, AnalyticsError> {
    let format = match format {
        Some(code) => known(code)?,
        None => told_by(file)?,
    };
    whole::make_folders(&workspace.join(SEGMENTS))?;
    let input = open(file)?;
    let mut rejected = Vec::new();
    let (written, read) = writers::segments(workspace, format, threads, |give| {
        let (mut run, mut taken) = (Run::default(), 0);
        let tally = read(input, format, &Limits::default(), threads, |mut batch| {
            let room = KEPT_REJECTS.saturating_sub(rejected.len());
            rejected.extend(batch.rejected.into_iter().take(room));
            if !run.has_room(&batch.rows) {
                give(&mut run)?;
            }
            taken += batch.rows.len() as u64;
            run.take(&mut batch.rows);
            progress(taken);
            Ok::<(), AnalyticsError>(())
        });
        let tally = tally.map_err(|error| refused(file, error))?;
        if run.len() > 0 {
            give(&mut run)?;
        }
        Ok(tally)
    });
    let (segments, files): (Vec<String>, Vec<Option<Prepared>>) =
        written.into_iter().map(|segment| (segment.digest, segment.file)).unzip();
    let files: Vec<Prepared> = files.into_iter().flatten().collect();
    let put = read.and_then(|tally| {
        let added = added(workspace, format, tally, &rejected, segments)?;
        // The last that is done: what stops before leaves no segment.
        whole::put_in_place(&files)?;
        Ok(added)
    });
    if put.is_err() {
        whole::give_up(&files);
    }
    put
}

fn added(
    workspace: &Path,
    format: Format,
    tally: Tally,
    rejected: &[Rejected],
    segments: Vec<String>,
) -> Result<Added, AnalyticsError> {
    let digest = Digest(tally.sha256).to_string();
    let rejects = if rejected.is_empty() { None } else { Some(list(workspace, &digest, rejected)?) };
    let rejected = tally.rejected.iter().map(|(code, rows)| ((*code).to_owned(), *rows)).collect();
    Ok(Added {
        format: format.code().to_owned(),
        digest,
        importer: IMPORTER,
        rows_in: tally.lines,
        rows: tally.rows,
        rejected,
        rejects,
        segments,
    })
}

/// Writes the rejected lines as CSV; its path within the workspace.
fn list(workspace: &Path, digest: &str, rejected: &[Rejected]) -> Result<String, AnalyticsError> {
    let rows = rejected.iter().map(|line| {
        let text = String::from_utf8_lossy(&line.text).into_owned();
        [line.line.to_string(), line.code.to_owned(), line.reason.clone(), text]
    });
    let text = print::csv_of_texts(&["line", "code", "reason", "text"], rows)?;
    let path = format!("{REJECTS}/{}.csv", &digest[..16]);
    whole::make_folders(&workspace.join(REJECTS))?;
    whole::write_whole(&workspace.join(&path), text.as_bytes())?;
    Ok(path)
}

fn known(code: &str) -> Result<Format, AnalyticsError> {
    let unknown = |_| AnalyticsError::Unknown { what: "format", name: code.to_owned(), known: FORMATS.join(", ") };
    code.parse().map_err(unknown)
}

/// The format that the file's beginning shows.
fn told_by(file: &Path) -> Result<Format, AnalyticsError> {
    let mut first = Vec::new();
    open(file)?.take(LOOKED_AT).read_to_end(&mut first).map_err(|cause| unreadable(file, cause))?;
    // Its reader refuses it, and says what to do.
    let line = first.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_exported = line.iter().filter(|byte| **byte == b';').count() > 50;
    detect(&first).or(is_exported.then_some(Format::Gdelt2)).ok_or_else(|| {
        AnalyticsError::Usage(format!(
            "{}: its format cannot be told from its beginning; say it with --as: {}",
            file.display(),
            FORMATS.join(", ")
        ))
    })
}

fn open(file: &Path) -> Result<File, AnalyticsError> {
    File::open(file).map_err(|cause| unreadable(file, cause))
}

fn unreadable(file: &Path, cause: std::io::Error) -> AnalyticsError {
    whole::WholeError { path: file.to_owned(), step: whole::Step::Read, cause }.into()
}

fn refused(file: &Path, error: ReadError<AnalyticsError>) -> AnalyticsError {
    match error {
        ReadError::Each(error) => error,
        ReadError::Io(cause) => unreadable(file, cause),
        ReadError::Fault(fault) => {
            let place = fault.line.map_or_else(String::new, |line| format!(":{line}"));
            AnalyticsError::Feed {
                message: format!("{}{place}: {} ({})", file.display(), fault.message, fault.code),
                fix: fault.fix,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journal_and_the_readers_name_the_same_formats() {
        assert_eq!(Format::ALL.map(Format::code), *FORMATS);
    }
}

//! A feed file into segments. What is made here belongs to no dataset until the journal says so.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use chancery_core::feed::{FORMATS, SEGMENTS, segment_path};
use chancery_feeds::{Batch, Format, Limits, ReadError, Rejected, Tally, detect, read};
use chancery_log::{Digest, sha256, whole};
use serde::Serialize;

use super::run::Run;
use super::segment;
use crate::error::AnalyticsError;
use crate::print;

/// The version of what reads and writes segments; another may make other segments of the same file.
const IMPORTER: u32 = 1;

/// Rows of a run, which becomes one segment. What is held at once is a run, its sorted copy and its bytes: some 700 MiB.
const RUN_ROWS: usize = 2 << 20;

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
    /// [`IMPORTER`].
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
    let mut adding = Adding { workspace, format, run: Run::default(), segments: Vec::new(), rejected: Vec::new() };
    let mut taken = 0;
    let input = open(file)?;
    let tally = read(input, format, &Limits::default(), threads, |batch| {
        taken += batch.rows.len() as u64;
        adding.take(batch)?;
        progress(taken);
        Ok::<(), AnalyticsError>(())
    });
    let tally = tally.map_err(|error| refused(file, error))?;
    adding.write()?;
    adding.finish(tally)
}

struct Adding<'a> {
    workspace: &'a Path,
    format: Format,
    run: Run,
    segments: Vec<String>,
    rejected: Vec<Rejected>,
}

impl Adding<'_> {
    fn take(&mut self, batch: Batch) -> Result<(), AnalyticsError> {
        let room = KEPT_REJECTS.saturating_sub(self.rejected.len());
        self.rejected.extend(batch.rejected.into_iter().take(room));
        if self.run.len() + batch.rows.len() > RUN_ROWS {
            self.write()?;
        }
        self.run.take(&batch.rows);
        Ok(())
    }

    /// The run as a segment, under the name of its digest.
    fn write(&mut self) -> Result<(), AnalyticsError> {
        let run = std::mem::take(&mut self.run);
        if run.len() == 0 {
            return Ok(());
        }
        let bytes = segment::parquet(&run, self.format.code())?;
        let digest = sha256(&bytes).to_string();
        let path = self.workspace.join(segment_path(&digest));
        let is_there = whole::read_whole(&path, bytes.len()).is_ok_and(|found| found == bytes);
        if !is_there {
            whole::write_whole(&path, &bytes)?;
        }
        self.segments.push(digest);
        Ok(())
    }

    fn finish(self, tally: Tally) -> Result<Added, AnalyticsError> {
        let digest = Digest(tally.sha256).to_string();
        let rejected = tally.rejected.iter().map(|(code, rows)| ((*code).to_owned(), *rows)).collect();
        let rejects =
            if self.rejected.is_empty() { None } else { Some(list(self.workspace, &digest, &self.rejected)?) };
        Ok(Added {
            format: self.format.code().to_owned(),
            digest,
            importer: IMPORTER,
            rows_in: tally.lines,
            rows: tally.rows,
            rejected,
            rejects,
            segments: self.segments,
        })
    }
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

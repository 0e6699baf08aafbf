//! Parquet and CSV of every table, checked by reading back before they are put in place, and the files about them.

use std::io::Cursor;
use std::path::Path;

use chancery_log::{sha256, whole};
use polars::io::SerReader;
use polars::prelude::*;

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::logical::Logical;
use crate::metadata;
use crate::print;
use crate::table::Table;
use crate::tables;

/// Rows of a row group: fixed, so that the bytes do not depend on how many threads wrote them.
const ROW_GROUP_ROWS: usize = 65_536;

/// A file that was made: path within the views, digest, and of a table its logical digest and rows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Output {
    /// Path within the folder of views, with `/`.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// Of a table: SHA-256 over its names, types and rows, the same whatever the file format or version.
    pub logical: Option<String>,
    /// Of a table: its rows.
    pub rows: Option<u64>,
}

impl Output {
    /// Writes a file whole and notes it.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write(views: &Path, path: &str, bytes: &[u8]) -> Result<Output, AnalyticsError> {
        let file = views.join(path);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|cause| whole::WholeError {
                path: folder.to_owned(),
                step: whole::Step::Create,
                cause,
            })?;
        }
        whole::write_whole(&file, bytes)?;
        let sha256 = sha256(bytes).to_string();
        Ok(Output { path: path.to_owned(), sha256, bytes: bytes.len() as u64, logical: None, rows: None })
    }
}

/// A table in all its forms, ready to be written.
struct Made {
    name: &'static str,
    rows: u64,
    logical: String,
    parquet: Vec<u8>,
    csv: String,
}

impl Made {
    fn of(analysis: &Analysis, table: &Table) -> Result<Made, AnalyticsError> {
        let rows = print::rows(table)?;
        Ok(Made {
            name: table.name,
            rows: rows.len() as u64,
            logical: logical(table, &rows),
            parquet: parquet(analysis, table)?,
            csv: print::csv(table, &rows)?,
        })
    }
}

fn logical(table: &Table, rows: &[Vec<print::Cell>]) -> String {
    let mut digest = Logical::of(&table.frame);
    digest.add(rows);
    digest.end()
}

/// Writes every table as Parquet and CSV, and then what is to be known of them. Tables are made side by side, each by a thread of its own, and written in order.
///
/// # Errors
/// Where a file cannot be written, or does not read back as it was.
pub fn export(analysis: &Analysis, views: &Path) -> Result<Vec<Output>, AnalyticsError> {
    let made: Vec<Result<Made, AnalyticsError>> = std::thread::scope(|scope| {
        let make = |name| tables::table(analysis, name).and_then(|table| Made::of(analysis, &table));
        let threads: Vec<_> = tables::TABLES.iter().map(|(name, ..)| scope.spawn(move || make(name))).collect();
        let ended = |_| Err(AnalyticsError::Bug("a thread that made a table ended early".to_owned()));
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(ended)).collect()
    });
    let mut outputs = Vec::new();
    for made in made {
        let made = made?;
        for (ending, bytes) in [("parquet", made.parquet.as_slice()), ("csv", made.csv.as_bytes())] {
            let output = Output::write(views, &format!("tables/{}.{ending}", made.name), bytes)?;
            outputs.push(Output { logical: Some(made.logical.clone()), rows: Some(made.rows), ..output });
        }
    }
    outputs.extend(metadata::write(analysis, views, &outputs)?);
    Ok(outputs)
}

/// Writes pictures, by name and text, and removes those of an earlier run that are no longer made.
///
/// # Errors
/// Where a file cannot be written, or an old one not removed.
pub fn figures(views: &Path, figures: &[(String, String)]) -> Result<Vec<Output>, AnalyticsError> {
    let folder = views.join("figures");
    let found = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_made = |path: &Path| figures.iter().any(|(name, _)| path.file_name().is_some_and(|file| *file == **name));
    for old in found.filter(|path| path.extension().is_some_and(|ending| ending == "svg") && !is_made(path)) {
        std::fs::remove_file(&old).map_err(|cause| whole::WholeError {
            path: old,
            step: whole::Step::Remove,
            cause,
        })?;
    }
    let write = |(name, text): &(String, String)| Output::write(views, &format!("figures/{name}"), text.as_bytes());
    figures.iter().map(write).collect()
}

/// A table as the bytes of a Parquet file, with what a reader must know in its metadata.
fn parquet(analysis: &Analysis, table: &Table) -> Result<Vec<u8>, AnalyticsError> {
    let metadata = [
        ("chancery.table", table.name.to_owned()),
        ("chancery.rule", analysis.rule.id.clone()),
        ("chancery.data", analysis.data_digest()),
        ("chancery.root", analysis.root.clone().unwrap_or_default()),
        ("chancery.dataset", analysis.dataset.title.clone()),
        ("chancery.version", metadata::version(analysis)),
        ("chancery.licence", analysis.dataset.licence.clone().unwrap_or_default()),
        ("chancery.citation", metadata::citation(analysis)),
        ("chancery.codebook", format!("../{}", metadata::CODEBOOK)),
        ("chancery.release", analysis.request.release.clone().unwrap_or_default()),
        ("chancery.as_of", analysis.request.as_of.clone().unwrap_or_default()),
        ("chancery.known_by", analysis.request.known_by.clone().unwrap_or_default()),
    ];
    parquet_of(&table.frame, metadata, ROW_GROUP_ROWS, &format!("table {}", table.name))
}

/// A frame as the bytes of a Parquet file with row groups of a fixed size, read back and compared; `what` it is, for a fault.
pub(crate) fn parquet_of<const N: usize>(
    frame: &DataFrame,
    metadata: [(&str, String); N],
    row_group_rows: usize,
    what: &str,
) -> Result<Vec<u8>, AnalyticsError> {
    let metadata = metadata.map(|(key, value)| (key.to_owned(), value)).to_vec();
    let mut bytes = Vec::new();
    // polars does not name the type of a zstd level; None is zstd's own default, and the exact version of polars pins it.
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .with_row_group_size(Some(row_group_rows))
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(metadata)))
        .set_parallel(false)
        .finish(&mut frame.clone())?;
    let back = ParquetReader::new(Cursor::new(&bytes)).finish()?;
    if back.schema() != frame.schema() || !back.equals_missing(frame) {
        return Err(AnalyticsError::Bug(format!("{what} does not read back from Parquet as it was")));
    }
    Ok(bytes)
}

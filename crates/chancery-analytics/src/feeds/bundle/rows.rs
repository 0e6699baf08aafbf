//! The rows of segments by format and year, as a folder of Parquet that engines read as one table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File as Open;
use std::path::{Path, PathBuf};

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use super::{File, Typed, add, parquet_of, typed};
use crate::error::AnalyticsError;
use crate::feeds::segment::{COLUMNS, Groups, empty, unreadable};

/// Rows of a file, some 30 MB: large enough for a reader, small enough for many.
const FILE_ROWS: usize = 1 << 20;
/// So many rows are held before the fullest year is written.
const HELD_ROWS: usize = 4 << 20;
/// Rows of a row group.
const ROW_GROUP_ROWS: usize = 1 << 18;

/// The rows of a format in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partition {
    /// The format.
    pub format: String,
    /// The year.
    pub year: i32,
    /// How many rows there are.
    pub rows: u64,
}

/// The columns of the rows: those of segments, with format and year, which are folders, at the end.
pub(super) fn columns() -> Result<Vec<Typed>, AnalyticsError> {
    let mut columns = typed(&empty()?)?;
    columns.retain(|column| column.name != "year");
    columns.push(Typed { name: "format".to_owned(), kind: "string".to_owned() });
    columns.push(Typed { name: "year".to_owned(), kind: "int".to_owned() });
    Ok(columns)
}

/// Writes all rows, a row group of a segment after another: what is held does not grow with the feed.
pub(super) fn write(
    segments: &BTreeMap<&str, BTreeSet<PathBuf>>,
    folder: &Path,
    files: &mut Vec<File>,
) -> Result<Vec<Partition>, AnalyticsError> {
    let mut partitions = Vec::new();
    for (format, paths) in segments {
        let mut years = Years { folder, format, held: BTreeMap::new(), all: 0, written: BTreeMap::new(), files };
        for path in paths {
            let file = Open::open(path).map_err(|error| unreadable(path, &error))?;
            let mut groups = Groups::open(file).map_err(|error| unreadable(path, &error))?;
            while let Some(rows) = groups.next(COLUMNS).map_err(|error| unreadable(path, &error))? {
                years.take(&rows)?;
            }
        }
        partitions.extend(years.end()?);
    }
    Ok(partitions)
}

/// Rows of one format that wait for being written, by year.
struct Years<'w> {
    folder: &'w Path,
    format: &'w str,
    held: BTreeMap<i32, DataFrame>,
    all: usize,
    /// Files and rows of each year so far.
    written: BTreeMap<i32, (usize, u64)>,
    files: &'w mut Vec<File>,
}

impl Years<'_> {
    fn take(&mut self, rows: &DataFrame) -> Result<(), AnalyticsError> {
        let column = rows.column("year")?.i32()?.clone();
        let years: BTreeSet<i32> = column.iter().flatten().collect();
        for year in years {
            let of_year = rows.filter(&column.equal(year))?.drop("year")?;
            self.all += of_year.height();
            match self.held.get_mut(&year) {
                Some(held) => {
                    held.vstack_mut(&of_year)?;
                }
                None => {
                    self.held.insert(year, of_year);
                }
            }
            if self.held.get(&year).is_some_and(|held| held.height() >= FILE_ROWS) {
                self.write(year)?;
            }
        }
        while self.all > HELD_ROWS {
            let fullest = self.held.iter().max_by_key(|(_, held)| held.height()).map(|(year, _)| *year);
            let Some(year) = fullest else { break };
            self.write(year)?;
        }
        Ok(())
    }

    fn write(&mut self, year: i32) -> Result<(), AnalyticsError> {
        let Some(mut rows) = self.held.remove(&year) else { return Ok(()) };
        rows.rechunk_mut();
        self.all -= rows.height();
        let written = self.written.entry(year).or_default();
        let path = format!("rows/format={}/year={year}/part-{}.parquet", self.format, written.0);
        *written = (written.0 + 1, written.1 + rows.height() as u64);
        let bytes = parquet_of(&rows, [("chancery.bundle", "rows".to_owned())], ROW_GROUP_ROWS, &path)?;
        add(self.folder, &path, &bytes, self.files)
    }

    fn end(mut self) -> Result<Vec<Partition>, AnalyticsError> {
        for year in self.held.keys().copied().collect::<Vec<_>>() {
            self.write(year)?;
        }
        let partition = |(year, (_, rows)): (&i32, &(usize, u64))| Partition {
            format: self.format.to_owned(),
            year: *year,
            rows: *rows,
        };
        Ok(self.written.iter().map(partition).collect())
    }
}

//! Made-up feed files: what is read of them, what is rejected and what is refused, however they are packed, cut and shared out.

mod cuts;
mod made;
mod mutants;
mod packing;
mod page;
mod properties;
mod refusals;
mod rejections;

use std::convert::Infallible;
use std::io::Cursor;

use chancery_feeds::{
    Batch, Fault, Format, Limits, NULL_I8, NULL_I32, NULL_I64, ReadError, Rejected, Rows, Tally, read,
};

/// A file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Every row as a line of text, texts written out.
    pub rows: Vec<String>,
    /// Every rejected line.
    pub rejected: Vec<Rejected>,
    /// The tally.
    pub tally: Tally,
}

/// Reads a file under the usual limits, on one thread.
pub fn reading(bytes: &[u8], format: Format) -> Result<Reading, Fault> {
    reading_with(bytes, format, &Limits::default(), 1)
}

/// Reads a file.
pub fn reading_with(bytes: &[u8], format: Format, limits: &Limits, threads: usize) -> Result<Reading, Fault> {
    let (tally, batches) = batches(bytes, format, limits, threads)?;
    let rows = batches.iter().flat_map(|batch| (0..batch.rows.len()).map(|row| written(&batch.rows, row))).collect();
    Ok(Reading { rows, rejected: batches.into_iter().flat_map(|batch| batch.rejected).collect(), tally })
}

/// The batches of a file.
pub fn batches(bytes: &[u8], format: Format, limits: &Limits, threads: usize) -> Result<(Tally, Vec<Batch>), Fault> {
    let mut batches = Vec::new();
    let tally = read(Cursor::new(bytes), format, limits, threads, |batch| {
        batches.push(batch);
        Ok::<(), Infallible>(())
    });
    match tally {
        Ok(tally) => Ok((tally, batches)),
        Err(ReadError::Fault(fault)) => Err(fault),
        Err(ReadError::Io(error)) => panic!("memory cannot be read: {error}"),
        Err(ReadError::Each(never)) => match never {},
    }
}

/// A row: number, days, precision, day of adding | sides, pair | codes | numbers | place | deaths. Null is `-`.
pub fn written(rows: &Rows, row: usize) -> String {
    let text = |column: &[u32]| rows.names.text(column[row]).unwrap_or("-").to_owned();
    let number = |column: &[i32]| if column[row] == NULL_I32 { "-".to_owned() } else { column[row].to_string() };
    let small = |column: &[i8]| if column[row] == NULL_I8 { "-".to_owned() } else { column[row].to_string() };
    let story = if rows.story[row] == NULL_I64 { "-".to_owned() } else { rows.story[row].to_string() };
    [
        rows.row[row].to_string(),
        number(&rows.day),
        number(&rows.last_day),
        small(&rows.precision),
        number(&rows.added),
        "|".to_owned(),
        text(&rows.source),
        text(&rows.target),
        text(&rows.actor_a),
        text(&rows.actor_b),
        "|".to_owned(),
        text(&rows.code),
        text(&rows.root),
        "|".to_owned(),
        number(&rows.score),
        number(&rows.mentions),
        story,
        small(&rows.is_root),
        "|".to_owned(),
        text(&rows.place),
        small(&rows.place_precision),
        "|".to_owned(),
        number(&rows.low),
        number(&rows.best),
        number(&rows.high),
    ]
    .join(" ")
}

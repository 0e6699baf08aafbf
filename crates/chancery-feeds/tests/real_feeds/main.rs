//! Real feed files against figures that are known from elsewhere. They cannot be in the repository; they may lie in `../shared`.
#![allow(clippy::disallowed_methods, reason = "the data lies in files")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod figures;

use std::convert::Infallible;
use std::io::Cursor;
use std::path::Path;

use chancery_feeds::{Batch, Format, Limits, ReadError, Tally, read};

/// The bytes of a feed file; None, with one line that says so, if it is not there.
pub fn file(path: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/feeds").join(path);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: a feed file of ../shared is absent");
    }
    bytes
}

/// All batches of a file, on two threads.
pub fn batches(bytes: &[u8], format: Format) -> Result<(Tally, Vec<Batch>), ReadError<Infallible>> {
    let mut batches = Vec::new();
    let tally = read(Cursor::new(bytes), format, &Limits::default(), 2, |batch| {
        batches.push(batch);
        Ok(())
    })?;
    Ok((tally, batches))
}

//! Feed files (GDELT, ICEWS, UCDP) to typed column batches.
//!
//! [`read`] takes a file of machine-coded rows as its publisher made it, plain or packed, and hands over its rows as columns
//! ([`Rows`]), in file order, in bounded memory. A line that is not written as its format says is [`Rejected`] with the reason, a
//! file that is not what it seems is refused with a [`Fault`]; nothing is repaired in silence. docs/FEEDS.md has the contract of every
//! column.
//!
//! Rows never become claims. No path is opened here, no clock asked, nothing printed, and no polars named; what becomes of the batches
//! is decided elsewhere.

mod blocks;
pub mod cube;
mod fault;
mod format;
mod inspect;
mod limits;
mod names;
mod parse;
mod read;
mod rows;
mod source;
mod texts;

pub use fault::{Fault, ReadError};
pub use format::{Column, Format, UnknownFormat, detect};
pub use limits::Limits;
pub use names::{NONE, Names};
pub use parse::{REASONS, TEXT};
pub use read::{Tally, read, read_known};
pub use rows::{Batch, NULL_I8, NULL_I32, NULL_I64, Rejected, Rows};
pub use source::{Stored, digest};
pub use texts::Texts;

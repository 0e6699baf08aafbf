//! What is sealed, as far as reading the journal needs it: entries out of seals, given beside the files.
//!
//! Where seals lie, their bytes and their chain are the program's and the log's business.

use chancery_core::{Entry, Instant};

/// An entry as a seal holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct SealedEntry {
    /// The seal's file, as it is named in messages: `seals/001-first.clog`.
    pub seal: String,
    /// The entry.
    pub entry: Entry,
}

/// The newest `recorded` of all sealed entries: a new entry must be later.
pub fn sealed_until(sealed: &[SealedEntry]) -> Option<Instant> {
    sealed.iter().map(|sealed| sealed.entry.recorded).max()
}

//! What a date that is no EDTF says in English: `May 2010` is `2010-05`.
//!
//! Only a suggestion for a person to look at: nothing is ever read this way.

use chancery_core::when::natural::{Anchor, NaturalError, Reading, read};

/// A text as English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct English {
    /// Every reading, or why there is none.
    pub readings: Result<Vec<Reading>, NaturalError>,
    /// Whether it is one only because it is known when the source was published.
    pub is_reckoned: bool,
}

impl English {
    /// Reads a text of a source that was published at the anchor.
    pub(crate) fn of(text: &str, anchor: Option<Anchor>) -> English {
        let readings = read(text, anchor);
        let is_reckoned = anchor.is_some() && readings.is_ok() && read(text, None).is_err();
        English { readings, is_reckoned }
    }
}

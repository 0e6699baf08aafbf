//! Tables of texts with their readings, and what holds for the days that any text tells of.

mod cases;
mod faults;
mod laws;
mod page;
mod reckoned;
mod styles;

use super::{Anchor, Reading, read};
use crate::when::When;

/// The EDTF of every reading: readings separated by ` | `, the dates of one by ` & `; the fault of a text that has none.
fn shown(text: &str, anchor: &str) -> String {
    let anchor = When::parse(anchor).ok().as_ref().and_then(Anchor::of);
    match read(text, anchor) {
        Ok(readings) => {
            let dates = |reading: &Reading| {
                reading.dates.iter().map(|date| date.when.text().to_owned()).collect::<Vec<_>>().join(" & ")
            };
            readings.iter().map(dates).collect::<Vec<_>>().join(" | ")
        }
        Err(error) => format!("{:?}", error.fault),
    }
}

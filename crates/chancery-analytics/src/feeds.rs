//! Feeds: machine-coded rows as segments of Parquet, and measures over them, which are SQL files.
//!
//! Rows never become claims. A feed's rows lie in `segments/<SHA-256>.parquet` of the workspace, written once; which of them belong to
//! the dataset at a point is what the journal says ([`chancery_core::fold::State::feeds`]).

mod add;
mod compare;
mod measure;
mod open;
pub mod profile;
mod run;
mod segment;

pub use add::{Added, add};
pub use compare::{RULE, compare, recall};
pub use measure::{MEASURES, Measure, frequency, measure, of_actor, query_of, sql};

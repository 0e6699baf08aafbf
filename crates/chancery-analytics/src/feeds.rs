//! Feeds: machine-coded rows as segments of Parquet, and measures over them, which are SQL files.
//!
//! Rows never become claims. A feed's rows lie in `segments/<SHA-256>.parquet` of the workspace, written once; which of them belong to
//! the dataset at a point is what the journal says ([`chancery_core::fold::State::feeds`]).

mod add;
pub mod bundle;
mod codes;
mod compare;
pub mod cubes;
mod frequency;
mod measure;
mod open;
pub mod profile;
pub mod recount;
mod run;
mod segment;
mod writers;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use add::{Added, add, digest_of};
pub use compare::{Asked, RULE, compare, recall};
pub(crate) use compare::{Sums, sums};
pub use frequency::{Choice, LOSS, UNITS, frequency};
pub use measure::{MEASURES, Measure, measure, query_of, sql};
pub use recount::{Recounted, recount};

use chancery_core::feed::segment_path;

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use cubes::Cubes;

/// The segments of attached feeds if all of them are here; else the files to add again.
pub(crate) fn segments(analysis: &Analysis, workspace: &Path) -> Result<BTreeSet<String>, BTreeSet<String>> {
    let feeds = analysis.state.feeds.values();
    let is_here = |segment: &String| workspace.join(segment_path(segment)).is_file();
    let missing = feeds.clone().filter(|feed| !feed.segments.iter().all(is_here)).map(|feed| feed.file.clone());
    let missing: BTreeSet<String> = missing.collect();
    if missing.is_empty() { Ok(feeds.flat_map(|feed| feed.segments.clone()).collect()) } else { Err(missing) }
}

/// Gives the cubes of all attached feeds, one for each format, to `look`. If one turns out to be damaged all are made again, once.
fn with_cubes<T>(
    analysis: &Analysis,
    workspace: &Path,
    look: impl Fn(&[Cubes]) -> Result<T, AnalyticsError>,
) -> Result<T, AnalyticsError> {
    let threads = analysis.request.threads();
    let attempt = || {
        let mut segments: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        open::paths(workspace, analysis.state.feeds.values())?;
        for feed in analysis.state.feeds.values() {
            segments.entry(&feed.format).or_default().extend(feed.segments.iter().cloned());
        }
        let ready = |(format, segments): (&str, &BTreeSet<String>)| cubes::ready(workspace, format, segments, threads);
        let cubes = segments.iter().map(|(format, segments)| ready((format, segments)));
        look(&cubes.collect::<Result<Vec<Cubes>, _>>()?)
    };
    match attempt() {
        Err(AnalyticsError::Cube { .. }) => {
            cubes::forget(workspace)?;
            attempt()
        }
        other => other,
    }
}

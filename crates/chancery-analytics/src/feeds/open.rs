//! The rows of attached feeds as one lazy frame.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chancery_core::feed::Feed;
use polars::prelude::*;

use super::segment::COLUMNS;
use crate::error::AnalyticsError;

/// Where segments lie, within a workspace.
pub const FOLDER: &str = "segments";

/// A segment that is not where it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Missing {
    /// The feed.
    feed: String,
    /// The file that it came from.
    file: String,
    /// SHA-256 of the segment.
    segment: String,
}

/// The rows of all feeds, each with the code of its format in the column `format`; `None` where no feed is attached.
///
/// # Errors
/// [`AnalyticsError::Feed`] where segments are missing, with all of them.
pub(super) fn rows<'a>(
    workspace: &Path,
    feeds: impl IntoIterator<Item = &'a Feed>,
) -> Result<Option<LazyFrame>, AnalyticsError> {
    let mut paths: BTreeMap<&str, BTreeSet<PathBuf>> = BTreeMap::new();
    let mut missing = Vec::new();
    for feed in feeds {
        for segment in &feed.segments {
            let path = workspace.join(FOLDER).join(format!("{segment}.parquet"));
            if !path.is_file() {
                let (feed, file) = (feed.id.clone(), feed.file.clone());
                missing.push(Missing { feed, file, segment: segment.clone() });
            }
            paths.entry(feed.format.as_str()).or_default().insert(path);
        }
    }
    if !missing.is_empty() {
        return Err(absent(&missing));
    }
    let mut frames = Vec::new();
    for (format, paths) in paths {
        let paths: Vec<PlRefPath> =
            paths.iter().map(|path| PlRefPath::try_from_path(path)).collect::<PolarsResult<_>>()?;
        let scanned = LazyFrame::scan_parquet_files(paths.into_iter().collect(), ScanArgsParquet::default())?;
        let columns = COLUMNS.iter().map(|name| col(*name)).chain([lit(format).alias("format")]);
        frames.push(scanned.select(columns.collect::<Vec<_>>()));
    }
    if frames.is_empty() {
        return Ok(None);
    }
    Ok(Some(concat(frames, UnionArgs::default())?))
}

fn absent(missing: &[Missing]) -> AnalyticsError {
    let files: BTreeSet<String> =
        missing.iter().map(|missing| format!("`{}` (of the feed `{}`)", missing.file, missing.feed)).collect();
    AnalyticsError::Feed {
        message: format!("{} of the segments of attached feeds are not in `{FOLDER}`", missing.len()),
        fix: format!("add again, which makes them anew: {}", files.into_iter().collect::<Vec<_>>().join(", ")),
    }
}

//! The rows of attached feeds as one lazy frame.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chancery_core::feed::{Feed, SEGMENTS, segment_path};
use polars::prelude::*;

use super::segment::COLUMNS;
use crate::error::AnalyticsError;

/// The segments of feeds by the code of their format.
///
/// # Errors
/// [`AnalyticsError::Feed`] where segments are missing, with all of them.
pub(super) fn paths<'a>(
    workspace: &Path,
    feeds: impl IntoIterator<Item = &'a Feed>,
) -> Result<BTreeMap<&'a str, BTreeSet<PathBuf>>, AnalyticsError> {
    let mut paths: BTreeMap<&str, BTreeSet<PathBuf>> = BTreeMap::new();
    let (mut missing, mut files) = (0, BTreeSet::new());
    for feed in feeds {
        for segment in &feed.segments {
            let path = workspace.join(segment_path(segment));
            if !path.is_file() {
                missing += 1;
                files.insert(format!("`{}` (of the feed `{}`)", feed.file, feed.id));
            }
            paths.entry(feed.format.as_str()).or_default().insert(path);
        }
    }
    if missing > 0 {
        let files: Vec<String> = files.into_iter().collect();
        return Err(AnalyticsError::Feed {
            message: format!("{missing} of the segments of attached feeds are not in `{SEGMENTS}`"),
            fix: format!("add again, which makes them anew: {}", files.join(", ")),
        });
    }
    Ok(paths)
}

/// The rows of all feeds, each with the code of its format in the column `format`; `None` where no feed is attached.
///
/// # Errors
/// As [`paths`].
pub(super) fn rows<'a>(
    workspace: &Path,
    feeds: impl IntoIterator<Item = &'a Feed>,
) -> Result<Option<LazyFrame>, AnalyticsError> {
    let mut frames = Vec::new();
    for (format, paths) in paths(workspace, feeds)? {
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

//! The cubes of attached feeds: a cache, made of segments and kept up as feeds come and go.
//!
//! Each segment has a cube of its own, by its digest, and each year of a format one of all segments that have rows in it, by the digests of
//! these. A feed that comes is added to the years that it has rows in, month by month; for one that goes its years are put together
//! again from the cubes of the other segments. Whatever the way, a month has the same bytes. All of it may be deleted: it is made again.

mod scan;
mod segment;
mod threads;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chancery_core::feed::segment_path;
use chancery_feeds::Format;
use chancery_feeds::cube::{CubeError, Month, Packed, Reader, Writer};
use chancery_log::{sha256, whole};
use serde::{Deserialize, Serialize};

pub use scan::{Asked, MonthCells};
pub(super) use threads::each;

use crate::error::AnalyticsError;

/// Where cubes lie, within a workspace.
pub const CUBES: &str = ".chancery/cubes";

/// Where those of segments lie, within it.
const SEGMENT_CUBES: &str = "segments";

/// The version of what is in a cube; part of the name of all.
const VERSION: u32 = 1;

/// What is open of a cube's file.
type Open = Reader<File>;

/// Which years each segment has rows in, of the segments that were asked for last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    version: u32,
    segments: BTreeMap<String, BTreeSet<i32>>,
}

/// The cubes of one format, for a set of segments.
#[derive(Debug)]
pub struct Cubes {
    /// The code of the format.
    pub format: String,
    /// The file of each year.
    years: BTreeMap<i32, PathBuf>,
    pub(super) threads: usize,
}

/// Makes the cubes of segments of one format, as far as they are not there.
///
/// # Errors
/// Where a segment cannot be read, or a cube cannot be written.
pub fn ready(
    workspace: &Path,
    format: &str,
    segments: &BTreeSet<String>,
    threads: usize,
) -> Result<Cubes, AnalyticsError> {
    let folder = workspace.join(CUBES).join(format);
    let of_segments = workspace.join(CUBES).join(SEGMENT_CUBES);
    for folder in [&folder, &of_segments] {
        if !folder.is_dir() {
            whole::make_folders(folder)?;
        }
    }
    let known = format.parse().map_err(|_| AnalyticsError::Bug(format!("no format is `{format}`")))?;
    let store = Store { workspace, format: known, folder, of_segments, threads };
    let before = store.index();
    let known = |segment: &String| before.segments.get(segment).cloned();
    let found = each(segments, threads, |segment| match known(segment) {
        Some(years) => Ok(((*segment).clone(), years)),
        None => Ok(((*segment).clone(), store.years_of(segment)?)),
    })?;
    let now = Index { version: VERSION, segments: found.into_iter().collect() };
    let all: BTreeSet<i32> = now.segments.values().flatten().copied().collect();
    let mut years = BTreeMap::new();
    for year in all {
        let path = store.path_of(&now, year);
        if !path.is_file() {
            store.make(year, &before, &now, &path)?;
        }
        years.insert(year, path);
    }
    if now != before {
        store.put_index(&now)?;
        store.sweep([&before, &now]);
    }
    Ok(Cubes { format: format.to_owned(), years, threads })
}

/// Removes all cubes of a workspace: they are made again when they are asked for.
///
/// # Errors
/// Where they cannot be removed.
pub fn forget(workspace: &Path) -> Result<(), AnalyticsError> {
    let path = workspace.join(CUBES);
    match fs::remove_dir_all(&path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            Err(whole::WholeError { path, step: whole::Step::Write, cause }.into())
        }
        _ => Ok(()),
    }
}

/// Writes the cube of a segment.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn put_segment(workspace: &Path, segment: &str, months: &[Month]) -> Result<(), AnalyticsError> {
    let folder = workspace.join(CUBES).join(SEGMENT_CUBES);
    if !folder.is_dir() {
        whole::make_folders(&folder)?;
    }
    let mut writer = Writer::default();
    months.iter().for_each(|month| writer.put(&Packed::of(month)));
    Ok(whole::write_cache(&folder.join(cube_of(segment)), &writer.finish())?)
}

/// The name of the cube of a segment.
fn cube_of(segment: &str) -> String {
    format!("{segment}-v{VERSION}.cube")
}

struct Store<'a> {
    workspace: &'a Path,
    format: Format,
    folder: PathBuf,
    of_segments: PathBuf,
    threads: usize,
}

impl Store<'_> {
    /// What was known last; nothing where that is absent, of another version or no longer read.
    fn index(&self) -> Index {
        let text = fs::read_to_string(self.folder.join("index.json")).unwrap_or_default();
        let index: Index = serde_json::from_str(&text).unwrap_or_default();
        if index.version == VERSION { index } else { Index::default() }
    }

    fn put_index(&self, index: &Index) -> Result<(), AnalyticsError> {
        let text = serde_json::to_string(index).map_err(|error| AnalyticsError::Bug(error.to_string()))?;
        Ok(whole::write_cache(&self.folder.join("index.json"), text.as_bytes())?)
    }

    /// Where the cube of a segment lies.
    fn segment_cube(&self, segment: &str) -> PathBuf {
        self.of_segments.join(cube_of(segment))
    }

    /// The cube of a segment, which is made if it is not there, or damaged.
    fn of_segment(&self, segment: &str) -> Result<(PathBuf, Open), AnalyticsError> {
        let path = self.segment_cube(segment);
        let cube = match open(&path) {
            Ok(cube) => cube,
            Err(_) => {
                self.make_segment_cube(segment)?;
                open(&path).map_err(|error| unreadable(&path, error))?
            }
        };
        Ok((path, cube))
    }

    /// The years in which a segment has rows.
    fn years_of(&self, segment: &str) -> Result<BTreeSet<i32>, AnalyticsError> {
        let (_, cube) = self.of_segment(segment)?;
        Ok(cube.places.iter().map(|place| place.month / 100).collect())
    }

    fn make_segment_cube(&self, segment: &str) -> Result<(), AnalyticsError> {
        let months = segment::months(&self.workspace.join(segment_path(segment)), self.format)?;
        put_segment(self.workspace, segment, &months)
    }

    /// Where the cube of a year lies: its name says which segments are in it.
    fn path_of(&self, index: &Index, year: i32) -> PathBuf {
        let lines: String = segments_in(index, year).map(|segment| format!("{segment}\n")).collect();
        let digest = sha256(lines.as_bytes()).to_string();
        self.folder.join(format!("{year}-{}-v{VERSION}.cube", &digest[..32]))
    }

    /// Removes the years of all but the last two sets of segments: a question about the past and one about the present may follow each
    /// other for long. A file that stays harms nobody.
    fn sweep(&self, kept: [&Index; 2]) {
        let years = |index: &Index| index.segments.values().flatten().copied().collect::<BTreeSet<i32>>();
        let paths = kept.iter().flat_map(|index| years(index).into_iter().map(|year| self.path_of(index, year)));
        let kept: BTreeSet<PathBuf> = paths.collect();
        for file in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = file.path();
            if path.extension().is_some_and(|ending| ending == "cube") && !kept.contains(&path) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// The segments that have rows in a year, sorted.
fn segments_in(index: &Index, year: i32) -> impl Iterator<Item = &String> {
    index.segments.iter().filter(move |(_, years)| years.contains(&year)).map(|(segment, _)| segment)
}

fn open(path: &Path) -> Result<Open, CubeError> {
    Reader::open(File::open(path)?)
}

fn unreadable(path: &Path, error: CubeError) -> AnalyticsError {
    match error {
        CubeError::Io(cause) => whole::WholeError { path: path.to_owned(), step: whole::Step::Read, cause }.into(),
        CubeError::Damaged(damaged) => AnalyticsError::Cube { path: path.to_owned(), damaged },
    }
}

//! The cube of a year: months put together of the cubes of segments, or of the year as it was and the segments that are new.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chancery_feeds::cube::{Month, Packed, Place, Writer, merge};
use chancery_log::whole;

use super::threads::each;
use super::{Index, Open, Store, open, segments_in, unreadable};
use crate::error::AnalyticsError;

/// A file with months of the year.
struct Source {
    path: PathBuf,
    months: Vec<Place>,
}

impl Store<'_> {
    /// Writes the cube of a year for the segments of `now`.
    pub(super) fn make(&self, year: i32, before: &Index, now: &Index, path: &Path) -> Result<(), AnalyticsError> {
        let sources = self.sources(year, before, now)?;
        let months: BTreeSet<i32> = sources.iter().flat_map(|source| &source.months).map(|place| place.month).collect();
        let packed = each(months, self.threads, |month| packed(&sources, *month))?;
        let mut writer = Writer::default();
        packed.iter().for_each(|month| writer.put(month));
        Ok(whole::write_cache(path, &writer.finish())?)
    }

    /// What the year is made of: the year as it was, if all its segments are still there, and the others.
    fn sources(&self, year: i32, before: &Index, now: &Index) -> Result<Vec<Source>, AnalyticsError> {
        let old: BTreeSet<&String> = segments_in(before, year).collect();
        let new: BTreeSet<&String> = segments_in(now, year).collect();
        let path = self.path_of(before, year);
        let has_old = !old.is_empty() && old.is_subset(&new) && path.is_file();
        let mut cubes = Vec::new();
        if has_old {
            let cube = open(&path).map_err(|error| unreadable(&path, error))?;
            cubes.push((path, cube));
        }
        for segment in new.into_iter().filter(|segment| !(has_old && old.contains(segment))) {
            cubes.push(self.of_segment(segment)?);
        }
        let of_year = |(path, mut cube): (PathBuf, Open)| {
            cube.places.retain(|place| place.month / 100 == year);
            Source { path, months: cube.places }
        };
        Ok(cubes.into_iter().map(of_year).collect())
    }
}

/// A month of all sources. Where only one has it, its bytes are the month's.
fn packed(sources: &[Source], month: i32) -> Result<Packed, AnalyticsError> {
    let find = |source: &Source| source.months.iter().find(|place| place.month == month).copied();
    let having: Vec<(&Path, Place)> =
        sources.iter().filter_map(|source| Some((source.path.as_path(), find(source)?))).collect();
    if let [(path, place)] = having.as_slice() {
        return open(path).and_then(|mut cube| cube.packed(place)).map_err(|error| unreadable(path, error));
    }
    let read = |(path, place): &(&Path, Place)| {
        open(path).and_then(|mut cube| cube.month(place)).map_err(|error| unreadable(path, error))
    };
    let months = having.iter().map(read).collect::<Result<Vec<Month>, _>>()?;
    Ok(Packed::of(&merge(&months)))
}

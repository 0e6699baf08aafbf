//! Counting again from the rows, and comparing every cell of the cubes with what is found.
//!
//! A way of its own: nothing by which cubes are made is used, and months and roots are read as segments have them. Rows stand by pair, so
//! a pair's month is counted in a few numbers; what several segments say of it is added up month by month.

mod count;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chancery_feeds::cube::{Cell, Code};

use super::cubes::{Asked, Cubes, each};
use super::measure::no_feed;
use super::{open, with_cubes};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use count::{Known, Names, Part};

/// More cells of one month than this, whether they have rows or not, are not counted again.
const MOST_CELLS: usize = 1 << 25;

/// What counting again found, of one format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recounted {
    /// The code of the format.
    pub format: String,
    /// Rows between two different actors.
    pub rows: u64,
    /// Cells of pair, month and root with such rows.
    pub cells: u64,
    /// The sum of their scores, in tenths.
    pub score: i64,
    /// Cells that the cubes have otherwise, do not have, or have besides.
    pub different: u64,
}

/// Counts the rows of all attached feeds again.
///
/// # Errors
/// As [`super::frequency`].
pub fn recount(analysis: &Analysis, workspace: &Path) -> Result<Vec<Recounted>, AnalyticsError> {
    let paths = open::paths(workspace, analysis.state.feeds.values())?;
    if paths.is_empty() {
        return Err(no_feed());
    }
    with_cubes(analysis, workspace, |all| {
        all.iter().map(|cubes| compare(cubes, paths.get(cubes.format.as_str()).into_iter().flatten())).collect()
    })
}

/// Counts the rows of segments and holds them against their cubes.
///
/// # Errors
/// Where a segment or a cube cannot be read.
pub fn compare<'a>(cubes: &Cubes, segments: impl Iterator<Item = &'a PathBuf>) -> Result<Recounted, AnalyticsError> {
    let names = Names::default();
    let parts = each(segments, cubes.threads, |path| count::segment(path, &names))?;
    let known = names.finish();
    if known.pairs.len() * known.roots.len() > MOST_CELLS {
        return Err(AnalyticsError::Feed {
            message: format!(
                "{} pairs with {} roots are too many to be counted again",
                known.pairs.len(),
                known.roots.len()
            ),
            fix: "what is kept is made anew from the rows if the folder .chancery/cubes is deleted".to_owned(),
        });
    }
    let mut months: BTreeMap<i32, Vec<&[Part]>> = BTreeMap::new();
    for (month, found) in parts.iter().flatten() {
        months.entry(*month).or_default().push(found);
    }
    let months = Mutex::new(months);
    let of_cubes = cubes.months(&Asked::default(), |month| {
        let found = months.lock().unwrap_or_else(PoisonError::into_inner).remove(&month.head.month);
        let mut dense = Dense::of(&known, &found.unwrap_or_default());
        let actors: Vec<Option<u32>> = month.head.actors.iter().map(|actor| known.actors.find(actor)).collect();
        month.cells(|cell, _| dense.hold_against(cell, &actors))?;
        Ok(dense.finish())
    })?;
    // Months that the cubes do not have at all.
    let left = months.into_inner().unwrap_or_else(PoisonError::into_inner);
    let besides = left.values().map(|found| Dense::of(&known, found).finish());
    let mut sum = Recounted { format: cubes.format.clone(), ..Recounted::default() };
    for one in of_cubes.into_iter().chain(besides) {
        sum.rows += one.rows;
        sum.cells += one.cells;
        sum.score += one.score;
        sum.different += one.different;
    }
    Ok(sum)
}

/// Every cell that a month could have: rows and scores by pair and root.
struct Dense<'a> {
    known: &'a Known,
    cells: Vec<(u64, i64)>,
    found: Recounted,
}

impl<'a> Dense<'a> {
    fn of(known: &'a Known, parts: &[&[Part]]) -> Dense<'a> {
        let mut cells = vec![(0, 0); known.pairs.len() * known.roots.len()];
        for part in parts.iter().copied().flatten() {
            if let Some(cell) = cells.get_mut(part.pair() * known.roots.len() + part.root()) {
                cell.0 += u64::from(part.rows);
                cell.1 += i64::from(part.score);
            }
        }
        let mut found = Recounted::default();
        for (rows, score) in cells.iter().filter(|cell| cell.0 > 0) {
            found.cells += 1;
            found.rows += rows;
            found.score += score;
        }
        Dense { known, cells, found }
    }

    /// Takes a cell of a cube away, whose actors are those of its month.
    fn hold_against(&mut self, cell: &Cell, actors: &[Option<u32>]) {
        let actor = |place: u32| actors.get(place as usize).copied().flatten();
        let pair = actor(cell.a).zip(actor(cell.b)).and_then(|pair| self.known.pairs.get(&pair));
        let root = self.known.root(cell.root);
        let place = pair.zip(root).map(|(pair, root)| *pair as usize * self.known.roots.len() + root);
        let own = place.and_then(|place| self.cells.get_mut(place));
        match own {
            Some(own) => {
                self.found.different += u64::from(*own != (cell.rows, cell.score));
                *own = (0, 0);
            }
            None => self.found.different += 1,
        }
    }

    /// What was found; whatever the cubes did not have is different.
    fn finish(mut self) -> Recounted {
        self.found.different += self.cells.iter().filter(|cell| cell.0 > 0).count() as u64;
        self.found
    }
}

impl Known {
    fn root(&self, code: Code) -> Option<usize> {
        self.roots.iter().position(|root| *root == code)
    }
}

//! Reading cubes: all cells, or those of one pair, of the months that are asked for.

use std::path::Path;

use chancery_feeds::cube::{self, Act, Block, Cell, CubeError, Head, within};

use super::threads::each;
use super::{Cubes, Open, open, unreadable};
use crate::error::AnalyticsError;

/// What is asked of cubes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The smaller and the larger actor; none for every pair.
    pub pair: Option<(String, String)>,
    /// First and last month, as in 201910; none for all.
    pub months: Option<(i32, i32)>,
    /// Whether the days of cells are read; without, they are none.
    pub with_days: bool,
    /// Whether acts are read.
    pub with_acts: bool,
}

/// One month as far as it was asked for.
#[derive(Debug)]
pub struct MonthCells {
    /// Its actors and days.
    pub head: Head,
    /// The pair that was asked for.
    pair: Option<(u32, u32)>,
    with_days: bool,
    /// Where the blocks are in the bytes.
    blocks: Vec<cube::BlockPlace>,
    cells: Vec<u8>,
    /// Empty where acts were not asked for.
    acts: Vec<u8>,
}

impl MonthCells {
    /// Each cell with its acts, which are none unless they were asked for; in the order of pairs and roots.
    ///
    /// # Errors
    /// Where the cube is damaged.
    pub fn cells(&self, mut each: impl FnMut(&Cell, &[Act])) -> Result<(), cube::Damaged> {
        for place in &self.blocks {
            let block = Block::read(within(&self.cells, place.cells)?)?;
            let acts = match self.acts.is_empty() {
                true => Vec::new(),
                false => block.acts(&self.head, within(&self.acts, place.acts)?)?,
            };
            let mut rest = acts.as_slice();
            block.cells(&self.head, self.with_days, |cell| {
                let own;
                (own, rest) = rest.split_at_checked(cell.acts as usize).unwrap_or_default();
                if self.pair.is_none_or(|pair| pair == (cell.a, cell.b)) {
                    each(cell, own);
                }
            })?;
        }
        Ok(())
    }
}

impl Cubes {
    /// What `look` finds in each month, in the order of the months. Months are looked at by several threads.
    ///
    /// # Errors
    /// Where a cube cannot be read.
    pub fn months<T: Send>(
        &self,
        asked: &Asked,
        look: impl Fn(&MonthCells) -> Result<T, cube::Damaged> + Sync,
    ) -> Result<Vec<T>, AnalyticsError> {
        let is_asked = |month: i32| asked.months.is_none_or(|(first, last)| (first..=last).contains(&month));
        let mut wanted: Vec<(&Path, usize)> = Vec::new();
        for path in self.years.values() {
            let cube = open(path).map_err(|error| unreadable(path, error))?;
            let months = cube.places.iter().enumerate().filter(|(_, place)| is_asked(place.month));
            wanted.extend(months.map(|(at, _)| (path.as_path(), at)));
        }
        let found = each(wanted, self.threads, |(path, at)| {
            let read = || {
                let mut cube = open(path)?;
                let Some(month) = read(&mut cube, *at, asked)? else { return Ok(None) };
                Ok::<_, CubeError>(Some(look(&month)?))
            };
            read().map_err(|error| unreadable(path, error))
        })?;
        Ok(found.into_iter().flatten().collect())
    }
}

/// One month; none where it does not have the pair that is asked for.
fn read(cube: &mut Open, at: usize, asked: &Asked) -> Result<Option<MonthCells>, CubeError> {
    let Some(place) = cube.places.get(at).copied() else { return Ok(None) };
    let head = cube.head(&place)?;
    let pair = match &asked.pair {
        None => None,
        Some((a, b)) => match (head.actor(a), head.actor(b)) {
            (Some(a), Some(b)) => Some((a, b)),
            _ => return Ok(None),
        },
    };
    let Some(pair) = pair else {
        let cells = cube.cells(&place)?;
        let acts = if asked.with_acts { cube.acts(&place)? } else { Vec::new() };
        return Ok(Some(MonthCells {
            blocks: head.blocks.clone(),
            head,
            pair,
            with_days: asked.with_days,
            cells,
            acts,
        }));
    };
    let Some(mut block) = head.block_of(pair).copied() else { return Ok(None) };
    let (cells, acts) = cube.block(&place, &block, asked.with_acts)?;
    (block.cells.0, block.acts.0) = (0, 0);
    Ok(Some(MonthCells { blocks: vec![block], head, pair: Some(pair), with_days: asked.with_days, cells, acts }))
}

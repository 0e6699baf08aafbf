//! A block: the cells of some pairs as columns, and their acts.

use super::bytes::{Bytes, Column, Damaged, put_column, put_u32, unzigzag, zigzag};
use super::codes::Codes;
use super::days::{DaysColumn, put_days};
use super::section::Head;
use super::{Act, Cell};

/// Puts the cells of whole pairs.
pub fn put_cells(out: &mut Vec<u8>, cells: &[Cell], roots: &Codes) {
    let pairs: Vec<&[Cell]> = cells.chunk_by(|one, next| (one.a, one.b) == (next.a, next.b)).collect();
    put_u32(out, pairs.len() as u32);
    put_u32(out, cells.len() as u32);
    let mut of_pairs = |value: fn(&[Cell]) -> u64| {
        put_column(out, &pairs.iter().map(|pair| value(pair)).collect::<Vec<u64>>());
    };
    of_pairs(|pair| pair.first().map_or(0, |cell| u64::from(cell.a)));
    of_pairs(|pair| pair.first().map_or(0, |cell| u64::from(cell.b)));
    of_pairs(|pair| pair.len() as u64);
    put_column(out, &cells.iter().map(|cell| roots.place(cell.root)).collect::<Vec<u64>>());
    let mut of_cells = |value: fn(&Cell) -> u64| put_column(out, &cells.iter().map(value).collect::<Vec<u64>>());
    of_cells(|cell| cell.rows);
    of_cells(|cell| cell.unscored);
    of_cells(|cell| zigzag(cell.score));
    of_cells(|cell| u64::from(cell.acts));
    put_days(out, cells.iter().map(|cell| cell.days));
}

/// Puts the acts of a block's cells.
pub fn put_acts(out: &mut Vec<u8>, acts: &[Act], codes: &Codes) {
    put_u32(out, acts.len() as u32);
    let code = |act: &Act| codes.place(act.code) << 1 | u64::from(act.is_back);
    put_column(out, &acts.iter().map(code).collect::<Vec<u64>>());
    put_days(out, acts.iter().map(|act| act.days));
}

/// The cells of one block, decoded as they are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Block<'a> {
    pairs: [Column<'a>; 3],
    root: Column<'a>,
    rows: Column<'a>,
    unscored: Column<'a>,
    score: Column<'a>,
    acts: Column<'a>,
    days: DaysColumn<'a>,
}

impl<'a> Block<'a> {
    /// Reads where the columns are.
    ///
    /// # Errors
    /// Where the bytes are not those of a block.
    pub fn read(bytes: &'a [u8]) -> Result<Block<'a>, Damaged> {
        let mut bytes = Bytes(bytes);
        let (pairs, cells) = (bytes.count()?, bytes.count()?);
        let mut of_pairs = || bytes.column(pairs);
        let pairs = [of_pairs()?, of_pairs()?, of_pairs()?];
        let mut column = || bytes.column(cells);
        let block = Block {
            pairs,
            root: column()?,
            rows: column()?,
            unscored: column()?,
            score: column()?,
            acts: column()?,
            days: DaysColumn::read(&mut bytes, cells)?,
        };
        bytes.end()?;
        Ok(block)
    }

    /// Each cell, in order; without their days, which cost half as much again, these are none.
    ///
    /// # Errors
    /// Where the block names what its head does not have.
    pub fn cells(&self, head: &Head, with_days: bool, mut each: impl FnMut(&Cell)) -> Result<(), Damaged> {
        let [a, b, counts] = self.pairs.map(Column::to_vec);
        let (root, rows, unscored) = (self.root.to_vec(), self.rows.to_vec(), self.unscored.to_vec());
        let (score, acts) = (self.score.to_vec(), self.acts.to_vec());
        let days = if with_days { self.days.bits()? } else { vec![0; acts.len()] };
        let known = head.actors.len() as u64;
        let outside = Damaged("a cell names what is not there");
        let sums = rows.iter().zip(&unscored).zip(&score).zip(days.iter().zip(&acts));
        let mut cells = root.iter().zip(sums);
        for ((a, b), count) in a.iter().zip(&b).zip(&counts) {
            if *a >= known || *b >= known {
                return Err(outside);
            }
            let (a, b) = (*a as u32, *b as u32);
            for _ in 0..*count {
                let (root, (((rows, unscored), score), (days, acts))) = cells.next().ok_or(outside)?;
                let root = *head.roots.get(*root as usize).ok_or(outside)?;
                let (rows, unscored, score) = (*rows, *unscored, unzigzag(*score));
                each(&Cell { a, b, root, rows, unscored, score, days: *days as u32, acts: *acts as u32 });
            }
        }
        if cells.next().is_none() { Ok(()) } else { Err(outside) }
    }

    /// The acts of the block's cells, one cell's after another's.
    ///
    /// # Errors
    /// Where they are not as many as the cells have.
    pub fn acts(&self, head: &Head, bytes: &[u8]) -> Result<Vec<Act>, Damaged> {
        let mut bytes = Bytes(bytes);
        let count = bytes.count()?;
        let codes = bytes.column(count)?.to_vec();
        let days = DaysColumn::read(&mut bytes, count)?;
        bytes.end()?;
        let days = days.bits()?;
        let wanted = self.acts.to_vec().iter().fold(0_u64, |sum, acts| sum.saturating_add(*acts));
        if wanted != count as u64 {
            return Err(Damaged("cells have other acts than there are"));
        }
        let act = |(code, days): (u64, u64)| {
            let place = (code >> 1) as usize;
            let code_of = head.codes.get(place).ok_or(Damaged("an act names what is not there"))?;
            Ok(Act { code: *code_of, is_back: code & 1 == 1, days: days as u32 })
        };
        codes.into_iter().zip(days).map(act).collect()
    }
}

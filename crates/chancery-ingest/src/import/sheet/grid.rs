//! Rows that name their own columns, gathered into a table: every column that any row has, in the order of first sight.

use std::collections::HashMap;
use std::ops::Range;

use super::{Cell, Sheet};
use crate::problem::{Sink, Spot};
use crate::problems;

/// How many columns a table may have: rows that name their own could name any number.
const MAX_COLUMNS: usize = 1_000;

/// How many cells the rows may come to, those that a row leaves out included.
const MAX_CELLS: usize = 4 << 20;

/// A table as it grows.
#[derive(Debug, Default)]
pub(super) struct Grid {
    header: Vec<Cell>,
    columns: HashMap<String, usize>,
    rows: Vec<(Range<usize>, Vec<Cell>)>,
}

impl Grid {
    /// Begins a row, which lies at these bytes.
    pub(super) fn begin(&mut self, span: Range<usize>) {
        self.rows.push((span, Vec::new()));
    }

    /// How many rows were begun.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row at hand, as far as it is read, with the cell of that column if it has one.
    pub(super) fn cell(&mut self, column: &str) -> Option<&mut Cell> {
        let index = *self.columns.get(column)?;
        let cell = self.rows.last_mut()?.1.get_mut(index)?;
        (!cell.span.is_empty()).then_some(cell)
    }

    /// Puts a cell into the row at hand; `false` where there are too many columns for it.
    pub(super) fn put(&mut self, column: &str, text: String, span: Range<usize>) -> bool {
        let index = match self.columns.get(column) {
            Some(index) => *index,
            None if self.header.len() >= MAX_COLUMNS => return false,
            None => {
                self.columns.insert(column.to_owned(), self.header.len());
                self.header.push(Cell { text: column.to_owned(), span: span.clone() });
                self.header.len() - 1
            }
        };
        let Some((_, cells)) = self.rows.last_mut() else { return true };
        if cells.len() <= index {
            cells.resize(index + 1, Cell::default());
        }
        cells[index] = Cell { text, span };
        true
    }

    /// The table: cells that a row left out are empty and point to the row. `None`, told, where it is too large.
    pub(super) fn finish(self, path: &str, sink: &mut Sink) -> Option<Sheet> {
        let Grid { header, rows, .. } = self;
        if rows.len().saturating_mul(header.len()) > MAX_CELLS {
            let why = format!("its {} rows name {} different columns", rows.len(), header.len());
            sink.add(Spot::file(path), |at| problems::bad_table(at, &why));
            return None;
        }
        let columns = header.len();
        let fill = |(span, mut cells): (Range<usize>, Vec<Cell>)| {
            cells.resize(columns, Cell::default());
            for cell in cells.iter_mut().filter(|cell| cell.span.is_empty()) {
                cell.span = span.clone();
            }
            cells
        };
        Some(Sheet { header, rows: rows.into_iter().map(fill).collect(), is_loose: true })
    }
}

/// Tells a table with more columns than anybody names.
pub(super) fn too_many_columns(path: &str, span: Range<usize>, sink: &mut Sink) {
    let why = format!("its rows name more than {MAX_COLUMNS} different columns");
    sink.add(Spot::at(path, span), |at| problems::bad_table(at, &why));
}

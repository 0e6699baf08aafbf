//! A snapshot: one file or several that together are the register's table at one moment.
//!
//! The rows are read into one sheet under one made-up path, the files lying one behind the other; problems are moved back to
//! the file that they are in.

use std::ops::Range;

use chancery_core::text::display_safe;
use sha2::{Digest as _, Sha256};

use crate::import::mapping::Layout;
use crate::import::sheet::{self, Cell, Sheet};
use crate::input::InputFile;
use crate::lines::Lines;
use crate::problem::{Problem, Sink, Spot};
use crate::problems;

/// The path under which cells are told until they are moved. No file can be called so.
pub(super) const PATH: &str = "\u{0}snapshot";

/// The files of a snapshot, workbooks as the text of their sheet.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    pub(super) files: Vec<InputFile>,
    /// Where each begins, all of them behind each other.
    starts: Vec<usize>,
}

impl Snapshot {
    /// Reads the rows of every file; `None`, told, where one of them cannot be read.
    pub(super) fn read(given: &[InputFile], layout: &Layout, sink: &mut Sink) -> (Snapshot, Option<Sheet>) {
        let mut snapshot = Snapshot::default();
        let mut all: Option<Sheet> = None;
        let mut sound = true;
        let mut start = 0;
        for file in given {
            let text = sheet::as_text(file, layout, sink);
            let read = text.as_ref().and_then(|text| sheet::read(text, file, layout, sink));
            let text = text.unwrap_or_else(|| file.clone());
            let read = read.map(|sheet| moved(sheet, start));
            all = match (all, read) {
                (Some(all), Some(next)) => joined(all, next, sink),
                (None, first) => first,
                (Some(_), None) => None,
            };
            sound &= all.is_some();
            snapshot.starts.push(start);
            // One byte between files: no span reaches from one into the next.
            start += text.bytes.len() + 1;
            snapshot.files.push(text);
        }
        (snapshot, all.filter(|_| sound))
    }

    /// SHA-256 over the files as given, one behind the other in the order of their paths.
    pub(super) fn digest(given: &[InputFile]) -> String {
        let mut files: Vec<&InputFile> = given.iter().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let digest = files.iter().fold(Sha256::new(), |digest, file| digest.chain_update(&file.bytes)).finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The file that a place lies in, and where it begins.
    fn file_of(&self, at: usize) -> Option<(&InputFile, usize)> {
        let index = self.starts.partition_point(|start| *start <= at).checked_sub(1)?;
        Some((self.files.get(index)?, self.starts[index]))
    }

    /// A place as people write it: `visits/2010.xml, line 12`.
    pub(super) fn place(&self, at: usize) -> String {
        match self.file_of(at) {
            Some((file, start)) => display_safe(&Lines::of(&file.bytes).place(&file.path, at - start)),
            None => String::new(),
        }
    }

    /// Moves a problem of the snapshot into its file.
    pub(super) fn relocate(&self, problem: &mut Problem) {
        if problem.path != PATH {
            return;
        }
        let at = problem.span.as_ref().map_or(0, |span| span.start);
        let Some((file, start)) = self.file_of(at) else { return };
        problem.path.clone_from(&file.path);
        if let Some(span) = &mut problem.span {
            *span = span.start - start..span.end.saturating_sub(start);
        }
        problem.locate(&file.bytes);
    }
}

/// A sheet whose file begins there.
fn moved(mut sheet: Sheet, start: usize) -> Sheet {
    let span = |span: &Range<usize>| span.start + start..span.end + start;
    for cell in sheet.header.iter_mut().chain(sheet.rows.iter_mut().flatten()) {
        cell.span = span(&cell.span);
    }
    sheet
}

/// One sheet of two. Columns are brought together by name; where every file names its columns in a first row, both must
/// name the same.
fn joined(mut all: Sheet, next: Sheet, sink: &mut Sink) -> Option<Sheet> {
    let mut places = Vec::with_capacity(next.header.len());
    let before = all.header.len();
    for cell in &next.header {
        let known = all.header.iter().position(|known| known.text == cell.text);
        places.push(known.unwrap_or(all.header.len()));
        if known.is_none() {
            all.header.push(cell.clone());
        }
    }
    let differs = all.header.len() > before || next.header.len() < before;
    if differs && !(all.is_loose && next.is_loose) {
        let span = next.header.first().map_or(0..0, |cell| cell.span.clone());
        let why = "its columns are not those of the file before it";
        sink.add(Spot::at(PATH, span), |at| problems::bad_table(at, why));
        return None;
    }
    let columns = all.header.len();
    let empty = |row: &[Cell]| Cell { text: String::new(), span: row.first().map_or(0..0, |cell| cell.span.clone()) };
    for row in &mut all.rows {
        let cell = empty(row);
        row.resize(columns, cell);
    }
    for row in next.rows {
        let mut cells = vec![empty(&row); columns];
        for (place, cell) in places.iter().zip(row) {
            cells[*place] = cell;
        }
        all.rows.push(cells);
    }
    Some(all)
}

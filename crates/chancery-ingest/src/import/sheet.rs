//! Somebody's table as rows of cells, each with its place in the file.

mod grid;
mod json;
mod workbook;
mod xml;

use std::ops::Range;

use super::mapping::Layout;
use crate::bytes::MAX_FILE_BYTES;
use crate::input::InputFile;
use crate::problem::{Sink, Spot};
use crate::problems;

/// What a table's file may be.
pub(super) const FORMATS: &[&str] = &["csv", "json", "tsv", "xlsx", "xml"];

/// A table's cells.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) header: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Whether each row names its own columns (JSON, XML), so that a column which no row has is no fault of the file.
    pub(super) is_loose: bool,
}

/// A cell's text and its place. White space at its ends is gone; within it, a file of lines has one space for each run, and
/// JSON and XML have what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// A workbook's sheet as a table of tabs, so that a problem can show its row; other files as they are.
pub(super) fn as_text(file: &InputFile, layout: &Layout, sink: &mut Sink) -> Option<InputFile> {
    if format(file, layout) != "xlsx" {
        return Some(file.clone());
    }
    match workbook::as_text(&file.bytes, layout.sheet.as_deref()) {
        Ok(text) => Some(InputFile::new(file.path.clone(), text)),
        Err(why) => {
            sink.add(Spot::file(&file.path), |at| problems::bad_table(at, &why));
            None
        }
    }
}

/// Reads rows and cells. A row of another length than the header is told and left out.
pub(super) fn read(file: &InputFile, original: &InputFile, layout: &Layout, sink: &mut Sink) -> Option<Sheet> {
    let format = format(original, layout);
    if file.bytes.len() > MAX_FILE_BYTES {
        sink.add(Spot::file(&file.path), |at| problems::file_too_large(at, file.bytes.len(), MAX_FILE_BYTES));
        return None;
    }
    let text = match str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(error) => {
            let start = error.valid_up_to();
            let bad = file.bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            sink.add(Spot::at(&file.path, start..start + 1), |at| problems::invalid_utf8(at, bad));
            return None;
        }
    };
    match format {
        "json" => json::read(&file.path, text, &layout.key, sink),
        "xml" => xml::read(&file.path, text, layout, sink),
        _ => read_lines(file, format, layout, sink),
    }
}

/// Reads a file whose first line names the columns.
fn read_lines(file: &InputFile, format: &str, layout: &Layout, sink: &mut Sink) -> Option<Sheet> {
    let separator = match (format, layout.separator) {
        ("csv", Some(separator)) => separator,
        ("csv", None) => b',',
        _ => b'\t',
    };
    let quotes = format != "xlsx" && layout.quotes.unwrap_or(true);
    let mut records = records(&file.bytes, separator, quotes).into_iter();
    let Some(header) = records.next() else {
        sink.add(Spot::file(&file.path), |at| problems::bad_table(at, "it is empty"));
        return None;
    };
    check_header(file, &header, sink)?;
    let mut sheet = Sheet { header, rows: Vec::new(), is_loose: false };
    for row in records {
        if row.len() == sheet.header.len() {
            sheet.rows.push(row);
        } else if row.len() > 1 || row.iter().any(|cell| !cell.text.is_empty()) {
            let span = row.first().map_or(0..0, |cell| cell.span.clone());
            sink.add(Spot::at(&file.path, span), |at| problems::bad_row(at, row.len(), sheet.header.len()));
        }
    }
    Some(sheet)
}

fn format<'a>(file: &'a InputFile, layout: &'a Layout) -> &'a str {
    let ending = || file.path.rsplit('.').next().filter(|ending| FORMATS.contains(ending));
    layout.format.as_deref().or_else(ending).unwrap_or("csv")
}

fn check_header(file: &InputFile, header: &[Cell], sink: &mut Sink) -> Option<()> {
    let mut sound = Some(());
    for (index, cell) in header.iter().enumerate() {
        if cell.text.is_empty() || header[..index].iter().any(|before| before.text == cell.text) {
            sound = None;
            sink.add(Spot::at(&file.path, cell.span.clone()), |at| problems::bad_header(at, &cell.text, index + 1));
        }
    }
    sound
}

/// Records by the csv crate, which takes anything; the places of their cells are found again in the bytes.
fn records(bytes: &[u8], separator: u8, quotes: bool) -> Vec<Vec<Cell>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .quoting(quotes)
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut records = Vec::new();
    let mut record = csv::ByteRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(0);
        if !matches!(reader.read_byte_record(&mut record), Ok(true)) {
            return records;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(bytes.len());
        let spans = spans(bytes, start..end.min(bytes.len()), separator, quotes);
        let cells = record.iter().enumerate().map(|(index, cell)| Cell {
            text: tidy(&String::from_utf8_lossy(cell)),
            span: spans.get(index).cloned().unwrap_or(start..start),
        });
        records.push(cells.collect());
    }
}

/// Where the cells of a record lie.
fn spans(bytes: &[u8], record: Range<usize>, separator: u8, quotes: bool) -> Vec<Range<usize>> {
    let blank = |at: &usize| matches!(bytes[*at], b'\r' | b'\n');
    let start = record.clone().find(|at| !blank(at)).unwrap_or(record.start);
    let end = record.clone().rev().find(|at| !blank(at)).map_or(start, |at| at + 1);
    let (mut spans, mut begin, mut quoted) = (Vec::new(), start, false);
    for (at, byte) in (start..end).zip(&bytes[start..end]) {
        match *byte {
            b'"' if quotes => quoted = !quoted,
            byte if byte == separator && !quoted => {
                spans.push(begin..at);
                begin = at + 1;
            }
            _ => {}
        }
    }
    spans.push(begin..end);
    spans
}

/// One space for every run of white space; and the apostrophe gone that keeps a spreadsheet from taking a text for a formula.
fn tidy(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t']) => rest,
        _ => text,
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, separator: u8, quotes: bool) -> Vec<Vec<(String, &str)>> {
        let rows = records(text.as_bytes(), separator, quotes);
        rows.iter().map(|row| row.iter().map(|cell| (cell.text.clone(), &text[cell.span.clone()])).collect()).collect()
    }

    #[test]
    fn cells_are_where_they_are_said_to_be() {
        let rows = cells("\u{feff}a,b\r\n\"x, y\"\"\",\" two\nlines \"\n\n'=1+1,'quoted'\n", b',', true);
        let texts: Vec<Vec<&str>> =
            rows.iter().map(|row| row.iter().map(|(text, _)| text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["a", "b"], vec!["x, y\"", "two lines"], vec!["=1+1", "'quoted'"]]);
        let raw: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|(_, raw)| *raw).collect()).collect();
        assert_eq!(raw[1], ["\"x, y\"\"\"", "\" two\nlines \""]);
        assert_eq!(raw[2], ["'=1+1", "'quoted'"]);
        assert_eq!(cells("a\t\"b\nc\t", b'\t', false)[0][1].1, "\"b");
    }
}

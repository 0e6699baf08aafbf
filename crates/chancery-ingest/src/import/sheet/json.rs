//! JSON: a list of flat objects, or an object whose keys name flat objects. What is nested deeper is told, not flattened.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::Sheet;
use super::grid::{Grid, too_many_columns};
use crate::problem::{Sink, Spot};
use crate::problems;

/// Reads the rows. Where they have names instead of a place in a list, `key` is the column that the names go into.
pub(super) fn read(path: &str, text: &str, key: &str, sink: &mut Sink) -> Option<Sheet> {
    let reading = Reading { path, text, key };
    let json = text.trim_start_matches('\u{feff}');
    let rows = match serde_json::from_str::<Members<'_>>(json) {
        Ok(rows) => rows.0,
        Err(error) => {
            reading.unreadable(&error, text.len() - json.len(), sink);
            return None;
        }
    };
    if rows.is_empty() {
        sink.add(Spot::file(path), |at| problems::bad_table(at, "it holds no rows"));
        return None;
    }
    let mut grid = Grid::default();
    for (name, row) in rows {
        reading.row(&mut grid, name, row, sink)?;
    }
    grid.finish(path, sink)
}

/// What a row is read in.
struct Reading<'a> {
    path: &'a str,
    text: &'a str,
    key: &'a str,
}

impl Reading<'_> {
    /// Reads a row; `None`, told, where nothing more can be read.
    fn row(&self, grid: &mut Grid, name: Option<String>, row: &RawValue, sink: &mut Sink) -> Option<()> {
        let span = self.span(row);
        let members = match serde_json::from_str::<Members<'_>>(row.get()) {
            Ok(members) if row.get().starts_with('{') => members.0,
            _ => {
                let why = "a row of it is no object of columns and values";
                sink.add(Spot::at(self.path, span), |at| problems::bad_table(at, why));
                return Some(());
            }
        };
        grid.begin(span.clone());
        if let Some(name) = name {
            grid.put(self.key, name.trim().to_owned(), span.start..span.start + 1);
        }
        for (column, value) in members {
            let (column, span) = (column.unwrap_or_default(), self.span(value));
            let Some(text) = scalar(value) else {
                sink.add(Spot::at(self.path, span), |at| problems::nested_value(at, &column));
                continue;
            };
            if column.trim().is_empty() {
                sink.add(Spot::at(self.path, span), |at| problems::bad_table(at, "a column of it has no name"));
            } else if grid.cell(&column).is_some() {
                sink.add(Spot::at(self.path, span), |at| problems::repeated_cell(at, &column, false));
            } else if !grid.put(&column, text, span.clone()) {
                too_many_columns(self.path, span, sink);
                return None;
            }
        }
        Some(())
    }

    /// Where a value stands: it is a part of the text itself.
    fn span(&self, value: &RawValue) -> Range<usize> {
        let start = (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + value.get().len()
    }

    fn unreadable(&self, error: &serde_json::Error, offset: usize, sink: &mut Sink) {
        let lines = self.text[offset..].split_inclusive('\n').take(error.line().saturating_sub(1));
        let line_start = offset + lines.map(str::len).sum::<usize>();
        let start = (line_start + error.column().saturating_sub(1)).min(self.text.len().saturating_sub(1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let why = format!("it is no JSON list or object of rows ({message})");
        sink.add(Spot::at(self.path, start..start + 1), |at| problems::bad_table(at, &why));
    }
}

/// A text as it stands, a number, `true` or `false` as written, `null` as nothing; none of what is nested.
fn scalar(value: &RawValue) -> Option<String> {
    match value.get().as_bytes().first() {
        Some(b'{' | b'[') => None,
        Some(b'"') => serde_json::from_str::<String>(value.get()).ok().map(|text| text.trim().to_owned()),
        Some(b'n') => Some(String::new()),
        _ => Some(value.get().to_owned()),
    }
}

/// The members of an object with their names, or those of a list without; none is lost where a name stands twice.
struct Members<'a>(Vec<(Option<String>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members<'de>, D::Error> {
        deserializer.deserialize_any(Gather)
    }
}

struct Gather;

impl<'de> Visitor<'de> for Gather {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(value) = list.next_element::<&RawValue>()? {
            members.push((None, value));
        }
        Ok(Members(members))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = object.next_entry::<String, &RawValue>()? {
            members.push((Some(name), value));
        }
        Ok(Members(members))
    }
}

//! XML: one element a row, its child elements and attributes the columns. No document type, no entity but the five of XML
//! itself, nothing nested within a column: a small file cannot grow while it is read.

use std::ops::Range;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::grid::{Grid, too_many_columns};
use super::{Cell, Sheet};
use crate::import::mapping::Layout;
use crate::problem::{Problem, Sink, Spot};
use crate::problems;

/// How deep elements may lie within each other.
const MAX_DEPTH: usize = 64;

/// How many attributes an element may have: each is compared with all before it.
const MAX_ATTRIBUTES: usize = 64;

/// Reads the rows that `layout.rows` names.
pub(super) fn read(path: &str, text: &str, layout: &Layout, sink: &mut Sink) -> Option<Sheet> {
    let Some(rows) = &layout.rows else {
        let why = "the mapping does not say which elements are rows (`rows` under `[table]`)";
        sink.add(Spot::file(path), |at| problems::bad_table(at, why));
        return None;
    };
    let mut walk =
        Walk { path, layout, rows: rows.split('/').collect(), open: Vec::new(), grid: Grid::default(), sink };
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    walk.all(&text[start..], start)?;
    let Walk { grid, sink, .. } = walk;
    if grid.len() == 0 {
        sink.add(Spot::file(path), |at| problems::bad_table(at, &format!("it has no element {rows}")));
        return None;
    }
    grid.finish(path, sink)
}

/// An element that is open.
struct Open {
    name: String,
    /// Where its content begins.
    start: usize,
    text: String,
    /// Whether it was told, and all within it is passed over.
    passed: bool,
}

/// A file being read.
struct Walk<'a> {
    path: &'a str,
    layout: &'a Layout,
    /// The names from the root to a row.
    rows: Vec<&'a str>,
    open: Vec<Open>,
    grid: Grid,
    sink: &'a mut Sink,
}

impl Walk<'_> {
    /// Reads to the end; `None`, told, where that cannot be.
    fn all(&mut self, text: &str, offset: usize) -> Option<()> {
        let mut reader = Reader::from_str(text);
        let position = |at: u64| offset + usize::try_from(at).unwrap_or(0).min(text.len());
        loop {
            let start = position(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = position(reader.error_position());
                    return self.refuse(at..at + 1, &format!("it is no sound XML: {error}"));
                }
            };
            let span = start..position(reader.buffer_position());
            match event {
                Event::Start(tag) => self.begin(&tag, span)?,
                Event::Empty(tag) => {
                    self.begin(&tag, span.clone())?;
                    self.end(span.end..span.end)?;
                }
                Event::End(_) => self.end(span)?,
                Event::Text(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0), span),
                Event::CData(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0), span),
                Event::GeneralRef(entity) => match resolved(&entity) {
                    Some(text) => self.text(&text, span),
                    None => return self.refuse(span, "it uses an entity that XML itself does not have"),
                },
                Event::DocType(_) => return self.refuse(span, "it declares a document type, which may hide anything"),
                Event::Decl(declaration) => {
                    let encoding = declaration.encoding().and_then(Result::ok);
                    if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("utf-8")) {
                        return self.refuse(span, "it says that it is not in UTF-8");
                    }
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() => return Some(()),
                Event::Eof => return self.refuse(span, "it ends before its elements do"),
            }
        }
    }

    fn refuse(&mut self, span: Range<usize>, why: &str) -> Option<()> {
        self.tell(span, |at| problems::bad_table(at, why));
        None
    }

    fn tell(&mut self, span: Range<usize>, make: impl FnOnce(Spot<'_>) -> Problem) {
        self.sink.add(Spot::at(self.path, span), make);
    }

    fn begin(&mut self, tag: &BytesStart<'_>, span: Range<usize>) -> Option<()> {
        let name = tag.name().0.to_owned();
        let depth = self.open.len();
        if depth >= MAX_DEPTH {
            return self.refuse(span, &format!("its elements lie more than {MAX_DEPTH} deep"));
        }
        let mut passed = self.open.last().is_some_and(|above| above.passed);
        if !passed && depth > self.rows.len() {
            let column = self.open.last().map(|above| above.name.clone()).unwrap_or_default();
            self.tell(span.clone(), |at| problems::nested_value(at, &column));
            passed = true;
        } else if !passed && self.rows.get(depth).is_some_and(|wanted| *wanted != name) {
            passed = true;
            if !self.layout.ignore.contains(&name) {
                let rows = self.rows.join("/");
                self.tell(span.clone(), |at| problems::stray_content(at, Some(&name), &rows));
            }
        } else if !passed && depth + 1 == self.rows.len() {
            self.grid.begin(span.clone());
            self.attributes(tag, "", &span)?;
        } else if !passed && depth == self.rows.len() {
            self.attributes(tag, &name, &span)?;
        }
        self.open.push(Open { name, start: span.end, text: String::new(), passed });
        Some(())
    }

    /// Attributes as columns: `@name` of a row, `element@name` of a column.
    fn attributes(&mut self, tag: &BytesStart<'_>, element: &str, span: &Range<usize>) -> Option<()> {
        for (count, attribute) in tag.attributes().enumerate() {
            let value = attribute.as_ref().ok().and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok());
            let (Ok(attribute), Some(value)) = (&attribute, value) else {
                return self.refuse(span.clone(), "an element of it has an attribute that cannot be read");
            };
            if count >= MAX_ATTRIBUTES {
                return self
                    .refuse(span.clone(), &format!("an element of it has more than {MAX_ATTRIBUTES} attributes"));
            }
            self.put(&format!("{element}@{}", attribute.key.0), value.trim(), span.clone())?;
        }
        Some(())
    }

    fn end(&mut self, span: Range<usize>) -> Option<()> {
        let Some(closed) = self.open.pop() else { return Some(()) };
        if !closed.passed && self.open.len() == self.rows.len() {
            let content = closed.start..span.start.max(closed.start);
            // An empty element points to its own tag, so that there is something to point to.
            let content = if content.is_empty() { closed.start.saturating_sub(1)..closed.start } else { content };
            self.put(&closed.name, closed.text.trim(), content)?;
        }
        Some(())
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        let in_column = self.open.len() > self.rows.len();
        match self.open.last_mut() {
            Some(open) if open.passed => {}
            Some(open) if in_column => open.text.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => {
                let rows = self.rows.join("/");
                self.tell(span, |at| problems::stray_content(at, None, &rows));
            }
        }
    }

    /// Puts a cell into the row at hand, behind the one that the column has already where the mapping says how.
    fn put(&mut self, column: &str, text: &str, span: Range<usize>) -> Option<()> {
        let layout = self.layout;
        match (self.grid.cell(column), layout.join.get(column)) {
            (Some(Cell { text: before, span: all }), Some(between)) => {
                before.push_str(between);
                before.push_str(text);
                all.end = span.end;
                return Some(());
            }
            (Some(_), None) => {
                self.tell(span, |at| problems::repeated_cell(at, column, true));
                return Some(());
            }
            (None, _) => {}
        }
        if !self.grid.put(column, text.to_owned(), span.clone()) {
            too_many_columns(self.path, span, self.sink);
            return None;
        }
        Some(())
    }
}

/// The character of a reference, if it is one of XML's own.
fn resolved(entity: &BytesRef<'_>) -> Option<String> {
    match entity.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        Ok(None) => {
            let name = entity.xml_content(XmlVersion::Implicit1_0);
            quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned)
        }
        Err(_) => None,
    }
}

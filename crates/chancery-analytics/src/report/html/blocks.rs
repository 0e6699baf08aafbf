//! The sections that the report writes, as HTML: headings, paragraphs, lists and tables.

use maud::{Markup, html};

use super::super::Page;
use super::inline::inline;

/// Tables with more rows than this are opened by the reader.
const MOST_ROWS: usize = 12;

/// What stands under one heading of the second level.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of the third level.
    Heading(String),
    Paragraph(String),
    /// Items, each with those below it.
    List(Vec<(String, Vec<String>)>),
    Table(Table),
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    head: Vec<String>,
    /// Whether a column holds numbers, which stand to the right.
    are_numbers: Vec<bool>,
    rows: Vec<Vec<String>>,
}

/// Reads sections; what stands before the first heading has an empty title.
pub(super) fn sections(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut is_apart = true;
    for line in text.lines() {
        let Some(section) = sections.last_mut() else { continue };
        if let Some(title) = line.strip_prefix("## ") {
            sections.push(Section { title: title.to_owned(), blocks: Vec::new() });
        } else if !line.is_empty() && !line.starts_with("# ") {
            add(&mut section.blocks, line, is_apart);
        }
        is_apart = line.is_empty();
    }
    sections.retain(|section| !section.blocks.is_empty() || !section.title.is_empty());
    sections
}

/// Adds a line to the block that it goes on with, or as a new one.
fn add(blocks: &mut Vec<Block>, line: &str, is_apart: bool) {
    let last = blocks.last_mut().filter(|_| !is_apart);
    if let Some(heading) = line.strip_prefix("### ") {
        blocks.push(Block::Heading(heading.to_owned()));
    } else if line.starts_with('|') {
        match last {
            Some(Block::Table(table)) => table.add(cells(line)),
            _ => blocks.push(Block::Table(Table { head: cells(line), ..Table::default() })),
        }
    } else if let Some(item) = line.strip_prefix("- ") {
        match last {
            Some(Block::List(items)) => items.push((item.to_owned(), Vec::new())),
            _ => blocks.push(Block::List(vec![(item.to_owned(), Vec::new())])),
        }
    } else {
        match (last, line.strip_prefix("  - ")) {
            (Some(Block::List(items)), Some(below)) => {
                items.last_mut().into_iter().for_each(|(_, all)| all.push(below.to_owned()));
            }
            (Some(Block::Paragraph(text)), _) => {
                text.push(' ');
                text.push_str(line);
            }
            _ => blocks.push(Block::Paragraph(line.to_owned())),
        }
    }
}

/// The cells of a row, cut at the bars that are not escaped.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_escaped) = (Vec::new(), String::new(), false);
    for character in line.trim().trim_start_matches('|').chars() {
        if character == '|' && !is_escaped {
            cells.push(cell.trim().to_owned());
            cell.clear();
        } else {
            cell.push(character);
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    cells
}

impl Table {
    fn add(&mut self, row: Vec<String>) {
        if self.are_numbers.is_empty() {
            self.are_numbers = row.iter().map(|cell| cell.ends_with(':')).collect();
        } else {
            self.rows.push(row);
        }
    }

    fn class(&self, column: usize) -> Option<&'static str> {
        self.are_numbers.get(column).is_some_and(|is_number| *is_number).then_some("n")
    }

    /// The table, which scrolls by itself where it is wider than the page.
    fn markup(&self, page: &Page<'_>, title: &str) -> Markup {
        html! {
            div.wide role="region" aria-label=(title) tabindex="0" {
                table {
                    thead { tr {
                        @for (column, cell) in self.head.iter().enumerate() {
                            th scope="col" class=[self.class(column)] { (inline(page, cell)) }
                        }
                    } }
                    tbody {
                        @for row in &self.rows {
                            tr { @for (column, cell) in row.iter().enumerate() {
                                td class=[self.class(column)] { (inline(page, cell)) }
                            } }
                        }
                    }
                }
            }
        }
    }
}

/// What a picture is of, by its heading; and whether the table that comes next is what is drawn.
pub(super) type Picture<'p> = &'p dyn Fn(&str) -> Option<(Markup, bool)>;

/// Blocks as HTML, with the pictures under their headings.
pub(super) fn markup(page: &Page<'_>, section: &Section, picture: Picture<'_>) -> Markup {
    let mut title = section.title.as_str();
    let drawn = picture(title);
    let mut is_behind = drawn.as_ref().is_some_and(|(_, has_table)| *has_table);
    let mut parts: Vec<Markup> = drawn.into_iter().map(|(drawn, _)| drawn).collect();
    for block in &section.blocks {
        match block {
            Block::Heading(text) => {
                title = text;
                let drawn = picture(title);
                is_behind = drawn.as_ref().is_some_and(|(_, has_table)| *has_table);
                parts.push(html! { h3 { (inline(page, text)) } });
                parts.extend(drawn.into_iter().map(|(drawn, _)| drawn));
            }
            Block::Paragraph(text) => parts.push(html! { div.p { (inline(page, text)) } }),
            Block::List(items) => parts.push(list(page, items)),
            Block::Table(table) => {
                parts.push(opened(table.rows.len(), is_behind, &table.markup(page, title)));
                is_behind = false;
            }
        }
    }
    html! { @for part in &parts { (part) } }
}

fn list(page: &Page<'_>, items: &[(String, Vec<String>)]) -> Markup {
    html! {
        ul.said {
            @for (item, below) in items {
                li {
                    (inline(page, item))
                    @if !below.is_empty() { ul { @for item in below { li { (inline(page, item)) } } } }
                }
            }
        }
    }
}

/// A table that is long, or stands behind a picture, is opened by the reader.
pub(super) fn opened(rows: usize, is_behind: bool, table: &Markup) -> Markup {
    html! {
        @if is_behind || rows > MOST_ROWS {
            details.table {
                summary { @if is_behind { "The table behind the picture, " } @else { "Table, " } (super::super::words::number(rows, "row")) }
                (table)
            }
        } @else { (table) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_read_block_by_block() {
        let text = "lead\ngoes on\n\n## One\n\n### Sub\n\nIntro.\n\n| a | n |\n| --- | ---: |\n| x \\| y | 1 |\n\n- i\n  - below\n- j\n";
        let read = sections(text);
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(read[0].blocks, [Block::Paragraph("lead goes on".to_owned())]);
        let table =
            Table { head: texts(&["a", "n"]), are_numbers: vec![false, true], rows: vec![texts(&["x \\| y", "1"])] };
        assert_eq!((read.len(), read[1].title.as_str()), (2, "One"));
        assert_eq!(read[1].blocks[..2], [Block::Heading("Sub".to_owned()), Block::Paragraph("Intro.".to_owned())]);
        assert_eq!(read[1].blocks[2], Block::Table(table));
        let items = vec![("i".to_owned(), texts(&["below"])), ("j".to_owned(), Vec::new())];
        assert_eq!(read[1].blocks[3], Block::List(items));
    }
}

//! The table of statements as rows of named cells.

use std::collections::BTreeMap;

/// A row: its key and its cells by column.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// A cell, which every row has for every column.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).unwrap_or_else(|| panic!("row {} has a column {column}", self.id))
    }

    /// Adds a column, or changes one.
    pub fn set(&mut self, column: &str, text: &str) {
        self.cells.insert(column.to_owned(), text.to_owned());
    }

    /// The parts of a cell, without the spaces around them and without empty ones.
    pub fn parts(&self, column: &str, joint: &str) -> Vec<String> {
        let parts = self.cell(column).split(joint).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// Whether the row stands for the essay, which is coded by hand and not imported.
    pub fn is_seed(&self) -> bool {
        self.cell("url").starts_with("seed:")
    }
}

/// All rows of a table of tab-separated cells in which a quotation mark is a character like any other.
pub fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
    let columns = reader.headers().expect("the table has a header").clone();
    let records = reader.records().enumerate();
    let rows = records.map(|(at, record)| {
        let record = record.unwrap_or_else(|error| panic!("record {}: {error}", at + 1));
        let cells = columns.iter().zip(&record).map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect();
        Row { id: record[0].to_owned(), cells }
    });
    rows.collect()
}

/// The rows of the bundled table.
pub fn bundled() -> Vec<Row> {
    rows(&super::read(super::TABLE))
}

#[test]
fn quotation_marks_are_characters_and_parts_are_trimmed() {
    let rows = rows("id\turl\tplace\nmc1\tseed:x\t\"A\"; B;\nmc2\thttp://x\t\n");
    assert_eq!(rows.len(), 2);
    assert!(rows[0].is_seed() && !rows[1].is_seed());
    assert_eq!(rows[0].parts("place", ";"), ["\"A\"", "B"]);
    assert!(rows[1].parts("place", ";").is_empty());
}

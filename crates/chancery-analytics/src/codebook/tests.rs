//! The codebook says of every table exactly the columns that it has.

use chancery_core::vocabulary::TermList;
use chancery_testkit::sample;

use super::*;
use crate::analysis::{Analysis, Request};
use crate::table::Table;
use crate::tables;

#[test]
fn every_table_has_the_columns_that_are_described() {
    let described: Vec<&str> = BOOK.iter().map(|table| table.name).collect();
    let published: Vec<&str> = tables::TABLES.iter().map(|(name, ..)| *name).collect();
    assert_eq!(described, published);
    let analysis = Analysis::of(sample::contents(), &Request::default()).unwrap();
    for book in BOOK {
        let table = tables::table(&analysis, book.name).unwrap();
        let real: Vec<_> = table.frame.schema().iter().map(|(name, kind)| (name.to_string(), kind.clone())).collect();
        let said: Vec<_> = book.columns.iter().map(|column| (column.name.to_owned(), column.kind.of_frame())).collect();
        assert_eq!(said, real, "{}", book.name);
        // Sorting by another key would move rows, and too short a key would be refused.
        let again = Table::new(book.name, book.key, table.frame.clone()).unwrap();
        assert!(again.frame.equals_missing(&table.frame), "{} is not sorted by its key", book.name);
    }
}

#[test]
fn what_columns_refer_to_exists() {
    let lists: Vec<&str> = TermList::ALL.iter().map(|list| list.as_str()).collect();
    for table in BOOK {
        for column in table.columns {
            assert!(column.about.ends_with('.'), "{}.{}: {}", table.name, column.name, column.about);
            assert!(column.terms.is_none_or(|terms| lists.contains(&terms)), "{}.{}", table.name, column.name);
        }
        for (column, there, key) in table.joins() {
            assert_eq!(of(there).unwrap().key, [key], "{}.{column}", table.name);
        }
        assert!(table.key.iter().all(|key| table.columns.iter().any(|column| column.name == *key)), "{}", table.name);
    }
}

//! What every published table and column is: the one description from which the codebook, the data package, Croissant and the
//! notes in Parquet files are made. A test compares it with the columns that the tables have.

mod column;
mod counts;
mod histories;
mod ledger;

pub use column::{Column, Kind};

use crate::error::AnalyticsError;

/// A published table.
#[derive(Debug, Clone, Copy)]
pub struct TableBook {
    /// Its name.
    pub name: &'static str,
    /// The columns that tell its rows apart, by which they are sorted.
    pub key: &'static [&'static str],
    /// Its columns, in order.
    pub columns: &'static [Column],
}

impl TableBook {
    /// The values that are keys of other tables: column, table, column there.
    pub fn joins(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.columns.iter().filter_map(|column| column.joins.map(|(table, there)| (column.name, table, there)))
    }
}

/// Every table, in the order of [`crate::tables::TABLES`].
pub const BOOK: &[TableBook] = &[
    counts::CONTACT_FREQUENCY,
    counts::EXCHANGE_CATEGORIES,
    counts::DIVERSITY,
    counts::IMBALANCE,
    counts::UNITS,
    counts::SENSITIVITY,
    counts::PANEL,
    counts::JUMPS,
    counts::JOINT,
    counts::DISTRIBUTION,
    counts::RHYTHM,
    counts::GAPS,
    counts::MEDIATION,
    ledger::CONTACTS,
    ledger::CLAIMS_TABLE,
    ledger::SOURCES,
    ledger::ACTORS_TABLE,
    ledger::CATEGORIES_TABLE,
    ledger::DATES,
    ledger::RECURRENCES,
    ledger::STATES,
    histories::SPELLS,
    histories::MISSION_YEARS,
    histories::DIPLOMATIC_EXCHANGE,
    ledger::STOCKS,
    histories::MARGINS,
    histories::CONTRADICTIONS,
    histories::LAGS,
    histories::REVISIONS,
    ledger::CONTESTED,
    counts::EVIDENCE,
];

/// The description of a table.
///
/// # Errors
/// [`AnalyticsError::Bug`] where there is none.
pub fn of(name: &str) -> Result<&'static TableBook, AnalyticsError> {
    let found = BOOK.iter().find(|table| table.name == name);
    found.ok_or_else(|| AnalyticsError::Bug(format!("table {name} is not described")))
}

#[cfg(test)]
mod tests;

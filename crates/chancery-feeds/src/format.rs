//! The formats, how each is known from its first bytes, and what is kept of its columns.

mod columns;
mod detect;

pub use columns::Column;
pub use detect::detect;

use std::fmt;
use std::str::FromStr;

/// A format of feed files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GDELT 1.0 events: tabs, no heading, 57 columns before April 2013 and 58 since; both may be in one file.
    Gdelt1,
    /// GDELT 2.0 events: tabs, no heading, 61 columns.
    Gdelt2,
    /// ICEWS coded events: tabs, a heading, 20 columns, `NULL` and `NA` for nothing.
    Icews,
    /// UCDP georeferenced events: comma-separated values with a heading, columns found by name.
    UcdpGed,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 4] = [Format::Gdelt1, Format::Gdelt2, Format::Icews, Format::UcdpGed];

    /// The code by which commands and entries name the format.
    pub fn code(self) -> &'static str {
        match self {
            Format::Gdelt1 => "gdelt-1",
            Format::Gdelt2 => "gdelt-2",
            Format::Icews => "icews",
            Format::UcdpGed => "ucdp-ged",
        }
    }

    /// The columns of the format: all of them in their order, or for UCDP, whose columns are found by name, those that must be there.
    pub fn contract(self) -> &'static [Column] {
        match self {
            Format::Gdelt1 => columns::GDELT_1,
            Format::Gdelt2 => columns::GDELT_2,
            Format::Icews => columns::ICEWS,
            Format::UcdpGed => columns::UCDP_GED,
        }
    }

    /// Whether a column's number says nothing, so that it is found by its name.
    pub fn finds_by_name(self) -> bool {
        self == Format::UcdpGed
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Format, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.code() == text).ok_or(UnknownFormat)
    }
}

/// A code that names no format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes = Format::ALL.map(Format::code).join(", ");
        write!(f, "no such format; the formats are {codes}")
    }
}

impl std::error::Error for UnknownFormat {}

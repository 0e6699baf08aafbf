//! A mapping as data: what each column and value of somebody's table means here. docs/MAPPINGS.md gives the format.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_core::Field;
use regex_lite::Regex;
use toml::Value;

use crate::reader::Text;

/// A mapping, read and sound as far as it can be without its table.
#[derive(Debug)]
pub(super) struct Mapping {
    pub(super) id: String,
    pub(super) by: Option<String>,
    pub(super) note: Option<String>,
    /// Where its heading stands.
    pub(super) heading: Range<usize>,
    pub(super) key: Text,
    pub(super) ignore: Vec<Text>,
    pub(super) skips: Vec<Condition>,
    pub(super) captures: Vec<Capture>,
    pub(super) columns: Vec<Derived>,
    /// Rows with equal cells in these columns speak from one source.
    pub(super) same: Vec<Text>,
    pub(super) source: Vec<Setting>,
    pub(super) claim: Vec<Setting>,
    pub(super) values: Vec<ValueMap>,
    pub(super) dates: Vec<DateRule>,
    /// Whether `when`, where it is no EDTF, is read as English.
    pub(super) english_dates: bool,
    pub(super) packed: Option<PackedActors>,
    /// Actors from columns of their own.
    pub(super) actors: Vec<Vec<Setting>>,
    pub(super) who: Option<Who>,
    pub(super) quantity: Option<Quantities>,
    pub(super) rules: Vec<Rule>,
    /// What only `import register` reads; without it the mapping is for `import table`.
    pub(super) register: Option<Register>,
}

/// How the file is laid out; read before the rest, because the file's cells decide whether the rest fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) format: Option<String>,
    pub(super) quotes: Option<bool>,
    /// One ASCII character.
    pub(super) separator: Option<u8>,
    pub(super) sheet: Option<String>,
    /// The column that names a row: where JSON names its rows, their names go there.
    pub(super) key: String,
    /// XML: the names from the root to a row, `/` between them.
    pub(super) rows: Option<String>,
    /// XML: what stands between the texts of a column that a row has several times.
    pub(super) join: BTreeMap<String, String>,
    /// Columns, and elements beside the rows, that are known and not used.
    pub(super) ignore: Vec<String>,
}

/// What a key of a claim, source or actor is set to.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// As in an entry; `source.KEY` where a value sets something of the source.
    pub(super) key: String,
    pub(super) value: SettingValue,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone)]
pub(super) enum SettingValue {
    /// A value of an entry, its texts with columns in braces.
    Plain(Value),
    /// A list: the column's cell, split.
    Split { column: Text, at: String },
}

/// All of these columns' cells must pass.
#[derive(Debug, Clone, Default)]
pub(super) struct Condition(pub(super) Vec<(Text, Test)>);

#[derive(Debug, Clone)]
pub(super) enum Test {
    OneOf(Vec<String>),
    Matches(Regex),
}

/// New columns out of parts of a cell.
#[derive(Debug)]
pub(super) struct Capture {
    pub(super) column: Text,
    pub(super) pattern: Regex,
    pub(super) written: Text,
    pub(super) names: Vec<String>,
}

/// A new column: its text in the rows that pass, unless an earlier one of that name has given one.
#[derive(Debug)]
pub(super) struct Derived {
    pub(super) name: Text,
    pub(super) condition: Condition,
    /// With columns in braces.
    pub(super) is: Text,
}

/// What each value of a column sets.
#[derive(Debug)]
pub(super) struct ValueMap {
    pub(super) column: Text,
    pub(super) values: BTreeMap<String, Vec<Setting>>,
}

/// Rewrites `when`.
#[derive(Debug)]
pub(super) struct DateRule {
    pub(super) pattern: Regex,
    pub(super) becomes: Text,
    pub(super) condition: Condition,
}

/// A column that packs all actors of a row.
#[derive(Debug)]
pub(super) struct PackedActors {
    pub(super) column: Text,
    pub(super) split: String,
    pub(super) role_after: String,
    pub(super) ids: BTreeMap<String, Text>,
    pub(super) roles: BTreeMap<String, Vec<Setting>>,
}

/// A column with people and bodies.
#[derive(Debug)]
pub(super) struct Who {
    pub(super) column: Text,
    pub(super) split: String,
    pub(super) unnamed: Vec<Text>,
    pub(super) names: BTreeMap<String, Named>,
}

/// Whom a phrase names.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) is: Option<Text>,
    pub(super) actor: Option<Text>,
}

/// A column with numbers and their units.
#[derive(Debug)]
pub(super) struct Quantities {
    pub(super) column: Text,
    pub(super) split: Option<String>,
    pub(super) units: BTreeMap<String, Unit>,
    /// Parts that are no number and unit.
    pub(super) cells: BTreeMap<String, Vec<Value>>,
}

/// What a number of that unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    Quantity { of: String, unit: Option<String> },
    Rate(String),
    Ordinal,
    Nothing,
}

/// An exception with its reason.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) span: Range<usize>,
    pub(super) condition: Condition,
    pub(super) set: Vec<Setting>,
    pub(super) actors: Vec<ActorPatch>,
}

/// What a rule does to one actor.
#[derive(Debug)]
pub(super) struct ActorPatch {
    /// `ID`, or `ID:word` with the table's word for the role.
    pub(super) name: Text,
    pub(super) drop: bool,
    pub(super) set: Vec<Setting>,
}

/// How snapshots of a register are compared.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// What to do with a key that several rows of one snapshot have.
    pub(super) repeated: Repeated,
    /// What to do with a key that is suddenly about something else.
    pub(super) reused: Reused,
    /// The columns that say what a row is about: where all of them differ, it is about something else.
    pub(super) identity: Vec<Text>,
    /// How columns are read back out of a claim.
    pub(super) back: Vec<Back>,
}

/// Which of the rows with one key counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Repeated {
    #[default]
    Refuse,
    First,
    Last,
}

/// Whether a key that is about something else names a new claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Reused {
    #[default]
    Refuse,
    New,
    Same,
}

/// How a column is read back out of a claim: the first group of the pattern that takes part is its text.
#[derive(Debug)]
pub(super) struct Back {
    pub(super) column: Text,
    pub(super) field: Field,
    pub(super) pattern: Regex,
}

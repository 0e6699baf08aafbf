//! A mapping as data: what each column and value of somebody's table means here. docs/MAPPINGS.md gives the format.

use std::collections::BTreeMap;
use std::ops::Range;

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
}

/// How the file is laid out; read before the rest, because the file's cells decide whether the rest fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) format: Option<String>,
    pub(super) quotes: Option<bool>,
    /// One ASCII character.
    pub(super) separator: Option<u8>,
    pub(super) sheet: Option<String>,
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

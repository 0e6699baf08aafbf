//! Walking a table: a key is taken, its value's kind is checked, and what nobody took is told at the end.

mod lists;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::quoted;
use crate::problems;
use crate::reader::{Reader, Text};
use crate::suggest::nearest;
use crate::wanted::{Wanted, kind};

/// How many unknown keys of a table are compared with the known ones.
const MAX_COMPARED: usize = 100;

/// A key that a table may have, with an example of its value.
pub(crate) type Example = (&'static str, &'static str);

/// A table being read.
pub(crate) struct Table<'t, 'd> {
    entries: &'t DeTable<'d>,
    pub(crate) span: Range<usize>,
    /// As it is called in messages: `[[claim]]`.
    name: &'static str,
    /// What its keys' paths begin with: nothing, `set.`, `actors[0].`.
    prefix: String,
    examples: &'static [Example],
    missing: Vec<&'static str>,
}

impl<'t, 'd> Table<'t, 'd> {
    /// `examples` lists every key that the table may have.
    pub(crate) fn new(
        entries: &'t DeTable<'d>,
        span: Range<usize>,
        name: &'static str,
        prefix: String,
        examples: &'static [Example],
    ) -> Table<'t, 'd> {
        Table { entries, span, name, prefix, examples, missing: Vec::new() }
    }

    /// The same table under another name in messages, its paths beginning anew: an event is where paths begin.
    pub(crate) fn named(mut self, name: &'static str) -> Table<'t, 'd> {
        self.name = name;
        self.at_top()
    }

    /// The same table, its paths beginning anew.
    pub(crate) fn at_top(mut self) -> Table<'t, 'd> {
        self.prefix.clear();
        self
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Whether the table may have the key.
    pub(crate) fn allows(&self, key: &str) -> bool {
        self.examples.iter().any(|(known, _)| *known == key)
    }

    /// Whether the key holds a list.
    pub(crate) fn is_list(&self, key: &str) -> bool {
        matches!(self.entries.get(key).map(Spanned::get_ref), Some(DeValue::Array(_)))
    }

    /// Every key with its value, sorted by place: for tables whose keys are the reader's own.
    pub(crate) fn items(&self) -> Vec<(Text, &'t Spanned<DeValue<'d>>)> {
        let items = self.entries.iter();
        let mut items: Vec<_> =
            items.map(|(key, value)| (Text { value: key.get_ref().to_string(), span: key.span() }, value)).collect();
        items.sort_by_key(|(key, _)| key.span.start);
        items
    }

    /// As [`Table::items`], where each value must be a table.
    pub(crate) fn each(
        &self,
        r: &mut Reader<'_>,
        name: &'static str,
        examples: &'static [Example],
    ) -> Vec<(Text, Table<'t, 'd>)> {
        let mut tables = Vec::new();
        for (key, value) in self.items() {
            match value.get_ref() {
                DeValue::Table(entries) => {
                    let prefix = format!("{}.", self.path(&key.value));
                    tables.push((key, Table::new(entries, value.span(), name, prefix, examples)));
                }
                other => self.wrong(r, &key.value, other, value.span(), Wanted::Table),
            }
        }
        tables
    }

    /// Whether the key holds a list or table with nothing in it.
    pub(crate) fn is_empty_inside(&self, key: &str) -> bool {
        match self.entries.get(key).map(Spanned::get_ref) {
            Some(DeValue::Array(items)) => items.is_empty(),
            Some(DeValue::Table(entries)) => entries.is_empty(),
            _ => false,
        }
    }

    /// The path of one of its keys.
    pub(crate) fn path(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// The value's place, or the table's.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.entries.get(key).map_or_else(|| self.span.clone(), Spanned::span)
    }

    fn get(&self, r: &mut Reader<'_>, key: &'static str) -> Option<(&'t DeValue<'d>, Range<usize>)> {
        let value = self.entries.get(key)?;
        r.keys.insert(self.path(key), value.span());
        Some((value.get_ref(), value.span()))
    }

    fn wrong(&self, r: &mut Reader<'_>, key: &str, value: &DeValue<'_>, span: Range<usize>, wanted: Wanted) {
        r.tell(span, |at| {
            let example = wanted.from(value).map_or_else(|| self.example(key), |value| format!("{key} = {value}"));
            problems::wrong_type(at, key, kind(value), wanted.name(), &example)
        });
    }

    fn example(&self, key: &str) -> String {
        match self.examples.iter().find(|(name, _)| *name == key) {
            Some((_, heading)) if heading.trim_matches(['[', ']']) == key => (*heading).to_owned(),
            found => format!("{key} = {}", found.map_or("…", |(_, example)| example)),
        }
    }

    /// Notes that a key is needed.
    pub(crate) fn need(&mut self, key: &'static str) {
        if !self.has(key) {
            self.missing.push(key);
        }
    }

    /// A text, if the key is there, holds one, and it is not empty.
    pub(crate) fn text(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Text> {
        let (value, span) = self.get(r, key)?;
        let DeValue::String(text) = value else {
            self.wrong(r, key, value, span, Wanted::Text);
            return None;
        };
        if text.trim().is_empty() {
            r.tell(span, |at| problems::empty_text(at, key));
            return None;
        }
        Some(Text { value: text.replace("\r\n", "\n"), span })
    }

    /// A text that must be there.
    pub(crate) fn needed_text(&mut self, r: &mut Reader<'_>, key: &'static str) -> Option<Text> {
        self.need(key);
        self.text(r, key)
    }

    /// Whether the key holds an empty text: within `set` and `expect` that means that nothing is said.
    pub(crate) fn is_empty_text(&self, key: &str) -> bool {
        matches!(self.entries.get(key).map(Spanned::get_ref), Some(DeValue::String(text)) if text.is_empty())
    }

    /// A whole number.
    pub(crate) fn number(&self, r: &mut Reader<'_>, key: &'static str) -> Option<i64> {
        let (value, span) = self.get(r, key)?;
        let DeValue::Integer(number) = value else {
            self.wrong(r, key, value, span, Wanted::Number);
            return None;
        };
        match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Some(number),
            Err(_) => {
                let found = quoted(number.as_str());
                r.tell(span, |at| problems::bad_number(at, key, &found, "a number of at most 18 digits"));
                None
            }
        }
    }

    /// A whole number that is not below `least`.
    pub(crate) fn number_from(&self, r: &mut Reader<'_>, key: &'static str, least: i64) -> Option<i64> {
        let number = self.number(r, key)?;
        if number < least {
            r.tell(self.span_of(key), |at| {
                problems::bad_number(at, key, &number.to_string(), &format!("{least} or more"))
            });
            return None;
        }
        Some(number)
    }

    /// Yes or no.
    pub(crate) fn flag(&self, r: &mut Reader<'_>, key: &'static str) -> Option<bool> {
        let (value, span) = self.get(r, key)?;
        let DeValue::Boolean(flag) = value else {
            self.wrong(r, key, value, span, Wanted::Flag);
            return None;
        };
        Some(*flag)
    }

    /// A date or time as TOML has them, printed.
    pub(crate) fn moment(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Text> {
        let (value, span) = self.get(r, key)?;
        let DeValue::Datetime(moment) = value else {
            self.wrong(r, key, value, span, Wanted::Moment);
            return None;
        };
        Some(Text { value: moment.to_string(), span })
    }

    /// A table within.
    pub(crate) fn table(
        &self,
        r: &mut Reader<'_>,
        key: &'static str,
        examples: &'static [Example],
    ) -> Option<Table<'t, 'd>> {
        let (value, span) = self.get(r, key)?;
        let DeValue::Table(entries) = value else {
            self.wrong(r, key, value, span, Wanted::Table);
            return None;
        };
        Some(Table::new(entries, span, key, format!("{}.", self.path(key)), examples))
    }

    /// Tells what is missing and what nobody knows. A key that is missing and a key that looks like it are one mistake.
    pub(crate) fn finish(self, r: &mut Reader<'_>) {
        let allowed: Vec<&str> = self.examples.iter().map(|(key, _)| *key).collect();
        let mut mistyped = Vec::new();
        let unknown = self.entries.keys().filter(|key| !allowed.contains(&key.get_ref().as_ref()));
        for (count, key) in unknown.enumerate() {
            let absent = allowed.iter().copied().filter(|known| count < MAX_COMPARED && !self.has(known));
            let near = nearest(key.get_ref(), absent);
            mistyped.extend(near);
            r.tell(key.span(), |at| problems::unknown_key(at, key.get_ref(), self.name, near, &allowed));
        }
        for key in self.missing.iter().filter(|key| !mistyped.contains(key)) {
            r.tell(self.span.clone(), |at| problems::missing_key(at, key, self.name, &self.example(key)));
        }
    }
}

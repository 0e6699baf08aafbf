//! What a mapping sets: the keys of claims, sources and actors, with columns in braces; and the conditions under which.

use regex_lite::Regex;
use toml::Value;
use toml::de::DeValue;

use super::mapping::{Condition, Setting, SettingValue, Test};
use crate::problems;
use crate::reader::{Reader, Text};
use crate::table::{Example, Table};

/// What values and rules may set: every key of a claim but those that the importer gives, and `source`.
pub(super) const SET: &[Example] = &[
    ("nature", "\"stock\""),
    ("form", "\"visit\""),
    ("categories", "[\"political\"]"),
    ("status", "\"happened\""),
    ("stance", "\"asserted\""),
    ("attributed_to", "\"a Mongolian official\""),
    ("when", "\"2007-07-20\""),
    ("when_rule", "{ from = \"published\", basis = \"…\" }"),
    ("place", "[\"Ulaanbaatar\"]"),
    ("motive", "\"…\""),
    ("part_of", "\"newswire-2007-07/visit\""),
    ("instance_of", "\"newswire-2007-07/regular-exchanges\""),
    ("ordinal", "4"),
    ("rate", "{ min = 1, per = \"year\" }"),
    ("quantity", "[{ of = \"workers\", low = 2000 }]"),
    ("confidence", "\"high\""),
    ("summary", "\"…\""),
    ("source", "{ origin = \"AFP\" }"),
];

pub(super) const CLAIM: &[Example] = &[
    ("slug", "\"{id}\""),
    ("nature", "\"episode\""),
    ("form", "\"visit\""),
    ("categories", "[\"political\"]"),
    ("status", "\"happened\""),
    ("stance", "\"asserted\""),
    ("attributed_to", "\"{said_by}\""),
    ("when", "\"{date}\""),
    ("when_rule", "{ from = \"published\", basis = \"…\" }"),
    ("place", "{ column = \"place\", split = \";\" }"),
    ("motive", "\"{motive}\""),
    ("part_of", "\"newswire-2007-07/visit\""),
    ("instance_of", "\"newswire-2007-07/regular-exchanges\""),
    ("ordinal", "4"),
    ("rate", "{ min = 1, per = \"year\" }"),
    ("quantity", "[{ of = \"workers\", low = 2000 }]"),
    ("confidence", "\"high\""),
    ("summary", "\"{summary}\""),
];

pub(super) const SOURCE: &[Example] = &[
    ("same", "[\"url\"]"),
    ("id", "\"{outlet}-{date}\""),
    ("title", "\"{title}\""),
    ("publisher", "\"{outlet}\""),
    ("origin", "\"{agency}\""),
    ("author", "{ column = \"author\", split = \";\" }"),
    ("published", "\"{date}\""),
    ("published_basis", "\"…\""),
    ("language", "\"en\""),
    ("seen", "\"excerpt\""),
    ("url", "\"{url}\""),
];

pub(super) const ACTOR: &[Example] = &[
    ("id", "\"{country}\""),
    ("role", "\"visitor\""),
    ("who", "[\"{visitor}\"]"),
    ("sector", "\"GOV\""),
    ("level", "\"head\""),
    ("for", "\"JPN\""),
    ("stance", "\"speculated\""),
];

pub(super) const ROLE: &[Example] = &[
    ("role", "\"host\""),
    ("sector", "\"GOV\""),
    ("level", "\"head\""),
    ("for", "\"JPN\""),
    ("stance", "\"speculated\""),
];

pub(super) const PATCH: &[Example] = &[
    ("role", "\"convenor\""),
    ("who", "[\"hb-oil\"]"),
    ("sector", "\"BUS\""),
    ("level", "\"head\""),
    ("for", "\"JPN\""),
    ("stance", "\"speculated\""),
    ("drop", "true"),
];

pub(super) const SPLIT: &[Example] = &[("column", "\"place\""), ("split", "\";\"")];
pub(super) const MATCHES: &[Example] = &[("matches", "\"^seed:\"")];

/// `[source]`: which columns tell sources apart, and what is known of each. A register is one source.
pub(super) fn source(r: &mut Reader<'_>, root: &Table<'_, '_>, is_register: bool) -> (Vec<Text>, Vec<Setting>) {
    let Some(table) = root.table(r, "source", SOURCE) else { return (Vec::new(), Vec::new()) };
    let mut table = table.named("[source]");
    if !is_register {
        table.need("same");
    }
    let same = table.some_texts(r, "same").unwrap_or_default();
    let mut settings = all(r, table, &["id", "title", "publisher", "language", "seen"]);
    settings.retain(|setting| setting.key != "same");
    (same, settings)
}

/// `[claim]`: what holds for every row.
pub(super) fn claim(r: &mut Reader<'_>, root: &Table<'_, '_>) -> Vec<Setting> {
    let Some(table) = root.table(r, "claim", CLAIM) else { return Vec::new() };
    all(r, table.named("[claim]"), &["slug", "summary"])
}

/// Everything that a table sets. Whether each value is of the right kind is seen in the entry that is made of it.
pub(super) fn all(r: &mut Reader<'_>, mut table: Table<'_, '_>, needed: &[&'static str]) -> Vec<Setting> {
    needed.iter().for_each(|key| table.need(key));
    let mut settings = Vec::new();
    for (key, value) in table.items() {
        if !table.allows(&key.value) {
            continue;
        }
        let span = value.span();
        match value.get_ref() {
            DeValue::Table(_) if key.value == "source" => {
                if let Some(source) = table.table(r, "source", SOURCE) {
                    let inner = all(r, source.named("`source`"), &[]);
                    settings.extend(inner.into_iter().map(|s| Setting { key: format!("source.{}", s.key), ..s }));
                }
            }
            DeValue::Table(entries) if entries.contains_key("column") => {
                let split = Table::new(entries, span.clone(), "a list from a column", String::new(), SPLIT);
                if let Some((column, at)) = split_column(r, split) {
                    let value = SettingValue::Split { column, at };
                    settings.push(Setting { key: key.value, value, span });
                }
            }
            value => settings.push(Setting { key: key.value, value: SettingValue::Plain(owned(value)), span }),
        }
    }
    table.finish(r);
    settings
}

fn split_column(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<(Text, String)> {
    let column = table.needed_text(r, "column");
    let at = table.needed_text(r, "split");
    table.finish(r);
    Some((column?, at?.value))
}

/// `where`; without it every row passes.
pub(super) fn condition(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Condition {
    let mut tests = Vec::new();
    let Some(columns) = table.table(r, "where", &[]) else { return Condition::default() };
    for (column, value) in columns.items() {
        let test = match value.get_ref() {
            DeValue::String(text) => Some(Test::OneOf(vec![text.to_string()])),
            DeValue::Table(entries) => {
                let mut matches = Table::new(entries, value.span(), "a condition", String::new(), MATCHES);
                let written = matches.needed_text(r, "matches");
                matches.finish(r);
                written.and_then(|written| pattern(r, &written)).map(Test::Matches)
            }
            DeValue::Array(items) if items.iter().all(|item| item.get_ref().as_str().is_some()) => {
                Some(Test::OneOf(items.iter().filter_map(|item| item.get_ref().as_str()).map(str::to_owned).collect()))
            }
            other => {
                let example = format!("{} = \"…\"", column.value);
                let found = crate::wanted::kind(other);
                let wanted = "a text, a list of texts or `{ matches = \"…\" }`";
                r.tell(value.span(), |at| problems::wrong_type(at, &column.value, found, wanted, &example));
                None
            }
        };
        tests.extend(test.map(|test| (column, test)));
    }
    Condition(tests)
}

/// A regular expression.
pub(super) fn pattern(r: &mut Reader<'_>, written: &Text) -> Option<Regex> {
    match Regex::new(&written.value) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            r.tell(written.span.clone(), |at| problems::bad_pattern(at, &written.value, &error.to_string()));
            None
        }
    }
}

/// A value that no longer borrows from its document. (What is too large a number for TOML's own is kept as text, and found
/// to be wrong where the entry is read.)
pub(super) fn owned(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::String(number.as_str().to_owned()),
        },
        DeValue::Float(number) => Value::String(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Boolean(*flag),
        DeValue::Datetime(moment) => Value::Datetime(*moment),
        DeValue::Array(items) => Value::Array(items.iter().map(|item| owned(item.get_ref())).collect()),
        DeValue::Table(entries) => Value::Table(
            entries.iter().map(|(key, value)| (key.get_ref().to_string(), owned(value.get_ref()))).collect(),
        ),
    }
}

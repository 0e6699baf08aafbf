//! The columns that a mapping names, and where it does.

use toml::Value;

use crate::import::mapping::{Mapping, Setting, SettingValue, Test};
use crate::reader::Text;

/// The names of the mapping's new columns, each once.
pub(super) fn derived_names(mapping: &Mapping) -> impl Iterator<Item = &String> {
    let columns = &mapping.columns;
    let is_first = |at: &usize| columns[..*at].iter().all(|before| before.name.value != columns[*at].name.value);
    (0..columns.len()).filter(is_first).map(|at| &columns[at].name.value)
}

/// What stands in braces in a text and could be a column's name.
pub(super) fn columns_in(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    parts.filter(|name| {
        !name.is_empty() && !name.contains([',', '.']) && !name.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Every column that a mapping names, with the place where it does.
pub(super) fn named_columns(mapping: &Mapping) -> Vec<Text> {
    let mut named = vec![mapping.key.clone()];
    named.extend(mapping.same.iter().cloned());
    named.extend(mapping.captures.iter().map(|capture| capture.column.clone()));
    named.extend(mapping.values.iter().map(|map| map.column.clone()));
    named.extend(mapping.packed.iter().map(|packed| packed.column.clone()));
    named.extend(mapping.who.iter().map(|who| who.column.clone()));
    named.extend(mapping.quantity.iter().map(|quantity| quantity.column.clone()));
    let conditions = mapping.skips.iter().chain(mapping.dates.iter().map(|date| &date.condition));
    let conditions = conditions.chain(mapping.columns.iter().map(|column| &column.condition));
    for (column, test) in conditions.chain(mapping.rules.iter().map(|rule| &rule.condition)).flat_map(|all| &all.0) {
        named.push(column.clone());
        if let Test::OneOf(texts) = test {
            let texts = texts.iter().flat_map(|text| columns_in(text));
            named.extend(texts.map(|name| Text { value: name.to_owned(), span: column.span.clone() }));
        }
    }
    for column in &mapping.columns {
        named.extend(
            columns_in(&column.is.value).map(|name| Text { value: name.to_owned(), span: column.is.span.clone() }),
        );
    }
    for back in mapping.register.iter().flat_map(|register| &register.back) {
        named.push(back.column.clone());
    }
    let of_values = mapping.values.iter().flat_map(|map| map.values.values().flatten());
    let of_roles = mapping.packed.iter().flat_map(|packed| packed.roles.values().flatten());
    let of_rules = mapping.rules.iter().flat_map(|rule| rule.set.iter().chain(rule.actors.iter().flat_map(|a| &a.set)));
    let settings = mapping.source.iter().chain(&mapping.claim).chain(of_values).chain(of_roles).chain(of_rules);
    for setting in settings.chain(mapping.actors.iter().flatten()) {
        in_setting(setting, &mut named);
    }
    named
}

fn in_setting(setting: &Setting, named: &mut Vec<Text>) {
    match &setting.value {
        SettingValue::Split { column, .. } => named.push(column.clone()),
        SettingValue::Plain(value) => in_value(value, setting, named),
    }
}

fn in_value(value: &Value, setting: &Setting, named: &mut Vec<Text>) {
    match value {
        Value::String(text) => {
            named.extend(columns_in(text).map(|name| Text { value: name.to_owned(), span: setting.span.clone() }));
        }
        Value::Array(items) => items.iter().for_each(|item| in_value(item, setting, named)),
        Value::Table(entries) => entries.values().for_each(|value| in_value(value, setting, named)),
        _ => {}
    }
}

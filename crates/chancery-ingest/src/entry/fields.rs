//! A claim's fields, read the same way wherever they stand: in a claim, in `set`, in `expect`.

pub(super) mod parts;

use chancery_core::event::FieldSetting;
use chancery_core::terms::{Confidence, Nature, Stance, Status};
use chancery_core::{Field, FieldValue, WhenRule};

use super::values::{codes, date, parse_date, plain, term};
use crate::ids;
use crate::problems;
use crate::reader::{Reader, Text};
use crate::table::{Example, Table};

/// Every key of a claim; those of `set` and `expect` are the same without `id`.
pub(super) const CLAIM: &[Example] = &[
    ("id", "\"newswire-2007-07/kim-yong-nam-visit\""),
    ("nature", "\"episode\""),
    ("form", "\"visit\""),
    ("categories", "[\"political\"]"),
    ("status", "\"happened\""),
    ("stance", "\"asserted\""),
    ("attributed_to", "\"a Mongolian official\""),
    ("actors", "[{ id = \"PRK\", role = \"visitor\" }, { id = \"MNG\", role = \"host\" }]"),
    ("when", "\"2007-07-20/2007-07-23\""),
    ("when_rule", "{ from = \"published\", basis = \"…\" }"),
    ("place", "[\"Ulaanbaatar\"]"),
    ("motive", "\"…\""),
    ("part_of", "\"newswire-2007-07/visit\""),
    ("instance_of", "\"newswire-2007-07/regular-exchanges\""),
    ("ordinal", "4"),
    ("rate", "{ min = 2, max = 4, per = \"year\" }"),
    ("quantity", "[{ of = \"workers\", low = 2000, high = 3000 }]"),
    ("confidence", "\"high\""),
    ("ref", "\"row-17\""),
    ("summary", "\"The head of the DPRK parliament paid a four-day visit.\""),
    ("anchor", "[{ start = 107, end = 225, digest = \"<64 hex digits>\" }]"),
];

/// Where a field stands, which decides whether it may be emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// In a claim: what is not said is left out.
    Claim,
    /// In `set` or `expect`: an empty text or list says that the source says nothing of it.
    Setting,
}

/// Reads a field that is there. `None` if that failed, which is then told.
pub(super) fn read(r: &mut Reader<'_>, table: &Table<'_, '_>, field: Field, usage: Use) -> Option<FieldValue> {
    let key = field.as_str();
    if usage == Use::Setting && table.is_empty_text(key) && !is_list(field) {
        return Some(FieldValue::Absent);
    }
    match field {
        Field::Nature => closed(term(r, table, key, &codes(Nature::ALL, |term| term.as_str()))),
        Field::Status => closed(term(r, table, key, &codes(Status::ALL, |term| term.as_str()))),
        Field::Stance => closed(term(r, table, key, &codes(Stance::ALL, |term| term.as_str()))),
        Field::Confidence => closed(term(r, table, key, &codes(Confidence::ALL, |term| term.as_str()))),
        Field::Form | Field::AttributedTo | Field::Motive | Field::PartOf | Field::InstanceOf | Field::Reference => {
            closed(table.text(r, key).map(|text| text.value))
        }
        Field::Summary => closed(short_text(r, table, key)),
        Field::Categories => categories(r, table),
        Field::When => closed(date(r, table, key).map(|when| when.text().to_owned())),
        Field::WhenRule => when_rule(r, table),
        Field::Place => place(r, table, usage),
        Field::Ordinal => table.number_from(r, key, 1).map(FieldValue::Number),
        Field::Actors => parts::actors(r, table),
        Field::Rate => parts::rate(r, table),
        Field::Quantity => parts::quantities(r, table, usage),
        Field::Anchor => parts::anchors(r, table, usage),
    }
}

/// Reads `set` or `expect`: its fields in the order of [`Field::ALL`], whatever the order of the file.
pub(super) fn settings(r: &mut Reader<'_>, table: Table<'_, '_>) -> Vec<FieldSetting> {
    let mut settings = Vec::new();
    for field in Field::ALL.iter().copied().filter(|field| table.allows(field.as_str()) && table.has(field.as_str())) {
        if let Some(value) = read(r, &table, field, Use::Setting) {
            settings.push((field, value));
        }
    }
    table.finish(r);
    settings
}

/// A text of a sentence or two.
pub(super) fn short_text(r: &mut Reader<'_>, table: &Table<'_, '_>, key: &'static str) -> Option<String> {
    let text = table.text(r, key)?;
    let characters = text.value.chars().count();
    if characters > r.longest {
        let most = r.longest;
        r.tell(text.span.clone(), |at| problems::summary_too_long(at, key, characters, most));
    }
    Some(text.value)
}

fn is_list(field: Field) -> bool {
    matches!(field, Field::Categories | Field::Actors | Field::Place | Field::Quantity | Field::Anchor)
}

fn closed(text: Option<String>) -> Option<FieldValue> {
    text.map(FieldValue::Text)
}

fn categories(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<FieldValue> {
    let mut list = plain(table.different_texts(r, "categories"))?;
    if list.is_empty() {
        r.tell(table.span_of("categories"), problems::no_categories);
        return None;
    }
    list.sort();
    Some(FieldValue::List(list))
}

fn place(r: &mut Reader<'_>, table: &Table<'_, '_>, usage: Use) -> Option<FieldValue> {
    let texts = if usage == Use::Setting { table.different_texts(r, "place") } else { table.some_texts(r, "place") };
    plain(texts).map(FieldValue::List)
}

pub(super) const WHEN_RULE: &[Example] = &[("from", "\"published\""), ("basis", "\"65th anniversary this year\"")];

fn when_rule(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<FieldValue> {
    let mut rule = table.table(r, "when_rule", WHEN_RULE)?;
    let from = rule.needed_text(r, "from");
    let basis = rule.needed_text(r, "basis");
    let sound = from.as_ref().is_some_and(|from| reckoned_from(r, from));
    rule.finish(r);
    match (from, basis, sound) {
        (Some(from), Some(basis), true) => {
            Some(FieldValue::WhenRule(WhenRule { from: from.value, basis: basis.value }))
        }
        _ => None,
    }
}

/// `published`, a claim's id (whether there is such a claim is seen later), or a date.
fn reckoned_from(r: &mut Reader<'_>, from: &Text) -> bool {
    from.value == "published"
        || ids::is_claim_id(&from.value) && from.value.contains(|c: char| c.is_ascii_lowercase())
        || parse_date(r, "from", from).is_some()
}

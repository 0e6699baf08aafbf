//! Claims, contacts and sources as rows of named texts, and what differs between two of them.

use crate::claim::{Claim, Field, FieldValue};
use crate::event::Source;
use crate::settle::Contact;

/// A field, with both of its values as text; empty for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: &'static str,
    /// What it held.
    pub from: String,
    /// What it holds.
    pub to: String,
}

pub(super) type Row = Vec<(&'static str, String)>;

pub(super) fn of_claim(claim: &Claim) -> Row {
    Field::ALL.iter().map(|field| (field.as_str(), text(&claim.get(*field)))).collect()
}

/// What of a source can become another: its text.
pub(super) fn of_source(source: &Source) -> Row {
    let length = source.length.map(|length| length.to_string());
    vec![("digest", source.digest.clone().unwrap_or_default()), ("length", length.unwrap_or_default())]
}

pub(super) fn of_contact(contact: &Contact) -> Row {
    let list = |values: &[String]| values.join("; ");
    let mut actors: Vec<String> = contact.actors.iter().map(|actor| format!("{}:{}", actor.id, actor.role)).collect();
    actors.dedup();
    let statuses: Vec<String> = contact.tied.iter().map(ToString::to_string).collect();
    let contested: Vec<String> = contact.contested.iter().map(ToString::to_string).collect();
    vec![
        ("when", contact.when.clone()),
        ("nature", contact.nature.to_string()),
        ("form", contact.form.clone()),
        ("categories", list(&contact.categories)),
        ("actors", list(&actors)),
        ("status", list(&statuses)),
        ("stance", contact.stance.to_string()),
        ("place", list(&contact.place)),
        ("part_of", contact.part_of.clone().unwrap_or_default()),
        ("claims", list(&contact.claims)),
        ("rejected", list(&contact.rejected)),
        ("contested", list(&contested)),
    ]
}

pub(super) fn text(value: &FieldValue) -> String {
    match value {
        FieldValue::Absent => String::new(),
        value => value.to_string(),
    }
}

/// The fields in which two rows differ. A row that is not there is one of empty texts.
pub(super) fn changes(from: Option<&Row>, to: Option<&Row>) -> Vec<FieldChange> {
    let some = to.or(from).into_iter().flatten();
    let value = |row: Option<&Row>, field: &str| -> String {
        row.and_then(|row| row.iter().find(|(name, _)| *name == field))
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let both = some.map(|(field, _)| FieldChange { field, from: value(from, field), to: value(to, field) });
    both.filter(|change| change.from != change.to).collect()
}

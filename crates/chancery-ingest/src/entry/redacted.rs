//! `[[redacted]]`: what stands in a sealed entry where something was taken away. The program writes it, nobody by hand.

use chancery_core::Event;
use chancery_core::event::Redaction;
use chancery_core::terms::Redactable;

use super::{Made, values};
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const REDACTED: &[Example] = &[
    ("leaf", "\"<64 hex digits>\""),
    ("was", "\"claim\""),
    ("of", "\"newswire-2007-07/visit\""),
    ("reason", "\"A court order.\""),
    ("by", "\"coder-a\""),
];

pub(super) fn read(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let text = |r: &mut Reader<'_>, table: &mut Table<'_, '_>, key| table.needed_text(r, key).map(|text| text.value);
    let of = text(r, &mut table, "of").unwrap_or_default();
    r.id = Some(of.clone());
    for key in ["leaf", "was"] {
        table.need(key);
    }
    let leaf = values::digest(r, &table, "leaf").and_then(|hex| Redaction::leaf_of(&hex));
    let was = values::term(r, &table, "was", &values::codes(Redactable::ALL, |was| was.as_str()));
    let was = was.and_then(|was| was.parse().ok()).unwrap_or(Redactable::Claim);
    let reason = text(r, &mut table, "reason").unwrap_or_default();
    let by = text(r, &mut table, "by").unwrap_or_default();
    table.finish(r);
    // A leaf that failed was told: the event is not sound, and the stand-in only lets the rest be looked at.
    (Some(Event::Redacted(Redaction { leaf: leaf.unwrap_or_default(), was, of, reason, by })), Vec::new())
}

/// Sources stand before all other events of their entry, also where they were taken away.
pub(super) fn is_or_was_a_source(event: &Event) -> bool {
    match event {
        Event::SourceRegistered(_) => true,
        Event::Redacted(redaction) => redaction.was == Redactable::Source,
        _ => false,
    }
}

//! An entry or an event taken apart into named values, so that two readings of it can be compared value by value.
//!
//! Each value is given as a text that no other value of that name has; where nothing is said there is no text. The names are
//! those under which [`crate::EventSpans`] knows the places of values.

use chancery_core::event::{
    Correction, Coverage, Entry, FieldSetting, Link, Redaction, Retraction, Settlement, Source, TextChange,
};
use chancery_core::feed::{Detachment, Feed};
use chancery_core::{Actor, Anchor, Claim, Event, Field, FieldValue, Quantity};

use crate::problem::quoted;

/// A name and its value.
pub(crate) type Part = (String, Option<String>);

/// What an event is and is about: "claim `newswire/visit`".
pub(crate) fn about(event: &Event) -> String {
    match event {
        Event::SourceRegistered(source) => format!("source {}", quoted(&source.id)),
        Event::ClaimRecorded(claim) => format!("claim {}", quoted(&claim.id)),
        Event::ClaimCorrected(correction) => format!("correction of {}", quoted(&correction.claim)),
        Event::ClaimRetracted(retraction) => format!("retraction of {}", quoted(&retraction.claim)),
        Event::ClaimReinstated(retraction) => format!("reinstatement of {}", quoted(&retraction.claim)),
        Event::ClaimsLinked(link) => format!("link of {}", quoted(&link.contact)),
        Event::ClaimsUnlinked(link) => format!("unlink of {}", quoted(&link.contact)),
        Event::ContactSettled(settlement) => format!("settlement of {}", quoted(&settlement.contact)),
        Event::FeedAttached(feed) => format!("feed {}", quoted(&feed.id)),
        Event::FeedDetached(detachment) => format!("detachment of {}", quoted(&detachment.feed)),
        Event::TextChanged(change) => format!("text of {}", quoted(&change.source)),
        Event::Redacted(redaction) => format!("redaction of {} {}", redaction.was, quoted(&redaction.of)),
        Event::CoverageDeclared(Coverage { dyad: (a, b), .. }) => {
            format!("coverage of {}", quoted(&format!("{a}-{b}")))
        }
    }
}

/// The values of an entry's heading. (Everything is taken apart by name, so that no field can be forgotten.)
pub(crate) fn of_heading(entry: &Entry) -> Vec<Part> {
    let Entry { id: _, recorded, coded, by, note, events: _, register } = entry;
    vec![
        text("recorded", &recorded.to_string()),
        option("coded", coded.map(|coded| coded.to_string())),
        text("by", by),
        option("note", note.clone()),
        option("register", register.clone()),
    ]
}

/// The values of an event. What [`about`] says is not among them.
pub(crate) fn of_event(event: &Event) -> Vec<Part> {
    match event {
        Event::SourceRegistered(source) => of_source(source),
        Event::ClaimRecorded(claim) => of_claim(claim),
        Event::ClaimCorrected(Correction { claim: _, expect, set, because, reason }) => {
            let mut parts = settings("expect", expect);
            parts.extend(settings("set", set));
            parts.extend([list("because", because), text("reason", reason)]);
            parts
        }
        Event::ClaimRetracted(Retraction { claim: _, reason })
        | Event::ClaimReinstated(Retraction { claim: _, reason }) => vec![text("reason", reason)],
        Event::ClaimsLinked(Link { contact: _, claims, reason })
        | Event::ClaimsUnlinked(Link { contact: _, claims, reason }) => {
            vec![list("claims", claims), text("reason", reason)]
        }
        Event::ContactSettled(Settlement { contact: _, set, unset, reject, readmit, because, reason }) => {
            let mut parts = settings("set", set);
            let unset: Vec<String> = unset.iter().map(|field| field.as_str().to_owned()).collect();
            parts.extend([list("unset", &unset), list("reject", reject), list("readmit", readmit)]);
            parts.extend([list("because", because), text("reason", reason)]);
            parts
        }
        Event::FeedAttached(Feed { id: _, format, file, digest, importer, rows_in, rows, segments }) => vec![
            text("format", format),
            text("file", file),
            text("digest", digest),
            text("importer", &importer.to_string()),
            text("rows_in", &rows_in.to_string()),
            text("rows", &rows.to_string()),
            list("segments", segments),
        ],
        Event::FeedDetached(Detachment { feed: _, reason }) => vec![text("reason", reason)],
        Event::TextChanged(TextChange { source: _, was, digest, length, reason }) => vec![
            option("was", was.clone()),
            text("digest", digest),
            text("length", &length.to_string()),
            text("reason", reason),
        ],
        Event::Redacted(redaction) => {
            let Redaction { leaf: _, was: _, of: _, reason, by } = redaction;
            vec![text("leaf", &redaction.leaf_hex()), text("reason", reason), text("by", by)]
        }
        Event::CoverageDeclared(Coverage { dyad: _, categories, extent, searched, search, by, reason }) => vec![
            list("categories", categories),
            text("extent", extent.text()),
            list("searched", searched),
            text("search", search.as_str()),
            text("by", by),
            option("reason", reason.clone()),
        ],
    }
}

fn of_source(source: &Source) -> Vec<Part> {
    let Source {
        id: _,
        title,
        publisher,
        origin,
        author,
        published,
        published_basis,
        language,
        seen,
        url,
        digest,
        length,
        supersedes,
    } = source;
    vec![
        text("title", title),
        text("publisher", publisher),
        text("origin", origin),
        list("author", author),
        option("published", published.as_ref().map(|when| when.text().to_owned())),
        option("published_basis", published_basis.clone()),
        text("language", language),
        text("seen", seen.as_str()),
        option("url", url.clone()),
        option("digest", digest.clone()),
        option("length", length.map(|length| length.to_string())),
        option("supersedes", supersedes.clone()),
    ]
}

fn of_claim(claim: &Claim) -> Vec<Part> {
    Field::ALL.iter().map(|field| (field.as_str().to_owned(), value(&claim.get(*field)))).collect()
}

fn settings(table: &str, settings: &[FieldSetting]) -> Vec<Part> {
    let mut parts: Vec<Part> = settings
        .iter()
        .map(|(field, found)| (format!("{table}.{field}"), Some(value(found).unwrap_or_default())))
        .collect();
    parts.sort();
    parts
}

fn text(name: &str, value: &str) -> Part {
    (name.to_owned(), Some(value.to_owned()))
}

fn option(name: &str, value: Option<String>) -> Part {
    (name.to_owned(), value)
}

fn list(name: &str, values: &[String]) -> Part {
    (name.to_owned(), texts(values))
}

fn texts(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| format!("{values:?}"))
}

/// As it is written in an entry, or nearly so: every part of the value shows.
fn value(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Absent => None,
        FieldValue::Text(text) => Some(text.clone()),
        FieldValue::List(list) => texts(list),
        FieldValue::Number(number) => Some(number.to_string()),
        FieldValue::WhenRule(rule) => Some(format!("{{ from = {:?}, basis = {:?} }}", rule.from, rule.basis)),
        FieldValue::Rate(rate) => {
            let max = rate.max.map(|max| format!(", max = {max}")).unwrap_or_default();
            Some(format!("{{ min = {}{max}, per = {:?} }}", rate.min, rate.per.as_str()))
        }
        FieldValue::Quantities(list) => tables(list.iter().map(quantity)),
        FieldValue::Actors(list) => tables(list.iter().map(actor)),
        FieldValue::Anchors(list) => tables(list.iter().map(anchor)),
    }
}

fn tables(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

fn quantity(quantity: &Quantity) -> String {
    let mut parts = vec![format!("of = {:?}", quantity.of)];
    for (key, number) in [("low", quantity.low), ("best", quantity.best), ("high", quantity.high)] {
        parts.extend(number.map(|number| format!("{key} = {number}")));
    }
    parts.extend(quantity.unit.as_ref().map(|unit| format!("unit = {unit:?}")));
    format!("{{ {} }}", parts.join(", "))
}

fn actor(actor: &Actor) -> String {
    let mut parts = vec![format!("id = {:?}, role = {:?}", actor.id, actor.role.as_str())];
    parts.extend(texts(&actor.who).map(|who| format!("who = {who}")));
    parts.extend(actor.sector.as_ref().map(|sector| format!("sector = {sector:?}")));
    parts.extend(actor.level.map(|level| format!("level = {:?}", level.as_str())));
    parts.extend(actor.on_behalf_of.as_ref().map(|id| format!("for = {id:?}")));
    parts.extend(actor.stance.map(|stance| format!("stance = {:?}", stance.as_str())));
    format!("{{ {} }}", parts.join(", "))
}

fn anchor(anchor: &Anchor) -> String {
    format!("{{ start = {}, end = {}, digest = {:?} }}", anchor.start, anchor.end, anchor.digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_core::terms::{Level, Role, Stance};

    /// Every field of an actor, changed alone, changes the text.
    #[test]
    fn no_part_of_an_actor_is_passed_over() {
        let bare = Actor {
            id: "MNG".to_owned(),
            role: Role::Host,
            who: Vec::new(),
            sector: None,
            level: None,
            on_behalf_of: None,
            stance: None,
        };
        let others = [
            Actor { id: "PRK".to_owned(), ..bare.clone() },
            Actor { role: Role::Party, ..bare.clone() },
            Actor { who: vec!["p".to_owned()], ..bare.clone() },
            Actor { sector: Some("GOV".to_owned()), ..bare.clone() },
            Actor { level: Some(Level::Head), ..bare.clone() },
            Actor { on_behalf_of: Some("JPN".to_owned()), ..bare.clone() },
            Actor { stance: Some(Stance::Hedged), ..bare.clone() },
        ];
        for other in others {
            assert_ne!(actor(&other), actor(&bare), "{other:?}");
        }
        assert_eq!(actor(&bare), "{ id = \"MNG\", role = \"host\" }");
    }
}

//! Drafts as the text of an entry, with the origin of every byte.

mod edits;

use std::fmt::Write;
use std::ops::Range;

use chancery_core::Instant;
use toml::Value;

use super::draft::{Draft, DraftActor, Fields, Held, Origin};
use super::sources::SourceDraft;
pub(super) use edits::{body, body_of};

const SOURCE_KEYS: &[&str] =
    &["title", "publisher", "origin", "author", "published", "published_basis", "language", "seen", "url"];

const CLAIM_KEYS: &[&str] = &[
    "nature",
    "form",
    "categories",
    "status",
    "stance",
    "attributed_to",
    "actors",
    "when",
    "when_rule",
    "place",
    "motive",
    "part_of",
    "instance_of",
    "ordinal",
    "rate",
    "quantity",
    "confidence",
    "ref",
    "summary",
];

const ACTOR_KEYS: &[&str] = &["role", "who", "sector", "level", "for", "stance"];

/// The order of keys in small tables: quantities, rates, rules of dates.
const INNER_KEYS: &[&str] = &["of", "min", "max", "low", "best", "high", "unit", "per", "from", "basis"];

/// The heading of an entry to be written.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) id: String,
    pub(super) recorded: Instant,
    pub(super) by: String,
    pub(super) note: Option<String>,
    /// The source of which it is a snapshot, if it is one.
    pub(super) register: Option<String>,
}

/// An entry's text; for parts of it, the row's key and where they come from.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    traces: Vec<(Range<usize>, String, Origin)>,
}

impl Written {
    /// Writes an entry.
    pub(super) fn entry<'d>(
        heading: &Heading,
        sources: impl Iterator<Item = &'d SourceDraft>,
        claims: impl Iterator<Item = &'d Draft>,
    ) -> Written {
        let mut written = Written::default();
        let (id, by) = (text(&heading.id), text(&heading.by));
        let _ = write!(written.text, "[entry]\nformat = 1\nid = {id}\nrecorded = {}\nby = {by}\n", heading.recorded);
        if let Some(note) = &heading.note {
            let _ = writeln!(written.text, "note = {}", text(note));
        }
        if let Some(register) = &heading.register {
            let _ = writeln!(written.text, "register = {}", text(register));
        }
        sources.for_each(|source| written.source(source));
        claims.for_each(|claim| written.claim(claim));
        written.sort_traces();
        written
    }

    /// What lies within something else comes after it.
    pub(super) fn sort_traces(&mut self) {
        self.traces.sort_by_key(|(range, _, _)| (range.start, std::cmp::Reverse(range.end)));
    }

    /// The narrowest part around a byte: the key of its row, and its origin. Parts lie within each other, so it is the last
    /// that begins before and has not ended.
    pub(super) fn origin_of(&self, at: usize) -> Option<(&str, &Origin)> {
        let begun = self.traces.partition_point(|(range, _, _)| range.start <= at);
        let around = self.traces[..begun].iter().rev().find(|(range, _, _)| range.contains(&at));
        around.map(|(_, key, origin)| (key.as_str(), origin))
    }

    fn source(&mut self, source: &SourceDraft) {
        let start = self.text.len();
        let _ = write!(self.text, "\n[[source]]\nid = {}\n", text(&source.id));
        for key in SOURCE_KEYS {
            self.line(&source.row, key, source.fields.get(*key));
        }
        self.traces.push((start..self.text.len(), source.row.clone(), source.origin.clone()));
    }

    fn claim(&mut self, draft: &Draft) {
        let start = self.text.len();
        let _ = write!(self.text, "\n[[claim]]\nid = {}\n", text(&draft.id()));
        for key in CLAIM_KEYS {
            match *key {
                "actors" => self.actors(draft),
                "ref" => {
                    let _ = writeln!(self.text, "ref = {}", text(&draft.key));
                }
                _ => self.line(&draft.key, key, draft.claim.get(*key)),
            }
        }
        self.traces.push((start..self.text.len(), draft.key.clone(), draft.origin()));
    }

    fn line(&mut self, row: &str, key: &str, held: Option<&Held>) {
        let Some(held) = held else { return };
        let start = self.text.len();
        let _ = writeln!(self.text, "{key} = {}", value(&held.value, INNER_KEYS));
        self.traces.push((start..self.text.len(), row.to_owned(), held.origin.clone()));
    }

    fn actors(&mut self, draft: &Draft) {
        let start = self.text.len();
        self.text.push_str("actors = [\n");
        for actor in &draft.actors {
            self.actor(&draft.key, actor);
        }
        self.text.push_str("]\n");
        self.traces.push((start..self.text.len(), draft.key.clone(), draft.origin()));
    }

    fn actor(&mut self, row: &str, actor: &DraftActor) {
        let start = self.text.len();
        let _ = write!(self.text, "    {{ id = {}", text(&actor.id));
        for key in ACTOR_KEYS {
            let Some(held) = actor.keys.get(*key) else { continue };
            self.text.push_str(", ");
            let start = self.text.len();
            let _ = write!(self.text, "{key} = {}", value(&held.value, &[]));
            self.traces.push((start..self.text.len(), row.to_owned(), held.origin.clone()));
        }
        self.text.push_str(" },\n");
        self.traces.push((start..self.text.len(), row.to_owned(), actor.origin.clone()));
    }
}

impl Draft {
    /// The claim's id.
    pub(super) fn id(&self) -> String {
        let part = |fields: &Fields, key: &str| match fields.get(key).map(|held| &held.value) {
            Some(Value::String(text)) => crate::ids::slug(text),
            _ => String::new(),
        };
        format!("{}/{}", part(&self.source, "id"), part(&self.claim, "slug"))
    }
}

/// A value as TOML, tables in braces with their keys in a fixed order.
fn value(held: &Value, order: &[&str]) -> String {
    match held {
        Value::String(string) => text(string),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| value(item, order)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) => {
            let mut keys: Vec<&String> = entries.keys().collect();
            keys.sort_by_key(|key| order.iter().position(|known| known == key).unwrap_or(order.len()));
            let keys = keys.into_iter().map(|key| format!("{} = {}", bare_or_quoted(key), value(&entries[key], order)));
            format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn bare_or_quoted(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare { key.to_owned() } else { text(key) }
}

/// A basic string on one line.
pub(crate) fn text(string: &str) -> String {
    let mut out = String::with_capacity(string.len() + 2);
    out.push('"');
    for character in string.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_back() {
        for string in ["plain", "a \"b\" \\ c", "two\nlines", "\u{1}\u{7f}\u{9f}", "蒙古 ’"] {
            let read: toml::Table = toml::from_str(&format!("a = {}", text(string))).unwrap();
            assert_eq!(read["a"].as_str(), Some(string));
        }
    }
}

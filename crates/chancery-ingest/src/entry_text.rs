//! An entry as the text of its journal file: what [`read`](crate::read) makes of the text is the entry again.
//!
//! Comments, the order of keys and how a value was spelt are not in an entry, so they are not in its text. A caller that
//! needs the certainty reads the text again and compares.

use std::fmt::Write;

use chancery_core::event::{
    Coverage, Entry, Event, FieldSetting, Link, Redaction, Retraction, Settlement, Source, TextChange,
};
use chancery_core::feed::{Detachment, Feed};
use chancery_core::terms::Nature;
use chancery_core::{Actor, Anchor, Claim, Field, FieldValue, Quantity};

use crate::import::quoted_text;

/// The text of an entry's file, in TOML.
pub fn entry_text(entry: &Entry) -> String {
    let mut lines = Lines("[entry]\nformat = 1\n".to_owned());
    lines.text("id", &entry.id);
    lines.raw("recorded", entry.recorded);
    lines.text("by", &entry.by);
    if let Some(coded) = entry.coded {
        lines.raw("coded", coded);
    }
    lines.optional("note", entry.note.as_deref());
    lines.optional("register", entry.register.as_deref());
    entry.events.iter().for_each(|event| lines.event(event));
    lines.0
}

/// Lines as they are written.
struct Lines(String);

impl Lines {
    fn raw(&mut self, key: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, value: &str) {
        self.raw(key, quoted_text(value));
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        value.into_iter().for_each(|value| self.text(key, value));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.raw(key, list(values));
        }
    }

    fn heading(&mut self, name: &str) {
        let _ = write!(self.0, "\n[[{name}]]\n");
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::SourceRegistered(source) => self.source(source),
            Event::ClaimRecorded(claim) => self.claim(claim),
            Event::ClaimCorrected(correction) => {
                self.heading("correct");
                self.text("claim", &correction.claim);
                self.settings("expect", &correction.expect);
                self.settings("set", &correction.set);
                self.list("because", &correction.because);
                self.text("reason", &correction.reason);
            }
            Event::ClaimRetracted(retraction) => self.retraction("retract", retraction),
            Event::ClaimReinstated(retraction) => self.retraction("reinstate", retraction),
            Event::ClaimsLinked(link) => self.link("link", link),
            Event::ClaimsUnlinked(link) => self.link("unlink", link),
            Event::ContactSettled(settlement) => self.settlement(settlement),
            Event::CoverageDeclared(coverage) => self.coverage(coverage),
            Event::FeedAttached(feed) => self.feed(feed),
            Event::FeedDetached(detachment) => self.detachment(detachment),
            Event::TextChanged(change) => self.text_change(change),
            Event::Redacted(redaction) => self.redaction(redaction),
        }
    }

    fn source(&mut self, source: &Source) {
        self.heading("source");
        self.text("id", &source.id);
        self.text("title", &source.title);
        self.text("publisher", &source.publisher);
        self.text("origin", &source.origin);
        self.list("author", &source.author);
        self.optional("published", source.published.as_ref().map(|when| when.text()));
        self.optional("published_basis", source.published_basis.as_deref());
        self.text("language", &source.language);
        self.text("seen", source.seen.as_str());
        self.optional("url", source.url.as_deref());
        self.optional("digest", source.digest.as_deref());
        source.length.into_iter().for_each(|length| self.raw("length", length));
        self.optional("supersedes", source.supersedes.as_deref());
    }

    fn claim(&mut self, claim: &Claim) {
        self.heading("claim");
        self.text("id", &claim.id);
        for field in Field::ALL {
            let held = claim.get(*field);
            let is_default = *field == Field::Nature && claim.nature == Nature::Episode;
            if !is_default && !says_nothing(&held) {
                self.raw(field.as_str(), value(&held));
            }
        }
    }

    fn settings(&mut self, key: &str, settings: &[FieldSetting]) {
        if !settings.is_empty() {
            let settings = settings.iter().map(|(field, held)| format!("{field} = {}", value(held)));
            self.raw(key, braces(settings));
        }
    }

    fn retraction(&mut self, heading: &str, retraction: &Retraction) {
        self.heading(heading);
        self.text("claim", &retraction.claim);
        self.text("reason", &retraction.reason);
    }

    fn link(&mut self, heading: &str, link: &Link) {
        self.heading(heading);
        self.text("contact", &link.contact);
        self.list("claims", &link.claims);
        self.text("reason", &link.reason);
    }

    fn settlement(&mut self, settlement: &Settlement) {
        self.heading("settle");
        self.text("contact", &settlement.contact);
        self.settings("set", &settlement.set);
        let unset: Vec<String> = settlement.unset.iter().map(Field::to_string).collect();
        self.list("unset", &unset);
        self.list("reject", &settlement.reject);
        self.list("readmit", &settlement.readmit);
        self.list("because", &settlement.because);
        self.text("reason", &settlement.reason);
    }

    fn coverage(&mut self, coverage: &Coverage) {
        self.heading("coverage");
        self.list("dyad", &[coverage.dyad.0.clone(), coverage.dyad.1.clone()]);
        self.list("categories", &coverage.categories);
        self.text("extent", coverage.extent.text());
        self.list("searched", &coverage.searched);
        self.text("search", coverage.search.as_str());
        self.text("by", &coverage.by);
        self.optional("reason", coverage.reason.as_deref());
    }

    fn feed(&mut self, feed: &Feed) {
        self.heading("feed");
        self.text("id", &feed.id);
        self.text("format", &feed.format);
        self.text("file", &feed.file);
        self.text("digest", &feed.digest);
        self.raw("importer", feed.importer);
        self.raw("rows_in", feed.rows_in);
        self.raw("rows", feed.rows);
        self.raw("segments", list(&feed.segments));
    }

    fn detachment(&mut self, detachment: &Detachment) {
        self.heading("detach");
        self.text("feed", &detachment.feed);
        self.text("reason", &detachment.reason);
    }

    fn text_change(&mut self, change: &TextChange) {
        self.heading("text");
        self.text("source", &change.source);
        self.optional("was", change.was.as_deref());
        self.text("digest", &change.digest);
        self.raw("length", change.length);
        self.text("reason", &change.reason);
    }

    fn redaction(&mut self, redaction: &Redaction) {
        self.heading("redacted");
        self.text("leaf", &redaction.leaf_hex());
        self.text("was", redaction.was.as_str());
        self.text("of", &redaction.of);
        self.text("reason", &redaction.reason);
        self.text("by", &redaction.by);
    }
}

/// Whether a claim's field is left out.
fn says_nothing(held: &FieldValue) -> bool {
    match held {
        FieldValue::Absent => true,
        FieldValue::List(list) => list.is_empty(),
        FieldValue::Quantities(list) => list.is_empty(),
        FieldValue::Anchors(list) => list.is_empty(),
        _ => false,
    }
}

fn value(held: &FieldValue) -> String {
    match held {
        FieldValue::Absent => "\"\"".to_owned(),
        FieldValue::Text(text) => quoted_text(text),
        FieldValue::List(values) => list(values),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::WhenRule(rule) => braces([key("from", &rule.from), key("basis", &rule.basis)]),
        FieldValue::Rate(rate) => {
            let max = rate.max.map(|max| format!("max = {max}"));
            braces([format!("min = {}", rate.min)].into_iter().chain(max).chain([key("per", rate.per.as_str())]))
        }
        FieldValue::Quantities(list) => brackets(list.iter().map(quantity)),
        FieldValue::Actors(list) => brackets(list.iter().map(actor)),
        FieldValue::Anchors(list) => brackets(list.iter().map(anchor)),
    }
}

fn quantity(quantity: &Quantity) -> String {
    let Quantity { of, low, best, high, unit } = quantity;
    let numbers = [("low", low), ("best", best), ("high", high)];
    let numbers = numbers.iter().filter_map(|(name, number)| number.map(|number| format!("{name} = {number}")));
    braces([key("of", of)].into_iter().chain(numbers).chain(unit.iter().map(|unit| key("unit", unit))))
}

fn actor(actor: &Actor) -> String {
    let Actor { id, role, who, sector, level, on_behalf_of, stance } = actor;
    let mut keys = vec![key("id", id), key("role", role.as_str())];
    if !who.is_empty() {
        keys.push(format!("who = {}", list(who)));
    }
    keys.extend(sector.iter().map(|sector| key("sector", sector)));
    keys.extend(level.iter().map(|level| key("level", level.as_str())));
    keys.extend(on_behalf_of.iter().map(|principal| key("for", principal)));
    keys.extend(stance.iter().map(|stance| key("stance", stance.as_str())));
    braces(keys)
}

fn anchor(anchor: &Anchor) -> String {
    let Anchor { start, end, digest } = anchor;
    braces([format!("start = {start}"), format!("end = {end}"), key("digest", digest)])
}

fn key(name: &str, text: &str) -> String {
    format!("{name} = {}", quoted_text(text))
}

fn list(values: &[String]) -> String {
    brackets(values.iter().map(|value| quoted_text(value)))
}

fn brackets(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

fn braces(items: impl IntoIterator<Item = String>) -> String {
    format!("{{ {} }}", items.into_iter().collect::<Vec<_>>().join(", "))
}

//! Every change of what was said before: field by field, with both values, who made it and why.

use std::collections::BTreeMap;

use super::rows::text;
use super::told::Told;
use crate::claim::Claim;
use crate::event::{Entry, Event, FieldSetting};

/// One field that an event changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The event.
    pub told: Told,
    /// Its place in the entry.
    pub place: usize,
    /// The claim or contact that changed; of a text its source.
    pub of: String,
    /// The field; `contact` for the contact that a claim belongs to, `claim` for whether it stands at all, `vote` for whether it
    /// votes in its contact, `text` for the digest of a source's text.
    pub field: String,
    /// What it held; empty for nothing, or for what the votes gave.
    pub from: String,
    /// What it holds; empty for nothing, or for what the votes give.
    pub to: String,
}

/// All revisions, in the order of the fold. Claims and links are taken as the events give them, at fault or not.
pub fn revisions(entries: &[Entry]) -> Vec<Revision> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by_key(|entry| (entry.recorded, &entry.id));
    let (mut ledger, mut found) = (Ledger::default(), Vec::new());
    for entry in order {
        for (place, event) in entry.events.iter().enumerate() {
            let told = Told::of(entry, event);
            let changes = ledger.changes(event).into_iter().filter(|(.., from, to)| from != to);
            let revision = |(of, field, from, to)| Revision { told: told.clone(), place, of, field, from, to };
            found.extend(changes.map(revision));
        }
    }
    found
}

/// A thing, its field, and both values.
type Changed = (String, String, String, String);

#[derive(Default)]
struct Ledger {
    claims: BTreeMap<String, Claim>,
    /// By thing and field: what links and decisions say.
    said: BTreeMap<(String, String), String>,
}

impl Ledger {
    fn changes(&mut self, event: &Event) -> Vec<Changed> {
        match event {
            Event::ClaimRecorded(claim) => {
                self.claims.entry(claim.id.clone()).or_insert_with(|| claim.clone());
                Vec::new()
            }
            Event::ClaimCorrected(correction) => self.corrected(&correction.claim, &correction.set),
            Event::ClaimRetracted(retraction) => vec![self.say(&retraction.claim, "claim", "retracted")],
            Event::ClaimReinstated(retraction) => vec![self.say(&retraction.claim, "claim", "")],
            Event::ClaimsLinked(link) => {
                link.claims.iter().map(|claim| self.say(claim, "contact", &link.contact)).collect()
            }
            Event::ClaimsUnlinked(link) => link.claims.iter().map(|claim| self.say(claim, "contact", "")).collect(),
            Event::ContactSettled(settlement) => {
                let contact = &settlement.contact;
                let set = settlement.set.iter().map(|(field, value)| (field.as_str(), text(value)));
                let undone =
                    settlement.unset.iter().filter(|field| settlement.set.iter().all(|(set, _)| set != *field));
                let all: Vec<_> = set.chain(undone.map(|field| (field.as_str(), String::new()))).collect();
                let fields: Vec<Changed> = all.iter().map(|(field, value)| self.say(contact, field, value)).collect();
                let rejected: Vec<Changed> =
                    settlement.reject.iter().map(|claim| self.say(claim, "vote", "rejected")).collect();
                let readmitted = settlement.readmit.iter().map(|claim| self.say(claim, "vote", ""));
                fields.into_iter().chain(rejected).chain(readmitted.collect::<Vec<_>>()).collect()
            }
            Event::SourceRegistered(source) => {
                // The first text is no revision, but what the next one revises.
                self.say(&source.id, "text", source.digest.as_deref().unwrap_or_default());
                Vec::new()
            }
            Event::TextChanged(change) => vec![self.say(&change.source, "text", &change.digest)],
            Event::FeedAttached(_) | Event::FeedDetached(_) => Vec::new(),
            Event::CoverageDeclared(_) | Event::Redacted(_) => Vec::new(),
        }
    }

    fn corrected(&mut self, id: &str, set: &[FieldSetting]) -> Vec<Changed> {
        let Some(claim) = self.claims.get_mut(id) else { return Vec::new() };
        let change = |(field, value): &FieldSetting| {
            let from = text(&claim.get(*field));
            // A value that does not fit changes nothing; the fold reports it.
            let _ = claim.set(*field, value);
            (id.to_owned(), field.as_str().to_owned(), from, text(&claim.get(*field)))
        };
        set.iter().map(change).collect()
    }

    fn say(&mut self, thing: &str, field: &str, value: &str) -> Changed {
        let before = self.said.insert((thing.to_owned(), field.to_owned()), value.to_owned());
        (thing.to_owned(), field.to_owned(), before.unwrap_or_default(), value.to_owned())
    }
}

//! Before the fold: what a redaction took away, and what depended on it, drops out without a fault.
//!
//! The events that drop out leave their places behind, so that every other event keeps its own.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::claim::{Claim, Field, FieldValue};
use crate::event::{Entry, Event, Redaction};
use crate::terms::Redactable;

/// Ids of which nothing is left.
#[derive(Default)]
struct Gone<'a> {
    sources: BTreeSet<&'a str>,
    /// Claims, and contacts that were made of nothing else.
    ids: BTreeSet<&'a str>,
}

impl<'a> Gone<'a> {
    fn of(entries: &'a [Entry]) -> Gone<'a> {
        let events = || entries.iter().flat_map(|entry| &entry.events);
        let mut gone = Gone::default();
        for event in events() {
            match event {
                Event::Redacted(Redaction { was: Redactable::Source, of, .. }) => drop(gone.sources.insert(of)),
                Event::Redacted(Redaction { was: Redactable::Claim, of, .. }) => drop(gone.ids.insert(of)),
                _ => {}
            }
        }
        for event in events() {
            if let Event::ClaimRecorded(claim) = event
                && gone.sources.contains(claim.source.as_str())
            {
                gone.ids.insert(&claim.id);
            }
        }
        let links = || {
            events().filter_map(|event| match event {
                Event::ClaimsLinked(link) => Some(link),
                _ => None,
            })
        };
        let left: BTreeSet<&str> = links()
            .filter(|link| link.claims.iter().any(|id| !gone.has(id)))
            .map(|link| link.contact.as_str())
            .collect();
        gone.ids.extend(links().map(|link| link.contact.as_str()).filter(|contact| !left.contains(contact)));
        gone
    }

    fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    fn present(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter(|id| !self.has(id)).cloned().collect()
    }

    /// The event without what is gone; none if nothing is left of it.
    fn keep(&self, event: &Event) -> Option<Event> {
        let mut event = event.clone();
        let holds = match &mut event {
            Event::ClaimRecorded(claim) => {
                self.keep_claim(claim);
                !self.has(&claim.id)
            }
            Event::ClaimCorrected(correction) => {
                correction.because = self.present(&correction.because);
                !self.has(&correction.claim)
            }
            Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => !self.has(&retraction.claim),
            Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => {
                link.claims = self.present(&link.claims);
                !link.claims.is_empty()
            }
            Event::ContactSettled(settlement) => {
                settlement.because = self.present(&settlement.because);
                settlement.reject = self.present(&settlement.reject);
                settlement.readmit = self.present(&settlement.readmit);
                // Set to nothing rather than left out, so that it can still be undone.
                let named = settlement.set.iter_mut().filter(|(field, value)| self.names_what_is_gone(*field, value));
                named.for_each(|(_, value)| *value = FieldValue::Absent);
                !self.has(&settlement.contact)
            }
            Event::TextChanged(change) => !self.sources.contains(change.source.as_str()),
            Event::FeedAttached(_) | Event::FeedDetached(_) => true,
            Event::SourceRegistered(_) | Event::CoverageDeclared(_) | Event::Redacted(_) => true,
        };
        holds.then_some(event)
    }

    fn keep_claim(&self, claim: &mut Claim) {
        for named in [&mut claim.part_of, &mut claim.instance_of] {
            *named = named.take().filter(|id| !self.has(id));
        }
    }

    fn names_what_is_gone(&self, field: Field, value: &FieldValue) -> bool {
        let names = matches!(field, Field::PartOf | Field::InstanceOf);
        names && matches!(value, FieldValue::Text(id) if self.has(id))
    }
}

/// The entries without what redactions took away; as they are where nothing was redacted.
pub(super) fn without(entries: &[Entry]) -> Cow<'_, [Entry]> {
    let redaction = entries.iter().flat_map(|entry| &entry.events).find(|event| matches!(event, Event::Redacted(_)));
    let Some(empty) = redaction else { return Cow::Borrowed(entries) };
    let gone = Gone::of(entries);
    let kept = entries.iter().map(|entry| {
        let events = entry.events.iter().map(|event| gone.keep(event).unwrap_or_else(|| empty.clone())).collect();
        Entry { events, ..entry.clone() }
    });
    Cow::Owned(kept.collect())
}

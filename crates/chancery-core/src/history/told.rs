//! An event in words: which it is, what it is about, and why it was entered.

use crate::event::{Entry, Event};
use crate::instant::Instant;

/// An event, or the entry itself, as a history names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When it was recorded.
    pub recorded: Instant,
    /// The entry.
    pub entry: String,
    /// Who entered it.
    pub by: String,
    /// The event's name; `Entry` for the head of one, `Vocabulary` for a change of vocabulary or rules.
    pub event: &'static str,
    /// The id of the source, claim or contact; a dyad of a coverage.
    pub about: String,
    /// The reason given; of a claim its summary, of a source its title.
    pub reason: String,
}

impl Told {
    /// An event of an entry.
    pub fn of(entry: &Entry, event: &Event) -> Told {
        let reason = match event {
            Event::SourceRegistered(source) => &source.title,
            Event::ClaimRecorded(claim) => &claim.summary,
            Event::ClaimCorrected(correction) => &correction.reason,
            Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => &retraction.reason,
            Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => &link.reason,
            Event::ContactSettled(settlement) => &settlement.reason,
            Event::FeedAttached(_) => "",
            Event::FeedDetached(detachment) => &detachment.reason,
            Event::TextChanged(change) => &change.reason,
            Event::Redacted(redaction) => &redaction.reason,
            Event::CoverageDeclared(coverage) => coverage.reason.as_deref().unwrap_or_default(),
        };
        // An entry is of one person; what was taken out of it later, another took.
        let by = match event {
            Event::Redacted(redaction) => redaction.by.clone(),
            _ => entry.by.clone(),
        };
        Told { event: event.name(), about: about(event), reason: reason.to_string(), by, ..Told::head(entry) }
    }

    /// The head of an entry: that the dataset learned something on that day.
    pub fn head(entry: &Entry) -> Told {
        Told {
            recorded: entry.recorded,
            entry: entry.id.clone(),
            by: entry.by.clone(),
            event: "Entry",
            about: entry.id.clone(),
            reason: entry.note.clone().unwrap_or_default(),
        }
    }
}

/// The id that an event is about.
fn about(event: &Event) -> String {
    match event {
        Event::SourceRegistered(source) => source.id.clone(),
        Event::ClaimRecorded(claim) => claim.id.clone(),
        Event::ClaimCorrected(correction) => correction.claim.clone(),
        Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => retraction.claim.clone(),
        Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => link.contact.clone(),
        Event::ContactSettled(settlement) => settlement.contact.clone(),
        Event::FeedAttached(feed) => feed.id.clone(),
        Event::FeedDetached(detachment) => detachment.feed.clone(),
        Event::TextChanged(change) => change.source.clone(),
        Event::Redacted(redaction) => redaction.of.clone(),
        Event::CoverageDeclared(coverage) => format!("{}-{}", coverage.dyad.0, coverage.dyad.1),
    }
}

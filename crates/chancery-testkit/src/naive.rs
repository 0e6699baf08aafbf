//! The design's section on three times, read once more: what is known at a point, asked of each event by itself.
//!
//! It shares no code and no order of work with `chancery_core::filter`: there is no index; every question goes through the
//! whole history again.

use std::collections::BTreeSet;

use chancery_core::event::{Entry, Event, Source};
use chancery_core::filter::Point;

/// The events that are known at a point, in entries as they were given, and the sources that bear no date.
///
/// Entries recorded later are gone; one of which nothing is known stays, empty, for the dataset was at work then.
pub fn known_at(entries: &[Entry], point: Point) -> (Vec<Entry>, BTreeSet<String>) {
    let mut kept: Vec<Entry> = Vec::new();
    for entry in entries {
        if point.as_of.is_some_and(|instant| entry.recorded > instant) {
            continue;
        }
        let mut copy = Entry { events: Vec::new(), ..entry.clone() };
        for event in &entry.events {
            copy.events.extend(as_known(event, entries, point));
        }
        kept.push(copy);
    }
    let mut undated = BTreeSet::new();
    for event in events(entries, point).filter(|_| point.known_by.is_some()) {
        if let Event::SourceRegistered(source) = event
            && source.published.as_ref().and_then(|published| published.extent().last).is_none()
        {
            undated.insert(source.id.clone());
        }
    }
    (kept, undated)
}

/// Everything recorded by then.
fn events(entries: &[Entry], point: Point) -> impl Iterator<Item = &Event> {
    let recorded = entries.iter().filter(move |entry| match point.as_of {
        Some(instant) => entry.recorded <= instant,
        None => true,
    });
    recorded.flat_map(|entry| entry.events.iter())
}

/// An event with what is known of it; nothing if it is not.
fn as_known(event: &Event, entries: &[Entry], point: Point) -> Option<Event> {
    let claim = |id: &String| claim_is_kept(id, entries, point);
    let mut event = event.clone();
    let holds = match &mut event {
        Event::SourceRegistered(source) => is_out(source, point),
        Event::ClaimRecorded(recorded) => claim(&recorded.id),
        Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => claim(&retraction.claim),
        Event::ClaimCorrected(correction) => claim(&correction.claim) && correction.because.iter().all(claim),
        Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => {
            link.claims.retain(claim);
            !link.claims.is_empty()
        }
        Event::ContactSettled(settlement) => {
            settlement.reject.retain(claim);
            settlement.readmit.retain(claim);
            settlement.because.iter().all(claim)
        }
        Event::TextChanged(change) => source_is_out(&change.source, entries, point),
        Event::FeedAttached(_) | Event::FeedDetached(_) => true,
        Event::CoverageDeclared(_) | Event::Redacted(_) => true,
    };
    // Without a day nothing that was recorded is unknown, whatever it rests on.
    (holds || point.known_by.is_none()).then_some(event)
}

fn claim_is_kept(id: &str, entries: &[Entry], point: Point) -> bool {
    if point.known_by.is_none() {
        return true;
    }
    events(entries, point).any(|event| match event {
        Event::ClaimRecorded(claim) => claim.id == id && source_is_out(&claim.source, entries, point),
        Event::Redacted(left) => {
            left.of == id && id.split_once('/').is_some_and(|(of, _)| source_is_out(of, entries, point))
        }
        _ => false,
    })
}

fn source_is_out(id: &str, entries: &[Entry], point: Point) -> bool {
    events(entries, point).any(|event| match event {
        Event::SourceRegistered(source) => source.id == id && is_out(source, point),
        _ => false,
    })
}

/// Whether the last day on which it may have been published is not after the day asked for.
fn is_out(source: &Source, point: Point) -> bool {
    let Some(day) = point.known_by else { return true };
    source.published.as_ref().and_then(|published| published.extent().last).is_some_and(|last| last <= day)
}

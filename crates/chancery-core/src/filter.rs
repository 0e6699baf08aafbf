//! A point in the dataset's own history, and the events that are known there.
//!
//! `--as-of` and `--known-by` are this filter and then the ordinary fold: nothing else in the program knows about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Entry, Event, Redaction, Source};
use crate::instant::Instant;
use crate::terms::Redactable;
use crate::when::Day;

/// Which events count as known. `None` leaves nothing out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// Events recorded by this instant.
    pub as_of: Option<Instant>,
    /// Claims of sources published by this day at the latest.
    pub known_by: Option<Day>,
}

/// What a filter kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The entries with the events that are known, in the order given.
    pub entries: Vec<Entry>,
    /// For each of these entries the places at which its events stood before some were left out.
    pub places: Vec<Vec<usize>>,
    /// Sources that drop out under `known_by` because they bear no date.
    pub undated_sources: Vec<String>,
}

/// Keeps the events known at a point.
///
/// Under `known_by` a source is kept if its latest possible day of publication is at most that day; a claim if its source
/// and a change of its text are if the source is; a link among the claims kept; a correction, settlement or retraction if its claims and all of its `because` are.
pub fn known_at(entries: &[Entry], point: Point) -> Kept {
    let recorded = entries.iter().filter(|entry| point.as_of.is_none_or(|instant| entry.recorded <= instant));
    let entries: Vec<Entry> = recorded.cloned().collect();
    let Some(day) = point.known_by else {
        let places = entries.iter().map(|entry| (0..entry.events.len()).collect()).collect();
        return Kept { entries, places, undated_sources: Vec::new() };
    };
    let mut sources = BTreeSet::new();
    let mut undated = BTreeSet::new();
    for source in entries.iter().flat_map(|entry| &entry.events).filter_map(registered) {
        match source.published.as_ref().and_then(|when| when.latest()) {
            Some(latest) if latest <= day => {
                sources.insert(source.id.clone());
            }
            Some(_) => {}
            None => {
                undated.insert(source.id.clone());
            }
        }
    }
    let mut claims = BTreeMap::new();
    for event in entries.iter().flat_map(|entry| &entry.events) {
        match event {
            Event::ClaimRecorded(claim) => {
                claims.insert(claim.id.clone(), sources.contains(&claim.source));
            }
            // As known as it would be; that what rested on it goes on without it is the fold's work.
            Event::Redacted(Redaction { was: Redactable::Claim, of, .. }) => {
                let source = of.split('/').next().unwrap_or_default();
                claims.insert(of.clone(), sources.contains(source));
            }
            _ => {}
        }
    }
    let kept = entries.into_iter().map(|mut entry| {
        let events = std::mem::take(&mut entry.events).into_iter().enumerate();
        let (places, events) =
            events.filter_map(|(place, event)| Some((place, keep(event, &sources, &claims)?))).unzip();
        entry.events = events;
        (entry, places)
    });
    let (entries, places) = kept.unzip();
    Kept { entries, places, undated_sources: undated.into_iter().collect() }
}

fn registered(event: &Event) -> Option<&Source> {
    match event {
        Event::SourceRegistered(source) => Some(source),
        _ => None,
    }
}

/// An event as known, or nothing.
fn keep(event: Event, sources: &BTreeSet<String>, claims: &BTreeMap<String, bool>) -> Option<Event> {
    let known = |id: &String| claims.get(id).copied().unwrap_or(false);
    match event {
        Event::SourceRegistered(source) => sources.contains(&source.id).then_some(Event::SourceRegistered(source)),
        Event::ClaimRecorded(claim) => sources.contains(&claim.source).then_some(Event::ClaimRecorded(claim)),
        Event::TextChanged(change) => sources.contains(&change.source).then_some(Event::TextChanged(change)),
        Event::ClaimCorrected(c) => {
            (known(&c.claim) && c.because.iter().all(known)).then_some(Event::ClaimCorrected(c))
        }
        Event::ClaimRetracted(r) => known(&r.claim).then_some(Event::ClaimRetracted(r)),
        Event::ClaimReinstated(r) => known(&r.claim).then_some(Event::ClaimReinstated(r)),
        Event::ClaimsLinked(mut link) => {
            link.claims.retain(known);
            (!link.claims.is_empty()).then_some(Event::ClaimsLinked(link))
        }
        Event::ClaimsUnlinked(mut link) => {
            link.claims.retain(known);
            (!link.claims.is_empty()).then_some(Event::ClaimsUnlinked(link))
        }
        Event::ContactSettled(mut settlement) => {
            let holds = settlement.because.iter().all(known);
            settlement.reject.retain(known);
            settlement.readmit.retain(known);
            holds.then_some(Event::ContactSettled(settlement))
        }
        Event::CoverageDeclared(_) | Event::FeedAttached(_) | Event::FeedDetached(_) | Event::Redacted(_) => {
            Some(event)
        }
    }
}

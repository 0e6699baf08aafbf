//! `lags` and `revisions`: how the dataset came to say what it says, and how late.

use std::collections::BTreeMap;

use chancery_core::Instant;
use chancery_core::event::{Entry, Event};
use chancery_core::fold::HeldClaim;
use chancery_core::history::{Revision, revisions};
use chancery_core::settle::claim_onset;
use chancery_core::when::Day;

use super::contacts::filled;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// What passed between a contact and the dataset's last word on it, in days, of one claim.
struct Lag<'a> {
    held: &'a HeldClaim,
    /// First and last day on which the contact may have begun, by the claim.
    contact: (Option<Day>, Option<Day>),
    /// First and last day on which its source may have appeared.
    published: (Option<Day>, Option<Day>),
    coded: Option<Day>,
    /// When it was first corrected, and how often it was.
    corrected: Option<(Instant, i64)>,
}

/// One row a claim. A lag is [min, max] where a date is vague; null where an end is open or no date is given. It is below zero
/// where a source speaks of what is to come.
pub(super) fn lags(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let coded: BTreeMap<&str, Option<Instant>> =
        analysis.entries.iter().map(|entry| (entry.id.as_str(), entry.coded)).collect();
    let corrected = corrections(&analysis.entries);
    let rows: Vec<Lag<'_>> =
        analysis.folded.claims.values().map(|held| lag(analysis, held, &coded, &corrected)).collect();
    let recorded = |lag: &Lag<'_>| Some(lag.held.recorded.day());
    Columns::default()
        .text("claim", rows.iter().map(|lag| lag.held.claim.id.clone()))
        .text("source", rows.iter().map(|lag| lag.held.claim.source.clone()))
        .day("contact_earliest", rows.iter().map(|lag| lag.contact.0))?
        .day("contact_latest", rows.iter().map(|lag| lag.contact.1))?
        .day("published_earliest", rows.iter().map(|lag| lag.published.0))?
        .day("published_latest", rows.iter().map(|lag| lag.published.1))?
        .day("coded", rows.iter().map(|lag| lag.coded))?
        .day("recorded", rows.iter().map(recorded))?
        .day("corrected", rows.iter().map(|lag| lag.corrected.map(|(instant, _)| instant.day())))?
        .whole("contact_to_source_min", rows.iter().map(|lag| days(lag.contact.1, lag.published.0)))
        .whole("contact_to_source_max", rows.iter().map(|lag| days(lag.contact.0, lag.published.1)))
        .whole("source_to_recorded_min", rows.iter().map(|lag| days(lag.published.1, recorded(lag))))
        .whole("source_to_recorded_max", rows.iter().map(|lag| days(lag.published.0, recorded(lag))))
        .whole("coded_to_recorded", rows.iter().map(|lag| days(lag.coded, recorded(lag))))
        .whole(
            "recorded_to_corrected",
            rows.iter().map(|lag| days(recorded(lag), lag.corrected.map(|(instant, _)| instant.day()))),
        )
        .whole("corrections", rows.iter().map(|lag| lag.corrected.map_or(0, |(_, number)| number)))
        .table("lags", &["claim"])
}

fn lag<'a>(
    analysis: &'a Analysis,
    held: &'a HeldClaim,
    coded: &BTreeMap<&str, Option<Instant>>,
    corrected: &BTreeMap<&str, (Instant, i64)>,
) -> Lag<'a> {
    let onset = claim_onset(held);
    let published = analysis.folded.sources.get(&held.claim.source).and_then(|source| source.published.as_ref());
    Lag {
        held,
        contact: (onset.first(), onset.last()),
        published: (published.and_then(|when| when.earliest()), published.and_then(|when| when.latest())),
        coded: coded.get(held.entry.as_str()).copied().flatten().map(Instant::day),
        corrected: corrected.get(held.claim.id.as_str()).copied(),
    }
}

/// When each claim was first corrected, and how often.
fn corrections(entries: &[Entry]) -> BTreeMap<&str, (Instant, i64)> {
    let mut found: BTreeMap<&str, (Instant, i64)> = BTreeMap::new();
    for entry in entries {
        for event in &entry.events {
            if let Event::ClaimCorrected(correction) = event {
                let one = found.entry(&correction.claim).or_insert((entry.recorded, 0));
                *one = (one.0.min(entry.recorded), one.1 + 1);
            }
        }
    }
    found
}

/// Whole days from one day to another.
fn days(from: Option<Day>, to: Option<Day>) -> Option<i64> {
    Some(i64::from(to?.0) - i64::from(from?.0))
}

/// One row for each field that an event changed of what was known before.
pub(super) fn revised(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows: Vec<Revision> = revisions(&analysis.entries);
    Columns::default()
        .text("recorded", rows.iter().map(|row| row.told.recorded.to_string()))
        .text("entry", rows.iter().map(|row| row.told.entry.clone()))
        .whole("place", rows.iter().map(|row| row.place as i64))
        .text("event", rows.iter().map(|row| row.told.event.to_owned()))
        .text("of", rows.iter().map(|row| row.of.clone()))
        .text("field", rows.iter().map(|row| row.field.clone()))
        .text("from", rows.iter().map(|row| filled(&row.from)))
        .text("to", rows.iter().map(|row| filled(&row.to)))
        .text("by", rows.iter().map(|row| row.told.by.clone()))
        .text("reason", rows.iter().map(|row| row.told.reason.clone()))
        .table("revisions", &["recorded", "entry", "place", "of", "field"])
}

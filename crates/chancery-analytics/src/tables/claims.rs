//! `claims` and `sources`: what was said, by whom.

use chancery_core::claim::{Claim, Field, FieldValue};
use chancery_core::fold::HeldClaim;
use chancery_core::settle::claim_onset;

use super::contacts::{filled, parts};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// One row a claim, as corrected. `earliest` and `latest` bound its onset, less the days after its source's publication.
pub(super) fn claims(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let held: Vec<&HeldClaim> = analysis.state.claims.values().collect();
    let claims: Vec<&Claim> = held.iter().map(|h| &h.claim).collect();
    let onsets: Vec<_> = held.iter().map(|h| claim_onset(h)).collect();
    let said = |field: Field| claims.iter().map(move |claim| said(claim, field));
    Columns::default()
        .text("claim", claims.iter().map(|c| c.id.clone()))
        .text("source", claims.iter().map(|c| c.source.clone()))
        .text("contact", claims.iter().map(|c| analysis.state.contact_of(&c.id).to_owned()))
        .text("when", said(Field::When))
        .day("earliest", onsets.iter().map(|o| o.first()))?
        .day("latest", onsets.iter().map(|o| o.last()))?
        .whole("onset_days", onsets.iter().map(|o| o.count().map(|days| days as i64)))
        .text("nature", said(Field::Nature))
        .text("form", said(Field::Form))
        .text("categories", said(Field::Categories))
        .text("actors", claims.iter().map(|c| parts(&c.actors)))
        .text("status", said(Field::Status))
        .text("stance", said(Field::Stance))
        .text("attributed_to", said(Field::AttributedTo))
        .text("place", said(Field::Place))
        .text("part_of", said(Field::PartOf))
        .text("instance_of", said(Field::InstanceOf))
        .text("when_rule", said(Field::WhenRule))
        .text("motive", said(Field::Motive))
        .whole("ordinal", claims.iter().map(|c| c.ordinal))
        .text("rate", said(Field::Rate))
        .text("quantity", said(Field::Quantity))
        .text("confidence", said(Field::Confidence))
        .text("anchors", said(Field::Anchor))
        .text("ref", said(Field::Reference))
        .text("recorded", held.iter().map(|h| h.recorded.to_string()))
        .text("entry", held.iter().map(|h| h.entry.clone()))
        .text("summary", said(Field::Summary))
        .table("claims", &["claim"])
}

/// A field as text, nothing where the source says nothing.
fn said(claim: &Claim, field: Field) -> Option<String> {
    match claim.get(field) {
        FieldValue::Absent => None,
        value => filled(&value.to_string()),
    }
}

/// One row a source, with the number of its claims.
pub(super) fn sources(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let sources: Vec<_> = analysis.state.sources.values().collect();
    let claims = |id: &str| analysis.state.claims.values().filter(|h| h.claim.source == id).count() as i64;
    let published = |of: fn(&chancery_core::when::When) -> Option<chancery_core::when::Day>| {
        sources.iter().map(move |s| s.published.as_ref().and_then(of))
    };
    Columns::default()
        .text("source", sources.iter().map(|s| s.id.clone()))
        .text("title", sources.iter().map(|s| s.title.clone()))
        .text("publisher", sources.iter().map(|s| s.publisher.clone()))
        .text("origin", sources.iter().map(|s| s.origin.clone()))
        .text("author", sources.iter().map(|s| filled(&s.author.join("; "))))
        .text("published", sources.iter().map(|s| s.published.as_ref().map(|when| when.text().to_owned())))
        .day("published_earliest", published(|when| when.earliest()))?
        .day("published_latest", published(|when| when.latest()))?
        .text("language", sources.iter().map(|s| s.language.clone()))
        .text("seen", sources.iter().map(|s| s.seen.to_string()))
        .text("url", sources.iter().map(|s| s.url.clone()))
        .text("digest", sources.iter().map(|s| s.digest.clone()))
        .text("supersedes", sources.iter().map(|s| s.supersedes.clone()))
        .whole("claims", sources.iter().map(|s| claims(&s.id)))
        .table("sources", &["source"])
}

//! Whether events fit what was recorded before them: the fold's faults, told at the key that is at fault.

use chancery_core::fold::FaultKind;
use chancery_core::{Event, FieldValue, Instant};

use crate::context::{Context, Index};
use crate::ids;
use crate::problem::{Problem, Sink, Spot};
use crate::problems::{self, Absence};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for fault in &context.faults {
        let index = context.read_at(fault.place);
        if !follows(context, &fault.kind) {
            tell(context, index, &fault.kind, sink);
        }
    }
    for (index, read) in context.events() {
        if !read.sound || !context.files[index.0].sound {
            unsound(context, index, &read.event, sink);
        }
        reckoned_from(context, index, &read.event, sink);
    }
}

/// Whether a fault may only follow from something that is told already.
fn follows(context: &Context<'_>, kind: &FaultKind) -> bool {
    let doubt = &context.doubt;
    match kind {
        FaultKind::UnknownClaim { claim, .. } | FaultKind::NotRetracted { claim } => doubt.may_exist(claim),
        FaultKind::UnknownContact { contact } | FaultKind::NothingToUndo { contact, .. } => doubt.may_differ(contact),
        FaultKind::UnknownSource { source } => doubt.may_exist(source),
        FaultKind::AnotherText { source, .. } => doubt.may_have_another_text(source),
        FaultKind::UnknownFeed { feed } | FaultKind::FeedAttachedTwice { feed, .. } => doubt.may_differ(feed),
        FaultKind::NotInContact { claim, contact, .. } => doubt.may_differ(contact) || doubt.may_differ(claim),
        FaultKind::ClaimInTwoContacts { claim, .. } => doubt.is_unsound(claim),
        FaultKind::ContactIdTaken { contact } | FaultKind::MixedNatures { contact, .. } => doubt.is_unsound(contact),
        FaultKind::ExpectFailed { claim, .. } | FaultKind::EmptyOnset { claim, .. } => doubt.is_unsound(claim),
        _ => false,
    }
}

fn tell(context: &Context<'_>, index: Index, kind: &FaultKind, sink: &mut Sink) {
    let spot = |key: &str| context.spot(index, key);
    match kind {
        FaultKind::DuplicateSource { source, first } => {
            let first = place_of(context, context.sources.get(source), first, index);
            sink.add(spot("id"), |at| problems::duplicate_source(at, source, &first));
        }
        FaultKind::DuplicateClaim { claim, first } => {
            let first = place_of(context, context.claims.get(claim), first, index);
            sink.add(spot("id"), |at| problems::duplicate_claim(at, claim, &first));
        }
        FaultKind::UnknownClaim { key, claim } => {
            sink.add(spot(&format!("{key}={claim}")), |at| no_claim(context, at, key, claim));
        }
        FaultKind::NotRetracted { claim } => {
            let absence = (!context.claims.contains_key(claim)).then(|| absence(context, claim));
            sink.add(spot("claim"), |at| match &absence {
                Some(absence) => problems::unknown_claim(at, "claim", claim, absence),
                None => problems::not_retracted(at, claim),
            });
        }
        FaultKind::NothingToUndo { contact, what } => {
            let key = if what.contains('/') { "readmit" } else { "unset" };
            sink.add(spot(&format!("{key}={what}")), |at| problems::nothing_to_undo(at, contact, what));
        }
        FaultKind::FeedAttachedTwice { feed, attached } => {
            let key = if feed == attached { "id" } else { "digest" };
            sink.add(spot(key), |at| problems::feed_twice(at, feed, attached));
        }
        FaultKind::UnknownFeed { feed } => {
            let known = context.state.feeds.keys().map(String::as_str);
            sink.add(spot("feed"), |at| problems::unknown_feed(at, feed, context.nearest(feed, known)));
        }
        FaultKind::UnknownSource { source } => sink.add(spot("source"), |at| {
            let known = context.sources.keys().map(String::as_str).filter(|known| known != source);
            problems::text_of_no_source(at, source, context.nearest(source, known))
        }),
        FaultKind::AnotherText { source, expected, found } => {
            sink.add(spot("was"), |at| problems::another_text(at, source, expected.as_deref(), found.as_deref()))
        }
        FaultKind::UnknownContact { contact } => sink.add(spot("contact"), |at| {
            let holder = context.state.linked.get(contact).cloned();
            problems::unknown_contact(at, contact, holder.or_else(|| nearest_contact(context, contact)).as_deref())
        }),
        FaultKind::ClaimInTwoContacts { claim, has } => {
            sink.add(spot(&format!("claims={claim}")), |at| problems::claim_in_two_contacts(at, claim, has));
        }
        FaultKind::ContactIdTaken { contact } => {
            sink.add(spot("contact"), |at| problems::contact_id_taken(at, contact))
        }
        FaultKind::NotInContact { key, claim, contact } => {
            sink.add(spot(&format!("{key}={claim}")), |at| problems::not_in_contact(at, key, claim, contact));
        }
        FaultKind::ExpectFailed { claim, field, expected, found } => {
            let key = format!("expect.{field}");
            sink.add(spot(&key), |at| problems::expect_failed(at, claim, field.as_str(), expected, found));
        }
        FaultKind::WrongShape { field, reason } => {
            let key = format!("set.{field}");
            sink.add(spot(&key), |at| problems::value_refused(at, field.as_str(), reason));
        }
        FaultKind::SameInstant { thing, field, other } => {
            let key = touched_at(context, index, thing, field);
            let after = Instant(context.files[index.0].entry.recorded.0.saturating_add(1));
            sink.add(spot(&key), |at| problems::same_instant(at, thing, field, other, after));
        }
        FaultKind::EmptyOnset { when, known_until, .. } => {
            sink.add(spot("when"), |at| problems::empty_onset(at, when, known_until));
        }
        FaultKind::MixedNatures { contact, natures } => {
            let index = link_of(context, contact).unwrap_or(index);
            sink.add(context.spot(index, "claims"), |at| problems::mixed_natures(at, contact, natures));
        }
        FaultKind::MissingSource { .. }
        | FaultKind::UnknownWhole { .. }
        | FaultKind::PartOfItself { .. }
        | FaultKind::NotARecurrence { .. } => {}
    }
}

/// Where a source or claim was given first: in the entry that the fold names, and not here.
fn place_of(context: &Context<'_>, all: Option<&Vec<Index>>, first: &str, here: Index) -> String {
    let file = context.file_of(first);
    let found = all.into_iter().flatten().find(|index| Some(index.0) == file && **index != here);
    found.map_or_else(|| first.to_owned(), |index| context.place(*index))
}

/// The key by which an event touches a field of a thing.
fn touched_at(context: &Context<'_>, index: Index, thing: &str, field: &str) -> String {
    match &context.event(index).event {
        Event::ClaimCorrected(_) | Event::ContactSettled(_) if !field.starts_with("reject ") => format!("set.{field}"),
        Event::ContactSettled(settlement) => {
            let claim = field.trim_start_matches("reject ");
            let key = if settlement.readmit.iter().any(|known| known == claim) { "readmit" } else { "reject" };
            format!("{key}={claim}")
        }
        Event::ClaimsLinked(_) | Event::ClaimsUnlinked(_) => format!("claims={thing}"),
        Event::ClaimRetracted(_) | Event::ClaimReinstated(_) => "claim".to_owned(),
        Event::FeedDetached(_) => "feed".to_owned(),
        Event::TextChanged(_) => "source".to_owned(),
        _ => "id".to_owned(),
    }
}

/// The last link that put claims into a contact.
fn link_of(context: &Context<'_>, contact: &str) -> Option<Index> {
    let links = context
        .events()
        .filter(|(_, read)| matches!(&read.event, Event::ClaimsLinked(link) if link.contact == contact));
    links.max_by_key(|((file, event), _)| (context.files[*file].entry.recorded, *file, *event)).map(|(index, _)| index)
}

fn no_claim(context: &Context<'_>, at: Spot<'_>, key: &str, claim: &str) -> Problem {
    let absence = absence(context, claim);
    if key == "claims" {
        return problems::link_to_nothing(at, claim, &absence);
    }
    problems::unknown_claim(at, key, claim, &absence)
}

/// Why a claim is not there.
fn absence(context: &Context<'_>, claim: &str) -> Absence {
    let retracted = context
        .events()
        .find(|(_, read)| matches!(&read.event, Event::ClaimRetracted(retraction) if retraction.claim == claim));
    match (context.claims.get(claim).and_then(|all| all.first()), retracted) {
        (Some(_), Some((index, _))) => Absence::Retracted(context.place(index)),
        (Some(index), None) => Absence::Later(context.place(*index)),
        (None, _) => {
            Absence::Nowhere(context.nearest(claim, context.claims.keys().map(String::as_str)).map(str::to_owned))
        }
    }
}

/// The contact or claim whose id comes nearest.
pub(super) fn nearest_contact(context: &Context<'_>, id: &str) -> Option<String> {
    let contacts = context.state.contacts.keys().chain(context.claims.keys()).map(String::as_str);
    context.nearest(id, contacts.filter(|known| *known != id)).map(str::to_owned)
}

/// Claims that an event names although none of that id is given anywhere: the fold never sees an event that is not sound.
fn unsound(context: &Context<'_>, index: Index, event: &Event, sink: &mut Sink) {
    let mut named: Vec<(&'static str, &String)> = Vec::new();
    match event {
        Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => {
            named.extend(link.claims.iter().map(|id| ("claims", id)))
        }
        Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => {
            named.push(("claim", &retraction.claim))
        }
        Event::ClaimCorrected(correction) => {
            named.push(("claim", &correction.claim));
            named.extend(correction.because.iter().map(|id| ("because", id)));
        }
        Event::ContactSettled(settlement) => {
            named.extend(settlement.reject.iter().map(|id| ("reject", id)));
            named.extend(settlement.readmit.iter().map(|id| ("readmit", id)));
            named.extend(settlement.because.iter().map(|id| ("because", id)));
        }
        _ => {}
    }
    for (key, claim) in named {
        if !claim.is_empty() && !context.claims.contains_key(claim) && !context.doubt.may_exist(claim) {
            sink.add(context.spot(index, &format!("{key}={claim}")), |at| no_claim(context, at, key, claim));
        }
    }
}

/// A claim that a date is reckoned from.
fn reckoned_from(context: &Context<'_>, index: Index, event: &Event, sink: &mut Sink) {
    let rules = match event {
        Event::ClaimRecorded(claim) => vec![("when_rule.from", claim.when_rule.as_ref())],
        Event::ClaimCorrected(correction) => {
            let values = correction.set.iter().map(|(_, value)| match value {
                FieldValue::WhenRule(rule) => ("set.when_rule.from", Some(rule)),
                _ => ("", None),
            });
            values.collect()
        }
        _ => return,
    };
    for (key, rule) in rules {
        let Some(from) = rule.map(|rule| rule.from.as_str()).filter(|from| ids::is_claim_id(from)) else { continue };
        let is_date = from.parse::<chancery_core::when::When>().is_ok();
        if !is_date && !context.claims.contains_key(from) && !context.doubt.may_exist(from) {
            sink.add(context.spot(index, key), |at| no_claim(context, at, "from", from));
        }
    }
}

//! One event after the other.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Fault, FaultKind, HeldClaim, Place, State};
use crate::claim::{Claim, Field, FieldValue};
use crate::event::{Correction, Entry, Event, Link, Retraction, Settlement, Source, TextChange};
use crate::feed::{Detachment, Feed};
use crate::instant::Instant;

/// The state as it grows, and what was touched when.
#[derive(Default)]
pub(crate) struct Folding {
    /// As it stands; its contacts are not settled here.
    pub(crate) state: State,
    faults: Vec<Fault>,
    /// Who touched a field of a thing last: instant and entry.
    touched: HashMap<(String, String), (Instant, String)>,
    /// Which entry gave an id: ids are given once, and a retraction does not give one back.
    source_entries: HashMap<String, String>,
    claim_entries: HashMap<String, String>,
    /// Claims that were retracted, each with the contact that it was linked into.
    retracted: HashMap<String, (HeldClaim, Option<String>)>,
    /// Ids that links gave to contacts, and that are no claim's.
    contact_ids: HashSet<String>,
    /// How many claims are linked into each contact.
    linked_into: HashMap<String, usize>,
}

impl Folding {
    pub(super) fn finish(self) -> (State, Vec<Fault>) {
        (self.state, self.faults)
    }

    pub(crate) fn entry(&mut self, index: usize, entry: &Entry) {
        self.state.last_recorded = self.state.last_recorded.max(Some(entry.recorded));
        for (event_index, event) in entry.events.iter().enumerate() {
            let at = At { place: Place { entry: index, event: event_index }, entry };
            self.state.events += 1;
            match event {
                Event::SourceRegistered(source) => self.source(at, source),
                Event::ClaimRecorded(claim) => self.claim(at, claim),
                Event::ClaimCorrected(correction) => self.correct(at, correction),
                Event::ClaimRetracted(retraction) => self.retract(at, retraction),
                Event::ClaimReinstated(retraction) => self.reinstate(at, retraction),
                Event::ClaimsLinked(link) => self.link(at, link),
                Event::ClaimsUnlinked(link) => self.unlink(at, link),
                Event::ContactSettled(settlement) => self.settle(at, settlement),
                Event::CoverageDeclared(coverage) => self.state.coverage.push(coverage.clone()),
                Event::FeedAttached(feed) => self.attach(at, feed),
                Event::FeedDetached(detachment) => self.detach(at, detachment),
                Event::TextChanged(change) => self.change_text(at, change),
                Event::Redacted(_) => {}
            }
        }
    }

    fn fault(&mut self, at: At<'_>, kind: FaultKind) {
        self.faults.push(Fault { place: at.place, kind });
    }

    /// Notes that an entry touches a field, and that two of the same instant do: ids must never decide values.
    fn touch(&mut self, at: At<'_>, thing: &str, field: &str) {
        let now = (at.entry.recorded, at.entry.id.clone());
        let before = self.touched.insert((thing.to_owned(), field.to_owned()), now);
        if let Some((instant, other)) = before
            && instant == at.entry.recorded
            && other != at.entry.id
        {
            let kind = FaultKind::SameInstant { thing: thing.to_owned(), field: field.to_owned(), other };
            self.fault(at, kind);
        }
    }

    fn source(&mut self, at: At<'_>, source: &Source) {
        if let Some(first) = self.source_entries.get(&source.id).cloned() {
            return self.fault(at, FaultKind::DuplicateSource { source: source.id.clone(), first });
        }
        self.source_entries.insert(source.id.clone(), at.entry.id.clone());
        self.state.sources.insert(source.id.clone(), source.clone());
    }

    fn change_text(&mut self, at: At<'_>, change: &TextChange) {
        self.touch(at, &change.source, "text");
        let Some(source) = self.state.sources.get_mut(&change.source) else {
            return self.fault(at, FaultKind::UnknownSource { source: change.source.clone() });
        };
        let found = source.digest.replace(change.digest.clone());
        source.length = Some(change.length);
        if found != change.was {
            let (source, expected) = (change.source.clone(), change.was.clone());
            self.fault(at, FaultKind::AnotherText { source, expected, found });
        }
    }

    fn attach(&mut self, at: At<'_>, feed: &Feed) {
        self.touch(at, &feed.id, "feed");
        let same = |held: &&Feed| held.id == feed.id || held.digest == feed.digest;
        if let Some(held) = self.state.feeds.values().find(same) {
            let (feed, attached) = (feed.id.clone(), held.id.clone());
            return self.fault(at, FaultKind::FeedAttachedTwice { feed, attached });
        }
        self.state.feeds.insert(feed.id.clone(), feed.clone());
    }

    fn detach(&mut self, at: At<'_>, detachment: &Detachment) {
        self.touch(at, &detachment.feed, "feed");
        if self.state.feeds.remove(&detachment.feed).is_none() {
            self.fault(at, FaultKind::UnknownFeed { feed: detachment.feed.clone() });
        }
    }

    fn claim(&mut self, at: At<'_>, claim: &Claim) {
        if let Some(first) = self.claim_entries.get(&claim.id).cloned() {
            return self.fault(at, FaultKind::DuplicateClaim { claim: claim.id.clone(), first });
        }
        if self.contact_ids.contains(&claim.id) {
            self.fault(at, FaultKind::ContactIdTaken { contact: claim.id.clone() });
        }
        let Some(source) = self.state.sources.get(&claim.source) else {
            let (claim, source) = (claim.id.clone(), claim.source.clone());
            return self.fault(at, FaultKind::MissingSource { claim, source });
        };
        let recorded_day = at.entry.recorded.day();
        let held = HeldClaim {
            claim: claim.clone(),
            place: at.place,
            entry: at.entry.id.clone(),
            recorded: at.entry.recorded,
            origin: source.origin.clone(),
            known_until: source.published.as_ref().and_then(|when| when.latest()).unwrap_or(recorded_day),
        };
        self.state.claims.insert(claim.id.clone(), held);
        self.claim_entries.insert(claim.id.clone(), at.entry.id.clone());
        self.touch(at, &claim.id, "claim");
    }

    fn correct(&mut self, at: At<'_>, correction: &Correction) {
        self.need_claims(at, "because", &correction.because);
        for (field, _) in &correction.set {
            self.touch(at, &correction.claim, field.as_str());
        }
        let mut faults = Vec::new();
        let Some(held) = self.state.claims.get_mut(&correction.claim) else {
            let claim = correction.claim.clone();
            return self.fault(at, FaultKind::UnknownClaim { key: "claim", claim });
        };
        for (field, expected) in &correction.expect {
            let found = held.claim.get(*field);
            if found != as_held(*field, expected) {
                faults.push(FaultKind::ExpectFailed {
                    claim: correction.claim.clone(),
                    field: *field,
                    expected: expected.to_string(),
                    found: found.to_string(),
                });
            }
        }
        for (field, value) in &correction.set {
            if let Err(wrong) = held.claim.set(*field, value) {
                faults.push(FaultKind::WrongShape { field: wrong.field, reason: wrong.reason });
            }
        }
        for kind in faults {
            self.fault(at, kind);
        }
    }

    fn retract(&mut self, at: At<'_>, retraction: &Retraction) {
        let claim = &retraction.claim;
        self.touch(at, claim, "claim");
        let contact = self.take_out(claim);
        match self.state.claims.remove(claim) {
            Some(held) => {
                self.retracted.insert(claim.clone(), (held, contact));
            }
            None => self.fault(at, FaultKind::UnknownClaim { key: "claim", claim: claim.clone() }),
        }
    }

    /// Takes a retraction back: the claim stands as it was, in its contact if there still is one of that id.
    fn reinstate(&mut self, at: At<'_>, retraction: &Retraction) {
        let claim = &retraction.claim;
        self.touch(at, claim, "claim");
        let Some((held, contact)) = self.retracted.remove(claim) else {
            return self.fault(at, FaultKind::NotRetracted { claim: claim.clone() });
        };
        self.state.claims.insert(claim.clone(), held);
        if let Some(contact) = contact.filter(|contact| self.stands(contact)) {
            self.put_into(claim, &contact);
        }
    }

    /// Whether there is a contact of that id.
    fn stands(&self, contact: &str) -> bool {
        let is_claim = self.state.claims.contains_key(contact) && self.state.contact_of(contact) == contact;
        is_claim || self.has_linked(contact)
    }

    fn link(&mut self, at: At<'_>, link: &Link) {
        self.need_claims(at, "claims", &link.claims);
        if !self.state.claims.contains_key(&link.contact) {
            self.contact_ids.insert(link.contact.clone());
        } else if self.state.contact_of(&link.contact) != link.contact && !link.claims.contains(&link.contact) {
            return self.fault(at, FaultKind::ContactIdTaken { contact: link.contact.clone() });
        }
        for claim in &link.claims {
            if !self.state.claims.contains_key(claim) {
                continue;
            }
            self.touch(at, claim, "contact");
            match self.state.linked.get(claim).cloned() {
                Some(has) if has != link.contact => {
                    self.fault(at, FaultKind::ClaimInTwoContacts { claim: claim.clone(), has });
                }
                _ => {
                    self.put_into(claim, &link.contact);
                }
            }
        }
    }

    fn unlink(&mut self, at: At<'_>, link: &Link) {
        self.need_claims(at, "claims", &link.claims);
        for claim in &link.claims {
            self.touch(at, claim, "contact");
            if self.state.linked.get(claim) == Some(&link.contact) {
                self.take_out(claim);
            } else if self.state.claims.contains_key(claim) && !(*claim == link.contact && self.has_linked(claim)) {
                self.not_in_contact(at, "claims", claim, &link.contact);
            }
        }
        // A claim whose id the contact bears cannot leave while others stay: there would be two contacts of one id.
        if link.claims.contains(&link.contact) && self.has_linked(&link.contact) {
            self.fault(at, FaultKind::ContactIdTaken { contact: link.contact.clone() });
        }
    }

    /// Whether claims are linked into the contact of that id.
    fn has_linked(&self, contact: &str) -> bool {
        self.linked_into.get(contact).is_some_and(|claims| *claims > 0)
    }

    fn put_into(&mut self, claim: &str, contact: &str) {
        self.take_out(claim);
        self.state.linked.insert(claim.to_owned(), contact.to_owned());
        *self.linked_into.entry(contact.to_owned()).or_default() += 1;
    }

    /// The contact that the claim was linked into.
    fn take_out(&mut self, claim: &str) -> Option<String> {
        let contact = self.state.linked.remove(claim)?;
        if let Some(claims) = self.linked_into.get_mut(&contact) {
            *claims -= 1;
        }
        Some(contact)
    }

    fn settle(&mut self, at: At<'_>, settlement: &Settlement) {
        self.need_claims(at, "because", &settlement.because);
        self.need_claims(at, "reject", &settlement.reject);
        let contact = &settlement.contact;
        if !self.stands(contact) {
            return self.fault(at, FaultKind::UnknownContact { contact: contact.clone() });
        }
        let mut blank = Claim::new("", "");
        let mut settings = BTreeMap::new();
        for (field, value) in &settlement.set {
            self.touch(at, contact, field.as_str());
            match blank.set(*field, value) {
                Ok(()) => {
                    settings.insert(*field, (*field, value.clone()));
                }
                Err(wrong) => self.fault(at, FaultKind::WrongShape { field: wrong.field, reason: wrong.reason }),
            }
        }
        for claim in &settlement.reject {
            self.touch(at, contact, &format!("reject {claim}"));
            if self.state.claims.contains_key(claim) && self.state.contact_of(claim) != contact {
                self.not_in_contact(at, "reject", claim, contact);
            }
        }
        let undone = settlement.unset.iter().map(|field| field.as_str().to_owned());
        let undone = undone.chain(settlement.readmit.iter().map(|claim| format!("reject {claim}")));
        undone.for_each(|field| self.touch(at, contact, &field));
        let decisions = self.state.decisions.entry(contact.clone()).or_default();
        let idle = settlement.unset.iter().filter(|field| decisions.set.remove(field).is_none());
        let idle: Vec<String> = idle.map(|field| field.as_str().to_owned()).collect();
        let kept = settlement.readmit.iter().filter(|claim| !decisions.rejected.remove(*claim));
        let idle: Vec<String> = idle.into_iter().chain(kept.cloned()).collect();
        decisions.set.extend(settings);
        decisions.rejected.extend(settlement.reject.iter().cloned());
        decisions.reasons.push(settlement.reason.clone());
        decisions.place = Some(at.place);
        for what in idle {
            self.fault(at, FaultKind::NothingToUndo { contact: contact.clone(), what });
        }
    }

    fn need_claims(&mut self, at: At<'_>, key: &'static str, claims: &[String]) {
        let missing: Vec<String> = claims.iter().filter(|id| !self.state.claims.contains_key(*id)).cloned().collect();
        for claim in missing {
            self.fault(at, FaultKind::UnknownClaim { key, claim });
        }
    }

    fn not_in_contact(&mut self, at: At<'_>, key: &'static str, claim: &str, contact: &str) {
        let (claim, contact) = (claim.to_owned(), contact.to_owned());
        self.fault(at, FaultKind::NotInContact { key, claim, contact });
    }
}

/// A value as a claim would hold it, so that neither the order of codes nor an empty list makes two readings differ.
fn as_held(field: Field, value: &FieldValue) -> FieldValue {
    let mut blank = Claim::new("", "");
    match blank.set(field, value) {
        Ok(()) => blank.get(field),
        Err(_) => value.clone(),
    }
}

/// The event at hand.
#[derive(Clone, Copy)]
struct At<'a> {
    place: Place,
    entry: &'a Entry,
}

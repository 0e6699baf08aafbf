//! What an event can move: the claims that it names and the contact that it decides on.

use std::collections::BTreeSet;

use crate::event::Event;

/// Claims and contacts that events named.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Claims that may stand otherwise, or in another contact.
    pub(super) claims: BTreeSet<String>,
    /// Contacts that may be decided otherwise.
    pub(super) contacts: BTreeSet<String>,
}

impl Touched {
    /// Takes note of an event. A source moves nothing: claims of it come after it and never change hands. Nor does what was
    /// redacted, which is not read this way.
    pub(super) fn by(&mut self, event: &Event) {
        match event {
            Event::SourceRegistered(_) | Event::CoverageDeclared(_) | Event::Redacted(_) => {}
            // Where in a text a claim stands decides nothing.
            Event::TextChanged(_) => {}
            // No contact rests on a feed.
            Event::FeedAttached(_) | Event::FeedDetached(_) => {}
            Event::ClaimRecorded(claim) => self.claim(&claim.id),
            Event::ClaimCorrected(correction) => self.claim(&correction.claim),
            Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => self.claim(&retraction.claim),
            Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => {
                link.claims.iter().for_each(|claim| self.claim(claim));
            }
            Event::ContactSettled(settlement) => {
                self.contacts.insert(settlement.contact.clone());
            }
        }
    }

    fn claim(&mut self, id: &str) {
        if !self.claims.contains(id) {
            self.claims.insert(id.to_owned());
        }
    }
}

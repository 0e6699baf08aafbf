//! What may exist or have changed although it could not be read: no fault may follow from that it is not there.
//!
//! A claim with a bad date is told for its date. That the links which name it then link to nothing is not another mistake.

use std::collections::{BTreeMap, BTreeSet};

use chancery_core::Event;
use chancery_core::fold::{Fault, FaultKind};

use crate::context::Index;
use crate::entry::ReadEntry;
use crate::input::InputFile;

/// Ids that nothing may be concluded about.
#[derive(Debug, Default)]
pub(crate) struct Doubt {
    /// Sources, claims and contacts that are given somewhere, though not soundly.
    given: BTreeSet<String>,
    /// Claims and contacts that an event which is not sound would have changed.
    changed: BTreeSet<String>,
    /// Sources whose text an event which is not sound would have changed.
    texts: BTreeSet<String>,
    /// Both, before anything followed from the fold's own faults.
    unsound: BTreeSet<String>,
}

impl Doubt {
    pub(crate) fn new(
        files: &[ReadEntry],
        copies: &[Option<usize>],
        unread: &[&InputFile],
        sources: &BTreeMap<String, Vec<Index>>,
        faults: &[Fault],
    ) -> Doubt {
        let mut doubt = Doubt::default();
        for file in unread {
            doubt.given.extend(ids_in(&file.bytes));
        }
        for (index, file) in files.iter().enumerate() {
            let folded = file.sound && copies[index].is_none();
            for read in file.events.iter().filter(|read| !folded || !read.sound) {
                doubt.add(&read.event);
            }
            // What was redacted existed: nothing that names it is at fault.
            doubt.given.extend(file.events.iter().filter_map(|read| match &read.event {
                Event::Redacted(redaction) => Some(redaction.of.clone()),
                _ => None,
            }));
        }
        doubt.spread(files, sources);
        doubt.spread_to_contacts(files);
        doubt.unsound = doubt.given.union(&doubt.changed).cloned().collect();
        for fault in faults {
            doubt.add_fault(&fault.kind);
        }
        doubt.spread_to_contacts(files);
        doubt
    }

    /// Whether a source, claim or contact may exist although the fold does not know it.
    pub(crate) fn may_exist(&self, id: &str) -> bool {
        self.given.contains(id)
    }

    /// Whether a claim or contact may be otherwise than the fold knows it.
    pub(crate) fn may_differ(&self, id: &str) -> bool {
        self.given.contains(id) || self.changed.contains(id)
    }

    /// Whether a claim or contact may be otherwise because something about it could not be read.
    pub(crate) fn is_unsound(&self, id: &str) -> bool {
        self.unsound.contains(id)
    }

    /// Whether a source's text may be another than the fold knows it.
    pub(crate) fn may_have_another_text(&self, source: &str) -> bool {
        self.given.contains(source) || self.texts.contains(source)
    }

    fn add(&mut self, event: &Event) {
        match event {
            Event::SourceRegistered(source) => {
                self.given.insert(source.id.clone());
            }
            Event::ClaimRecorded(claim) => {
                self.given.insert(claim.id.clone());
            }
            Event::ClaimCorrected(correction) => {
                self.changed.insert(correction.claim.clone());
            }
            Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => {
                self.changed.insert(retraction.claim.clone());
            }
            Event::ClaimsLinked(link) => {
                self.given.insert(link.contact.clone());
                self.changed.extend(link.claims.iter().cloned());
            }
            Event::ClaimsUnlinked(link) => {
                self.changed.insert(link.contact.clone());
                self.changed.extend(link.claims.iter().cloned());
            }
            Event::ContactSettled(settlement) => {
                self.changed.insert(settlement.contact.clone());
            }
            Event::FeedAttached(feed) => {
                self.given.insert(feed.id.clone());
            }
            Event::FeedDetached(detachment) => {
                self.changed.insert(detachment.feed.clone());
            }
            Event::TextChanged(change) => {
                self.texts.insert(change.source.clone());
            }
            Event::CoverageDeclared(_) | Event::Redacted(_) => {}
        }
    }

    /// Claims of sources in doubt, or of no source at all (which is told), are in doubt.
    fn spread(&mut self, files: &[ReadEntry], sources: &BTreeMap<String, Vec<Index>>) {
        for read in files.iter().flat_map(|file| &file.events) {
            if let Event::ClaimRecorded(claim) = &read.event
                && (self.given.contains(&claim.source) || !sources.contains_key(&claim.source))
            {
                self.given.insert(claim.id.clone());
            }
        }
    }

    /// Contacts that hold a claim in doubt are in doubt.
    fn spread_to_contacts(&mut self, files: &[ReadEntry]) {
        for read in files.iter().flat_map(|file| &file.events) {
            if let Event::ClaimsLinked(link) = &read.event
                && link.claims.iter().any(|claim| self.may_differ(claim))
            {
                self.given.insert(link.contact.clone());
            }
        }
    }

    /// What the fold left out, having told why.
    fn add_fault(&mut self, kind: &FaultKind) {
        match kind {
            FaultKind::MissingSource { claim, .. } => {
                self.given.insert(claim.clone());
            }
            FaultKind::UnknownClaim { claim, .. } | FaultKind::ClaimInTwoContacts { claim, .. } => {
                self.changed.insert(claim.clone());
            }
            FaultKind::ContactIdTaken { contact } => {
                self.changed.insert(contact.clone());
            }
            _ => {}
        }
    }
}

/// The ids that a text gives, as far as its lines show: what stands in quotation marks after `id` or `contact`.
fn ids_in(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(crate::MAX_FILE_BYTES)]);
    let ids = text.lines().filter_map(|line| {
        let line = line.trim_start();
        let rest = line.strip_prefix("id").or_else(|| line.strip_prefix("contact"))?;
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        let value = value.strip_prefix(['"', '\''])?;
        Some(value.split(['"', '\'']).next().unwrap_or_default().to_owned())
    });
    ids.collect()
}

#[cfg(test)]
mod tests {
    use super::ids_in;

    #[test]
    fn ids_are_seen_in_a_text_that_cannot_be_read() {
        let text = b"[[claim]\n id = \"a/x\"\xff\nid='b'\nidle = \"c\"\ncontact = \"d\nclaims = [\"e\"]\nid = 4";
        assert_eq!(ids_in(text), ["a/x", "b", "d"]);
    }
}

//! Which events can have to do with each other: those whose claims and contacts are joined by links, wholes and series.
//!
//! A group is never too small: whatever an event can move beyond its own claim lies in the claim's group. It may be too large,
//! since ids that were joined once stay joined here.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Actor, Field, FieldValue};
use crate::event::{Event, FieldSetting};

/// Ids in groups, and the actors that each group names.
#[derive(Debug, Default)]
pub(super) struct Groups {
    numbers: BTreeMap<String, usize>,
    parents: Vec<usize>,
    sources: BTreeMap<String, BTreeSet<usize>>,
    actors: Vec<(usize, String)>,
}

impl Groups {
    /// The groups that events make, in whatever order they come.
    pub(super) fn of<'a>(events: impl Iterator<Item = &'a Event>) -> Groups {
        let mut groups = Groups::default();
        for event in events {
            groups.add(event);
        }
        groups
    }

    fn add(&mut self, event: &Event) {
        match event {
            Event::ClaimRecorded(claim) => {
                let own = self.number(&claim.id);
                self.sources.entry(claim.source.clone()).or_default().insert(own);
                for whole in claim.part_of.iter().chain(&claim.instance_of) {
                    self.join(&claim.id, whole);
                }
                self.name(own, &claim.actors);
            }
            Event::ClaimCorrected(correction) => self.settings(&correction.claim, &correction.set),
            Event::ContactSettled(settlement) => self.settings(&settlement.contact, &settlement.set),
            Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => {
                link.claims.iter().for_each(|claim| self.join(&link.contact, claim));
            }
            Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => {
                self.number(&retraction.claim);
            }
            Event::Redacted(redaction) => {
                self.number(&redaction.of);
            }
            Event::SourceRegistered(_) | Event::TextChanged(_) | Event::CoverageDeclared(_) => {}
            Event::FeedAttached(_) | Event::FeedDetached(_) => {}
        }
    }

    fn settings(&mut self, id: &str, set: &[FieldSetting]) {
        let own = self.number(id);
        for (field, value) in set {
            match (field, value) {
                (Field::PartOf | Field::InstanceOf, FieldValue::Text(whole)) => self.join(id, whole),
                (Field::Actors, FieldValue::Actors(actors)) => self.name(own, actors),
                _ => {}
            }
        }
    }

    fn name(&mut self, own: usize, actors: &[Actor]) {
        self.actors.extend(actors.iter().map(|actor| (own, actor.id.clone())));
    }

    fn number(&mut self, id: &str) -> usize {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.parents.len();
        self.parents.push(number);
        self.numbers.insert(id.to_owned(), number);
        number
    }

    fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.number(one), self.number(other));
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other)] = one.min(other);
    }

    fn root(&self, mut number: usize) -> usize {
        while self.parents[number] != number {
            number = self.parents[number];
        }
        number
    }

    /// The groups that name both actors.
    pub(super) fn with_both(&self, a: &str, b: &str) -> BTreeSet<usize> {
        let with = |id: &str| -> BTreeSet<usize> {
            self.actors.iter().filter(|(_, actor)| actor == id).map(|(number, _)| self.root(*number)).collect()
        };
        with(a).intersection(&with(b)).copied().collect()
    }

    /// The groups that an id is in: a claim's or contact's own; of a source all of its claims'.
    pub(super) fn around(&self, id: &str) -> BTreeSet<usize> {
        let own = self.numbers.get(id).copied();
        let of_source = self.sources.get(id).into_iter().flatten().copied();
        own.into_iter().chain(of_source).map(|number| self.root(number)).collect()
    }

    /// Whether an event belongs to one of some groups. A coverage belongs to none.
    pub(super) fn holds(&self, groups: &BTreeSet<usize>, event: &Event) -> bool {
        let within = |id: &str| self.numbers.get(id).is_some_and(|number| groups.contains(&self.root(*number)));
        match event {
            Event::SourceRegistered(source) => self.around(&source.id).iter().any(|group| groups.contains(group)),
            Event::TextChanged(change) => self.around(&change.source).iter().any(|group| groups.contains(group)),
            Event::ClaimRecorded(claim) => within(&claim.id),
            Event::ClaimCorrected(correction) => within(&correction.claim),
            Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => within(&retraction.claim),
            Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => within(&link.contact),
            Event::ContactSettled(settlement) => within(&settlement.contact),
            // What is redacted may take anything with it.
            Event::Redacted(_) => true,
            Event::CoverageDeclared(_) | Event::FeedAttached(_) | Event::FeedDetached(_) => false,
        }
    }
}

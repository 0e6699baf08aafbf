//! Whether actors, their principals and their people are in the vocabulary.

use chancery_core::event::FieldSetting;
use chancery_core::{Actor, Event, FieldValue};

use crate::context::{Context, Index};
use crate::names::Names;
use crate::problem::{Sink, Spot};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    if context.vocabulary.doubtful_lists.contains("actors") {
        return;
    }
    let names = Names { vocabulary: &context.vocabulary.vocabulary, budget: &context.budget };
    let mut lookup = Lookup { context, names, sink };
    for (index, read) in context.events() {
        match &read.event {
            Event::ClaimRecorded(claim) => lookup.actors(index, "actors", &claim.actors),
            Event::ClaimCorrected(correction) => lookup.settings(index, &correction.set),
            Event::ContactSettled(settlement) => lookup.settings(index, &settlement.set),
            Event::CoverageDeclared(coverage) => {
                for id in [&coverage.dyad.0, &coverage.dyad.1] {
                    lookup.actor(context.spot(index, &format!("dyad={id}")), "dyad", id);
                }
            }
            _ => {}
        }
    }
}

struct Lookup<'c, 's> {
    context: &'c Context<'c>,
    names: Names<'c>,
    sink: &'s mut Sink,
}

impl Lookup<'_, '_> {
    fn settings(&mut self, index: Index, set: &[FieldSetting]) {
        for (_, value) in set {
            if let FieldValue::Actors(actors) = value {
                self.actors(index, "set.actors", actors);
            }
        }
    }

    fn actors(&mut self, index: Index, path: &str, actors: &[Actor]) {
        for (at, actor) in actors.iter().enumerate() {
            let spot = |key: &str| self.context.spot(index, &format!("{path}[{at}].{key}"));
            let (id, principal) = (spot("id"), spot("for"));
            self.actor(id, "id", &actor.id);
            self.actor(principal, "for", actor.on_behalf_of.as_deref().unwrap_or_default());
            for who in &actor.who {
                if !self.passes(who) {
                    let spot = self.context.spot(index, &format!("{path}[{at}].who={who}"));
                    self.names.check_person(&self.context.people, spot, who, self.sink);
                }
            }
        }
    }

    fn actor(&mut self, at: Spot<'_>, key: &str, id: &str) {
        if !self.passes(id) {
            self.names.check_actor(&self.context.actors, at, key, id, self.sink);
        }
    }

    /// Whether there is nothing to look up, or nothing to conclude from not finding it.
    fn passes(&self, id: &str) -> bool {
        id.is_empty() || self.context.vocabulary.doubtful_ids.contains(id)
    }
}

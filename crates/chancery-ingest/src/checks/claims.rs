//! What must hold between the fields of one claim, as it was recorded and as corrections left it.

use chancery_core::terms::{Nature, Stance, Status};
use chancery_core::{Claim, Event, Field};

use crate::context::{Context, Index};
use crate::problem::{Problem, Sink, Spot};
use crate::problems;

/// A fault within a claim: the field it is shown at, and the fields it rests on.
struct Rule {
    shown_at: Field,
    rests_on: &'static [Field],
    broken: fn(&Claim) -> bool,
    tell: fn(Spot<'_>, &Claim) -> Problem,
}

const NATURES: &[Rule] = &[
    Rule {
        shown_at: Field::When,
        rests_on: &[Field::Nature, Field::When],
        broken: |claim| {
            claim.nature == Nature::Episode && claim.when.as_ref().is_some_and(|when| when.is_all_members())
        },
        tell: |at, claim| problems::set_on_episode(at, claim.when.as_ref().map_or("", |when| when.text())),
    },
    Rule {
        shown_at: Field::Status,
        rests_on: &[Field::Nature, Field::Status],
        broken: |claim| claim.nature == Nature::Episode && matches!(claim.status, Status::Ongoing | Status::Ended),
        tell: |at, claim| problems::status_nature(at, claim.status, claim.nature),
    },
    Rule {
        shown_at: Field::Rate,
        rests_on: &[Field::Nature],
        broken: |claim| claim.nature != Nature::Recurrence && claim.rate.is_some(),
        tell: |at, claim| problems::rate_on_other(at, claim.nature),
    },
];

const ATTRIBUTION: &[Rule] = &[Rule {
    shown_at: Field::Stance,
    rests_on: &[Field::Stance, Field::AttributedTo],
    broken: |claim| claim.stance == Stance::Reported && claim.attributed_to.is_none(),
    tell: |at, _| problems::stance_needs_attribution(at),
}];

pub(super) fn natures(context: &Context<'_>, sink: &mut Sink) {
    check(context, NATURES, sink);
    for (index, read) in context.events() {
        if let Event::ContactSettled(settlement) = &read.event
            && let Some(settled) = as_settled(context, &settlement.contact)
        {
            let sets = |field: &Field| settlement.set.iter().any(|(set, _)| set == field);
            for rule in NATURES.iter().filter(|rule| rule.rests_on.iter().any(sets) && (rule.broken)(&settled)) {
                sink.add(context.spot(index, &format!("set.{}", rule.shown_at)), |at| (rule.tell)(at, &settled));
            }
        }
    }
}

/// A contact as editors left it, as if it were a claim; nothing where something about it could not be read.
fn as_settled(context: &Context<'_>, id: &str) -> Option<Claim> {
    let contact = context.state.contacts.get(id).filter(|_| !context.doubt.is_unsound(id))?;
    let when = contact.when.parse().ok();
    Some(Claim { nature: contact.nature, status: contact.status, when, ..Claim::new(id, "") })
}

pub(super) fn attribution(context: &Context<'_>, sink: &mut Sink) {
    check(context, ATTRIBUTION, sink);
}

fn check(context: &Context<'_>, rules: &[Rule], sink: &mut Sink) {
    for (index, read, claim) in context.recorded() {
        for rule in rules {
            if (rule.broken)(claim) && !rule.rests_on.iter().any(|field| read.failed.contains(field)) {
                sink.add(context.spot(index, rule.shown_at.as_str()), |at| (rule.tell)(at, claim));
            }
        }
    }
    for (index, claim) in corrected(context) {
        let recorded =
            context.claims.get(&claim.id).and_then(|all| all.first()).map(|first| &context.event(*first).event);
        for rule in rules.iter().filter(|rule| (rule.broken)(claim)) {
            let from_the_first = matches!(recorded, Some(Event::ClaimRecorded(claim)) if (rule.broken)(claim));
            if !from_the_first && !context.doubt.is_unsound(&claim.id) {
                let key = format!("set.{}", rule.shown_at);
                sink.add(context.spot(index, &key), |at| (rule.tell)(at, claim));
            }
        }
    }
}

/// Claims as corrections left them, each with the last of its corrections.
fn corrected<'c>(context: &'c Context<'_>) -> Vec<(Index, &'c Claim)> {
    let mut last = std::collections::BTreeMap::new();
    for (index, read) in context.events() {
        if let Event::ClaimCorrected(correction) = &read.event {
            let when = (context.files[index.0].entry.recorded, &context.files[index.0].entry.id, index);
            let known = last.entry(&correction.claim).or_insert(when);
            *known = when.max(*known);
        }
    }
    let held = last.into_iter().filter_map(|(id, (_, _, index))| Some((index, &context.state.claims.get(id)?.claim)));
    held.collect()
}

//! The keys under which something counts: dyads, categories and forms, by number. Periods come later, from its dates.

use std::collections::BTreeMap;

use super::names::Names;
use super::{ALL, Dyad, Occasion, Standing, pairs};
use crate::event::Coverage;
use crate::settle::Contact;
use crate::vocabulary::Rule;

/// A dyad with at most one of a category and a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) dyad: u32,
    /// Label; 0 is `all`.
    pub(crate) category: u32,
    /// Label; 0 is `all`.
    pub(crate) form: u32,
    /// Whether what counts here is held to have happened; contested otherwise.
    pub(crate) firm: bool,
}

/// The keys of an occasion: those of all its members, each as firm as the firmest member that brings it.
pub(crate) fn of_occasion(occasion: &Occasion<'_>, rule: &Rule, names: &mut Names) -> Vec<Key> {
    let mut dyads: BTreeMap<Dyad, BTreeMap<(u32, u32), bool>> = BTreeMap::new();
    for (member, standing) in &occasion.members {
        let labels = labels(member, names);
        for dyad in pairs(member, rule).dyads() {
            let own = dyads.entry(dyad).or_default();
            for label in &labels {
                *own.entry(*label).or_default() |= *standing == Standing::Firm;
            }
        }
    }
    let mut keys = Vec::new();
    for (dyad, labels) in dyads {
        let dyad = names.dyad(&dyad);
        keys.extend(labels.into_iter().map(|((category, form), firm)| Key { dyad, category, form, firm }));
    }
    keys
}

/// The keys of a recurrence.
pub(crate) fn of_recurrence(contact: &Contact, rule: &Rule, names: &mut Names) -> Vec<Key> {
    let labels = labels(contact, names);
    let mut keys = Vec::new();
    for dyad in pairs(contact, rule).dyads() {
        let dyad = names.dyad(&dyad);
        keys.extend(labels.iter().map(|(category, form)| Key { dyad, category: *category, form: *form, firm: true }));
    }
    keys
}

/// The keys that a coverage speaks of: of its dyad in every direction, each of its categories or all.
pub(crate) fn of_coverage(coverage: &Coverage, names: &mut Names) -> Vec<Key> {
    let (a, b) = (&coverage.dyad.0, &coverage.dyad.1);
    let mut keys = Vec::new();
    for dyad in [Dyad::undirected(a, b), Dyad::directed(a, b), Dyad::directed(b, a)] {
        let dyad = names.dyad(&dyad);
        let mut add = |category| keys.push(Key { dyad, category, form: 0, firm: true });
        if coverage.categories.is_empty() {
            add(0);
        }
        for category in &coverage.categories {
            add(names.label(category));
        }
    }
    keys
}

/// Under which (category, form) a contact counts: all, each category, its form.
fn labels(contact: &Contact, names: &mut Names) -> Vec<(u32, u32)> {
    let all = names.label(ALL);
    let mut labels = vec![(all, all), (all, names.label(&contact.form))];
    labels.extend(contact.categories.iter().map(|category| (names.label(category), all)));
    labels
}

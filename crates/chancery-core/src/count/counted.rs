//! From occasions to increments, a batch of whole cells at a time.
//!
//! What a cell is made of is small (which occasion, which key); what it comes to, spread over periods, is large. So the parts
//! are kept, sorted by key, and spread only when they are asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::{self, Key};
use super::names::Names;
use super::spread::{self, reach};
use super::{Dyad, Increment, Occasion, Standing, occasions, pairs, recurs};
use crate::fold::State;
use crate::instant::Instant;
use crate::settle::Contact;
use crate::terms::Role;
use crate::vocabulary::{Rule, Vocabulary};
use crate::when::{Days, Extent, Period};

/// What is counted, by number, before it is spread over periods.
#[derive(Debug)]
pub struct Counted<'a> {
    /// Dyads by index.
    pub dyads: Vec<Dyad>,
    /// Labels by index; the first is `all`.
    pub labels: Vec<String>,
    /// For `mediation`.
    pub mediation: Vec<Increment>,
    /// Where the periods of each dyad begin and end.
    bounds: Vec<Extent>,
    spreads: Vec<Spread<'a>>,
    /// Sorted by dyad, category and form.
    parts: Vec<Part>,
}

/// How something lies over time.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Spread<'a> {
    /// Began on a day of a set.
    Onset(&'a Days),
    /// Recurs over an extent; over none that anybody vouches for.
    Recurring(Option<Extent>),
    /// Was searched over an extent.
    Searched(Extent),
}

impl Spread<'_> {
    /// What it adds to the cells of one key, within the days of its dyad; `blank` is the key.
    pub(crate) fn increments(self, firm: bool, bounds: Extent, blank: Increment) -> Vec<Increment> {
        match self {
            Spread::Onset(onset) => spread::onset(onset, firm, bounds, blank),
            Spread::Recurring(Some(extent)) => spread::extent(extent, bounds, Increment { recurring: 1, ..blank }),
            // Without any date no period is vouched for, so it stands in `all` alone.
            Spread::Recurring(None) => vec![Increment { recurring: 1, ..blank }],
            Spread::Searched(extent) => spread::extent(extent, bounds, blank),
        }
    }
}

/// One occasion, recurrence or coverage under one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    dyad: u32,
    category: u32,
    form: u32,
    contact: u32,
    spread: u32,
    firm: bool,
}

impl Part {
    fn key(&self) -> (u32, u32, u32) {
        (self.dyad, self.category, self.form)
    }
}

impl<'a> Counted<'a> {
    /// What a rule counts of a state.
    pub fn of(state: &'a State, vocabulary: &Vocabulary, rule: &Rule) -> Counted<'a> {
        let mut counter = Counter {
            state,
            vocabulary,
            rule,
            names: Names::default(),
            spreads: Vec::new(),
            parts: Vec::new(),
            mediation: Vec::new(),
        };
        for occasion in occasions(state, rule) {
            counter.occasion(&occasion);
            counter.mediated(&occasion);
        }
        for contact in state.contacts.values().filter(|contact| recurs(contact, rule)) {
            counter.recurrence(contact);
        }
        counter.declared_coverage();
        counter.finish()
    }

    /// The increments of all cells. A batch holds whole keys of dyad, category and form, and about so many increments at
    /// most unless a single key has more.
    pub fn batches(&self, most: usize) -> impl Iterator<Item = Vec<Increment>> + '_ {
        let mut keys = self.parts.chunk_by(|a, b| a.key() == b.key()).peekable();
        std::iter::from_fn(move || {
            keys.peek()?;
            let mut batch = Vec::new();
            while batch.len() < most
                && let Some(parts) = keys.next()
            {
                parts.iter().for_each(|part| self.spread(part, &mut batch));
            }
            Some(batch)
        })
    }

    /// The increments of one dyad, category and form, over all periods.
    pub(super) fn of_key(&self, dyad: &Dyad, category: &str, form: &str) -> Vec<Increment> {
        let label = |text: &str| self.labels.iter().position(|label| label == text).map(|number| number as u32);
        let dyad = self.dyads.iter().position(|known| known == dyad).map(|number| number as u32);
        let mut batch = Vec::new();
        if let (Some(dyad), Some(category), Some(form)) = (dyad, label(category), label(form)) {
            let start = self.parts.partition_point(|part| part.key() < (dyad, category, form));
            let own = self.parts[start..].iter().take_while(|part| part.key() == (dyad, category, form));
            own.for_each(|part| self.spread(part, &mut batch));
        }
        batch
    }

    fn spread(&self, part: &Part, batch: &mut Vec<Increment>) {
        let Part { dyad, category, form, contact, spread, firm } = *part;
        let blank = Increment { dyad, category, form, contact, ..BLANK };
        let bounds = self.bounds[dyad as usize];
        batch.extend(self.spreads[spread as usize].increments(firm, bounds, blank));
    }
}

/// Nothing, in the cell of everything.
pub(crate) const BLANK: Increment = Increment {
    dyad: 0,
    period: Period::ALL,
    category: 0,
    form: 0,
    facilitator: 0,
    contact: 0,
    certain: 0,
    possible: 0,
    expected: 0,
    open: 0,
    recurring: 0,
};

struct Counter<'a, 'b> {
    state: &'a State,
    vocabulary: &'b Vocabulary,
    rule: &'b Rule,
    names: Names,
    spreads: Vec<Spread<'a>>,
    parts: Vec<Part>,
    mediation: Vec<Increment>,
}

impl<'a> Counter<'a, '_> {
    fn finish(mut self) -> Counted<'a> {
        self.parts.sort_unstable();
        let bounds = self.names.dyads.iter().map(|dyad| reach(dyad, self.state, self.vocabulary)).collect();
        let Names { dyads, labels, .. } = self.names;
        Counted { dyads, labels, mediation: self.mediation, bounds, spreads: self.spreads, parts: self.parts }
    }

    fn occasion(&mut self, occasion: &Occasion<'a>) {
        let keys = keys::of_occasion(occasion, self.rule, &mut self.names);
        if !keys.is_empty() {
            let contact = self.names.label(&occasion.whole.id);
            self.add(keys, contact, Spread::Onset(&occasion.whole.onset));
        }
    }

    fn add(&mut self, keys: Vec<Key>, contact: u32, spread: Spread<'a>) {
        let spread = self.spread(spread);
        let part = |Key { dyad, category, form, firm }| Part { dyad, category, form, contact, spread, firm };
        self.parts.extend(keys.into_iter().map(part));
    }

    fn spread(&mut self, spread: Spread<'a>) -> u32 {
        self.spreads.push(spread);
        self.spreads.len() as u32 - 1
    }

    /// Adds to `mediation`: each mediator or convenor, with each pair that it brought together.
    fn mediated(&mut self, occasion: &Occasion<'_>) {
        let between = Rule { convenor: false, ..self.rule.clone() };
        let mut found: BTreeMap<(String, Dyad), bool> = BTreeMap::new();
        for (member, standing) in &occasion.members {
            let brought = |role: Role| matches!(role, Role::Mediator | Role::Convenor);
            let facilitators: BTreeSet<&str> =
                member.actors.iter().filter(|a| brought(a.role)).map(|a| a.id.as_str()).collect();
            if facilitators.is_empty() {
                continue;
            }
            for dyad in pairs(member, &between).undirected {
                for facilitator in facilitators.iter().filter(|f| **f != dyad.a && **f != dyad.b) {
                    *found.entry(((*facilitator).to_owned(), dyad.clone())).or_default() |= *standing == Standing::Firm;
                }
            }
        }
        for ((facilitator, dyad), firm) in found {
            let (contact, facilitator) = (self.names.label(&occasion.whole.id), self.names.label(&facilitator));
            let blank = Increment { dyad: self.names.dyad(&dyad), facilitator, contact, ..BLANK };
            let bounds = reach(&dyad, self.state, self.vocabulary);
            self.mediation.extend(spread::onset(&occasion.whole.onset, firm, bounds, blank));
        }
    }

    fn recurrence(&mut self, contact: &Contact) {
        let keys = keys::of_recurrence(contact, self.rule, &mut self.names);
        let label = self.names.label(&contact.id);
        self.add(keys, label, Spread::Recurring((!contact.when.is_empty()).then_some(contact.extent)));
    }

    /// A cell with a declared coverage stands in the table even if nothing is known to have happened in it.
    fn declared_coverage(&mut self) {
        for coverage in &self.state.coverage {
            // Nobody has searched days that were still to come when the dataset last learned something.
            let (extent, now) = (coverage.extent.extent(), self.state.last_recorded.map(Instant::day));
            let searched = Extent { last: [extent.last, now].into_iter().flatten().min(), ..extent };
            let keys = keys::of_coverage(coverage, &mut self.names);
            self.add(keys, 0, Spread::Searched(searched));
        }
    }
}

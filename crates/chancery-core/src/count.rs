//! Counting: from settled contacts to increments of cells, in whole numbers.
//!
//! A cell is a dyad, a period and at most one of category and form. Every counted occasion adds one [`Increment`] to each
//! cell that it may belong to; a table is the sum of increments, and the increments of a cell are its evidence. Expected
//! counts are millionths of an occasion, so that sums are exact; see [`crate::when::Days::expected`].

mod coverage;
mod dyads;
mod occasions;
mod reading;
mod sensitivity;
mod spread;
mod totals;
mod units;

pub use crate::terms::Unit;
pub use coverage::{CoverageIndex, CoverageLevel};
pub use dyads::{Dyad, Pairs, pairs};
pub use occasions::{Occasion, Standing, occasions, standing};
pub use reading::reading;
pub use sensitivity::{SensitivityRow, Variant, sensitivity, variants};
pub use totals::{DatedOccasion, Total, occasions_by_dyad, possible_in, totals};
pub use units::{UnitRow, units};

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::fold::State;
use crate::instant::Instant;
use crate::settle::Contact;
use crate::terms::{Nature, Role, Status};
use crate::vocabulary::{Rule, Vocabulary};
use crate::when::{Extent, Period};

/// The label that stands for every category or form.
pub const ALL: &str = "all";

/// What one contact adds to one cell. Labels and dyads are indices into [`Increments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Increment {
    /// Index of the dyad.
    pub dyad: u32,
    /// The period.
    pub period: Period,
    /// Label of the category; 0 is `all`.
    pub category: u32,
    /// Label of the form; 0 is `all`.
    pub form: u32,
    /// Label of who brought the two together; 0 where the table does not ask.
    pub facilitator: u32,
    /// Label of the occasion's or recurrence's id; 0 for a declared coverage.
    pub contact: u32,
    /// 1 if it certainly began in the period.
    pub certain: u8,
    /// 1 if it may have begun in the period.
    pub possible: u8,
    /// The share of it that belongs to the period, in millionths.
    pub expected: u32,
    /// 1 if it is possible only: no first day, or contested.
    pub open: u8,
    /// 1 if it is a recurrence whose extent meets the period.
    pub recurring: u8,
}

/// Increments with the texts that they name.
#[derive(Debug, Clone, Default)]
pub struct Increments {
    /// Dyads by index.
    pub dyads: Vec<Dyad>,
    /// Labels by index; the first is `all`.
    pub labels: Vec<String>,
    /// For `contact_frequency` and `exchange_categories`.
    pub cells: Vec<Increment>,
    /// For `mediation`.
    pub mediation: Vec<Increment>,
}

/// Counts a state under a rule.
pub fn count(state: &State, vocabulary: &Vocabulary, rule: &Rule) -> Increments {
    let mut counter = Counter { state, vocabulary, rule, names: Names::default(), increments: Increments::default() };
    for occasion in occasions(state, rule) {
        counter.occasion(&occasion);
        counter.mediated(&occasion);
    }
    for contact in state.contacts.values().filter(|contact| recurs(contact, rule)) {
        counter.recurrence(contact);
    }
    counter.declared_coverage();
    let mut increments = counter.increments;
    increments.dyads = counter.names.dyads;
    increments.labels = counter.names.labels;
    increments
}

/// Whether a contact is a recurrence that took or takes place, by the rule's stances.
pub fn recurs(contact: &Contact, rule: &Rule) -> bool {
    let took_place = contact.tied.iter().any(|s| matches!(s, Status::Happened | Status::Ongoing | Status::Ended));
    contact.nature == Nature::Recurrence && took_place && rule.stances.contains(&contact.stance)
}

struct Counter<'a> {
    state: &'a State,
    vocabulary: &'a Vocabulary,
    rule: &'a Rule,
    names: Names,
    increments: Increments,
}

/// What one dyad's members of an occasion bring: the keys under which it counts, and whether each is firm.
type Keys = BTreeMap<(u32, u32), bool>;

impl Counter<'_> {
    fn occasion(&mut self, occasion: &Occasion<'_>) {
        let mut dyads: BTreeMap<Dyad, Keys> = BTreeMap::new();
        for (member, standing) in &occasion.members {
            let keys = self.keys(member);
            for dyad in pairs(member, self.rule).dyads() {
                let own = dyads.entry(dyad).or_default();
                for key in &keys {
                    *own.entry(*key).or_default() |= *standing == Standing::Firm;
                }
            }
        }
        let contact = self.names.label(&occasion.whole.id);
        for (dyad, keys) in dyads {
            for ((category, form), firm) in keys {
                let blank = Increment { category, form, contact, ..self.blank(&dyad) };
                let spread = spread::onset(&occasion.whole.onset, firm, self.bounds(&dyad), blank);
                self.increments.cells.extend(spread);
            }
        }
    }

    /// Under which (category, form) a contact counts: all, each category, its form.
    fn keys(&mut self, contact: &Contact) -> Vec<(u32, u32)> {
        let all = self.names.label(ALL);
        let mut keys = vec![(all, all), (all, self.names.label(&contact.form))];
        keys.extend(contact.categories.iter().map(|category| (self.names.label(category), all)));
        keys
    }

    /// Adds to `mediation`: each mediator or convenor, with each pair that it brought together.
    fn mediated(&mut self, occasion: &Occasion<'_>) {
        let between = Rule { convenor: false, ..self.rule.clone() };
        let mut found: BTreeMap<(String, Dyad), bool> = BTreeMap::new();
        for (member, standing) in &occasion.members {
            let brought = |role: Role| matches!(role, Role::Mediator | Role::Convenor);
            let facilitators: BTreeSet<&str> =
                member.actors.iter().filter(|a| brought(a.role)).map(|a| a.id.as_str()).collect();
            for dyad in pairs(member, &between).undirected {
                for facilitator in facilitators.iter().filter(|f| **f != dyad.a && **f != dyad.b) {
                    *found.entry(((*facilitator).to_owned(), dyad.clone())).or_default() |= *standing == Standing::Firm;
                }
            }
        }
        let contact = self.names.label(&occasion.whole.id);
        for ((facilitator, dyad), firm) in found {
            let facilitator = self.names.label(&facilitator);
            let blank = Increment { facilitator, contact, ..self.blank(&dyad) };
            let spread = spread::onset(&occasion.whole.onset, firm, self.bounds(&dyad), blank);
            self.increments.mediation.extend(spread);
        }
    }

    fn recurrence(&mut self, contact: &Contact) {
        let keys = self.keys(contact);
        let label = self.names.label(&contact.id);
        for dyad in pairs(contact, self.rule).dyads() {
            let bounds = self.bounds(&dyad);
            for (category, form) in &keys {
                let one =
                    Increment { category: *category, form: *form, contact: label, recurring: 1, ..self.blank(&dyad) };
                // Without any date no period is vouched for, so it stands in `all` alone.
                let periods =
                    if contact.when.is_empty() { vec![one] } else { spread::extent(contact.extent, bounds, one) };
                self.increments.cells.extend(periods);
            }
        }
    }

    /// A cell with a declared coverage stands in the table even if nothing is known to have happened in it.
    fn declared_coverage(&mut self) {
        for coverage in &self.state.coverage {
            let categories =
                if coverage.categories.is_empty() { vec![ALL.to_owned()] } else { coverage.categories.clone() };
            let (a, b) = coverage.dyad.clone();
            // Nobody has searched days that were still to come when the dataset last learned something.
            let (extent, now) = (coverage.extent.extent(), self.state.last_recorded.map(Instant::day));
            let searched = Extent { last: [extent.last, now].into_iter().flatten().min(), ..extent };
            for dyad in [Dyad::undirected(&a, &b), Dyad::directed(&a, &b), Dyad::directed(&b, &a)] {
                let bounds = self.bounds(&dyad);
                for category in &categories {
                    let zero = Increment { category: self.names.label(category), ..self.blank(&dyad) };
                    self.increments.cells.extend(spread::extent(searched, bounds, zero));
                }
            }
        }
    }

    fn blank(&mut self, dyad: &Dyad) -> Increment {
        Increment {
            dyad: self.names.dyad(dyad),
            period: Period::ALL,
            category: self.names.label(ALL),
            form: self.names.label(ALL),
            facilitator: self.names.label(ALL),
            contact: self.names.label(ALL),
            certain: 0,
            possible: 0,
            expected: 0,
            open: 0,
            recurring: 0,
        }
    }

    fn bounds(&self, dyad: &Dyad) -> spread::Bounds {
        spread::Bounds::of(dyad, self.state, self.vocabulary)
    }
}

/// Texts and dyads by number.
struct Names {
    labels: Vec<String>,
    label_of: HashMap<String, u32>,
    dyads: Vec<Dyad>,
    dyad_of: HashMap<Dyad, u32>,
}

impl Default for Names {
    fn default() -> Names {
        let label_of = HashMap::from([(ALL.to_owned(), 0)]);
        Names { labels: vec![ALL.to_owned()], label_of, dyads: Vec::new(), dyad_of: HashMap::new() }
    }
}

impl Names {
    fn label(&mut self, text: &str) -> u32 {
        if let Some(number) = self.label_of.get(text) {
            return *number;
        }
        let number = self.labels.len() as u32;
        self.labels.push(text.to_owned());
        self.label_of.insert(text.to_owned(), number);
        number
    }

    fn dyad(&mut self, dyad: &Dyad) -> u32 {
        if let Some(number) = self.dyad_of.get(dyad) {
            return *number;
        }
        let number = self.dyads.len() as u32;
        self.dyads.push(dyad.clone());
        self.dyad_of.insert(dyad.clone(), number);
        number
    }
}

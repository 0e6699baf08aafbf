//! The headline figures under every other choice that the rule could have made.
//!
//! One choice at a time is moved away from the rule in force: a threshold of stance, status, confidence or corroboration,
//! what a marked date is taken for, which links hold, or the rule itself. Nothing here says which choice is right.

use std::collections::BTreeMap;

use super::{Dyad, Total, reading, totals};
use crate::event::Entry;
use crate::fold::State;
use crate::terms::{Confidence, Links, Stance, Status};
use crate::vocabulary::{Limits, Rule, Vocabulary};
use crate::when::{Grain, Period};

/// One choice away from the rule in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// What is varied: `as-counted` (nothing), `stance`, `status`, `confidence`, `origins`, `dates`, `links`, `rule`.
    pub choice: &'static str,
    /// To what: `reported` or stronger, `agreed` or further, a rule's name.
    pub value: String,
    /// The rule that results.
    pub rule: Rule,
}

/// The headline figures under one variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SensitivityRow {
    /// The pair, without direction.
    pub dyad: Dyad,
    /// All time or a decade.
    pub period: Period,
    /// See [`Variant::choice`].
    pub choice: &'static str,
    /// See [`Variant::value`].
    pub value: String,
    /// The figures.
    pub total: Total,
    /// Whether the rule in force makes this very choice.
    pub is_in_force: bool,
    /// Whether the variant counts the same things in the same unit, only more or less strictly. A rule for closures and
    /// expulsions or for claims answers another question, and is no bound of this one.
    pub is_same_question: bool,
}

/// How far a status is on the way to a contact, the last the furthest; what did not come about is on no way.
const LADDER: [Status; 5] = [Status::Mooted, Status::Offered, Status::Planned, Status::Agreed, Status::Happened];

/// Every variant of a rule. The first is the rule itself; among the others are those that come to the same.
pub fn variants(vocabulary: &Vocabulary, rule: &Rule) -> Vec<Variant> {
    let mut variants = vec![Variant { choice: "as-counted", value: rule.id.clone(), rule: rule.clone() }];
    let mut add = |choice, value: &str, rule: Rule| variants.push(Variant { choice, value: value.to_owned(), rule });
    for least in Stance::ALL {
        let stances = Stance::ALL.iter().copied().filter(|stance| stance >= least).collect();
        add("stance", least.as_str(), Rule { stances, ..rule.clone() });
    }
    for (place, least) in LADDER.iter().enumerate() {
        add("status", least.as_str(), Rule { statuses: LADDER[place..].to_vec(), ..rule.clone() });
    }
    let limited = |change: &dyn Fn(&mut Limits)| {
        let mut varied = rule.clone();
        change(&mut varied.limits);
        varied
    };
    for least in Confidence::ALL {
        add("confidence", least.as_str(), limited(&|limits| limits.confidence = *least));
    }
    for least in 1..=3 {
        add("origins", &least.to_string(), limited(&|limits| limits.origins = least));
    }
    for (value, qualified) in [("as-dated", true), ("unmarked-only", false)] {
        add("dates", value, limited(&|limits| limits.qualified_dates = qualified));
    }
    for links in Links::ALL {
        add("links", links.as_str(), limited(&|limits| limits.links = *links));
    }
    for other in vocabulary.rules.iter() {
        add("rule", &other.id, other.clone());
    }
    variants
}

/// The figures of every dyad, over all time and by decade, under every variant; sorted by dyad, period, then in the order
/// of [`variants`]. A dyad that occurs under any variant has a row for each. `state` and `entries` are as they were folded.
pub fn sensitivity(state: &State, entries: &[Entry], vocabulary: &Vocabulary, rule: &Rule) -> Vec<SensitivityRow> {
    let variants = variants(vocabulary, rule);
    let mut cells: BTreeMap<(Dyad, Period), BTreeMap<usize, Total>> = BTreeMap::new();
    for (place, variant) in variants.iter().enumerate() {
        let read = reading(state, entries, &variant.rule);
        for (cell, total) in totals(&read, vocabulary, &variant.rule, &[Grain::Decade]) {
            cells.entry(cell).or_default().insert(place, total);
        }
    }
    let mut rows = Vec::with_capacity(cells.len() * variants.len());
    for ((dyad, period), of_variant) in cells {
        rows.extend(variants.iter().enumerate().map(|(place, variant)| SensitivityRow {
            dyad: dyad.clone(),
            period,
            choice: variant.choice,
            value: variant.value.clone(),
            total: of_variant.get(&place).copied().unwrap_or_default(),
            is_in_force: same_choice(&variant.rule, rule),
            is_same_question: same_question(&variant.rule, rule),
        }));
    }
    rows
}

/// Whether two rules count the same forms of the same natures in the same unit.
fn same_question(one: &Rule, other: &Rule) -> bool {
    let forms = |rule: &Rule| (rule.limits.forms.clone(), rule.limits.except_forms.clone());
    one.unit == other.unit && one.natures == other.natures && forms(one) == forms(other)
}

/// Whether two rules count alike, whatever they are called.
fn same_choice(one: &Rule, other: &Rule) -> bool {
    let named = |rule: &Rule| {
        let (mut natures, mut statuses, mut stances) =
            (rule.natures.clone(), rule.statuses.clone(), rule.stances.clone());
        natures.sort_unstable();
        statuses.sort_unstable();
        stances.sort_unstable();
        Rule {
            id: String::new(),
            definition: String::new(),
            default: false,
            natures,
            statuses,
            stances,
            ..rule.clone()
        }
    };
    named(one) == named(other)
}

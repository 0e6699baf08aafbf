//! The same cell in every unit, from what sources say to what people did, and what each step leaves behind.
//!
//! The rows of a cell read downwards: claims of which those of one origin are repeats, origins of which several tell of one
//! contact, contacts of which several make one occasion, occasions of which several fall on one day. The last two units
//! weigh: a contact by the days it lasted, a visit by the people who went.

mod days;
mod people;

use std::collections::{BTreeMap, BTreeSet};

use super::{Dyad, Occasion, Total, occasions, reading, totals, totals::of_occasion};
use crate::event::Entry;
use crate::fold::State;
use crate::settle::Contact;
use crate::terms::{Nature, Stance, Status, Unit};
use crate::vocabulary::{Limits, Rule, Vocabulary};
use crate::when::{Grain, Period};

/// One cell in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The pair, without direction.
    pub dyad: Dyad,
    /// All time, a decade or a year.
    pub period: Period,
    /// What is counted.
    pub unit: Unit,
    /// At least so many.
    pub certain: i64,
    /// At most so many, of what is known: where a source gives only a least number of people, that number.
    pub possible: i64,
    /// Expected, in millionths; `None` for days and people, of which the sources fix no distribution.
    pub expected: Option<i64>,
    /// How many of the things counted one row above this unit leaves out or takes together (`possible` throughout):
    /// `claim`, claims about the pair that the rule does not count; `origin`, repeats; `contact`, further accounts of one
    /// contact; `occasion`, parts of larger contacts; `dyad-day`, occasions that share their day; `contact-day`, occasions
    /// whose length no source gives and which weigh one day; `person-visit`, visits of which no source counts the heads.
    pub lost: i64,
}

const GRAINS: [Grain; 2] = [Grain::Decade, Grain::Year];

/// Every cell of dyad and period in every unit, sorted by dyad, period and unit. `state` and `entries` are as they were
/// folded, whatever unit and links the rule names.
pub fn units(state: &State, entries: &[Entry], vocabulary: &Vocabulary, rule: &Rule) -> Vec<UnitRow> {
    let mut steps = vec![said(state, entries, vocabulary, rule)];
    for unit in Unit::OF_CELLS {
        let rule = Rule { unit: *unit, ..rule.clone() };
        steps.push(totals(&reading(state, entries, &rule), vocabulary, &rule, &GRAINS));
    }
    let cells: BTreeSet<&(Dyad, Period)> = steps.iter().flat_map(BTreeMap::keys).collect();
    let rule = Rule { unit: Unit::Occasion, ..rule.clone() };
    let read = reading(state, entries, &rule);
    let members = members(&read, &rule);
    let mut rows = Vec::with_capacity(cells.len() * Unit::ALL.len());
    for cell in cells {
        let of_step: Vec<Total> = steps.iter().map(|step| step.get(cell).copied().unwrap_or_default()).collect();
        for (unit, step) in Unit::OF_CELLS.iter().zip(of_step.windows(2)) {
            // A claim without a date is possible in any period, its contact only in one: a step may also gain.
            rows.push(row(cell, *unit, step[1], (step[0].possible - step[1].possible).max(0)));
        }
        let total = of_step.last().copied().unwrap_or_default();
        rows.extend(weighed(&read, cell, total, members.get(&cell.0).map_or(&[], Vec::as_slice)));
    }
    rows
}

fn row((dyad, period): &(Dyad, Period), unit: Unit, total: Total, lost: i64) -> UnitRow {
    let Total { certain, possible, expected, .. } = total;
    UnitRow { dyad: dyad.clone(), period: *period, unit, certain, possible, expected: Some(expected), lost }
}

/// Every claim that makes the pair, counted or not.
fn said(state: &State, entries: &[Entry], vocabulary: &Vocabulary, rule: &Rule) -> BTreeMap<(Dyad, Period), Total> {
    let whatever = Rule {
        natures: Nature::ALL.to_vec(),
        statuses: Status::ALL.to_vec(),
        stances: Stance::ALL.to_vec(),
        limits: Limits { links: rule.limits.links, ..Limits::default() },
        unit: Unit::Claim,
        ..rule.clone()
    };
    totals(&reading(state, entries, &whatever), vocabulary, &whatever, &GRAINS)
}

/// The occasions of each dyad, and whether each is firm for it.
fn members<'a>(state: &'a State, rule: &Rule) -> BTreeMap<Dyad, Vec<Weighed<'a>>> {
    let mut members: BTreeMap<Dyad, Vec<Weighed<'a>>> = BTreeMap::new();
    for occasion in occasions(state, rule) {
        for (dyad, standing) in of_occasion(&occasion, rule) {
            let firm = standing == super::Standing::Firm;
            members.entry(dyad).or_default().push(Weighed::of(&occasion, firm));
        }
    }
    members
}

/// An occasion as days and people are counted.
struct Weighed<'a> {
    whole: &'a Contact,
    claims: BTreeSet<&'a str>,
    firm: bool,
}

impl<'a> Weighed<'a> {
    fn of(occasion: &Occasion<'a>, firm: bool) -> Weighed<'a> {
        let voting = |c: &'a Contact| c.claims.iter().filter(|id| !c.rejected.contains(id)).map(String::as_str);
        let claims = occasion.members.iter().flat_map(|(member, _)| voting(member)).collect();
        Weighed { whole: occasion.whole, claims, firm }
    }

    fn is_certain_in(&self, period: Period) -> bool {
        let inside = period == Period::ALL || self.whole.onset.is_inside(period.first, period.last);
        self.firm && inside
    }

    fn is_possible_in(&self, period: Period) -> bool {
        self.whole.onset.meets(period.first, period.last)
    }
}

/// The units that weigh.
fn weighed(state: &State, cell: &(Dyad, Period), total: Total, occasions: &[Weighed<'_>]) -> Vec<UnitRow> {
    let (dyad, period) = cell;
    let within: Vec<&Weighed<'_>> = occasions.iter().filter(|occasion| occasion.is_possible_in(*period)).collect();
    let (fewest, most) = days::distinct(&within, *period);
    let days = days::lasted(&within, *period);
    let people = people::who_went(state, &within, *period);
    let row = |unit, certain, possible, lost| UnitRow {
        dyad: dyad.clone(),
        period: *period,
        unit,
        certain,
        possible,
        expected: None,
        lost,
    };
    vec![
        row(Unit::DyadDay, fewest, most, (total.possible - most).max(0)),
        row(Unit::ContactDay, days.least, days.most, days.unsaid),
        row(Unit::PersonVisit, people.least, people.most, people.unsaid),
    ]
}

//! The cells of `contact_frequency`, with the contacts behind each.

use std::collections::{BTreeMap, BTreeSet};

use chancery_core::count::{ALL, CoverageLevel, Dyad, Increment, Increments, Standing, occasions, pairs};
use chancery_core::settle::Contact;
use chancery_core::terms::Role;
use chancery_core::vocabulary::Rule;
use chancery_core::when::{Grain, Period};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::sums::{CELL, MEDIATION, period as of_period, sum};

/// One cell without direction.
pub(super) struct Cell {
    pub(super) dyad: Dyad,
    pub(super) period: Period,
    pub(super) category: String,
    pub(super) form: String,
    pub(super) certain: i64,
    pub(super) possible: i64,
    /// Millionths.
    pub(super) expected: i64,
    pub(super) coverage: CoverageLevel,
    /// The occasions it counts, by the id of their whole.
    pub(super) contacts: Vec<String>,
}

/// A row of `mediation` over all time, or its like for whose soil was merely the place.
pub(super) struct Mediated {
    /// `convenor or mediator`, or `place`.
    pub(super) how: &'static str,
    pub(super) mediator: String,
    pub(super) dyad: Dyad,
    pub(super) certain: i64,
    pub(super) possible: i64,
    pub(super) contacts: Vec<String>,
}

pub(super) struct Cells {
    /// Cells in which something is possible, sorted by dyad, period, category, form.
    pub(super) cells: Vec<Cell>,
    pub(super) mediated: Vec<Mediated>,
    /// Every contact that some occasion counts.
    pub(super) counted: BTreeSet<String>,
}

impl Cells {
    pub(super) fn of(analysis: &Analysis) -> Result<Cells, AnalyticsError> {
        let increments = analysis.increments();
        let label = |number: i32| increments.labels[number as usize].clone();
        let contacts = behind(&increments.cells, |i| (i.dyad, i.period, i.category, i.form));
        let mut cells = Vec::new();
        for row in sum(&increments.cells, CELL)? {
            let dyad = &increments.dyads[row.key[0] as usize];
            let [certain, possible, expected, ..] = row.sums();
            if dyad.is_directed || possible == 0 {
                continue;
            }
            let period = of_period(row.key[1], row.key[2]);
            let key = (row.key[0] as u32, period, row.key[3] as u32, row.key[4] as u32);
            let category = label(row.key[3]);
            let searched = (category != ALL).then_some(category.as_str());
            let coverage = analysis.coverage.level(&dyad.a, &dyad.b, searched, period);
            let contacts = contacts.get(&key).into_iter().flatten().map(|n| label(*n as i32)).collect();
            let (dyad, form) = (dyad.clone(), label(row.key[4]));
            cells.push(Cell { dyad, period, category, form, certain, possible, expected, coverage, contacts });
        }
        cells.sort_by(|a, b| (&a.dyad, a.period, &a.category, &a.form).cmp(&(&b.dyad, b.period, &b.category, &b.form)));
        Ok(Cells { cells, mediated: mediated(analysis, &increments)?, counted: counted(analysis) })
    }

    /// Cells of a grain over all categories and forms.
    pub(super) fn totals(&self, grain: Grain) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |c| c.period.grain == grain && c.category == ALL && c.form == ALL)
    }

    /// Dyads with the most possible contacts first.
    pub(super) fn dyads(&self) -> Vec<&Cell> {
        let mut totals: Vec<&Cell> = self.totals(Grain::All).collect();
        totals.sort_by_key(|cell| (-cell.possible, &cell.dyad));
        totals
    }
}

fn mediated(analysis: &Analysis, increments: &Increments) -> Result<Vec<Mediated>, AnalyticsError> {
    let contacts = behind(&increments.mediation, |i| (i.facilitator, i.dyad, i.period));
    let mut rows = Vec::new();
    for row in sum(&increments.mediation, MEDIATION)? {
        let period = of_period(row.key[2], row.key[3]);
        if period.grain != Grain::All {
            continue;
        }
        let key = (row.key[0] as u32, row.key[1] as u32, period);
        let label = |number: &u32| increments.labels[*number as usize].clone();
        rows.push(Mediated {
            how: "convenor or mediator",
            mediator: label(&key.0),
            dyad: increments.dyads[row.key[1] as usize].clone(),
            certain: row.sums()[0],
            possible: row.sums()[1],
            contacts: contacts.get(&key).into_iter().flatten().map(label).collect(),
        });
    }
    rows.extend(places(analysis));
    rows.sort_by(|a, b| (a.how, -a.possible, &a.mediator, &a.dyad).cmp(&(b.how, -b.possible, &b.mediator, &b.dyad)));
    Ok(rows)
}

/// By occasion, whether it certainly happened, and which part of it has the place.
type Meetings<'a> = BTreeMap<&'a str, (bool, &'a str)>;

/// Whose soil pairs met on, without a hand in it: actors of the role `venue`.
fn places(analysis: &Analysis) -> Vec<Mediated> {
    let between = Rule { convenor: false, ..analysis.rule.clone() };
    let mut found: BTreeMap<(&str, Dyad), Meetings<'_>> = BTreeMap::new();
    let occasions = occasions(&analysis.state, &analysis.rule);
    for occasion in &occasions {
        for (member, standing) in &occasion.members {
            let venues = member.actors.iter().filter(|actor| actor.role == Role::Venue);
            let venues: BTreeSet<&str> = venues.map(|actor| actor.id.as_str()).collect();
            for dyad in pairs(member, &between).undirected {
                for venue in venues.iter().filter(|venue| **venue != dyad.a && **venue != dyad.b) {
                    let contacts = found.entry((*venue, dyad.clone())).or_default();
                    let (is_firm, _) = contacts.entry(&occasion.whole.id).or_insert((false, &member.id));
                    *is_firm |= *standing == Standing::Firm;
                }
            }
        }
    }
    let row = |((mediator, dyad), contacts): ((&str, Dyad), Meetings<'_>)| Mediated {
        how: "place",
        mediator: mediator.to_owned(),
        dyad,
        certain: contacts.values().filter(|(is_firm, _)| *is_firm).count() as i64,
        possible: contacts.len() as i64,
        contacts: contacts.into_values().map(|(_, part)| part.to_owned()).collect(),
    };
    found.into_iter().map(row).collect()
}

/// The contacts (as labels) that are possible in each cell.
fn behind<K: Ord>(increments: &[Increment], key: impl Fn(&Increment) -> K) -> BTreeMap<K, BTreeSet<u32>> {
    let mut behind: BTreeMap<K, BTreeSet<u32>> = BTreeMap::new();
    for increment in increments.iter().filter(|i| i.possible > 0) {
        behind.entry(key(increment)).or_default().insert(increment.contact);
    }
    behind
}

/// Contacts that are counted and make at least one pair, and the wholes that stand for such parts.
fn counted(analysis: &Analysis) -> BTreeSet<String> {
    let mut counted = BTreeSet::new();
    for occasion in occasions(&analysis.state, &analysis.rule) {
        let is_paired = |contact: &Contact| !pairs(contact, &analysis.rule).undirected.is_empty();
        let before = counted.len();
        let paired = occasion.members.iter().filter(|(contact, _)| is_paired(contact));
        counted.extend(paired.map(|(contact, _)| contact.id.clone()));
        if counted.len() > before {
            counted.insert(occasion.whole.id.clone());
        }
    }
    counted
}

//! A snapshot's rows against what the register said before: which claims are new, which changed, which are gone.

use std::collections::BTreeSet;

use chancery_core::event::FieldSetting;
use chancery_core::{Claim, Field, FieldValue};

use super::held::Held;
use super::rows::Row;
use super::snapshot;
use crate::import::mapping::{Back, Register, Reused};
use crate::problem::{Sink, Spot, listed, quoted};
use crate::problems;

/// A claim whose row changed.
#[derive(Debug)]
pub(super) struct Change {
    /// The row's place among the rows.
    pub(super) row: usize,
    pub(super) claim: String,
    pub(super) expect: Vec<FieldSetting>,
    pub(super) set: Vec<FieldSetting>,
    pub(super) reason: String,
}

/// What a snapshot brings.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Rows that become claims, by place.
    pub(super) new: Vec<usize>,
    pub(super) changes: Vec<Change>,
    /// Claims that are gone, with the reason.
    pub(super) gone: Vec<(String, String)>,
    /// How many rows are as they were.
    pub(super) same: usize,
    /// What was chosen where there was a choice.
    pub(super) notes: Vec<String>,
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changes.is_empty() && self.gone.is_empty()
    }
}

/// What a comparison needs besides the rows.
pub(super) struct Comparison<'a> {
    pub(super) held: &'a Held<'a>,
    pub(super) register: &'a Register,
    /// What the importer adds to every reason.
    pub(super) reason: Option<&'a str>,
}

impl Comparison<'_> {
    /// Compares every row, `rows` and their `claims` in the same order (none where nothing changed), and finds the keys that
    /// are gone.
    pub(super) fn plan(&self, rows: &[Row], claims: &[Option<Claim>], sink: &mut Sink) -> Plan {
        let mut plan = Plan::default();
        for (place, (row, claim)) in rows.iter().zip(claims).enumerate() {
            let Some(claim) = claim else {
                plan.same += 1;
                continue;
            };
            match self.held.claim(&row.draft.key) {
                Some(before) => self.known(&mut plan, (place, row), (before, claim), sink),
                None => {
                    if self.held.was_retracted(&row.draft.key) {
                        let key = quoted(&row.draft.key);
                        plan.notes.push(format!("the key {key} is back: it gets a claim of its own"));
                    }
                    plan.new.push(place);
                }
            }
        }
        let keys: BTreeSet<&str> = rows.iter().map(|row| row.draft.key.as_str()).collect();
        for key in self.held.keys().filter(|key| !keys.contains(key)) {
            if let Some(claim) = self.held.claim(key) {
                self.retract(&mut plan, claim, "The row is gone from the register.");
            }
        }
        self.check_read_back(&plan, rows, claims, sink);
        plan
    }

    /// A row whose key has a claim.
    fn known(&self, plan: &mut Plan, (place, row): (usize, &Row), (before, now): (&Claim, &Claim), sink: &mut Sink) {
        let changed: Vec<Field> =
            Field::ALL.iter().copied().filter(|field| before.get(*field) != now.get(*field)).collect();
        if changed.is_empty() {
            plan.same += 1;
            return;
        }
        if self.is_reused(before, row) {
            let (was, is) = (self.identity(|back| given_back(back, before)), self.identity_of(row));
            let key = quoted(&row.draft.key);
            match self.register.reused {
                Reused::Refuse => sink.add(spot(row), |at| problems::reused_key(at, &row.draft.key, &was, &is)),
                Reused::New => {
                    let note = format!("the key {key} is about something else: a new claim ({was} → {is})");
                    plan.notes.push(chancery_core::text::display_safe(&note));
                    self.retract(plan, before, &format!("The register uses the key {key} for another row now."));
                    plan.new.push(place);
                    return;
                }
                Reused::Same => {
                    let note = format!("the key {key} seems to be about something else: corrected ({was} → {is})");
                    plan.notes.push(chancery_core::text::display_safe(&note));
                }
            }
        }
        let Some(stands) = self.held.stands(&before.id) else {
            let (key, id) = (quoted(&row.draft.key), quoted(&before.id));
            plan.notes
                .push(format!("the row {key} changed, but its claim {id} was retracted here: nothing is written"));
            plan.same += 1;
            return;
        };
        let mut change = Change {
            row: place,
            claim: before.id.clone(),
            expect: Vec::new(),
            set: Vec::new(),
            reason: self.because(&self.changes(before, row, &changed)),
        };
        for field in changed {
            let (was, is, held) = (before.get(field), now.get(field), stands.get(field));
            if held == was {
                change.expect.push((field, was));
                change.set.push((field, is));
            } else if held != is {
                let [held, was, is] = [held, was, is].map(|value| value.to_string());
                sink.add(spot(row), |at| problems::both_changed(at, &before.id, field.as_str(), &held, &was, &is));
            }
        }
        match change.set.is_empty() {
            true => plan.same += 1,
            false => plan.changes.push(change),
        }
    }

    fn retract(&self, plan: &mut Plan, claim: &Claim, reason: &str) {
        if self.held.stands(&claim.id).is_some() {
            plan.gone.push((claim.id.clone(), self.because(reason)));
        }
    }

    fn because(&self, reason: &str) -> String {
        self.reason.map_or_else(|| reason.to_owned(), |more| format!("{reason} {more}"))
    }

    /// What changed, by the register's columns; by the claim's fields where no column that can be read back did.
    fn changes(&self, before: &Claim, row: &Row, fields: &[Field]) -> String {
        let columns = self.register.back.iter().zip(&row.cells);
        let changed = columns.filter(|(back, cell)| given_back(back, before) != **cell);
        let changed: Vec<&str> = changed.map(|(back, _)| back.column.value.as_str()).collect();
        match changed.as_slice() {
            [] => {
                let fields: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
                format!("The row is read otherwise: {}.", listed(&fields, "and"))
            }
            changed => format!("The register changed {}.", listed(changed, "and")),
        }
    }

    /// Whether all columns of the identity differ; without any, a key is never reused.
    fn is_reused(&self, before: &Claim, row: &Row) -> bool {
        let mut columns = self.register.back.iter().zip(&row.cells).filter(|(back, _)| self.is_identity(back));
        !self.register.identity.is_empty() && columns.all(|(back, cell)| given_back(back, before) != *cell)
    }

    fn is_identity(&self, back: &Back) -> bool {
        self.register.identity.iter().any(|column| column.value == back.column.value)
    }

    fn identity(&self, text: impl Fn(&Back) -> String) -> String {
        let texts: Vec<String> = self.register.back.iter().filter(|back| self.is_identity(back)).map(text).collect();
        texts.join(", ")
    }

    fn identity_of(&self, row: &Row) -> String {
        let back = self.register.back.iter().zip(&row.cells).filter(|(back, _)| self.is_identity(back));
        back.map(|(_, cell)| cell.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Tells columns of the rows to be written that their claims do not give back.
    fn check_read_back(&self, plan: &Plan, rows: &[Row], claims: &[Option<Claim>], sink: &mut Sink) {
        let written = plan.new.iter().copied().chain(plan.changes.iter().map(|change| change.row));
        for (row, claim) in written.filter_map(|place| Some((rows.get(place)?, claims.get(place)?.as_ref()?))) {
            for (back, cell) in self.register.back.iter().zip(&row.cells) {
                let given = given_back(back, claim);
                if given != *cell {
                    let why = format!("the row has {}, the claim gives {}", quoted(cell), quoted(&given));
                    sink.add(spot(row), |at| problems::not_given_back(at, &back.column.value, &why));
                }
            }
        }
    }
}

fn spot(row: &Row) -> Spot<'_> {
    Spot::at(snapshot::PATH, row.draft.key_span.clone()).of(Some(&row.draft.key))
}

/// A column's text as the claim gives it back; empty where the pattern finds nothing.
fn given_back(back: &Back, claim: &Claim) -> String {
    let text = match claim.get(back.field) {
        FieldValue::Absent => return String::new(),
        FieldValue::Text(text) => text,
        other => other.to_string(),
    };
    let found = back.pattern.captures(&text);
    let group = found.as_ref().and_then(|found| (1..found.len()).find_map(|group| found.get(group)));
    group.map_or_else(String::new, |group| group.as_str().to_owned())
}

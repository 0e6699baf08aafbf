//! What differs between two moments: events, claims, contacts, and the figures of published cells.

use std::collections::{BTreeMap, BTreeSet};

use super::Past;
use super::rows::{self, FieldChange, Row};
use super::steps::Walk;
use super::told::Told;
use crate::count::{Cell, Figures};
use crate::fold::State;

/// Whether something came, went or is otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is there at the second moment only.
    Added,
    /// It is there at both, and not the same.
    Changed,
    /// It is there at the first moment only.
    Gone,
}

impl Change {
    /// `added`, `changed` or `gone`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Changed => "changed",
            Change::Gone => "gone",
        }
    }

    fn of<T>(from: Option<T>, to: Option<T>) -> Change {
        match (from.is_some(), to.is_some()) {
            (false, _) => Change::Added,
            (_, false) => Change::Gone,
            _ => Change::Changed,
        }
    }
}

/// A claim or contact that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its id.
    pub id: String,
    /// How it changed.
    pub change: Change,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
    /// The sources whose claims made the difference, sorted: of a contact those of its claims that came, went or changed; all
    /// of its sources where an editor's decision alone did.
    pub sources: Vec<String>,
}

/// A cell whose figures are not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The cell.
    pub cell: Cell,
    /// Its figures at the first moment; none where it did not stand in the table.
    pub from: Option<Figures>,
    /// Its figures at the second.
    pub to: Option<Figures>,
}

impl CellChange {
    /// How it changed.
    pub fn change(&self) -> Change {
        Change::of(self.from.as_ref(), self.to.as_ref())
    }
}

/// Everything that differs between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// Events that came, went or are known otherwise (a link among fewer claims), in the order of the walk.
    pub events: Vec<(Change, Told)>,
    /// Claims by id.
    pub claims: Vec<Difference>,
    /// Contacts by id.
    pub contacts: Vec<Difference>,
    /// Cells of `contact_frequency`, sorted.
    pub cells: Vec<CellChange>,
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.claims.is_empty() && self.contacts.is_empty() && self.cells.is_empty()
    }
}

/// Compares two pasts.
pub fn diff(from: &Past, to: &Past) -> Diff {
    let (before, after) = (from.state(), to.state());
    let steps = Walk::from(from).steps(&Walk::from(to));
    let events = steps.iter().filter(|step| step.before.is_some() || step.after.is_some());
    let events = events.map(|step| (Change::of(step.before.as_ref(), step.after.as_ref()), step.told()));
    let row_of = |state: &State| -> BTreeMap<String, Row> {
        state.claims.iter().map(|(id, held)| (id.clone(), rows::of_claim(&held.claim))).collect()
    };
    let claims = differences(&row_of(&before), &row_of(&after), |id, _| {
        let held = after.claims.get(id).or_else(|| before.claims.get(id));
        held.map(|held| held.claim.source.clone()).into_iter().collect()
    });
    let changed: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
    let row_of = |state: &State| -> BTreeMap<String, Row> {
        state.contacts.iter().map(|(id, contact)| (id.clone(), rows::of_contact(contact))).collect()
    };
    let contacts =
        differences(&row_of(&before), &row_of(&after), |id, _| sources_behind(id, &before, &after, &changed));
    Diff { events: events.collect(), claims, contacts, cells: cells(&from.figures_of(&before), &to.figures_of(&after)) }
}

fn differences(
    from: &BTreeMap<String, Row>,
    to: &BTreeMap<String, Row>,
    sources: impl Fn(&str, Change) -> Vec<String>,
) -> Vec<Difference> {
    let ids: BTreeSet<&String> = from.keys().chain(to.keys()).collect();
    let each = ids.into_iter().filter_map(|id| {
        let (before, after) = (from.get(id), to.get(id));
        let fields = rows::changes(before, after);
        let change = Change::of(before, after);
        (before != after).then(|| Difference { id: id.clone(), change, fields, sources: sources(id, change) })
    });
    each.collect()
}

/// The sources of the claims of a contact that differ, in themselves or in whether they belong to it.
fn sources_behind(id: &str, before: &State, after: &State, changed: &BTreeSet<&str>) -> Vec<String> {
    let claims = |state: &State| -> BTreeSet<String> {
        state.contacts.get(id).map(|contact| contact.claims.iter().cloned().collect()).unwrap_or_default()
    };
    let (was, is) = (claims(before), claims(after));
    let both: BTreeSet<&String> = was.union(&is).collect();
    let source = |claim: &str| {
        let held = after.claims.get(claim).or_else(|| before.claims.get(claim));
        held.map(|held| held.claim.source.clone())
    };
    let moved =
        both.iter().filter(|claim| was.contains(**claim) != is.contains(**claim) || changed.contains(claim.as_str()));
    let mut sources: BTreeSet<String> = moved.filter_map(|claim| source(claim)).collect();
    if sources.is_empty() {
        sources = both.iter().filter_map(|claim| source(claim)).collect();
    }
    sources.into_iter().collect()
}

fn cells(before: &BTreeMap<Cell, Figures>, after: &BTreeMap<Cell, Figures>) -> Vec<CellChange> {
    let all: BTreeSet<&Cell> = before.keys().chain(after.keys()).collect();
    let changes = all.into_iter().map(|cell| CellChange {
        cell: cell.clone(),
        from: before.get(cell).copied(),
        to: after.get(cell).copied(),
    });
    changes.filter(|change| change.from != change.to).collect()
}

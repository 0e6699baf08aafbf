//! Why a figure changed: the events between two moments, each with what it moved the figure by. The parts sum to the change.

use super::Past;
use super::related::Groups;
use super::steps::Walk;
use super::told::Told;
use crate::count::{Cell, Dyad, Figures, figure};
use crate::event::Event;
use crate::fold::fold;
use crate::instant::Instant;

/// An event that moved a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The event.
    pub told: Told,
    /// Whether it is taken away on the way, not added.
    pub is_undone: bool,
    /// The figures before it.
    pub before: Figures,
    /// The figures after it.
    pub after: Figures,
}

/// How a figure came from one value to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// At the first moment.
    pub from: Figures,
    /// At the second.
    pub to: Figures,
    /// The events that moved it, in order; each begins where the one before it ended.
    pub moved: Vec<Moved>,
}

/// Walks a cell's figures from one past to another.
///
/// What is known at the first and not at the second goes, last first; then what is known at the second comes, in the order
/// in which it was recorded; last, if they differ, the vocabulary and rules change. After each step the figures are counted
/// anew, so the steps sum to the change whatever the order; what each is held responsible for depends on this order. Events
/// of claims and contacts that cannot have to do with the dyad are left out of the counting.
pub fn why(from: &Past, to: &Past, cell: &Cell) -> Why {
    let (mut walk, end) = (Walk::from(from), Walk::from(to));
    let groups = Groups::of(walk.events().chain(end.events()));
    let related = groups.with_both(&cell.dyad.a, &cell.dyad.b);
    let dyad = Dyad::undirected(&cell.dyad.a, &cell.dyad.b);
    let keep = |event: &Event| match event {
        Event::CoverageDeclared(coverage) => Dyad::undirected(&coverage.dyad.0, &coverage.dyad.1) == dyad,
        event => groups.holds(&related, event),
    };
    let count = |walk: &Walk, past: &Past| {
        let entries = walk.entries(keep);
        figure(&fold(&entries).0, &entries, &past.vocabulary, &past.rule, cell)
    };
    let first = count(&walk, from);
    let (mut now, mut moved) = (first, Vec::new());
    for step in walk.steps(&end) {
        walk.take(&step);
        let event = step.after.as_ref().or(step.before.as_ref());
        if event.is_some_and(|event| !keep(event)) {
            continue;
        }
        let after = count(&walk, from);
        if after != now {
            let is_undone = step.after.is_none() && step.before.is_some();
            moved.push(Moved { told: step.told(), is_undone, before: now, after });
            now = after;
        }
    }
    let last = count(&walk, to);
    if last != now {
        moved.push(Moved { told: words_changed(to), is_undone: false, before: now, after: last });
    }
    Why { from: first, to: last, moved }
}

/// The step from one vocabulary to another; no entry brings it.
fn words_changed(to: &Past) -> Told {
    Told {
        recorded: to.entries.iter().map(|entry| entry.recorded).max().unwrap_or(Instant(0)),
        entry: String::new(),
        by: String::new(),
        event: "Vocabulary",
        about: to.rule.id.clone(),
        reason: "the vocabulary or the counting rules changed".to_owned(),
    }
}

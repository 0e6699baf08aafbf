//! The dataset's own history: what was known at two moments, what differs between them, and which events made it so.
//!
//! Nothing here keeps a history: the journal is one. Two [`Past`]s are folded and compared ([`diff`]), a figure is walked
//! from one to the other event by event ([`why`]), and the events about one thing are told in order ([`life`]).

mod diff;
mod life;
mod related;
mod revisions;
mod rows;
mod steps;
mod told;
mod why;

pub use diff::{CellChange, Change, Diff, Difference, diff};
pub use life::{Moment, life};
pub use revisions::{Revision, revisions};
pub use rows::FieldChange;
pub use told::Told;
pub use why::{Moved, Why, why};

use std::collections::BTreeMap;

use crate::count::{Cell, Figures, figures};
use crate::event::Entry;
use crate::filter::{Kept, Point, known_at};
use crate::fold::{State, fold};
use crate::vocabulary::{Rule, Vocabulary};

/// What was known at a point, and what it was read with.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The entries with the events that were known.
    pub entries: Vec<Entry>,
    /// For each entry the places of these events in it.
    pub places: Vec<Vec<usize>>,
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// The counting rule.
    pub rule: Rule,
}

impl Past {
    /// What of `entries` was known at a point.
    pub fn at(entries: &[Entry], point: Point, vocabulary: &Vocabulary, rule: &Rule) -> Past {
        let Kept { entries, places, .. } = known_at(entries, point);
        Past { entries, places, vocabulary: vocabulary.clone(), rule: rule.clone() }
    }

    /// The fold.
    pub fn state(&self) -> State {
        fold(&self.entries).0
    }

    /// Every cell.
    pub fn figures(&self) -> BTreeMap<Cell, Figures> {
        self.figures_of(&self.state())
    }

    /// Every cell of its own fold, where that is at hand.
    fn figures_of(&self, state: &State) -> BTreeMap<Cell, Figures> {
        figures(state, &self.entries, &self.vocabulary, &self.rule)
    }
}

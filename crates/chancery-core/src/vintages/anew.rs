//! The plain way: fold, read by the rule and count once an instant. What the other way must equal.

use super::Change;
use super::ledger::{Ledger, Sign};
use crate::count::{count, reading};
use crate::event::Entry;
use crate::filter::{Point, known_at};
use crate::fold::fold;
use crate::instant::Instant;
use crate::vocabulary::{Rule, Vocabulary};

#[derive(Debug)]
pub(super) struct Anew<'a> {
    pub(super) ledger: Ledger,
    entries: &'a [Entry],
    vocabulary: &'a Vocabulary,
    rule: &'a Rule,
}

impl<'a> Anew<'a> {
    pub(super) fn new(entries: &'a [Entry], vocabulary: &'a Vocabulary, rule: &'a Rule) -> Anew<'a> {
        Anew { ledger: Ledger::default(), entries, vocabulary, rule }
    }

    /// What changed since the last call.
    pub(super) fn at(&mut self, instant: Instant) -> Vec<Change> {
        let known = known_at(self.entries, Point { as_of: Some(instant), known_by: None }).entries;
        let (folded, _) = fold(&known);
        let increments = count(&reading(&folded, &known, self.rule), self.vocabulary, self.rule);
        let names = &mut self.ledger.names;
        let dyads: Vec<u32> = increments.dyads.iter().map(|dyad| names.dyad(dyad)).collect();
        // Labels of contacts get numbers too; there are few enough of them.
        let labels: Vec<u32> = increments.labels.iter().map(|label| names.label(label)).collect();
        self.ledger.empty();
        for one in &increments.cells {
            let (category, form) = (labels[one.category as usize], labels[one.form as usize]);
            self.ledger.post((dyads[one.dyad as usize], category, form), std::slice::from_ref(one), Sign::Add);
        }
        self.ledger.turn()
    }
}

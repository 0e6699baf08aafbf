//! The state moved from instant to instant: folded on, and settled and counted again where an event can have moved it.
//!
//! A contact moves with its claims and with what editors decided about it. With it moves every contact that it is a part of
//! or that is a part of it, directly or through others: parts take the dates of their wholes, and count under them. Such a
//! group is looked for in the old wholes and in the new ones, since what is moved may join one and leave another.

mod groups;

use std::collections::{BTreeSet, HashMap};

use super::Change;
use super::ledger::Ledger;
use super::standing::{Lies, Of, Standing};
use super::touched::Touched;
use crate::count::occasions::occasions_of;
use crate::count::{keys, recurs};
use crate::event::Entry;
use crate::fold::{Folding, HeldClaim, order, tie};
use crate::instant::Instant;
use crate::settle::{Contact, settle_values};
use crate::vocabulary::{Rule, Vocabulary};
use groups::Groups;

pub(super) struct Moving<'a> {
    /// Nothing is redacted in them.
    entries: &'a [Entry],
    /// Places of entries that are still to come, the next one last.
    coming: Vec<usize>,
    vocabulary: &'a Vocabulary,
    rule: &'a Rule,
    folding: Folding,
    /// The contact of each claim, as of the last instant.
    homes: HashMap<String, String>,
    /// The claims of each contact.
    members: HashMap<String, BTreeSet<String>>,
    groups: Groups,
    standing: Standing,
    /// How many declared coverages stand in the table.
    searched: usize,
}

impl std::fmt::Debug for Moving<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Moving").field("coming", &self.coming.len()).finish_non_exhaustive()
    }
}

impl<'a> Moving<'a> {
    pub(super) fn new(entries: &'a [Entry], vocabulary: &'a Vocabulary, rule: &'a Rule) -> Moving<'a> {
        let mut coming = order(entries);
        coming.reverse();
        Moving {
            entries,
            coming,
            vocabulary,
            rule,
            folding: Folding::default(),
            homes: HashMap::new(),
            members: HashMap::new(),
            groups: Groups::default(),
            standing: Standing::default(),
            searched: 0,
        }
    }

    pub(super) fn ledger(&self) -> &Ledger {
        &self.standing.ledger
    }

    /// What changed since the last call.
    pub(super) fn up_to(&mut self, instant: Instant) -> Vec<Change> {
        let touched = self.fold_on(instant);
        let moved = self.rehouse(touched);
        let group = self.regroup(moved);
        self.recount(&group);
        self.standing.ledger.turn()
    }

    /// Folds the entries recorded by an instant.
    fn fold_on(&mut self, instant: Instant) -> Touched {
        let mut touched = Touched::default();
        while let Some(place) = self.coming.pop_if(|place| self.entries[*place].recorded <= instant) {
            let entry = &self.entries[place];
            entry.events.iter().for_each(|event| touched.by(event));
            self.folding.entry(place, entry);
        }
        touched
    }

    /// Puts the claims that were touched where they belong now, and settles the contacts that they left and entered.
    fn rehouse(&mut self, touched: Touched) -> Moved {
        let Touched { claims, contacts: mut moved } = touched;
        let state = &mut self.folding.state;
        for claim in &claims {
            let home = state.claims.contains_key(claim).then(|| state.contact_of(claim));
            let before = self.homes.get(claim).map(String::as_str);
            moved.extend(before.into_iter().chain(home).map(str::to_owned));
            if before == home {
                continue;
            }
            if let Some(members) = before.and_then(|before| self.members.get_mut(before)) {
                members.remove(claim);
            }
            match home {
                Some(home) => {
                    self.members.entry(home.to_owned()).or_default().insert(claim.clone());
                    self.homes.insert(claim.clone(), home.to_owned());
                }
                None => {
                    self.homes.remove(claim);
                }
            }
        }
        self.settle(&moved);
        Moved { claims, contacts: moved }
    }

    /// Settles contacts, without tying them to their wholes. One without claims is gone.
    fn settle<'b>(&mut self, contacts: impl IntoIterator<Item = &'b String>) {
        let state = &mut self.folding.state;
        for id in contacts {
            let claims = self.members.get(id).into_iter().flatten();
            let held: Vec<&HeldClaim> = claims.filter_map(|claim| state.claims.get(claim)).collect();
            if held.is_empty() {
                self.members.remove(id);
                state.contacts.remove(id);
                continue;
            }
            let undecided = Default::default();
            let contact = settle_values(id, &held, state.decisions.get(id).unwrap_or(&undecided));
            state.contacts.insert(id.clone(), contact);
        }
    }

    /// Finds everything that hangs together with what moved, before or after, and ties it together anew.
    fn regroup(&mut self, moved: Moved) -> Vec<String> {
        let group = self.groups.follow(&moved.claims, &moved.contacts, &self.folding.state);
        let parts: Vec<String> = group.iter().filter(|id| self.groups.is_part(id)).cloned().collect();
        // Those that were tied before have the dates and wholes of then.
        self.settle(parts.iter().filter(|id| !moved.contacts.contains(*id)));
        // Only parts are tied. Faults were shown when the journal was checked.
        tie(&mut self.folding.state, &parts, &mut Vec::new());
        group
    }

    /// Counts a group, what was searched meanwhile, and what grows by itself.
    fn recount(&mut self, group: &[String]) {
        let state = &self.folding.state;
        let Some(now) = state.last_recorded.map(Instant::day) else { return };
        let names = &mut self.standing.ledger.names;
        let mut lying: HashMap<&str, Vec<(Lies, Vec<keys::Key>)>> = HashMap::new();
        let contacts: Vec<&Contact> = group.iter().filter_map(|id| state.contacts.get(id)).collect();
        for occasion in occasions_of(state, contacts.iter().copied(), self.rule) {
            let keys = keys::of_occasion(&occasion, self.rule, names);
            lying.entry(&occasion.whole.id).or_default().push((Lies::Onset(occasion.whole.onset.clone()), keys));
        }
        for contact in contacts.into_iter().filter(|contact| recurs(contact, self.rule)) {
            let keys = keys::of_recurrence(contact, self.rule, names);
            let extent = (!contact.when.is_empty()).then_some(contact.extent);
            lying.entry(&contact.id).or_default().push((Lies::Recurring(extent), keys));
        }
        let new = &state.coverage[self.searched..];
        let coverages: Vec<_> =
            new.iter().map(|c| (Lies::Searched(c.extent.extent()), keys::of_coverage(c, names))).collect();
        self.standing.learn_dyads(self.vocabulary);
        let of_contact = |id: &String| (Of::Contact(id.clone()), lying.remove(id.as_str()).unwrap_or_default());
        let mut all: Vec<_> = group.iter().map(of_contact).collect();
        all.extend((self.searched..).zip(coverages).map(|(place, coverage)| (Of::Coverage(place), vec![coverage])));
        self.standing.replace(all, now);
        self.searched = state.coverage.len();
        self.standing.grow(now);
    }
}

/// What moved by itself, before it is asked what moves with it.
struct Moved {
    claims: BTreeSet<String>,
    contacts: BTreeSet<String>,
}

//! Figures: the quantities of claims of flows and stocks, and what each is a part of.

use std::collections::BTreeMap;

use super::{Amount, Division};
use crate::claim::{Actor, Claim};
use crate::fold::State;
use crate::terms::{Level, Nature, Role};
use crate::when::{Day, When};

/// A quantity of a claim.
pub(super) struct Figure<'a> {
    pub(super) claim: &'a Claim,
    pub(super) of: &'a str,
    pub(super) unit: Option<&'a str>,
    pub(super) amount: Amount,
    /// First and last day; `None` if the claim has no `when`.
    pub(super) extent: Option<(Day, Day)>,
    sides: Vec<Side<'a>>,
}

/// An actor without the people who act for it and the source's commitment.
type Side<'a> = (&'a str, Role, Option<&'a str>, Option<Level>, Option<&'a str>);

/// Claim, of what, and unit.
pub(super) type Key<'a> = (&'a str, &'a str, Option<&'a str>);

/// Every figure. A claim that gives two for one thing in one unit does not say which holds: neither is taken.
pub(super) fn figures(state: &State) -> BTreeMap<Key<'_>, Figure<'_>> {
    let lasting = state.claims.values().map(|held| &held.claim);
    let lasting = lasting.filter(|claim| matches!(claim.nature, Nature::Flow | Nature::Stock));
    lasting.flat_map(|claim| of_claim(claim).into_iter().map(|figure| (figure.key(), figure))).collect()
}

fn of_claim(claim: &Claim) -> Vec<Figure<'_>> {
    let mut amounts: BTreeMap<(&str, Option<&str>), Option<Amount>> = BTreeMap::new();
    for quantity in &claim.quantity {
        let said = amounts.entry((&quantity.of, quantity.unit.as_deref()));
        said.and_modify(|amount| *amount = None).or_insert_with(|| Some(Amount::of(quantity)));
    }
    let extent = claim.when.as_ref().map(outermost);
    let sides = sides(&claim.actors);
    let single = amounts.into_iter().filter_map(|((of, unit), amount)| Some((of, unit, amount?)));
    single.map(|(of, unit, amount)| Figure { claim, of, unit, amount, extent, sides: sides.clone() }).collect()
}

/// The outermost days; an end that is open or unknown is the calendar's.
fn outermost(when: &When) -> (Day, Day) {
    let extent = when.extent();
    (extent.first.unwrap_or(Day::MIN), extent.last.unwrap_or(Day::MAX))
}

fn sides(actors: &[Actor]) -> Vec<Side<'_>> {
    let mut sides = Vec::with_capacity(actors.len());
    for Actor { id, role, sector, level, on_behalf_of, .. } in actors {
        sides.push((id.as_str(), *role, sector.as_deref(), *level, on_behalf_of.as_deref()));
    }
    sides.sort_unstable();
    sides.dedup();
    sides
}

/// Finds the figure that another is a part of.
pub(super) struct Wholes<'f, 'a> {
    state: &'a State,
    figures: &'f BTreeMap<Key<'a>, Figure<'a>>,
    /// By contact, source, of what and unit: the first figure that a source gives of a contact.
    of_contacts: BTreeMap<(&'a str, &'a str, &'a str, Option<&'a str>), &'f Figure<'a>>,
}

impl<'f, 'a> Wholes<'f, 'a> {
    pub(super) fn new(state: &'a State, figures: &'f BTreeMap<Key<'a>, Figure<'a>>) -> Wholes<'f, 'a> {
        let mut of_contacts = BTreeMap::new();
        for figure in figures.values() {
            let Figure { claim, of, unit, .. } = figure;
            let contact = state.contact_of(&claim.id);
            of_contacts.entry((contact, claim.source.as_str(), *of, *unit)).or_insert(figure);
        }
        Wholes { state, figures, of_contacts }
    }

    /// The claim that a part names, if it is of the same source; else what that source says of the contact named.
    pub(super) fn of(&self, part: &Figure<'a>) -> Option<&'f Figure<'a>> {
        let named = part.claim.part_of.as_deref()?;
        let source = part.claim.source.as_str();
        let whole = match self.state.claims.get(named) {
            Some(held) if held.claim.source == source => self.figures.get(&(named, part.of, part.unit)),
            _ => self.of_contacts.get(&(self.state.resolve(named)?, source, part.of, part.unit)).copied(),
        };
        whole.filter(|whole| whole.claim.id != part.claim.id)
    }
}

impl<'a> Figure<'a> {
    pub(super) fn key(&self) -> Key<'a> {
        (&self.claim.id, self.of, self.unit)
    }

    /// What a part differs in from a whole; `None` if it is no part that could be added up: another nature or status, or
    /// several differences. What a part leaves out, its extent or place, is the whole's.
    pub(super) fn division_of(&self, whole: &Figure<'_>) -> Option<Division> {
        let (own, other) = (self.claim, whole.claim);
        if (own.nature, own.status) != (other.nature, other.status) {
            return None;
        }
        let differences = [
            (Division::Period, self.extent.is_some() && self.extent != whole.extent),
            (Division::Category, own.categories != other.categories),
            (Division::Actors, self.sides != whole.sides),
            (Division::Form, own.form != other.form),
            (Division::Place, !own.place.is_empty() && own.place != other.place),
        ];
        let mut found = differences.into_iter().filter(|(_, differs)| *differs).map(|(division, _)| division);
        match (found.next(), found.next()) {
            (None, _) => Some(Division::Unnamed),
            (Some(Division::Period), _) if own.nature == Nature::Stock => None,
            (Some(division), None) => Some(division),
            (Some(_), Some(_)) => None,
        }
    }

    /// What tells a part from the others of its division.
    pub(super) fn cell(&self, division: Division) -> Cell<'_> {
        match division {
            Division::Period => Cell::Period(self.extent),
            Division::Category => Cell::Texts(&self.claim.categories),
            Division::Actors => Cell::Sides(&self.sides),
            Division::Form => Cell::Text(&self.claim.form),
            Division::Place => Cell::Texts(&self.claim.place),
            Division::Unnamed => Cell::Text(&self.claim.id),
        }
    }

    /// Whether its days have a gap (`{2004,2006}`, `2005-XX-27`), so that its outermost days say too much.
    pub(super) fn has_gaps(&self) -> bool {
        self.claim.when.as_ref().is_some_and(|when| when.onset().ranges().len() > 1)
    }
}

/// See [`Figure::cell`].
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell<'a> {
    Period(Option<(Day, Day)>),
    Text(&'a str),
    Texts(&'a [String]),
    Sides(&'a [Side<'a>]),
}

//! Which pairs a contact makes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::claim::Actor;
use crate::settle::Contact;
use crate::terms::RoleClass;
use crate::vocabulary::Rule;

/// Two actors; sorted where no direction is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dyad {
    /// The first in order, or the one from whom.
    pub a: String,
    /// The second in order, or the one to whom.
    pub b: String,
    /// Whether a > b.
    pub is_directed: bool,
}

impl Dyad {
    /// `MNG-PRK`, whatever the order given.
    pub fn undirected(one: &str, other: &str) -> Dyad {
        let (a, b) = if one <= other { (one, other) } else { (other, one) };
        Dyad { a: a.to_owned(), b: b.to_owned(), is_directed: false }
    }

    /// `MNG>PRK`.
    pub fn directed(from: &str, to: &str) -> Dyad {
        Dyad { a: from.to_owned(), b: to.to_owned(), is_directed: true }
    }
}

impl fmt::Display for Dyad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.a, if self.is_directed { '>' } else { '-' }, self.b)
    }
}

/// The pairs that one contact makes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs {
    /// Without direction.
    pub undirected: BTreeSet<Dyad>,
    /// From sending to receiving; both ways where a party is one of the two.
    pub directed: BTreeSet<Dyad>,
}

impl Pairs {
    /// All of them.
    pub fn dyads(&self) -> impl Iterator<Item = Dyad> {
        self.undirected.iter().chain(&self.directed).cloned()
    }
}

/// Forms at which many are present without each having to do with each.
const GATHERINGS: [&str; 2] = ["conference", "joint-event"];

/// How two roles stand to each other.
enum Relation {
    None,
    OneWay,
    BothWays,
}

/// The pairs of a contact under a rule: sending with receiving; a party with parties, sending and receiving. Who
/// facilitates makes pairs only if the rule says `convenor`, three or more parties of one gathering only if it says
/// `multilateral`, a side of firms or private people only if it says `unofficial`; who is merely named never does.
pub fn pairs(contact: &Contact, rule: &Rule) -> Pairs {
    let mut official: BTreeMap<&str, bool> = BTreeMap::new();
    // Who lends the room takes no side, so an office that does is no officer among private guests.
    let takes_side = |class: RoleClass| match class {
        RoleClass::Named => false,
        RoleClass::Facilitating => rule.convenor,
        RoleClass::Sending | RoleClass::Receiving | RoleClass::Mutual => true,
    };
    for actor in contact.actors.iter().filter(|actor| takes_side(actor.role.class())) {
        *official.entry(&actor.id).or_default() |= !matches!(actor.sector.as_deref(), Some("BUS" | "CVL"));
    }
    let parties: BTreeSet<&str> =
        contact.actors.iter().filter(|a| a.role.class() == RoleClass::Mutual).map(|a| a.id.as_str()).collect();
    let is_crowd = GATHERINGS.contains(&contact.form.as_str()) && parties.len() >= 3 && !rule.multilateral;
    let mut pairs = Pairs::default();
    for one in &contact.actors {
        for other in &contact.actors {
            let counts = |id: &str| rule.unofficial || official.get(id).copied().unwrap_or(false);
            if one.id == other.id || !counts(&one.id) || !counts(&other.id) {
                continue;
            }
            match relation(one, other, rule, is_crowd) {
                Relation::None => continue,
                Relation::OneWay => {}
                Relation::BothWays => {
                    pairs.directed.insert(Dyad::directed(&other.id, &one.id));
                }
            }
            pairs.directed.insert(Dyad::directed(&one.id, &other.id));
            pairs.undirected.insert(Dyad::undirected(&one.id, &other.id));
        }
    }
    pairs
}

fn relation(one: &Actor, other: &Actor, rule: &Rule, is_crowd: bool) -> Relation {
    use RoleClass::*;
    match (one.role.class(), other.role.class()) {
        (Sending, Receiving) => Relation::OneWay,
        (Mutual, Mutual) if is_crowd => Relation::None,
        (Mutual, Mutual | Sending | Receiving) => Relation::BothWays,
        (Facilitating, Sending | Receiving | Mutual) if rule.convenor => Relation::BothWays,
        _ => Relation::None,
    }
}

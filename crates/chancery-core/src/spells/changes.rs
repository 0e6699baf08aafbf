//! Which contacts open, close and vouch for which mission.

use std::collections::{BTreeMap, BTreeSet};

use super::SpellKind;
use super::span::{EVER, NEVER, Reach, Span};
use crate::claim::Field;
use crate::count::{Standing, standing};
use crate::fold::State;
use crate::settle::Contact;
use crate::terms::{Nature, RoleClass, Status};
use crate::vocabulary::{Limits, Rule};
use crate::when::{Day, Days, When};

/// Which way a change goes. Openings come first where nothing else decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Opening,
    Closing,
}

impl Turn {
    pub(super) fn other(self) -> Turn {
        match self {
            Turn::Opening => Turn::Closing,
            Turn::Closing => Turn::Opening,
        }
    }
}

/// An opening or a closing.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) turn: Turn,
    /// The days on which it may have been; never empty.
    pub(super) days: Days,
    pub(super) contact: String,
    pub(super) is_date_contested: bool,
    /// Whether it is read from two parties instead of an opener and a host.
    pub(super) is_of_both: bool,
}

/// A contact that shows the mission there.
#[derive(Debug, Clone)]
pub(super) struct Voucher {
    pub(super) span: Span,
    pub(super) contact: String,
}

/// All that is told of one mission; each list in the order of contact ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Held to have happened.
    pub(super) firm: Vec<Change>,
    /// Of contested status.
    pub(super) contested: Vec<Change>,
    pub(super) vouchers: Vec<Voucher>,
}

impl Told {
    /// The earliest day that a contact names: the first it allows, or the last where it has no first.
    pub(super) fn first_day(&self) -> Option<Day> {
        let changes = self.firm.iter().chain(&self.contested).map(|change| Reach::of(&change.days));
        let vouchers = self.vouchers.iter().map(|voucher| voucher.span);
        let vouched = vouchers.map(|span| Reach { first: span.begin.first, last: span.begin.last.min(span.end.last) });
        let named = changes.chain(vouched).map(|reach| if reach.first == EVER { reach.last } else { reach.first });
        named.filter(|day| *day != NEVER).min()
    }
}

/// What is told of each mission, by sender and host.
pub(super) fn told(state: &State, rule: &Rule, kind: &SpellKind) -> BTreeMap<(String, String), Told> {
    // What a rule takes for contact is another question: a closing ends a mission even where enmity is counted apart.
    let limits = Limits { forms: Vec::new(), except_forms: Vec::new(), ..rule.limits.clone() };
    let rule = &Rule { limits, ..rule.clone() };
    let mut told: BTreeMap<(String, String), Told> = BTreeMap::new();
    for contact in state.contacts.values().filter(|contact| !contact.onset.is_empty()) {
        if let Some((turn, standing)) = turn(contact, rule, kind) {
            for (pair, is_of_both) in missions(contact, true) {
                let own = told.entry(pair).or_default();
                let list = if standing == Standing::Firm { &mut own.firm } else { &mut own.contested };
                list.push(Change {
                    turn,
                    days: contact.onset.clone(),
                    contact: contact.id.clone(),
                    is_date_contested: contact.contested.contains(&Field::When),
                    is_of_both,
                });
            }
        } else if vouches(contact, rule, kind) {
            for (pair, _) in missions(contact, false) {
                let voucher = Voucher { span: lasting(state, contact), contact: contact.id.clone() };
                told.entry(pair).or_default().vouchers.push(voucher);
            }
        }
    }
    told
}

/// Whether a contact is an opening or a closing that the rule counts.
fn turn(contact: &Contact, rule: &Rule, kind: &SpellKind) -> Option<(Turn, Standing)> {
    let turn = match contact.form.as_str() {
        form if form == kind.opened_by => Turn::Opening,
        form if form == kind.closed_by => Turn::Closing,
        _ => return None,
    };
    let is_episode = contact.nature == Nature::Episode;
    standing(contact, rule).filter(|_| is_episode).map(|standing| (turn, standing))
}

/// Whether a contact shows a mission there. One of contested status shows nothing.
fn vouches(contact: &Contact, rule: &Rule, kind: &SpellKind) -> bool {
    let is_of_kind =
        kind.vouched_for_by.iter().any(|(nature, form)| contact.nature == *nature && contact.form == *form);
    let is_admitted = rule.stances.contains(&contact.stance) && rule.limits.admit(contact);
    is_of_kind && is_admitted && contact.tied.iter().all(|status| status.has_begun())
}

/// Whose missions, at whom: each sending side's at each receiving one; of exactly two parties each one's at the other
/// (`true`), unless it is told already.
fn missions(contact: &Contact, with_parties: bool) -> BTreeMap<(String, String), bool> {
    let of = |class: RoleClass| -> BTreeSet<&str> {
        contact.actors.iter().filter(|actor| actor.role.class() == class).map(|actor| actor.id.as_str()).collect()
    };
    let (senders, hosts, parties) = (of(RoleClass::Sending), of(RoleClass::Receiving), of(RoleClass::Mutual));
    let mut missions = BTreeMap::new();
    let mut add = |from: &BTreeSet<&str>, to: &BTreeSet<&str>, is_of_both: bool| {
        for (sender, host) in from.iter().flat_map(|one| to.iter().map(move |other| (*one, *other))) {
            if sender != host {
                missions.entry((sender.to_owned(), host.to_owned())).or_insert(is_of_both);
            }
        }
    };
    add(&senders, &hosts, false);
    if with_parties && parties.len() == 2 {
        add(&parties, &parties, true);
    }
    missions
}

/// From when to when what vouches held. An episode, and a state dated by one date, held on a day of that date.
fn lasting(state: &State, contact: &Contact) -> Span {
    let begin = Reach::of(&contact.onset);
    let end = match contact.when.split_once('/') {
        Some((_, end)) if contact.nature == Nature::State => end_of(state, contact, end),
        _ => return Span { begin, end: begin },
    };
    Span { begin, end: Reach { first: end.first.max(begin.first), last: end.last.max(begin.first) } }
}

/// When a state with a beginning and an end ended. With the end left open it held when its sources spoke; one that is over
/// and has no beginning either (`ended`, `../2013-11`) is only known to have ended by then.
fn end_of(state: &State, contact: &Contact, end: &str) -> Reach {
    let last = contact.extent.last.unwrap_or(NEVER);
    if contact.status == Status::Ended && contact.onset.has_no_first_day() {
        return Reach { first: EVER, last };
    }
    let told = When::parse(end).ok().map(|when| Reach::of(&when.onset()));
    told.map_or_else(
        || {
            let published = |id: &String| state.sources.get(id)?.published.as_ref()?.earliest();
            Reach { first: contact.sources.iter().filter_map(published).max().unwrap_or(EVER), last: NEVER }
        },
        |told| Reach { first: told.first.min(last), last: told.last.min(last) },
    )
}

//! Spells: states that contacts open and close, as intervals with uncertain ends. Embassies above all.
//!
//! A mission of one state at another is opened by one contact and closed by a later one. Both may be dated vaguely, either
//! may be missing, and sources may tell of two openings without a closing between them. This module puts what is told into
//! an order, pairs it into [`Spell`]s, and says in closed words ([`Note`]) what had to be supplied. [`mission_years`] and
//! [`exchange_years`] make yearly tables of it.
//!
//! It decides nothing about sources: it reads settled contacts under a counting rule, links none, and takes no side between
//! contacts that contradict each other. Between an opening and the next known change it reads the mission as there, since
//! nothing else is told; after the last evidence of all it claims nothing, see [`Presumed`].

mod attach;
mod build;
mod changes;
mod exchange;
mod note;
mod order;
mod slots;
mod span;
mod yearly;

pub use exchange::{ExchangeYear, exchange_years};
pub use note::Note;
pub use yearly::{Existence, MissionYear, Presumed, mission_years};

use std::collections::BTreeSet;

use crate::count::{CoverageIndex, CoverageLevel};
use crate::fold::State;
use crate::terms::Nature;
use crate::vocabulary::Rule;
use crate::when::{Day, Days, Grain, Period};
use build::{Reader, reading};
use span::Span;

/// Which forms open, close and vouch for one kind of spell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpellKind {
    /// Its name in tables.
    pub id: &'static str,
    /// The form of an episode that opens one.
    pub opened_by: &'static str,
    /// The form of an episode that closes one.
    pub closed_by: &'static str,
    /// What shows, while it lasts, that it does: nature and form.
    pub vouched_for_by: &'static [(Nature, &'static str)],
}

/// Every kind of spell. To add one is to add a line: its forms must be such that an opening and a closing of the same two
/// states concern the same thing, which is true of resident missions and untrue of agreements.
pub const KINDS: &[SpellKind] = &[EMBASSY];

/// A resident mission. Whoever is posted or accredited is taken to work in one: sources rarely say that an envoy resides
/// in a third state.
pub const EMBASSY: SpellKind = SpellKind {
    id: "embassy",
    opened_by: "embassy-opened",
    closed_by: "embassy-closed",
    vouched_for_by: &[
        (Nature::State, "embassy-opened"),
        (Nature::State, "posting"),
        (Nature::Episode, "posting"),
        (Nature::Episode, "accreditation"),
    ],
};

/// How a spell ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closing {
    /// On one of these days.
    On(Days),
    /// Nothing tells of an end. `known_until` is the last day on which evidence shows it there, `as_of` the day on which the
    /// dataset last learned anything; between them nothing is known.
    StillOpen {
        /// The last day of evidence; `None` where the opening itself has no first day and nothing else vouches.
        known_until: Option<Day>,
        /// The dataset's last day; `None` for an empty journal.
        as_of: Option<Day>,
    },
}

impl Closing {
    /// The days on which it may have ended; `None` while it is open.
    pub fn days(&self) -> Option<&Days> {
        match self {
            Closing::On(days) => Some(days),
            Closing::StillOpen { .. } => None,
        }
    }
}

/// One stretch of time for which a mission was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Spell {
    /// Which kind: an id of [`KINDS`].
    pub kind: &'static str,
    /// Whose mission.
    pub sender: String,
    /// Where.
    pub host: String,
    /// Which one of this mission's spells, from 1, in their order.
    pub number: u32,
    /// The days on which it may have been opened, less those that its neighbours exclude; no first day where nothing bounds
    /// an opening that is not known.
    pub opened: Days,
    /// The days on which it may have been closed, or that it was not.
    pub closed: Closing,
    /// Contacts that opened it, sorted.
    pub opened_by: Vec<String>,
    /// Contacts that closed it, sorted.
    pub closed_by: Vec<String>,
    /// Postings, accreditations and states that fall, or may fall, into it, sorted.
    pub vouched_for_by: Vec<String>,
    /// Contested openings and closings that fall into it, sorted. A contested closing takes certainty from the days after.
    pub contested_by: Vec<String>,
    /// What was supplied or is in doubt, sorted.
    pub notes: BTreeSet<Note>,
    /// From when to when it may have lasted.
    span: Span,
    /// Parts of it that are certain, each with uncertain ends.
    sure: Vec<Span>,
    /// Whether what is told contradicts itself so that the order was a guess; certain is then no more than `sure` says.
    is_entangled: bool,
}

impl Spell {
    /// Whether it certainly was there on some day from `first` to `last`.
    pub fn surely_meets(&self, first: Day, last: Day) -> bool {
        self.sure.iter().any(|span| span.surely_meets(first, last))
    }

    /// Whether it may have been there on some day from `first` to `last`.
    pub fn may_meet(&self, first: Day, last: Day) -> bool {
        self.span.may_meet(first, last)
    }

    /// The days on which it certainly was there.
    pub fn sure_days(&self) -> Days {
        Days::from_ranges(self.sure.iter().filter_map(|span| span.sure_days()))
    }

    /// The days on which it may have been there.
    pub fn possible_days(&self) -> Days {
        Days::from_ranges([self.span.possible_days()])
    }

    /// Whether it may not have been at all.
    pub fn is_contested(&self) -> bool {
        self.sure.is_empty()
    }
}

/// What is known of one mission.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// Which kind: an id of [`KINDS`].
    pub kind: &'static str,
    /// Whose mission.
    pub sender: String,
    /// Where.
    pub host: String,
    /// Its spells, in order.
    pub spells: Vec<Spell>,
    /// The spells of another order of events that contradicts itself as little, where there is one. Nothing is certain in
    /// the yearly tables that is not so in both.
    pub otherwise: Option<Vec<Spell>>,
    /// The first day of which anything is known: the earliest that a contact names.
    first: Option<Day>,
    /// The last day of which anything is known.
    evidence_until: Option<Day>,
    /// The dataset's last day.
    as_of: Option<Day>,
}

/// The history of every mission of a kind that a state tells of, sorted by sender and host.
///
/// Openings and closings count as the rule says ([`crate::count::standing`]), whichever forms it counts; what vouches counts
/// if it has begun, has one of the rule's stances and passes its limits. Only sending and receiving sides make a mission, or exactly two parties one each.
pub fn histories(state: &State, rule: &Rule, kind: &SpellKind) -> Vec<History> {
    let coverage = CoverageIndex::of(state);
    let as_of = state.last_recorded.map(|instant| instant.day());
    let told = changes::told(state, rule, kind);
    let histories = told.into_iter().map(|((sender, host), told)| {
        let searched = |day: Day| {
            let year = Period::of(Grain::Year, day);
            (coverage.level(&sender, &host, None, year) == CoverageLevel::Full).then_some(year.last)
        };
        let reader = Reader { kind: kind.id, sender: &sender, host: &host, told: &told, as_of, searched: &searched };
        let (order, other) = order::orders(&told.firm);
        let mut spells = reading(&reader, &order);
        let otherwise = other.map(|order| reading(&reader, &order));
        if otherwise.is_some() {
            for spell in spells.iter_mut().filter(|spell| !spell.is_contested()) {
                spell.notes.insert(Note::OrderNotKnown);
            }
        }
        let evidence_until = build::evidence_until(&spells, as_of, &searched);
        History { kind: kind.id, spells, otherwise, first: told.first_day(), evidence_until, as_of, sender, host }
    });
    histories.collect()
}

/// The spells of every kind, sorted by kind, sender, host and number.
pub fn spells(state: &State, rule: &Rule) -> Vec<Spell> {
    KINDS.iter().flat_map(|kind| histories(state, rule, kind)).flat_map(|history| history.spells).collect()
}

//! A recount by another road: every day of every contact by itself, and the design's section 4 read once more.
//!
//! It shares with `chancery_core::count` the settled contacts and the names of cells, and no arithmetic: no periods, no
//! ranges, no shares of sets. It is slow, and meant for spans of some years.

use std::collections::{BTreeMap, BTreeSet};

use chancery_core::claim::Actor;
use chancery_core::event::Coverage;
use chancery_core::fold::State;
use chancery_core::settle::Contact;
use chancery_core::terms::{Nature, Role, Search, Status, Unit};
use chancery_core::vocabulary::{Rule, Vocabulary};
use chancery_core::when::Day;

use crate::cells::{Cell, Key};

/// The cells of `contact_frequency` that hold anything, counted day by day.
pub fn recount(state: &State, vocabulary: &Vocabulary, rule: &Rule) -> BTreeMap<Key, Cell> {
    let mut table = Table { state, vocabulary, cells: BTreeMap::new() };
    for (whole, members) in occasions(state, rule) {
        let mut firm: BTreeMap<(String, String, String), bool> = BTreeMap::new();
        for member in members {
            for name in names(member, rule) {
                *firm.entry(name).or_insert(false) |= member.tied.len() == 1;
            }
        }
        for (name, firm) in firm {
            table.occasion(&state.contacts[whole], &name, firm);
        }
    }
    for contact in state.contacts.values() {
        let lasted = contact.tied.iter().any(|s| [Status::Happened, Status::Ongoing, Status::Ended].contains(s));
        if contact.nature == Nature::Recurrence && lasted && rule.stances.contains(&contact.stance) {
            for name in names(contact, rule) {
                table.recurrence(contact, &name);
            }
        }
    }
    table.cells
}

/// For each decade, year and month of some days how much of these was searched, asked of every day: `full` if somebody went
/// through each of them systematically, `partial` if anybody searched on any of them.
pub fn coverage(state: &State, (a, b): (&str, &str), category: &str, days: &[i32]) -> BTreeMap<String, &'static str> {
    let now = state.last_recorded.map(|instant| instant.day().0);
    let includes = |one: &Coverage, day: i32| {
        let extent = one.extent.extent();
        let begun = extent.first.is_none_or(|first| first.0 <= day);
        begun && extent.last.is_none_or(|last| day <= last.0) && now.is_none_or(|now| day <= now)
    };
    let is_about = |one: &Coverage| {
        let dyad = [one.dyad.0.as_str(), one.dyad.1.as_str()];
        let named = one.categories.is_empty() || one.categories.iter().any(|named| named == category);
        dyad.contains(&a) && dyad.contains(&b) && named
    };
    let about: Vec<&Coverage> = state.coverage.iter().filter(|one| is_about(one)).collect();
    let searched = |index: &usize| about.iter().any(|one| includes(one, days[*index]));
    let read = |index: &usize| about.iter().any(|one| one.search != Search::Selective && includes(one, days[*index]));
    let level = |of_period: &[usize]| match (of_period.iter().all(read), of_period.iter().any(searched)) {
        (true, _) => "full",
        (false, true) => "partial",
        (false, false) => "none",
    };
    labelled(days).into_iter().map(|(label, of_period)| (label, level(&of_period))).collect()
}

struct Table<'a> {
    state: &'a State,
    vocabulary: &'a Vocabulary,
    cells: BTreeMap<Key, Cell>,
}

type Name = (String, String, String);

impl Table<'_> {
    fn occasion(&mut self, whole: &Contact, name: &Name, firm: bool) {
        let bounded = whole.onset.first().is_some() && whole.onset.last().is_some();
        let days = self.days(whole, name);
        let all = self.cell(name, "all");
        all.possible += 1;
        if firm {
            all.certain += 1;
            all.expected += 1_000_000;
        } else {
            all.open += 1;
        }
        for (label, of_period) in labelled(&days) {
            let cell = self.cell(name, &label);
            cell.possible += 1;
            if !firm || !bounded {
                cell.open += 1;
                continue;
            }
            // One day after the other, each a share; what is left over in rounding goes to the days that complete it.
            let share_before = |index: usize| 1_000_000 * index as u64 / days.len() as u64;
            cell.expected += of_period.iter().map(|index| share_before(index + 1) - share_before(*index)).sum::<u64>();
            cell.certain += u64::from(of_period.len() == days.len());
        }
    }

    /// Every day on which it may have begun; where there is no first, from when both states existed.
    fn days(&self, whole: &Contact, name: &Name) -> Vec<i32> {
        let mut days = BTreeSet::new();
        for (first, last) in whole.onset.ranges() {
            if let (Some(first), Some(last)) = (first.or(self.floor(name)), last.or(self.ceiling())) {
                days.extend(first.0..=last.0);
            }
        }
        days.into_iter().collect()
    }

    fn recurrence(&mut self, contact: &Contact, name: &Name) {
        self.cell(name, "all").recurring += 1;
        if contact.when.is_empty() {
            return;
        }
        let first = contact.extent.first.or(self.floor(name));
        let last = contact.extent.last.or(self.ceiling());
        if let (Some(first), Some(last)) = (first, last) {
            let days: Vec<i32> = (first.0..=last.0).collect();
            for label in labelled(&days).into_keys() {
                self.cell(name, &label).recurring += 1;
            }
        }
    }

    fn floor(&self, (dyad, ..): &Name) -> Option<Day> {
        let ids = dyad.split(['-', '>']);
        ids.filter_map(|id| self.vocabulary.states.get(id)?.exists.earliest()).max()
    }

    fn ceiling(&self) -> Option<Day> {
        Some(self.state.last_recorded?.day())
    }

    fn cell(&mut self, (dyad, category, form): &Name, period: &str) -> &mut Cell {
        self.cells.entry(Key::new(dyad, period, category, form)).or_default()
    }
}

/// For each decade, year and month of our era the positions of its days among all days.
fn labelled(days: &[i32]) -> BTreeMap<String, Vec<usize>> {
    let mut numbered: BTreeMap<(i16, i8), Vec<usize>> = BTreeMap::new();
    for (index, day) in days.iter().enumerate() {
        let (year, month, _) = Day(*day).ymd();
        numbered.entry((year, month)).or_default().push(index);
    }
    let mut labelled: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for ((year, month), indices) in numbered {
        for label in [format!("{:03}X", year / 10), format!("{year:04}"), format!("{year:04}-{month:02}")] {
            labelled.entry(label).or_default().extend(&indices);
        }
    }
    labelled
}

/// Counted contacts by the topmost counted contact over them.
fn occasions<'a>(state: &'a State, rule: &Rule) -> BTreeMap<&'a str, Vec<&'a Contact>> {
    let counted = |contact: &Contact| {
        rule.natures.contains(&contact.nature)
            && rule.stances.contains(&contact.stance)
            && contact.tied.iter().any(|status| rule.statuses.contains(status))
    };
    let mut occasions: BTreeMap<&str, Vec<&Contact>> = BTreeMap::new();
    for contact in state.contacts.values().filter(|contact| counted(contact)) {
        let mut top = contact;
        while let Some(whole) = top.part_of.as_ref().map(|id| &state.contacts[id]) {
            if rule.unit == Unit::Contact || !counted(whole) {
                break;
            }
            top = whole;
        }
        occasions.entry(&top.id).or_default().push(contact);
    }
    occasions
}

/// Dyad, category and form under which a contact counts.
fn names(contact: &Contact, rule: &Rule) -> BTreeSet<Name> {
    let all = || "all".to_owned();
    let mut under = vec![(all(), all()), (all(), contact.form.clone())];
    under.extend(contact.categories.iter().map(|category| (category.clone(), all())));
    let pairs = dyads(contact, rule);
    pairs.iter().flat_map(|dyad| under.iter().map(|(c, f)| (dyad.clone(), c.clone(), f.clone()))).collect()
}

/// The pairs of a contact, asked of each two actors by what they do.
fn dyads(contact: &Contact, rule: &Rule) -> BTreeSet<String> {
    let states: BTreeSet<&str> = contact.actors.iter().map(|actor| actor.id.as_str()).collect();
    let acts_as = |id: &str, roles: &[Role]| contact.actors.iter().any(|a| a.id == id && roles.contains(&a.role));
    let takes_part = |id: &str| acts_as(id, SENDING) || acts_as(id, RECEIVING) || acts_as(id, &[Role::Party]);
    let parties = states.iter().filter(|id| acts_as(id, &[Role::Party])).count();
    let crowd = ["conference", "joint-event"].contains(&contact.form.as_str()) && parties >= 3 && !rule.multilateral;
    let faces = |id: &str| acts_as(id, SENDING) || acts_as(id, RECEIVING) || (acts_as(id, &[Role::Party]) && !crowd);
    let goes = |from: &str, to: &str| {
        let sent = acts_as(from, SENDING) && acts_as(to, RECEIVING);
        let met = |one: &str, other: &str| acts_as(one, &[Role::Party]) && faces(other);
        let brought = |one: &str, other: &str| rule.convenor && acts_as(one, FACILITATING) && takes_part(other);
        sent || met(from, to) || met(to, from) || brought(from, to) || brought(to, from)
    };
    let private = |actor: &Actor| matches!(actor.sector.as_deref(), Some("BUS" | "CVL"));
    let on_a_side = |a: &Actor| !NAMED.contains(&a.role) && (rule.convenor || !FACILITATING.contains(&a.role));
    let official = |id: &str| contact.actors.iter().any(|a| a.id == id && on_a_side(a) && !private(a));
    let mut dyads = BTreeSet::new();
    for from in &states {
        for to in states.iter().filter(|to| *to != from) {
            if goes(from, to) && (rule.unofficial || official(from) && official(to)) {
                dyads.insert(format!("{from}>{to}"));
                dyads.insert(format!("{}-{}", from.min(to), from.max(to)));
            }
        }
    }
    dyads
}

use Role::{Absent, Context, Convenor, Mediator, Precedent, Subject, Transit, Venue};
use Role::{Addressee, Debtor, Employer, Host, Recipient};
use Role::{Closer, Creditor, Donor, Investor, LabourSource, Offeror, Opener, Sender, Visitor};

const SENDING: &[Role] = &[Visitor, Donor, Sender, Offeror, Investor, Opener, Closer, LabourSource, Creditor];
const RECEIVING: &[Role] = &[Host, Recipient, Addressee, Employer, Debtor];
const FACILITATING: &[Role] = &[Convenor, Mediator, Venue, Transit];
const NAMED: &[Role] = &[Subject, Precedent, Absent, Context];

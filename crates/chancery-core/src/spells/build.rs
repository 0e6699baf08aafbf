//! From slots to spells: pairs of an opening and a closing, with what vouches for them and what contests them.

use std::collections::BTreeSet;

use super::attach::{attach_contested, attach_vouchers};
use super::changes::{Change, Told};
use super::slots::{Slot, slots};
use super::span::{EVER, NEVER, Reach, Span};
use super::{Closing, Note, Spell};
use crate::when::Day;

/// What a reading of one mission is made from.
pub(super) struct Reader<'a> {
    pub(super) kind: &'static str,
    pub(super) sender: &'a str,
    pub(super) host: &'a str,
    pub(super) told: &'a Told,
    /// The dataset's last day.
    pub(super) as_of: Option<Day>,
    /// The last day of a day's year, if all of that year was searched systematically.
    pub(super) searched: &'a dyn Fn(Day) -> Option<Day>,
}

impl Reader<'_> {
    /// A spell of which nothing is said yet but where it may lie.
    pub(super) fn blank(&self, span: Span) -> Spell {
        Spell {
            kind: self.kind,
            sender: self.sender.to_owned(),
            host: self.host.to_owned(),
            number: 0,
            opened: span.begin.days(),
            closed: Closing::On(span.end.days()),
            opened_by: Vec::new(),
            closed_by: Vec::new(),
            vouched_for_by: Vec::new(),
            contested_by: Vec::new(),
            notes: BTreeSet::new(),
            span,
            sure: vec![span],
            is_entangled: false,
        }
    }

    /// The end of a spell that nothing closes: by the dataset's last day it may have come on any.
    pub(super) fn open_end(&self, begin: Reach) -> Reach {
        Reach { first: begin.first, last: self.as_of.unwrap_or(NEVER).max(begin.last).max(begin.first) }
    }
}

/// The spells of one mission, its changes taken in that order; numbered.
pub(super) fn reading(reader: &Reader<'_>, order: &[usize]) -> Vec<Spell> {
    let slots = slots(&reader.told.firm, order);
    let mut spells: Vec<Spell> = slots.chunks(2).map(|pair| spell(reader, &pair[0], pair.get(1))).collect();
    attach_vouchers(reader, &mut spells);
    for spell in spells.iter_mut().filter(|spell| matches!(spell.closed, Closing::StillOpen { .. })) {
        extend(reader, spell);
    }
    attach_contested(reader, &mut spells);
    spells.sort_by_key(|spell| (spell.span.begin.first, spell.span.begin.last, spell.span.end.last));
    for (number, spell) in (1..).zip(&mut spells) {
        spell.number = number;
    }
    spells
}

fn spell(reader: &Reader<'_>, opening: &Slot<'_>, closing: Option<&Slot<'_>>) -> Spell {
    let end = closing.map_or_else(|| reader.open_end(opening.reach), |slot| slot.reach);
    let mut spell = reader.blank(Span { begin: opening.reach, end });
    spell.opened = opening.days();
    spell.opened_by = contacts(&opening.changes);
    let mut notes = notes(&opening.changes, Note::OpeningNotKnown, Note::SeveralOpenings);
    match closing {
        Some(slot) => {
            spell.closed = Closing::On(slot.days());
            spell.closed_by = contacts(&slot.changes);
            notes.extend(self::notes(&slot.changes, Note::ClosingNotKnown, Note::SeveralClosings));
        }
        None => spell.closed = Closing::StillOpen { known_until: None, as_of: reader.as_of },
    }
    let is_unsure = opening.is_unsure || closing.is_some_and(|slot| slot.is_unsure);
    notes.extend(is_unsure.then_some(Note::OrderNotKnown));
    spell.notes = notes;
    let entangled: Vec<Reach> =
        [Some(opening), closing].into_iter().flatten().filter_map(|slot| slot.entangled).collect();
    if !entangled.is_empty() {
        // Sure is only that it was there on the days of the changes themselves.
        spell.is_entangled = true;
        spell.sure = entangled.into_iter().map(|reach| Span { begin: reach, end: reach }).collect();
    }
    spell
}

fn contacts(changes: &[&Change]) -> Vec<String> {
    let ids: BTreeSet<&String> = changes.iter().map(|change| &change.contact).collect();
    ids.into_iter().cloned().collect()
}

fn notes(changes: &[&Change], none: Note, several: Note) -> BTreeSet<Note> {
    let mut notes = BTreeSet::new();
    match changes.len() {
        0 => notes.insert(none),
        1 => false,
        _ => notes.insert(several),
    };
    notes.extend(changes.iter().any(|change| change.is_date_contested).then_some(Note::DateContested));
    notes.extend(changes.iter().any(|change| change.is_of_both).then_some(Note::ToldOfBoth));
    notes
}

/// A spell that nothing closes is certain as far as evidence reaches: the last thing that vouches for it, and from there
/// through years that were searched from end to end without finding its closing.
fn extend(reader: &Reader<'_>, spell: &mut Spell) {
    let mut known = spell.span.end.first;
    if known != EVER {
        known = searched_until(known, reader.as_of, reader.searched);
        spell.closed = Closing::StillOpen { known_until: Some(known), as_of: reader.as_of };
    }
    spell.span.end.first = known;
    spell.span.end.last = spell.span.end.last.max(known);
    if let (Some(sure), false) = (spell.sure.first_mut(), spell.is_entangled) {
        sure.end = spell.span.end;
    }
}

/// The last day up to which nothing new happened, as far as years searched systematically show; never after the
/// dataset's last day.
fn searched_until(from: Day, as_of: Option<Day>, searched: &dyn Fn(Day) -> Option<Day>) -> Day {
    let mut until = from;
    while let Some(end) = searched(until) {
        until = end;
        match end.tomorrow() {
            Some(next) if searched(next).is_some() => until = next,
            _ => break,
        }
    }
    as_of.map_or(until, |day| until.min(day.max(from)))
}

/// The last day up to which a mission's spells tell anything: its last evidence while open, or its closing.
pub(super) fn evidence_until(
    spells: &[Spell],
    as_of: Option<Day>,
    searched: &dyn Fn(Day) -> Option<Day>,
) -> Option<Day> {
    let last = spells.iter().rfind(|spell| !spell.is_contested())?;
    let known = match &last.closed {
        Closing::StillOpen { .. } => last.span.end.first.max(last.span.begin.last),
        Closing::On(_) => last.span.end.last,
    };
    (known != EVER && known != NEVER).then(|| searched_until(known, as_of, searched))
}

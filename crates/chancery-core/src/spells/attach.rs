//! What vouches for a spell, and what contests one.

use std::collections::BTreeSet;

use super::build::Reader;
use super::changes::{Change, Turn, Voucher};
use super::span::{EVER, NEVER, Reach, Span};
use super::{Closing, Note, Spell};
use crate::when::Days;

/// Gives each voucher to the spells into which it may fall. What falls into one only makes that certain where it lies;
/// what falls into none shows another spell, of which neither the opening nor the closing is told.
pub(super) fn attach_vouchers(reader: &Reader<'_>, spells: &mut Vec<Spell>) {
    let told = spells.len();
    let mut homeless: Vec<&Voucher> = Vec::new();
    for voucher in &reader.told.vouchers {
        let mut within: Vec<usize> = (0..told).filter(|&index| may_hold(&spells[index].span, &voucher.span)).collect();
        let is_sure = within.len() == 1;
        if within.is_empty() {
            within = (0..told).filter(|&index| touches(&spells[index].span, &voucher.span)).collect();
        }
        if within.is_empty() {
            homeless.push(voucher);
        }
        for index in within {
            vouch(&mut spells[index], voucher, is_sure);
        }
    }
    homeless.sort_by_key(|voucher| voucher.span.core());
    let mut gap: Vec<&Voucher> = Vec::new();
    for voucher in homeless {
        if gap.last().is_some_and(|one| place(spells, told, one) != place(spells, told, voucher)) {
            let shown = vouched_only(reader, &spells[..told], &gap);
            spells.push(shown);
            gap.clear();
        }
        gap.push(voucher);
    }
    if !gap.is_empty() {
        let shown = vouched_only(reader, &spells[..told], &gap);
        spells.push(shown);
    }
}

/// Whether all of a voucher may lie within a spell.
fn may_hold(spell: &Span, voucher: &Span) -> bool {
    spell.begin.first <= voucher.begin.last && voucher.end.first <= spell.end.last
}

/// Whether what lies fixed of a voucher reaches into a spell that cannot hold all of it.
fn touches(spell: &Span, voucher: &Span) -> bool {
    let (first, last) = voucher.core();
    spell.may_meet(first, last)
}

/// How many of the first spells end before a voucher that is in none of them.
fn place(spells: &[Spell], told: usize, voucher: &Voucher) -> usize {
    spells.iter().take(told).filter(|spell| spell.span.end.last < voucher.span.core().0).count()
}

fn vouch(spell: &mut Spell, voucher: &Voucher, is_sure: bool) {
    spell.vouched_for_by.push(voucher.contact.clone());
    if !is_sure {
        return;
    }
    spell.sure.push(voucher.span);
    if matches!(spell.closed, Closing::StillOpen { .. }) {
        let end = &mut spell.span.end;
        end.first = end.first.max(voucher.span.end.first);
        end.last = end.last.max(end.first);
    }
}

/// A spell that is shown by vouchers alone, between the spells that are told.
fn vouched_only(reader: &Reader<'_>, told: &[Spell], vouchers: &[&Voucher]) -> Spell {
    let latest_begin = vouchers.iter().map(|voucher| voucher.span.begin.last).min().unwrap_or(NEVER);
    let earliest_end = vouchers.iter().map(|voucher| voucher.span.end.first).max().unwrap_or(EVER);
    let before = told.iter().filter(|spell| spell.span.end.last < latest_begin).map(|spell| spell.span.end.first).max();
    let after = told.iter().filter(|spell| spell.span.begin.first > earliest_end).map(|spell| spell.span.begin.last);
    let after = after.min();
    let begin = Reach { first: before.unwrap_or(EVER), last: latest_begin };
    let last = after.unwrap_or_else(|| reader.open_end(begin).last).max(earliest_end);
    let span = Span { begin, end: Reach { first: earliest_end.max(begin.first), last } };
    let mut spell = reader.blank(span);
    spell.notes = [Note::OpeningNotKnown, Note::VouchedOnly].into();
    if after.is_some() {
        spell.notes.insert(Note::ClosingNotKnown);
    } else {
        spell.closed = Closing::StillOpen { known_until: None, as_of: reader.as_of };
    }
    spell.vouched_for_by = vouchers.iter().map(|voucher| voucher.contact.clone()).collect();
    spell.vouched_for_by.sort();
    spell.sure.extend(vouchers.iter().map(|voucher| voucher.span));
    spell
}

/// Gives each contested change to the spells into which it may fall. One that would put the mission where no spell may have
/// it makes a spell that is possible and no more.
pub(super) fn attach_contested(reader: &Reader<'_>, spells: &mut Vec<Spell>) {
    let firm = spells.len();
    let possible = Days::union(spells.iter().map(Spell::possible_days));
    for change in &reader.told.contested {
        let reach = Reach::of(&change.days);
        for spell in spells[..firm].iter_mut().filter(|spell| spell.may_meet(reach.first, reach.last)) {
            contest(spell, change, reach);
        }
        let alone = contested_only(reader, &spells[..firm], change, reach);
        if alone.possible_days().intersect(&possible) != alone.possible_days() {
            spells.push(alone);
        }
    }
}

/// A contested closing leaves certain what lies before it, what vouches, and the day of a closing that is told.
fn contest(spell: &mut Spell, change: &Change, reach: Reach) {
    spell.contested_by.push(change.contact.clone());
    if change.turn == Turn::Opening || spell.is_entangled {
        return;
    }
    let begin = spell.span.begin;
    if let Some(sure) = spell.sure.first_mut() {
        sure.end.first = sure.end.first.min(reach.first.max(begin.first));
    }
    if !spell.closed_by.is_empty() {
        spell.sure.push(Span { begin: spell.span.end, end: spell.span.end });
    }
}

/// What a contested change would make by itself.
fn contested_only(reader: &Reader<'_>, firm: &[Spell], change: &Change, reach: Reach) -> Spell {
    let opened: Vec<&Span> = firm.iter().filter(|spell| !spell.opened_by.is_empty()).map(|spell| &spell.span).collect();
    let closed: Vec<&Span> = firm.iter().filter(|spell| !spell.closed_by.is_empty()).map(|spell| &spell.span).collect();
    let closed_before = closed.iter().filter(|span| span.end.last < reach.first).map(|span| span.end.first);
    let opened_before = opened.iter().filter(|span| span.begin.last < reach.first).map(|span| span.begin.first);
    let before = closed_before.chain(opened_before).max();
    let closed_after = closed.iter().filter(|span| span.end.first > reach.last).map(|span| span.end.last);
    let opened_after = opened.iter().filter(|span| span.begin.first > reach.last).map(|span| span.begin.last);
    let after = closed_after.chain(opened_after).min();
    let ids = vec![change.contact.clone()];
    let open = reader.open_end(reach);
    let span = match change.turn {
        Turn::Opening => Span { begin: reach, end: Reach { first: reach.first, last: after.unwrap_or(open.last) } },
        Turn::Closing => Span { begin: Reach { first: before.unwrap_or(EVER), last: reach.last }, end: reach },
    };
    let mut spell = reader.blank(span);
    let mut notes = BTreeSet::from([Note::StatusContested]);
    match change.turn {
        Turn::Opening => {
            (spell.opened, spell.opened_by) = (change.days.clone(), ids);
            if after.is_some() {
                notes.insert(Note::ClosingNotKnown);
            } else {
                spell.closed = Closing::StillOpen { known_until: None, as_of: reader.as_of };
            }
        }
        Turn::Closing => {
            (spell.closed, spell.closed_by) = (Closing::On(change.days.clone()), ids);
            notes.insert(Note::OpeningNotKnown);
        }
    }
    notes.extend(change.is_date_contested.then_some(Note::DateContested));
    notes.extend(change.is_of_both.then_some(Note::ToldOfBoth));
    spell.notes = notes;
    spell.sure.clear();
    spell
}

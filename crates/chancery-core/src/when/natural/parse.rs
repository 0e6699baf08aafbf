//! From tokens to what they say: lists, ranges and stretches; `unit` reads the dates in them.

use super::cursor::Cursor;
use super::names::{self, Length};
use super::token::Kind;
use super::tree::{Base, Field, Item, Joined, Side, Sort, Unit, Year};
use super::unit::{LEADING, unit};

/// The words between two ends.
const TO: &[&str] = &["to", "until", "till", "through", "thru"];

/// The words that begin one side of a date. Longer phrases come before those they begin with.
const SIDES: &[(&[&str], Side)] = &[
    (&["ever", "since"], Side::Since),
    (&["since"], Side::Since),
    (&["starting"], Side::Since),
    (&["beginning", "in"], Side::Since),
    (&["up", "until"], Side::Until),
    (&["up", "till"], Side::Until),
    (&["up", "to"], Side::Until),
    (&["until"], Side::Until),
    (&["till"], Side::Until),
    (&["no", "later", "than"], Side::By),
    (&["not", "later", "than"], Side::By),
    (&["by"], Side::By),
    (&["no", "earlier", "than"], Side::NotBefore),
    (&["not", "earlier", "than"], Side::NotBefore),
    (&["not", "before"], Side::NotBefore),
    (&["prior", "to"], Side::Before),
    (&["earlier", "than"], Side::Before),
    (&["before"], Side::Before),
    (&["pre"], Side::Before),
    (&["later", "than"], Side::After),
    (&["after"], Side::After),
    (&["post"], Side::After),
];

/// The words that make one side of the date before them.
const AFTERWARDS: &[(&[&str], Side)] = &[
    (&["onward"], Side::Since),
    (&["onwards"], Side::Since),
    (&["or", "later"], Side::NotBefore),
    (&["or", "after"], Side::NotBefore),
    (&["or", "earlier"], Side::By),
    (&["or", "before"], Side::By),
    (&["at", "the", "latest"], Side::By),
    (&["at", "the", "earliest"], Side::NotBefore),
];

/// How the dates of a list are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    And,
    Or,
    Comma,
}

/// Reads a whole text.
pub(super) fn joined(c: &mut Cursor<'_>) -> Option<Joined> {
    c.word(&["either", "both"]);
    let mut items = vec![item(c)?];
    let mut joins = Vec::new();
    while let Some((join, next)) = c.attempt(|c| Some((join(c)?, item(c)?))) {
        joins.push(join);
        items.push(next);
    }
    while c.mark(&Kind::Comma) || c.mark(&Kind::Dot) {}
    if !c.is_at_end() || joins.contains(&Join::Or) && joins.contains(&Join::And) {
        return None;
    }
    Some(if joins.contains(&Join::Or) { Joined::One(items) } else { Joined::Each(items) })
}

fn join(c: &mut Cursor<'_>) -> Option<Join> {
    let comma = c.mark(&Kind::Comma);
    if c.word(&["and"]) {
        Some(Join::And)
    } else if c.word(&["or"]) {
        Some(Join::Or)
    } else {
        comma.then_some(Join::Comma)
    }
}

fn item(c: &mut Cursor<'_>) -> Option<Item> {
    let read = c.attempt(between).or_else(|| c.attempt(from)).or_else(|| c.attempt(running));
    read.or_else(|| c.attempt(open)).or_else(|| c.attempt(range))
}

/// `between 1973 and 1989`.
fn between(c: &mut Cursor<'_>) -> Option<Item> {
    c.skip(LEADING);
    let from = c.word(&["between"]).then(|| unit(c))??;
    let to = (c.word(&["and", "to"]) || c.mark(&Kind::Dash)).then(|| unit(c))??;
    Some(Item::Range { from, to, sort: Sort::Either })
}

/// `from 1973 to 1989`, `from 2004 on`.
fn from(c: &mut Cursor<'_>) -> Option<Item> {
    let from = c.word(&["from"]).then(|| unit(c))??;
    if c.word(&["on", "onward", "onwards"]) {
        return Some(Item::Open { unit: from, side: Side::Since });
    }
    (c.word(TO) || c.mark(&Kind::Dash)).then_some(())?;
    range_to(c, from)
}

/// A date alone, or with its end: `20-23 July 2007`, `1973-89`, `2004 to date`, `1999-`.
fn range(c: &mut Cursor<'_>) -> Option<Item> {
    let from = unit(c)?;
    let to = c.attempt(|c| {
        let joins = c.word(TO) || c.mark(&Kind::Dash) || is_year(&from) && c.mark(&Kind::Slash);
        joins.then_some(())?;
        range_to(c, from.clone())
    });
    if let Some(range) = to {
        return Some(range);
    }
    let side = AFTERWARDS.iter().find(|(phrase, _)| c.phrase(phrase)).map(|(_, side)| *side);
    Some(match side {
        Some(side) => Item::Open { unit: from, side },
        None => Item::Unit(from),
    })
}

fn is_year(unit: &Unit) -> bool {
    matches!(unit.base, Base::Civil { year: Year::Given(_), field: Field::Whole, .. })
}

/// The end of what began at `from`: a date, or nothing if it still goes on.
fn range_to(c: &mut Cursor<'_>, from: Unit) -> Option<Item> {
    if let Some(to) = c.attempt(unit) {
        return Some(Item::Range { from, to, sort: Sort::Lasted });
    }
    c.skip(&["the"]);
    let goes_on = c.word(&["present", "now", "date"]) || c.is_at_end() && is_year(&from);
    goes_on.then_some(Item::Open { unit: from, side: Side::Since })
}

fn open(c: &mut Cursor<'_>) -> Option<Item> {
    c.skip(&["some", "time", "sometime"]);
    let side = SIDES.iter().find(|(phrase, _)| c.phrase(phrase)).map(|(_, side)| *side)?;
    c.mark(&Kind::Dash);
    Some(Item::Open { unit: unit(c)?, side })
}

/// `for the past twenty years`, `in the next two weeks`, `the last year`.
fn running(c: &mut Cursor<'_>) -> Option<Item> {
    c.skip(&["some", "time", "sometime"]);
    let sort = if c.word(&["for"]) {
        Sort::Lasted
    } else if c.word(&["in", "within", "during"]) {
        Sort::Once
    } else {
        c.word(&["over", "throughout"]);
        Sort::Either
    };
    let the = c.word(&["the", "these"]);
    let (past, is_calendar_word) = c.meaning(|word| match word {
        "past" => Some((true, false)),
        "last" | "previous" | "preceding" => Some((true, true)),
        "coming" => Some((false, false)),
        "next" | "following" => Some((false, true)),
        _ => None,
    })?;
    let count = c.cardinal();
    c.mark(&Kind::Dash);
    let length = c.meaning(names::length)?;
    // "last year" is the calendar's; "the last year" may also be the twelve months that end now.
    if count.is_none() && is_calendar_word && !the {
        return None;
    }
    let or_calendar = count.is_none() && is_calendar_word && length != Length::Day;
    let count = i32::try_from(count.unwrap_or(1)).ok()?;
    Some(Item::Running { count, length, past, sort, or_calendar })
}

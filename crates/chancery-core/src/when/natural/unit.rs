//! One date: how sure it is, which part of it is meant, and what it names. `civil` and `reckoned` read the names.

use super::civil;
use super::cursor::Cursor;
use super::names;
use super::reckoned;
use super::token::Kind;
use super::tree::{Base, Doubt, Field, Part, Unit, Year};

/// Words before a date that say nothing of it.
pub(super) const LEADING: &[&str] = &[
    "in", "on", "at", "during", "within", "the", "of", "some", "time", "sometime", "point", "day", "course", "year",
    "month",
];

const ABOUT: &[&str] = &["about", "around", "circa", "ca", "c", "approximately", "approx", "roughly", "near"];

const PERHAPS: &[&str] = &["possibly", "perhaps", "maybe", "probably", "presumably", "likely"];

/// The thirds of a unit by their names.
fn third(word: &str) -> Option<i32> {
    match word {
        "early" | "beginning" | "start" => Some(0),
        "mid" | "middle" => Some(1),
        "late" | "end" => Some(2),
        _ => None,
    }
}

/// Reads one date.
pub(super) fn unit(c: &mut Cursor<'_>) -> Option<Unit> {
    let at = c.byte();
    let mut doubt = Doubt::default();
    loop {
        if c.phrase(&["on", "or", "about"])
            || c.phrase(&["in", "or", "around"])
            || c.word(ABOUT)
            || c.mark(&Kind::Tilde)
        {
            doubt.approximate = true;
        } else if c.word(PERHAPS) {
            doubt.uncertain = true;
        } else if !c.word(LEADING) {
            break;
        }
    }
    let (part, base) = c.attempt(parted).or_else(|| Some((None, base(c)?)))?;
    if c.phrase(&["or", "so"]) || c.word(&["approximately", "approx"]) {
        doubt.approximate = true;
    }
    let bracketed = |c: &mut Cursor<'_>| {
        let marks = [Kind::Bracket, Kind::Question, Kind::Bracket];
        marks.iter().all(|mark| c.mark(mark)).then_some(())
    };
    if c.mark(&Kind::Question) || c.attempt(bracketed).is_some() {
        doubt.uncertain = true;
    }
    Some(Unit { base, part, doubt, at })
}

fn base(c: &mut Cursor<'_>) -> Option<Base> {
    c.attempt(civil::base).or_else(|| c.attempt(reckoned::base)).or_else(|| c.attempt(civil::number))
}

/// A part of something: `early 1990s`, `end of 2013`, `first half of 2011`, `Q3 2010`.
fn parted(c: &mut Cursor<'_>) -> Option<(Option<Part>, Base)> {
    if let Some(found) = c.attempt(labelled) {
        return Some(found);
    }
    if let Some(found) = c.attempt(half_or_quarter) {
        return Some(found);
    }
    let index = c.meaning(third)?;
    let to = c.attempt(|c| {
        c.mark(&Kind::Dash);
        (c.word(&["to"]) || c.mark(&Kind::Slash)).then_some(())?;
        c.mark(&Kind::Dash);
        c.meaning(third).filter(|to| *to > index)
    });
    c.mark(&Kind::Dash);
    c.skip(&["of", "in", "the", "on", "year", "month", "part"]);
    Some((Some(Part { index, to: to.unwrap_or(index), of: 3 }), base(c)?))
}

/// `first half of 2011`, `third quarter`, `last quarter of 2010`.
fn half_or_quarter(c: &mut Cursor<'_>) -> Option<(Option<Part>, Base)> {
    let nth = if c.word(&["last", "latter"]) { None } else { Some(i32::try_from(c.ordinal()?).ok()?) };
    c.mark(&Kind::Dash);
    let of = c.meaning(|word| match word {
        "half" => Some(2),
        "quarter" => Some(4),
        _ => None,
    })?;
    let index = nth.unwrap_or(of) - 1;
    (0..of).contains(&index).then_some(())?;
    c.skip(&["of", "in", "the", "year"]);
    c.mark(&Kind::Comma);
    // "The last quarter" alone is the one before this.
    let base = c
        .attempt(base)
        .or_else(|| nth.map(|_| Base::Civil { year: Year::Missing, field: Field::Whole, weekday: None }))?;
    Some((Some(Part::one(index, of)), base))
}

/// `Q3 2010`, `2010 Q3`, `3Q 2010`, `H1 2011`.
fn labelled(c: &mut Cursor<'_>) -> Option<(Option<Part>, Base)> {
    let before = c.attempt(|c| {
        let year = c.year()?;
        c.mark(&Kind::Dash);
        c.mark(&Kind::Comma);
        Some(year)
    });
    let letter = |c: &mut Cursor<'_>| {
        c.meaning(|word| [("q", 4), ("h", 2)].iter().find(|(name, _)| *name == word).map(|(_, of)| *of))
    };
    let (of, number) = match c.attempt(|c| c.digits(1, 1)) {
        Some(number) => (letter(c)?, number),
        None => (letter(c)?, c.digits(1, 1)?),
    };
    let index = i32::try_from(number).ok()? - 1;
    (0..of).contains(&index).then_some(())?;
    let year = match before {
        Some(year) => Year::Given(year),
        None => {
            c.mark(&Kind::Slash);
            civil::year_after(c)
        }
    };
    Some((Some(Part::one(index, of)), Base::Civil { year, field: Field::Whole, weekday: None }))
}

/// A number that may be the day of a month.
pub(super) fn day_number(c: &mut Cursor<'_>) -> Option<u8> {
    let day = c.attempt(|c| c.digits(1, 2)).or_else(|| c.ordinal())?;
    u8::try_from(day).ok().filter(|day| (1..=31).contains(day))
}

/// A month.
pub(super) fn month(c: &mut Cursor<'_>) -> Option<u8> {
    c.meaning(names::month)
}

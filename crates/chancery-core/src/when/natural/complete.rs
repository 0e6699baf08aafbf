//! What a date of a list or range leaves to its neighbours: the month of `20` in `20-23 July 2007`, the year of `March` in
//! `March and December 2012`; and, where nobody has a year, those that an anchor allows.

use super::anchor::Anchor;
use super::fault::Fault;
use super::resolve;
use super::tree::{Base, Field, Item, Joined, Unit, Year};

/// How many years around the anchor are looked at for a date without a year: from one leap day to the next.
const AROUND: i16 = 8;

/// The same where a day of the week comes with it, which fits another year only by accident.
const AROUND_WITH_WEEKDAY: i16 = 1;

/// The same dates with every month and year there is to be had. Several, if the year hangs on the anchor.
pub(super) fn completed(mut joined: Joined, anchor: Option<&Anchor>) -> Result<Vec<Joined>, Fault> {
    months(&mut joined)?;
    years(&mut joined);
    let Some(first) = units(&mut joined).into_iter().find(|unit| is_without_year(unit)).cloned() else {
        return Ok(vec![joined]);
    };
    let anchor = anchor.ok_or(Fault::needs_anchor(first.at))?;
    let candidates = candidates(&first, anchor)?;
    Ok(candidates.into_iter().map(|year| with_year(joined.clone(), year)).collect())
}

fn with_year(mut joined: Joined, year: i16) -> Joined {
    if let Some(first) = units(&mut joined).into_iter().find(|unit| is_without_year(unit)) {
        set_sure_year(first, year);
    }
    years(&mut joined);
    joined
}

/// The dates of all items in the order of the text.
fn units(joined: &mut Joined) -> Vec<&mut Unit> {
    let (Joined::Each(items) | Joined::One(items)) = joined;
    let mut units = Vec::new();
    for item in items {
        match item {
            Item::Unit(unit) | Item::Open { unit, .. } => units.push(unit),
            Item::Range { from, to, .. } => units.extend([from, to]),
            Item::Running { .. } => {}
        }
    }
    units
}

fn is_without_year(unit: &Unit) -> bool {
    matches!(unit.base, Base::Civil { year: Year::Missing, .. })
}

fn set_year(unit: &mut Unit, new: Year) {
    if let Base::Civil { year, .. } = &mut unit.base {
        *year = new;
    }
}

/// The year of the anchor's choice: a winter of it is the one that begins in it.
fn set_sure_year(unit: &mut Unit, year: i16) {
    set_year(unit, Year::Given(year));
    if let Base::Civil { field: Field::Season { is_sure, .. }, .. } = &mut unit.base {
        *is_sure = true;
    }
}

/// Makes every number alone the day of a month, or the end of a pair of years.
fn months(joined: &mut Joined) -> Result<(), Fault> {
    let (Joined::Each(items) | Joined::One(items)) = &mut *joined;
    for item in items {
        if let Item::Range { from, to, .. } = item
            && let (Base::Civil { year: Year::Given(first), field: Field::Whole, .. }, Base::Number { value, digits }) =
                (&from.base, &to.base)
        {
            let year = Year::Given(second_of_pair(*first, *value, *digits));
            to.base = Base::Civil { year, field: Field::Whole, weekday: None };
        }
    }
    let mut units = units(joined);
    let known: Vec<Option<u8>> = units.iter().map(|unit| month_of_day(unit)).collect();
    for (index, unit) in units.iter_mut().enumerate() {
        let (before, after) = known.split_at(index);
        let near = || after.iter().flatten().next().or_else(|| before.iter().flatten().next_back()).copied();
        match &mut unit.base {
            Base::Number { value: day, .. } => {
                let month = Some(near().ok_or(Fault::not_understood(unit.at))?);
                unit.base = Base::Civil { year: Year::Missing, field: Field::Day { month, day: *day }, weekday: None };
            }
            Base::Civil { field: Field::Day { month: month @ None, .. }, .. } => {
                // A day with its year behind it follows its month: "July 20 to 23, 2007".
                let near = before.iter().flatten().next_back().copied();
                *month = Some(near.ok_or(Fault::not_understood(unit.at))?);
            }
            _ => {}
        }
    }
    Ok(())
}

fn month_of_day(unit: &Unit) -> Option<u8> {
    match unit.base {
        Base::Civil { field: Field::Day { month, .. }, .. } => month,
        _ => None,
    }
}

/// `1973-89` ends in 1989, `1998–02` in 2002, `1914–8` in 1918.
fn second_of_pair(first: i16, value: u8, digits: usize) -> i16 {
    let (span, value) = (if digits == 1 { 10 } else { 100 }, i16::from(value));
    let start = first - first % span + value;
    if start >= first { start } else { start + span }
}

/// Gives every date without a year that of the next date which has one, else of the last; so that a range runs forward.
fn years(joined: &mut Joined) {
    let mut units = units(joined);
    let known: Vec<Option<Year>> = units.iter().map(|unit| known_year(unit)).collect();
    for (index, unit) in units.iter_mut().enumerate().filter(|(index, _)| known[*index].is_none()) {
        let (before, after) = known.split_at(index);
        let near = after.iter().flatten().next().or_else(|| before.iter().flatten().next_back());
        if let Some(near) = near {
            set_year(unit, *near);
        }
    }
    let (Joined::Each(items) | Joined::One(items)) = joined;
    let mut at = 0;
    for item in items {
        let from_is_known = known.get(at).is_some_and(Option::is_some);
        let to_is_known = known.get(at + 1).is_some_and(Option::is_some);
        match item {
            Item::Range { from, to, .. } => {
                at += 2;
                if let (Some((first, start)), Some((second, end))) = (place(from), place(to))
                    && first == second
                    && end < start
                {
                    match (from_is_known, to_is_known) {
                        (false, true) => set_year(from, Year::Given(second - 1)),
                        (_, false) => set_year(to, Year::Given(first + 1)),
                        (true, true) => {}
                    }
                }
            }
            Item::Running { .. } => {}
            Item::Unit(_) | Item::Open { .. } => at += 1,
        }
    }
}

fn known_year(unit: &Unit) -> Option<Year> {
    match unit.base {
        Base::Civil { year: Year::Missing, .. } => None,
        Base::Civil { year: year @ (Year::Given(_) | Year::Short(_) | Year::Away(_)), .. } => Some(year),
        _ => None,
    }
}

/// The year of a date, and where in it the date lies.
fn place(unit: &Unit) -> Option<(i16, (u8, u8))> {
    let Base::Civil { year: Year::Given(year), field, .. } = unit.base else { return None };
    let place = match field {
        Field::Whole => return None,
        Field::Month(month) => (month, 1),
        Field::Day { month, day } => (month?, day),
        Field::Season { code, .. } => ((code % 20) * 3, 1),
    };
    Some((year, place))
}

/// The years that a date without one may have: of the last that begins by the anchor and the first after it. Those that
/// meet a vague anchor come first.
fn candidates(unit: &Unit, anchor: &Anchor) -> Result<Vec<i16>, Fault> {
    let (first, last) = (anchor.first(), anchor.last());
    if last.ymd().0 - first.ymd().0 > 1 {
        return Err(Fault::vague_anchor(unit.at));
    }
    let with_weekday = matches!(unit.base, Base::Civil { weekday: Some(_), .. });
    let around = if with_weekday { AROUND_WITH_WEEKDAY } else { AROUND };
    let (mut past, mut inside, mut future) = (None, Vec::new(), None);
    let mut fault = Fault::vague_anchor(unit.at);
    for year in first.ymd().0.saturating_sub(around)..=last.ymd().0.saturating_add(around) {
        let mut dated = unit.clone();
        set_sure_year(&mut dated, year);
        match resolve::spans(&dated, Some(anchor)) {
            Ok(spans) => match spans.first().and_then(|span| span.days.first()) {
                Some(start) if start <= first => past = Some(year),
                Some(start) if start <= last => inside.push(year),
                _ => future = future.or(Some(year)),
            },
            Err(other) => fault = other,
        }
    }
    let found: Vec<i16> = inside.into_iter().chain(past).chain(future).collect();
    if found.is_empty() { Err(fault) } else { Ok(found) }
}

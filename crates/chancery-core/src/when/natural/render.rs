//! From what a text says to its readings, each as EDTF.

use super::super::{Days, MAX_BYTES, When};
use super::anchor::{Anchor, shift, touched};
use super::fault::{Fault, NaturalFault};
use super::names::Length;
use super::span::{Span, marked};
use super::tree::{Doubt, Item, Joined, Part, Side, Sort, Unit};
use super::{Dated, Reading, in_words, relative, resolve};

/// The most readings one text may have.
const MAX_READINGS: usize = 24;

/// One date of a reading: its EDTF, and what a reader should know of how it came about.
type Written = (String, Vec<String>);

/// Every reading; none twice.
pub(super) fn readings(joined: &Joined, anchor: Option<&Anchor>) -> Result<Vec<Reading>, Fault> {
    let written = match joined {
        Joined::Each(items) => {
            let dates = items.iter().map(|item| of_item(item, anchor)).collect::<Result<Vec<_>, _>>()?;
            product(dates)?
        }
        Joined::One(items) => one_of(items, anchor)?.into_iter().map(|date| vec![date]).collect(),
    };
    let mut readings: Vec<Reading> = Vec::new();
    for dates in written {
        let dates = dates.into_iter().map(dated).collect::<Result<Vec<_>, _>>()?;
        let reading = Reading { dates };
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    Ok(readings)
}

fn dated((text, notes): Written) -> Result<Dated, Fault> {
    if text.len() > MAX_BYTES {
        return Err(Fault::new(NaturalFault::TooMany, 0));
    }
    // Whatever was written is EDTF, but for a day outside the calendar.
    let when = When::parse(&text).map_err(|_| Fault::no_such_day(0))?;
    let mut words = in_words(&when);
    let mut told: Vec<String> = Vec::new();
    for note in notes {
        if !told.contains(&note) {
            words.push_str("; ");
            words.push_str(&note);
            told.push(note);
        }
    }
    Ok(Dated { when, words })
}

/// Every choice of one from each list, the first lists changing slowest.
fn product<T: Clone>(lists: Vec<Vec<T>>) -> Result<Vec<Vec<T>>, Fault> {
    let mut chosen = vec![Vec::new()];
    for list in lists {
        if chosen.len() * list.len() > MAX_READINGS {
            return Err(Fault::new(NaturalFault::TooMany, 0));
        }
        let with = |before: &Vec<T>| {
            list.iter().map(|last| [before.as_slice(), std::slice::from_ref(last)].concat()).collect::<Vec<_>>()
        };
        chosen = chosen.iter().flat_map(with).collect();
    }
    Ok(chosen)
}

/// `2012 or 2013`: once, on a day of one of them.
fn one_of(items: &[Item], anchor: Option<&Anchor>) -> Result<Vec<Written>, Fault> {
    let mut members = Vec::new();
    for item in items {
        let Item::Unit(unit) = item else { return Err(Fault::not_understood(at(item))) };
        members.push(resolve::spans(unit, anchor)?);
    }
    let mut written = Vec::new();
    for mut spans in product(members)? {
        spans.sort_by_key(Span::outermost);
        spans.dedup();
        let notes = spans.iter().flat_map(|span| span.notes.clone()).collect();
        let members: Vec<String> = spans.iter().map(Span::members).collect();
        written.push((format!("[{}]", members.join(",")), notes));
    }
    Ok(written)
}

/// Where an item begins.
fn at(item: &Item) -> usize {
    match item {
        Item::Unit(unit) | Item::Open { unit, .. } | Item::Range { from: unit, .. } => unit.at,
        Item::Running { .. } => 0,
    }
}

fn of_item(item: &Item, anchor: Option<&Anchor>) -> Result<Vec<Written>, Fault> {
    match item {
        Item::Unit(unit) => {
            let spans = resolve::spans(unit, anchor)?;
            Ok(spans.into_iter().map(|span| lost_doubt((span.text(), span.notes), unit.doubt)).collect())
        }
        Item::Range { from, to, sort } => range(from, to, *sort, anchor),
        Item::Open { unit, side } => {
            let spans = resolve::spans(unit, anchor)?;
            spans.into_iter().map(|span| one_side(span, unit, *side).ok_or(Fault::no_such_day(unit.at))).collect()
        }
        Item::Running { count, length, past, sort, or_calendar } => {
            let anchor = anchor.ok_or(Fault::needs_anchor(0))?;
            let count = if *past { -count } else { *count };
            running(anchor, *length, count, (*sort, *or_calendar)).ok_or(Fault::no_such_day(0))
        }
    }
}

/// Says that a doubt found no place in a text.
fn lost_doubt((text, mut notes): Written, doubt: Doubt) -> Written {
    if doubt != Doubt::default() && !text.contains(['~', '?', '%']) {
        notes.push("EDTF has no mark for a doubtful range".to_owned());
    }
    (text, notes)
}

fn range(from: &Unit, to: &Unit, sort: Sort, anchor: Option<&Anchor>) -> Result<Vec<Written>, Fault> {
    let (starts, ends) = (resolve::spans(from, anchor)?, resolve::spans(to, anchor)?);
    let mut written = Vec::new();
    for start in &starts {
        for end in &ends {
            let (Some((first, start_by)), Some((end_from, last))) = (start.outermost(), end.outermost()) else {
                continue;
            };
            // From 1989 to 1973 is no range; from October 2013 to some day of 2013 is one.
            if first > end_from && start_by > last {
                continue;
            }
            let notes = [start.notes.clone(), end.notes.clone()].concat();
            if sort != Sort::Lasted {
                let text = marked(&Days::between(first, last).to_edtf(), either(start.doubt, end.doubt));
                written.push(lost_doubt((text, notes.clone()), either(from.doubt, to.doubt)));
            }
            if sort != Sort::Once {
                let text = start.end().zip(end.end()).map(|(start, end)| format!("{start}/{end}"));
                // What of two overlapping ends comes first may be more than EDTF can say.
                written.extend(text.filter(|text| When::parse(text).is_ok()).map(|text| (text, notes)));
            }
        }
    }
    if written.is_empty() { Err(Fault::new(NaturalFault::Reversed, to.at)) } else { Ok(written) }
}

fn either(a: Doubt, b: Doubt) -> Doubt {
    Doubt { approximate: a.approximate || b.approximate, uncertain: a.uncertain || b.uncertain }
}

fn one_side(span: Span, unit: &Unit, side: Side) -> Option<Written> {
    let (first, last) = span.outermost()?;
    // A third has no sharp edge, so what is before or after it may lie within.
    let is_third = unit.part.is_some_and(Part::is_third);
    let days = match side {
        Side::Since => return Some((format!("{}/..", span.end()?), span.notes)),
        Side::Before if !is_third => Days::up_to(shift(first, Length::Day, -1)?),
        Side::Until | Side::By | Side::Before => Days::up_to(last),
        Side::After if !is_third => Days::since(shift(last, Length::Day, 1)?),
        Side::After | Side::NotBefore => Days::since(first),
    };
    let text = marked(&days.to_edtf(), unit.doubt);
    Some(match side {
        Side::Until => (format!("../{}", text.trim_start_matches("[..").trim_end_matches(']')), span.notes),
        _ => (text, span.notes),
    })
}

/// The past or the next so many years, and the calendar's year before or after if that may be meant.
fn running(anchor: &Anchor, length: Length, count: i32, (sort, or_calendar): (Sort, bool)) -> Option<Vec<Written>> {
    let (first, last) = (anchor.first(), anchor.last());
    let far = (shift(first, length, count)?, shift(last, length, count)?);
    // Nobody counts the past twenty years to the day.
    let doubt = Doubt { approximate: !matches!(length, Length::Day | Length::Week), uncertain: false };
    let unit = match length {
        Length::Day | Length::Week => Length::Day,
        Length::Month | Length::Quarter => Length::Month,
        Length::Year | Length::Decade | Length::Century => Length::Year,
    };
    let now = Span::new(Days::between(first, last), Length::Day);
    let then = Span { doubt, ..Span::new(touched(far.0, far.1, unit)?, unit) };
    let mut written = Vec::new();
    if sort != Sort::Once {
        let (start, end) = if count < 0 { (&then, &now) } else { (&now, &then) };
        written.push((format!("{}/{}", start.end()?, end.end()?), Vec::new()));
    }
    if sort != Sort::Lasted {
        let days = if count < 0 { Days::between(far.0, last) } else { Days::between(first, far.1) };
        written.push((days.to_edtf(), Vec::new()));
    }
    if or_calendar {
        let span = relative::calendar(anchor, length, count.signum())?;
        written.push((span.text(), span.notes));
    }
    Some(written)
}

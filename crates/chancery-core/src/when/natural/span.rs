//! The days that one date of a text may be, and how they are written: alone, as one end of an interval, or in a set.

use super::super::{Day, Days, day::year_text};
use super::anchor::{around, shift, touched};
use super::names::Length;
use super::tree::{Doubt, Part};

/// The days of one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// Bounded, not empty.
    pub(super) days: Days,
    /// What EDTF calls them, where [`Days::to_edtf`] would not: seasons and quarters.
    pub(super) name: Option<String>,
    /// What of the calendar it is, for its parts.
    pub(super) length: Length,
    pub(super) doubt: Doubt,
    /// What a reader should know of how it came about.
    pub(super) notes: Vec<String>,
}

impl Span {
    pub(super) fn new(days: Days, length: Length) -> Span {
        Span { days, name: None, length, doubt: Doubt::default(), notes: Vec::new() }
    }

    pub(super) fn named(mut self, name: String) -> Span {
        self.name = Some(name);
        self
    }

    pub(super) fn noted(mut self, note: impl Into<String>) -> Span {
        self.notes.push(note.into());
        self
    }

    /// Its first and last day.
    pub(super) fn outermost(&self) -> Option<(Day, Day)> {
        Some((self.days.first()?, self.days.last()?))
    }

    /// As a date or set of its own.
    pub(super) fn text(&self) -> String {
        marked(&self.name.clone().unwrap_or_else(|| self.days.to_edtf()), self.doubt)
    }

    /// As a member of a set: several, if it has gaps.
    pub(super) fn members(&self) -> String {
        let text = self.text();
        text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).map(str::to_owned).unwrap_or(text)
    }

    /// As one end of an interval, where EDTF allows no set: the smallest month, third, half, year, decade or century that
    /// holds it.
    pub(super) fn end(&self) -> Option<String> {
        let text = self.name.clone().unwrap_or_else(|| self.days.to_edtf());
        if !text.starts_with('[') {
            return Some(marked(&text, self.doubt));
        }
        let (first, last) = self.outermost()?;
        Some(marked(&enclosing(first, last)?, self.doubt))
    }

    /// A part of it, in whole months, years or days, rounded outwards.
    pub(super) fn part(&self, part: Part) -> Option<Span> {
        let (first, last) = self.outermost()?;
        let (unit, count) = match self.length {
            Length::Century => (Length::Year, 100),
            Length::Decade => (Length::Year, 10),
            Length::Year => (Length::Month, 12),
            Length::Quarter => (Length::Month, 3),
            Length::Month => (Length::Day, last.0 - first.0 + 1),
            Length::Week | Length::Day => return None,
        };
        // Several years, of a vague anchor, have no third.
        (shift(first, unit, count)? == Day(last.0 + 1)).then_some(())?;
        let from = part.index * count / part.of;
        let to = ((part.to + 1) * count + part.of - 1) / part.of;
        let (start, end) = (shift(first, unit, from)?, Day(shift(first, unit, to)?.0 - 1));
        let mut span =
            Span { doubt: self.doubt, notes: self.notes.clone(), ..Span::new(Days::between(start, end), unit) };
        if part.of == 3 {
            span.doubt.approximate = true;
            let which = match (part.index, part.to) {
                (0, 0) => "the first third",
                (1, 1) => "the second third",
                (2, 2) => "the last third",
                (0, 1) => "the first two thirds",
                (1, 2) => "the last two thirds",
                _ => "all three thirds",
            };
            span = span.noted(format!("taken as {which}, rounded outwards"));
        }
        let is_quarter = part.of == 4 && self.length == Length::Year;
        Some(if is_quarter { span.named(format!("{}-{}", year_text(first.ymd().0), 33 + part.index)) } else { span })
    }
}

/// EDTF's name for the smallest unit that holds all days from `first` to `last`.
fn enclosing(first: Day, last: Day) -> Option<String> {
    let year = first.ymd().0;
    for length in [Length::Month, Length::Year] {
        let (start, end) = around(first, length)?;
        if length == Length::Year && end >= last {
            let months = (first.ymd().1, last.ymd().1);
            let code = [(37, 1, 4), (38, 5, 8), (39, 9, 12), (40, 1, 6), (41, 7, 12)]
                .into_iter()
                .find(|(_, from, to)| (*from..=*to).contains(&months.0) && (*from..=*to).contains(&months.1));
            return Some(code.map_or_else(|| year_text(year), |(code, ..)| format!("{}-{code}", year_text(year))));
        }
        if end >= last {
            return Some(Days::between(start, end).to_edtf());
        }
    }
    for length in [Length::Decade, Length::Century] {
        let (_, end) = around(first, length)?;
        if end >= last && year >= 0 {
            return Some(touched(first, last, length)?.to_edtf());
        }
    }
    (year >= 0)
        .then(|| if year / 1000 == last.ymd().0 / 1000 { format!("{}XXX", year / 1000) } else { "XXXX".to_owned() })
}

/// EDTF's sign for a doubt.
fn sign(doubt: Doubt) -> &'static str {
    match (doubt.approximate, doubt.uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    }
}

/// A text with the sign of a doubt after every date in it, but for the ends of a range in a set: EDTF allows them none.
pub(super) fn marked(text: &str, doubt: Doubt) -> String {
    let sign = sign(doubt);
    let member = |member: &str| match member.split_once("..") {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => member.to_owned(),
        Some((from, "")) => format!("{from}{sign}.."),
        _ => format!("{member}{sign}"),
    };
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(members) => format!("[{}]", members.split(',').map(member).collect::<Vec<_>>().join(",")),
        None => member(text),
    }
}

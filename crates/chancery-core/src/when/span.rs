//! What a date says of something that may have lasted: its possible start and its possible end.
//!
//! [`Extent`](super::Extent) has the outermost days alone, which is enough to say where something may have been. To say
//! where it must have been, the other two ends are needed: the latest start and the earliest end. Nothing here knows that
//! a source cannot vouch for what came after it; that is the work of settling.

use super::{
    Day, Days, Period, Truth, When,
    days::{FUTURE, PAST},
    onset,
    truth::earlier,
};
use edtf_core::Edtf;

/// When what a date dates was over, as far as its onset does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// On the day on which it began: it dates one day.
    AtOnce,
    /// Between these days, `PAST` and `FUTURE` where there is none.
    Between(Day, Day),
    /// Never.
    Never,
}

/// Something that began on one day of a set and was over on one day of another, and touched all days between; or
/// something that touched one day of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Every day it may touch.
    possible: Days,
    /// The earliest and latest start; `PAST` and `FUTURE` where there is none.
    start: (Day, Day),
    /// The earliest and latest end, both `FUTURE` if it never ends.
    end: (Day, Day),
}

impl Span {
    /// What touches one day of the set; `None` if it is empty.
    pub fn once(days: &Days) -> Option<Span> {
        let reach = days.reach()?;
        Some(Span { possible: days.clone(), start: reach, end: reach })
    }

    /// What began on a day of `start` and ended on a day of `end`, not before it began; `None` if there are no such days.
    /// An end of which nothing is known is [`Days::unknown`].
    pub fn lasting(start: &Days, end: &Days) -> Option<Span> {
        let (_, last) = end.reach()?;
        let (first, latest_start) = until(start, last).reach()?;
        let (earliest_end, _) = from(end, first).reach()?;
        Some(Span::of_ends((first, latest_start), (earliest_end, last)))
    }

    /// What began on a day of `start` and has no end; `None` if `start` is empty.
    pub fn unending(start: &Days) -> Option<Span> {
        Some(Span::of_ends(start.reach()?, (FUTURE, FUTURE)))
    }

    /// The ending of what began on a day of `start` and ended on a day of `end`.
    pub(super) fn ending(start: &Days, end: &Days) -> Ending {
        Span::lasting(start, end).map_or(Ending::Between(PAST, FUTURE), |span| Ending::Between(span.end.0, span.end.1))
    }

    fn of_ends(start: (Day, Day), end: (Day, Day)) -> Span {
        Span { possible: from(&until(&Days::unknown(), end.1), start.0), start, end }
    }

    /// The days it may touch.
    pub fn possible(&self) -> &Days {
        &self.possible
    }

    /// The days it touches in any case: from its latest start to its earliest end. Empty if the latest start is later,
    /// or if there is no latest start.
    pub fn certain(&self) -> Days {
        match (self.start.1, self.end.0) {
            (start, end) if start > end || start == FUTURE => Days::from_ranges([]),
            (start, end) => from(&until(&Days::unknown(), end), start),
        }
    }

    /// Whether it began on an earlier day than the other.
    pub fn begins_before(&self, other: &Span) -> Truth {
        earlier(self.start, other.start)
    }

    /// Whether it was over on an earlier day than that on which the other began.
    pub fn over_before(&self, other: &Span) -> Truth {
        earlier(self.end, other.start)
    }

    /// Whether there is a day that both touch.
    pub fn overlaps(&self, other: &Span) -> Truth {
        let always = self.start.1 <= other.end.0 && other.start.1 <= self.end.0;
        Truth::of(always, !self.possible.intersect(&other.possible).is_empty())
    }
}

impl From<Period> for Span {
    /// Every day of the period.
    fn from(period: Period) -> Span {
        Span::of_ends((period.first, period.first), (period.last, period.last))
    }
}

/// The three-valued questions, asked of dates. The two are taken to date different things, independent of each other.
impl When {
    /// Its possible start and end. A date, mask or set touches one day (a set `{…}` is taken for one day of any member);
    /// an interval lasts from a day of its start to a day of its end.
    ///
    /// | text | start | end |
    /// | --- | --- | --- |
    /// | `A/B` | a day of A | a day of B |
    /// | `A/` | a day of A | not known |
    /// | `A/..` | a day of A | none: it touches every day after A |
    /// | `/B` | not known, up to B | a day of B |
    /// | `../B` | not known, up to B | not known, up to B: no later than B is all it says |
    pub fn span(&self) -> Span {
        let start = self.onset.reach().unwrap_or((PAST, FUTURE));
        match self.ending {
            Ending::AtOnce => Span { possible: self.onset.clone(), start, end: start },
            Ending::Between(first, last) => Span::of_ends(start, (first, last)),
            Ending::Never => Span::of_ends(start, (FUTURE, FUTURE)),
        }
    }

    /// One span for each member of a `{…}`, otherwise the one span.
    fn spans(&self) -> Vec<Span> {
        match &self.expression {
            Edtf::Set(set) if self.is_all_members() => {
                let members = set.elements.iter().filter_map(|member| onset::element_days(member).ok());
                members.filter_map(|days| Span::once(&days)).collect()
            }
            _ => vec![self.span()],
        }
    }

    /// Whether what this dates began on an earlier day than what the other dates. For a `{…}` the answer holds for each
    /// of its members.
    pub fn begins_before(&self, other: &When) -> Truth {
        self.onset.before(&other.onset)
    }

    /// Whether what this dates was over before the day on which what the other dates began. For a `{…}` the answer
    /// holds for each of its members.
    pub fn over_before(&self, other: &When) -> Truth {
        self.span().over_before(&other.span())
    }

    /// Whether there is a day that both touch. For a `{…}`, whether there is one that any of its members touches.
    ///
    /// What has no end (`A/..`) touches every day after A; an end that is not known (`A/`) may be any day from A on.
    pub fn overlaps(&self, other: &When) -> Truth {
        let others = other.spans();
        any(self.spans().iter().flat_map(|own| others.iter().map(|one| own.overlaps(one))))
    }

    /// Whether it touches a day of the period. For a `{…}`, whether any of its members does.
    pub fn overlaps_period(&self, period: Period) -> Truth {
        let period = Span::from(period);
        any(self.spans().iter().map(|own| own.overlaps(&period)))
    }
}

/// Whether any of the answers is yes.
fn any(answers: impl Iterator<Item = Truth>) -> Truth {
    answers.max().unwrap_or(Truth::Unknown)
}

/// The days of the set that are not after `last`.
fn until(days: &Days, last: Day) -> Days {
    if last == FUTURE { days.clone() } else { days.intersect(&Days::up_to(last)) }
}

/// The days of the set that are not before `first`.
fn from(days: &Days, first: Day) -> Days {
    if first == PAST { days.clone() } else { days.intersect(&Days::since(first)) }
}

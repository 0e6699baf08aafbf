//! What is asked of a rhythm and what it answers, as types.

use crate::when::Day;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day up to which the silence since the last contact is counted; `None` if there is no such day.
    pub as_of: Option<Day>,
    /// Contacts with more days from the first of their onset to the last, holes and all, are left out; `None` keeps all.
    pub max_onset_days: Option<u32>,
    /// What decides the draws.
    pub seed: u64,
}

impl Default for Options {
    /// No silence, at most 366 days, seed 0.
    fn default() -> Options {
        Options { as_of: None, max_onset_days: Some(366), seed: 0 }
    }
}

/// How many contacts are left out, each under the first reason that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Their status is contested.
    pub contested: usize,
    /// Their onset has no first day (nor any, if it is empty).
    pub no_first_day: usize,
    /// Their onset has no last day.
    pub no_last_day: usize,
    /// Their onset is wider than [`Options::max_onset_days`].
    pub too_vague: usize,
}

impl LeftOut {
    /// For whatever reason.
    pub fn all(self) -> usize {
        self.contested + self.no_first_day + self.no_last_day + self.too_vague
    }
}

/// The least and the most that a number of days, or of things, can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    /// At least.
    pub min: i64,
    /// At most.
    pub max: i64,
}

/// The k-th contact in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The earliest day of the k-th contact.
    pub earliest: Day,
    /// The latest.
    pub latest: Day,
    /// The contacts that may be the k-th, in the order of their ids; empty if they are more than [`NAMED`](super::NAMED).
    pub may_be: Vec<String>,
}

/// The longest silence between two consecutive contacts. Lengths in days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Longest {
    /// The least that it can be: no choice of days has a shorter longest silence.
    pub least: i64,
    /// Whether some choice attains the least. It is a lower bound otherwise.
    pub is_least_exact: bool,
    /// The most that it can be; exact.
    pub most: i64,
    /// Where the most can be had, the first [`NAMED`](super::NAMED) in order.
    pub places: Vec<Silence>,
    /// In how many places it can be had.
    pub places_in_all: usize,
}

/// A silence, from one day with a contact to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The day of the contact before it.
    pub from: Day,
    /// The day of the contact after it.
    pub to: Day,
    /// The contacts that may lie on `from`, in the order of their ids.
    pub after: Vec<String>,
    /// The contacts that may lie on `to`.
    pub before: Vec<String>,
}

/// The median gap in days. Of an even number of gaps, `least` is of the shorter and `most` of the longer in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Median {
    /// It is not less.
    pub least: i64,
    /// Whether some choice of days is known to attain the least.
    pub is_least_exact: bool,
    /// It is not more.
    pub most: i64,
    /// Whether some choice of days is known to attain the most.
    pub is_most_exact: bool,
}

/// A figure without bounds, in [`TRILLIONTHS`](super::TRILLIONTHS).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sampled {
    /// For the middle day of each onset; `None` where the figure is not defined for it.
    pub middle: Option<i64>,
    /// The lowest over the first days, the middle days, the last days and [`DRAWN_CHOICES`](super::DRAWN_CHOICES) drawn choices, as far as it is
    /// defined. No bound.
    pub low: Option<i64>,
    /// The highest over the same.
    pub high: Option<i64>,
}

impl Sampled {
    pub(super) fn add(&mut self, value: Option<i64>) {
        self.low = self.low.into_iter().chain(value).min();
        self.high = self.high.into_iter().chain(value).max();
    }
}

/// The comparison of the yearly counts of the middle days with chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgainstChance {
    /// In how many draws contacts spread by chance are at least as dispersed: p is one more than this over `draws + 1`.
    pub draws_above: u32,
    /// How many draws were made: [`NULL_DRAWS`](super::NULL_DRAWS).
    pub draws: u32,
}

/// The rhythm of one dyad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rhythm {
    /// How many contacts all figures are about.
    pub contacts: usize,
    /// How many are not used, and why.
    pub left_out: LeftOut,
    /// The contacts in order of time, as far as that is known.
    pub windows: Vec<Window>,
    /// The days from each to the next; zero if both are on one day. Exact, each by itself.
    pub gaps: Vec<Between>,
    /// How many gaps are zero: in any choice of days, and at most.
    pub same_day: Between,
    /// The days from the last contact to [`Options::as_of`]; a day after that counts as that day.
    pub silence: Option<Between>,
    /// The contacts that may be the last, in the order of their ids, however many.
    pub may_be_last: Vec<String>,
    /// `None` for fewer than two contacts.
    pub longest: Option<Longest>,
    /// `None` for fewer than two contacts.
    pub median: Option<Median>,
    /// B of Goh and Barabási; nothing under [`LEAST_GAPS`](super::LEAST_GAPS).
    pub burstiness: Sampled,
    /// A of Kim and Jo; nothing under [`LEAST_GAPS`](super::LEAST_GAPS).
    pub burstiness_finite: Sampled,
    /// The index of dispersion of yearly counts; nothing under [`LEAST_CONTACTS`](super::LEAST_CONTACTS), or for choices over fewer than five years.
    pub dispersion: Sampled,
    /// `None` where [`Rhythm::dispersion`] has nothing for the middle days.
    pub against_chance: Option<AgainstChance>,
}

impl Rhythm {
    /// The window of the last contact.
    pub fn last(&self) -> Option<&Window> {
        self.windows.last()
    }
}

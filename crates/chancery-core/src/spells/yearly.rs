//! Missions year by year: certainly there, possibly there, on how many days.

use super::span::{EVER, NEVER, Span};
use super::{Closing, History, Spell};
use crate::count::Dyad;
use crate::panel::{number_in, together};
use crate::vocabulary::Vocabulary;
use crate::when::{Day, Days, Grain, Period, periods};

/// Whether a mission was there in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Existence {
    /// On no day, by what is told.
    None,
    /// It may have been, on some day.
    Possible,
    /// It certainly was on some day, and not certainly on all.
    Part,
    /// It certainly was on every day on which both states existed.
    WholeYear,
}

impl Existence {
    /// Every word.
    pub const ALL: &'static [Existence] =
        &[Existence::None, Existence::Possible, Existence::Part, Existence::WholeYear];

    /// As printed in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Existence::None => "none",
            Existence::Possible => "possible",
            Existence::Part => "part",
            Existence::WholeYear => "whole_year",
        }
    }
}

/// What a reader who holds that things stay as they were told last would say of a year after the last evidence.
///
/// The program does not hold it: nobody may have looked. Such a year is [`Existence::Possible`] either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presumed {
    /// Last known open.
    Open,
    /// Last known closed.
    Closed,
}

impl Presumed {
    /// As printed in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Presumed::Open => "open",
            Presumed::Closed => "closed",
        }
    }
}

/// One mission in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissionYear {
    /// Which kind: an id of [`super::KINDS`].
    pub kind: &'static str,
    /// The two, sorted by id.
    pub dyad: Dyad,
    /// The smaller of their Correlates of War codes in that year; `None` unless both have one.
    pub ccode_1: Option<u32>,
    /// The larger.
    pub ccode_2: Option<u32>,
    /// The year.
    pub year: i16,
    /// Whose mission.
    pub mission_of: String,
    /// Where.
    pub mission_at: String,
    /// Whether it was there.
    pub status: Existence,
    /// On how many days of the year at least.
    pub days_min: u32,
    /// On how many at most.
    pub days_max: u32,
    /// Set in the years after the last evidence.
    pub presumed: Option<Presumed>,
}

impl MissionYear {
    /// The level in the numbers of Correlates of War: 9, since no form of contact tells an ambassador from a minister or a
    /// chargé d'affaires; 0 where there was none; `None` where it may or may not have been.
    pub fn level(&self) -> Option<u8> {
        match self.status {
            Existence::None => Some(0),
            Existence::Possible => None,
            Existence::Part | Existence::WholeYear => Some(9),
        }
    }
}

/// A row for each mission and year, sorted by kind, dyad, mission and year, from the first year of which a contact tells to
/// the year of the dataset's last day, as far as both states existed. Missions of or at others than states have none.
pub fn mission_years(histories: &[History], vocabulary: &Vocabulary) -> Vec<MissionYear> {
    let mut rows: Vec<MissionYear> = histories.iter().flat_map(|history| rows(history, vocabulary)).collect();
    rows.sort_by(|a, b| {
        let key = |row: &MissionYear| (row.kind, row.dyad.clone(), row.mission_of.clone(), row.year);
        key(a).cmp(&key(b))
    });
    rows
}

fn rows(history: &History, vocabulary: &Vocabulary) -> Vec<MissionYear> {
    let existed = together(vocabulary, &history.sender, &history.host);
    let (Some((founded, ended)), Some(first)) = (existed, history.first) else { return Vec::new() };
    let last = history.as_of.or(history.evidence_until).unwrap_or(first).min(ended);
    let years = periods(Grain::Year, first.max(founded), last);
    years.map(|year| row(history, vocabulary, year, &Days::between(founded, ended))).collect()
}

fn row(history: &History, vocabulary: &Vocabulary, year: Period, existed: &Days) -> MissionYear {
    let (a, b) = (&history.sender, &history.host);
    let days = Days::between(year.first, year.last).intersect(existed);
    let mut found = found(&history.spells, &days);
    if let Some(other) = &history.otherwise {
        found = found.either(self::found(other, &days));
    }
    let presumed = presumed(history, year);
    if presumed.is_some() {
        found = Found { status: Existence::Possible, least: 0, most: number(&until(&days, history.as_of)) };
    }
    let (ccode_1, ccode_2, _) = numbered(vocabulary, a, b, year);
    MissionYear {
        kind: history.kind,
        dyad: Dyad::undirected(a, b),
        ccode_1,
        ccode_2,
        year: year.first.ymd().0,
        mission_of: a.clone(),
        mission_at: b.clone(),
        status: found.status,
        days_min: found.least,
        days_max: found.most,
        presumed,
    }
}

/// The codes of two states in a year, smaller first, and whether that is the second's; none unless both have one.
pub(super) fn numbered(vocabulary: &Vocabulary, a: &str, b: &str, year: Period) -> (Option<u32>, Option<u32>, bool) {
    let code = |id: &str| number_in(vocabulary.states.get(id)?, "cow", year);
    match (code(a), code(b)) {
        (Some(a), Some(b)) if a <= b => (Some(a), Some(b), false),
        (Some(a), Some(b)) => (Some(b), Some(a), true),
        _ => (None, None, a > b),
    }
}

/// What a year shows of a mission.
#[derive(Debug, Clone, Copy)]
struct Found {
    status: Existence,
    least: u32,
    most: u32,
}

impl Found {
    /// What holds whichever of two readings is true.
    fn either(self, other: Found) -> Found {
        let status = match (self.status.min(other.status), self.status.max(other.status)) {
            (Existence::None, Existence::None) => Existence::None,
            (Existence::None, _) => Existence::Possible,
            (less, _) => less,
        };
        Found { status, least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

/// What spells show of the days of a year on which both states existed.
fn found(spells: &[Spell], days: &Days) -> Found {
    let sure = Days::union(spells.iter().map(Spell::sure_days)).intersect(days);
    let possible = Days::union(spells.iter().map(Spell::possible_days)).intersect(days);
    let (first, last) = (days.first().unwrap_or(NEVER), days.last().unwrap_or(EVER));
    let is_sure = spells.iter().any(|spell| spell.surely_meets(first, last));
    let status = match () {
        () if sure == *days => Existence::WholeYear,
        () if is_sure => Existence::Part,
        () if !possible.is_empty() => Existence::Possible,
        () => Existence::None,
    };
    Found { status, least: least(spells, &sure, days), most: number(&possible) }
}

/// On how many days at least: those that are sure, and one for each stretch of days apart from them on one of which it must
/// have been, as when it opened and closed in one month.
fn least(spells: &[Spell], sure: &Days, days: &Days) -> u32 {
    let cores = spells.iter().flat_map(|spell| &spell.sure).filter(|span| span.sure_days().is_none()).map(Span::core);
    let mut cores: Vec<(Day, Day)> =
        cores.filter(|(first, last)| days.first() <= Some(*first) && Some(*last) <= days.last()).collect();
    cores.sort_by_key(|core| core.1);
    let (mut least, mut counted) = (number(sure), sure.clone());
    for (first, last) in cores {
        if !counted.meets(first, last) {
            least += 1;
            counted = Days::union([counted, Days::between(first, last)]);
        }
    }
    least
}

fn number(days: &Days) -> u32 {
    days.count().and_then(|count| u32::try_from(count).ok()).unwrap_or_default()
}

/// The days of a year that had come when the dataset last learned something.
fn until(days: &Days, as_of: Option<Day>) -> Days {
    as_of.map_or_else(|| days.clone(), |day| days.trimmed_after(day))
}

fn presumed(history: &History, year: Period) -> Option<Presumed> {
    let last = history.spells.iter().rfind(|spell| !spell.is_contested())?;
    let is_after = history.evidence_until.is_some_and(|day| day != EVER && day != NEVER && year.first > day);
    is_after.then_some(match last.closed {
        Closing::StillOpen { .. } => Presumed::Open,
        Closing::On(_) => Presumed::Closed,
    })
}

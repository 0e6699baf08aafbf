//! Missions year by year, and exchanges of missions as Correlates of War tabulates them.
//!
//! Bayer's "Diplomatic Exchange Data set, v2006.1" (correlatesofwar.org) gives for a pair of states and a year the level of
//! the second's representation at the first (`DR_at_1`), of the first's at the second (`DR_at_2`), and whether there was
//! any (`DE`): 0 none, 1 chargé d'affaires, 2 minister, 3 ambassador, 9 other. Its years are mostly five apart and drawn
//! from directories; these here are every year for which the dataset has something to go by.

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

/// Two states in one year, in the columns of Correlates of War; state 1 is the one with the smaller code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeYear {
    /// Which kind: an id of [`super::KINDS`].
    pub kind: &'static str,
    /// The two, sorted by id.
    pub dyad: Dyad,
    /// State 1.
    pub state_1: String,
    /// State 2.
    pub state_2: String,
    /// Its code; `None` unless both have one. Without codes the states are numbered by their ids.
    pub ccode1: Option<u32>,
    /// The code of state 2.
    pub ccode2: Option<u32>,
    /// The year.
    pub year: i16,
    /// Level of state 2's mission at state 1, as [`MissionYear::level`] gives it; `None` also where nothing is told of one.
    pub dr_at_1: Option<u8>,
    /// Level of state 1's mission at state 2.
    pub dr_at_2: Option<u8>,
    /// 1 if either certainly was there, 0 if neither was, `None` where neither can be said.
    pub de: Option<u8>,
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
fn numbered(vocabulary: &Vocabulary, a: &str, b: &str, year: Period) -> (Option<u32>, Option<u32>, bool) {
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

/// The same in the columns of Correlates of War, a row for each pair of states and year of which something is known.
pub fn exchange_years(missions: &[MissionYear], vocabulary: &Vocabulary) -> Vec<ExchangeYear> {
    let mut rows: Vec<ExchangeYear> = Vec::new();
    let mut sorted: Vec<&MissionYear> = missions.iter().collect();
    sorted.sort_by_key(|row| (row.kind, &row.dyad, row.year));
    for mission in sorted {
        let is_same =
            |row: &ExchangeYear| (row.kind, &row.dyad, row.year) == (mission.kind, &mission.dyad, mission.year);
        if !rows.last().is_some_and(is_same) {
            rows.push(exchange(mission, vocabulary));
        }
        if let Some(row) = rows.last_mut() {
            let at = if mission.mission_at == row.state_1 { &mut row.dr_at_1 } else { &mut row.dr_at_2 };
            *at = mission.level();
        }
    }
    for row in &mut rows {
        row.de = match (row.dr_at_1, row.dr_at_2) {
            (Some(0), Some(0)) => Some(0),
            (Some(1..), _) | (_, Some(1..)) => Some(1),
            _ => None,
        };
    }
    rows
}

fn exchange(mission: &MissionYear, vocabulary: &Vocabulary) -> ExchangeYear {
    let (a, b) = (&mission.dyad.a, &mission.dyad.b);
    let year = Day::from_ymd(mission.year, 1, 1).map_or(Period::ALL, |day| Period::of(Grain::Year, day));
    let (ccode1, ccode2, is_turned) = numbered(vocabulary, a, b, year);
    let (state_1, state_2) = if is_turned { (b, a) } else { (a, b) };
    ExchangeYear {
        kind: mission.kind,
        dyad: mission.dyad.clone(),
        state_1: state_1.clone(),
        state_2: state_2.clone(),
        ccode1,
        ccode2,
        year: mission.year,
        dr_at_1: None,
        dr_at_2: None,
        de: None,
    }
}

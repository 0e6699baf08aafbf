//! Exchanges of missions as Correlates of War tabulates them.
//!
//! Bayer's "Diplomatic Exchange Data set, v2006.1" (correlatesofwar.org) gives for a pair of states and a year the level of
//! the second's representation at the first (`DR_at_1`), of the first's at the second (`DR_at_2`), and whether there was
//! any (`DE`): 0 none, 1 chargé d'affaires, 2 minister, 3 ambassador, 9 other. Its years are mostly five apart and drawn
//! from directories; these here are every year for which the dataset has something to go by.

use super::yearly::{MissionYear, numbered};
use crate::count::Dyad;
use crate::vocabulary::Vocabulary;
use crate::when::{Day, Grain, Period};

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

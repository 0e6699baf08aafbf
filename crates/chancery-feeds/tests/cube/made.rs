//! Rows that a test makes, counted one by one, and put into cubes.

use std::collections::{BTreeMap, BTreeSet};

use chancery_feeds::Format;
use chancery_feeds::cube::{Builder, Code, Month, Row};
use proptest::prelude::*;

/// Smaller actor, larger actor, day, whether the larger acts, code, score. Root: the first two characters of the code.
pub type Made = (&'static str, &'static str, i32, bool, &'static str, Option<i32>);

const ACTORS: [&str; 5] = ["CHN", "JPN", "MNG", "North Korea, of the east", "Ünited"];
const CODES: [&str; 6] = ["010", "0101", "0102", "04", "042", "190"];

/// A row of few actors on few days, so that much is put together. Days are around the ends of months, a leap day among them.
pub fn row() -> impl Strategy<Value = Made> {
    let days = prop_oneof![15_000..15_070_i32, Just(16_860), Just(-62_091), Just(84_370)];
    let score = prop_oneof![4 => (-100..=100_i32).prop_map(Some), 1 => Just(None)];
    (0..ACTORS.len() - 1, 1..ACTORS.len(), days, any::<bool>(), 0..CODES.len(), score).prop_map(
        |(a, b, day, is_back, code, score)| {
            let b = if b > a { b } else { a + 1 };
            (ACTORS[a], ACTORS[b], day, is_back, CODES[code], score)
        },
    )
}

pub fn root(code: &str) -> &str {
    &code[..2]
}

/// The cubes of the rows, by month.
pub fn months(rows: &[Made]) -> Vec<Month> {
    let mut builder = Builder::of(Format::Icews);
    for (a, b, day, is_back, code, score) in rows {
        let (a, b) = (builder.actor(a), builder.actor(b));
        let code_of = |text: &str| Code::of(text).expect("four bytes at most");
        builder.volume(*day);
        builder.row(&Row { a, b, day: *day, is_back: *is_back, code: code_of(code), score: *score });
    }
    builder.finish()
}

/// What is said of a pair, month and root: rows, unscored, score, and what is counted once a day in three ways.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub rows: u64,
    pub unscored: u64,
    pub score: i64,
    pub days: BTreeSet<i32>,
    pub acts: BTreeSet<(i32, &'static str, bool)>,
}

pub type Key = (String, String, i32, String);

/// Counted one by one. The month is told by walking through the calendar.
pub fn recount(rows: &[Made]) -> BTreeMap<Key, Counted> {
    let mut cells: BTreeMap<Key, Counted> = BTreeMap::new();
    for (a, b, day, is_back, code, score) in rows {
        let key = ((*a).to_owned(), (*b).to_owned(), month(*day), root(code).to_owned());
        let cell = cells.entry(key).or_default();
        cell.rows += 1;
        cell.unscored += u64::from(score.is_none());
        cell.score += i64::from(score.unwrap_or(0));
        cell.days.insert(*day);
        cell.acts.insert((*day, code, *is_back));
    }
    cells
}

fn month(day: i32) -> i32 {
    let (year, month, _) = chancery_core::when::Day(day).ymd();
    i32::from(year) * 100 + i32::from(month)
}

/// What the cubes say, in the words of the recount.
pub fn said(months: &[Month]) -> BTreeMap<Key, (u64, u64, i64, u32, u32)> {
    let mut cells = BTreeMap::new();
    for month in months {
        let mut acts = month.acts.iter();
        for cell in &month.cells {
            let actor = |place: u32| month.actors[place as usize].clone();
            let own: u32 = acts.by_ref().take(cell.acts as usize).map(|act| act.days.count_ones()).sum();
            let key = (actor(cell.a), actor(cell.b), month.month, cell.root.to_string());
            let before = cells.insert(key, (cell.rows, cell.unscored, cell.score, cell.days.count_ones(), own));
            assert_eq!(before, None, "a cell stands once");
        }
        assert_eq!(acts.next(), None, "no act without a cell");
    }
    cells
}

//! Contact frequency in the rows of feeds, from their cubes.

mod choice;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chancery_core::vocabulary::Vocabulary;
use chancery_core::when::Period;
use chancery_feeds::Texts;
use chancery_feeds::cube::{self, Act, Cell};

pub use choice::{Choice, LOSS, UNITS};
use choice::{PairOfScheme, Wanted, pairs_of};

use super::codes::{ids, scheme};
use super::cubes::{Asked, Cubes, MonthCells};
use super::measure::no_feed;
use super::with_cubes;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// More cells than this are no table that somebody reads, and fill the memory.
const MOST_CELLS: usize = 2_000_000;

/// Contacts in each unit, and the scores of the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    units: [i64; 4],
    scored: i64,
    score: i64,
}

impl Sums {
    fn add(&mut self, other: &Sums) {
        self.units.iter_mut().zip(other.units).for_each(|(sum, more)| *sum += more);
        self.scored += other.scored;
        self.score += other.score;
    }
}

/// Sums by pair, period and category, under actors that have numbers here.
#[derive(Debug, Default)]
struct Totals {
    actors: Texts,
    cells: HashMap<(u32, u32, Period, u16), Sums>,
}

/// The cells of one pair in one month, as they come one root after another.
#[derive(Debug, Default)]
struct Pair {
    sums: BTreeMap<u16, (Sums, u32)>,
}

impl Pair {
    fn take(&mut self, wanted: &Wanted<'_>, cell: &Cell, acts: &[Act]) {
        let scored = cell.rows - cell.unscored;
        let acts: u32 = acts.iter().map(|act| act.days.count_ones()).sum();
        let days = i64::from(cell.days.count_ones());
        let own =
            Sums { units: [cell.rows as i64, i64::from(acts), days, 0], scored: scored as i64, score: cell.score };
        let of_all = wanted.is_of_all.then_some(&0);
        for category in of_all.into_iter().chain(wanted.roots.get(&cell.root).into_iter().flatten()) {
            let (sums, days) = self.sums.entry(*category).or_default();
            sums.add(&own);
            *days |= cell.days;
        }
    }

    fn finish(self) -> impl Iterator<Item = (u16, Sums)> {
        self.sums.into_iter().map(|(category, (mut sums, days))| {
            sums.units[3] = i64::from(days.count_ones());
            (category, sums)
        })
    }
}

/// Contact frequency: format, unit, dyad (both actors by their ids here, where the vocabulary has them), actor_a, actor_b (as the feed
/// writes them), grain, period, category, contacts, score_sum (of rows, in tenths; null where none has a score).
///
/// # Errors
/// [`AnalyticsError::Feed`] where no feed is attached or segments are missing, or for more cells than a table holds;
/// [`AnalyticsError::Unknown`] and [`AnalyticsError::Usage`] for a choice that cannot be.
pub fn frequency(analysis: &Analysis, workspace: &Path, choice: Choice<'_>) -> Result<Table, AnalyticsError> {
    if analysis.state.feeds.is_empty() {
        return Err(no_feed());
    }
    let wanted = Wanted::read(choice, &analysis.vocabulary)?;
    let pairs = choice.dyad.map(|dyad| pairs_of(dyad, &analysis.vocabulary));
    let found = with_cubes(analysis, workspace, |all| {
        let of_one = |cubes: &Cubes| Ok((cubes.format.clone(), totals(cubes, &wanted, pairs.as_deref())?));
        all.iter().map(of_one).collect::<Result<Vec<(String, Totals)>, AnalyticsError>>()
    })?;
    table(&found, &wanted, &analysis.vocabulary)
}

/// The sums of one format.
fn totals(cubes: &Cubes, wanted: &Wanted<'_>, pairs: Option<&[PairOfScheme]>) -> Result<Totals, AnalyticsError> {
    let totals = Mutex::new(Totals::default());
    let with_acts = wanted.units.contains(&1);
    let with_days = wanted.units.iter().any(|unit| *unit > 1);
    let of = |pair: Option<(String, String)>| Asked { pair, months: wanted.months(), with_days, with_acts };
    let asked: Vec<Asked> = match pairs {
        None => vec![of(None)],
        Some(pairs) => {
            let own = pairs.iter().filter(|pair| pair.0.is_none_or(|of| of == scheme(&cubes.format)));
            own.map(|pair| of(Some((pair.1.clone(), pair.2.clone())))).collect()
        }
    };
    for asked in &asked {
        cubes.months(asked, |month| add(month, wanted, &totals))?;
    }
    let totals = totals.into_inner().unwrap_or_else(PoisonError::into_inner);
    if totals.cells.len() * wanted.units.len() > MOST_CELLS {
        return Err(AnalyticsError::Feed {
            message: format!("these are more than {MOST_CELLS} counts"),
            fix: "ask for fewer: --dyad, --actor, --grain, --period, --unit, or one --category".to_owned(),
        });
    }
    Ok(totals)
}

/// Adds one month. Sums are whole numbers, so the order in which months come changes nothing.
fn add(month: &MonthCells, wanted: &Wanted<'_>, totals: &Mutex<Totals>) -> Result<(), cube::Damaged> {
    let periods = wanted.periods(month.head.month);
    let actors = &month.head.actors;
    let is_asked = |actor: u32| {
        wanted.choice.actor.is_none_or(|asked| actors.get(actor as usize).is_some_and(|known| known == asked))
    };
    let mut found: Vec<((u32, u32), u16, Sums)> = Vec::new();
    let mut open: Option<((u32, u32), Pair)> = None;
    let mut close = |open: &mut Option<((u32, u32), Pair)>| {
        if let Some((pair, cells)) = open.take() {
            found.extend(cells.finish().map(|(category, sums)| (pair, category, sums)));
        }
    };
    month.cells(|cell, acts| {
        let pair = (cell.a, cell.b);
        if open.as_ref().is_some_and(|(known, _)| *known != pair) {
            close(&mut open);
        }
        if is_asked(cell.a) || is_asked(cell.b) {
            open.get_or_insert_with(|| (pair, Pair::default())).1.take(wanted, cell, acts);
        }
    })?;
    close(&mut open);
    let mut totals = totals.lock().unwrap_or_else(PoisonError::into_inner);
    // Beyond this the answer is refused in any case.
    if totals.cells.len() > MOST_CELLS {
        return Ok(());
    }
    let numbers: Vec<u32> = actors.iter().map(|actor| totals.actors.number(actor)).collect();
    for ((a, b), category, sums) in &found {
        let (Some(a), Some(b)) = (numbers.get(*a as usize), numbers.get(*b as usize)) else { continue };
        for period in &periods {
            totals.cells.entry((*a, *b, *period, *category)).or_default().add(sums);
        }
    }
    Ok(())
}

fn table(found: &[(String, Totals)], wanted: &Wanted<'_>, vocabulary: &Vocabulary) -> Result<Table, AnalyticsError> {
    let ids = ids(vocabulary);
    let dyad = |format: &str, a: &str, b: &str| {
        let (a, b) = (ids.get(&(scheme(format), a))?, ids.get(&(scheme(format), b))?);
        Some(format!("{}-{}", a.min(b), a.max(b)))
    };
    let mut rows = Vec::new();
    for (format, totals) in found {
        let actor = |number: &u32| totals.actors.all().get(*number as usize).map_or("", String::as_str);
        for ((a, b, period, category), sums) in &totals.cells {
            let category = wanted.categories.get(*category as usize).copied().unwrap_or_default();
            for unit in &wanted.units {
                let (contacts, is_row) = (sums.units[*unit], *unit == 0);
                let score = (is_row && sums.scored > 0).then_some(sums.score);
                let period_text = period.to_string();
                rows.push((
                    format.as_str(),
                    UNITS[*unit],
                    actor(a),
                    actor(b),
                    period.grain.as_str(),
                    period_text,
                    category,
                    contacts,
                    score,
                ));
            }
        }
    }
    rows.sort_unstable();
    let frame = Columns::default()
        .text("format", rows.iter().map(|row| row.0.to_owned()))
        .text("unit", rows.iter().map(|row| row.1.to_owned()))
        .text("dyad", rows.iter().map(|row| dyad(row.0, row.2, row.3)))
        .text("actor_a", rows.iter().map(|row| row.2.to_owned()))
        .text("actor_b", rows.iter().map(|row| row.3.to_owned()))
        .text("grain", rows.iter().map(|row| row.4.to_owned()))
        .text("period", rows.iter().map(|row| row.5.clone()))
        .text("category", rows.iter().map(|row| row.6.to_owned()))
        .whole("contacts", rows.iter().map(|row| row.7))
        .whole("score_sum", rows.iter().map(|row| row.8))
        .frame()?;
    let key = ["format", "unit", "actor_a", "actor_b", "grain", "period", "category"];
    Table::new("feed_frequency", &key, frame)
}

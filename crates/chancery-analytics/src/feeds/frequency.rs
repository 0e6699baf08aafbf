//! Contact frequency in the rows of feeds, from their cubes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chancery_core::vocabulary::Vocabulary;
use chancery_core::when::{Day, Grain, Period};
use chancery_feeds::cube::{self, Act, Cell, Code};

use super::codes::{edges, ids, scheme};
use super::cubes::{Asked, Cubes, MonthCells};
use super::measure::no_feed;
use super::with_cubes;
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// What is counted as one: every row; one for each day, source, target and code; for each day, pair and root code; for each day and
/// pair.
pub const UNITS: [&str; 4] = ["row", "one-a-day", "undirected", "dyad-day"];

/// The grains that months are put together to.
const GRAINS: [Grain; 4] = [Grain::All, Grain::Decade, Grain::Year, Grain::Month];

/// What categories cost, in a sentence, for whoever prints them.
pub const LOSS: &str = "categories are those that a row's root code leads to through the crosswalk: one root may lead to several or to none, \
                        so they do not add up to the rows";

/// What stands for all categories together.
const ALL: &str = "all";

/// Asks for each category.
const EACH: &str = "each";

/// More cells than this are no table that somebody reads, and fill the memory.
const MOST_CELLS: usize = 2_000_000;

/// Which counts are asked for, as they are written; none where all are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choice<'a> {
    /// A pair, by ids of the vocabulary or as the feed writes it.
    pub dyad: Option<&'a str>,
    /// One side, as the feed writes it.
    pub actor: Option<&'a str>,
    /// `all`, `decade`, `year` or `month`.
    pub grain: Option<&'a str>,
    /// A period.
    pub period: Option<&'a str>,
    /// One of [`UNITS`].
    pub unit: Option<&'a str>,
    /// A category that root codes lead to, or `each`; none for all together.
    pub category: Option<&'a str>,
}

/// A choice that has been read.
struct Wanted<'a> {
    choice: Choice<'a>,
    grains: Vec<Grain>,
    period: Option<Period>,
    units: Vec<usize>,
    /// Every category by name, `all` before the others.
    categories: Vec<&'a str>,
    /// The places among the categories that a root code leads to, of those that are asked for.
    roots: HashMap<Code, Vec<u16>>,
    is_of_all: bool,
}

impl<'a> Wanted<'a> {
    fn read(choice: Choice<'a>, vocabulary: &'a Vocabulary) -> Result<Wanted<'a>, AnalyticsError> {
        let usage = |why: &dyn std::fmt::Display| AnalyticsError::Usage(why.to_string());
        let grains = match choice.grain {
            None => GRAINS.to_vec(),
            Some(grain) => vec![grain.parse().map_err(|why| usage(&format!("--grain {grain}: {why}")))?],
        };
        let period = choice.period.map(str::parse::<Period>).transpose();
        let period = period.map_err(|why| usage(&format!("--period: {why}")))?;
        let units = match choice.unit {
            None => (0..UNITS.len()).collect(),
            Some(name) => {
                let unknown = || unknown("unit", name, UNITS);
                vec![UNITS.iter().position(|unit| *unit == name).ok_or_else(unknown)?]
            }
        };
        let known: BTreeSet<&str> = edges(vocabulary).map(|edge| edge.1).collect();
        let is_one = choice.category.filter(|category| ![ALL, EACH].contains(category));
        if let Some(name) = is_one.filter(|name| !known.contains(name)) {
            return Err(unknown("category with root codes", name, known.into_iter().chain([EACH])));
        }
        let categories: Vec<&str> = [ALL].into_iter().chain(known).collect();
        let mut roots: HashMap<Code, Vec<u16>> = HashMap::new();
        let is_wanted = |category: &str| choice.category == Some(EACH) || choice.category == Some(category);
        for (root, category, _) in edges(vocabulary).filter(|edge| is_wanted(edge.1)) {
            let place = categories.iter().position(|known| *known == category).unwrap_or_default();
            if let Some(code) = Code::of(root) {
                roots.entry(code).or_default().push(place as u16);
            }
        }
        Ok(Wanted { choice, grains, period, units, categories, roots, is_of_all: is_one.is_none() })
    }

    /// First and last month that can matter.
    fn months(&self) -> Option<(i32, i32)> {
        let month = |day: Day| {
            let (year, month, _) = day.ymd();
            i32::from(year) * 100 + i32::from(month)
        };
        self.period.map(|period| (month(period.first), month(period.last)))
    }

    /// The periods that are asked for and hold a month.
    fn periods(&self, month: i32) -> Vec<Period> {
        let number = |value: i32| i8::try_from(value).unwrap_or_default();
        let day = Day::from_ymd((month / 100) as i16, number(month % 100), 1);
        let all = day.into_iter().flat_map(|day| self.grains.iter().map(move |grain| Period::of(*grain, day)));
        all.filter(|period| self.period.is_none_or(|wanted| wanted == *period)).collect()
    }
}

fn unknown<'a>(what: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> AnalyticsError {
    let known: Vec<&str> = known.into_iter().collect();
    AnalyticsError::Unknown { what, name: name.to_owned(), known: known.join(", ") }
}

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
    actors: Vec<String>,
    numbers: HashMap<String, u32>,
    cells: HashMap<(u32, u32, Period, u16), Sums>,
}

impl Totals {
    fn number(&mut self, actor: &str) -> u32 {
        if let Some(number) = self.numbers.get(actor) {
            return *number;
        }
        let number = self.actors.len() as u32;
        self.actors.push(actor.to_owned());
        self.numbers.insert(actor.to_owned(), number);
        number
    }
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

/// A pair as one scheme writes it, or any; sorted.
type PairOfScheme = (Option<&'static str>, String, String);

/// What a dyad may be: the codes of two states of the vocabulary, or two codes as a feed writes them.
fn pairs_of(dyad: &str, vocabulary: &Vocabulary) -> Vec<PairOfScheme> {
    let ids = ids(vocabulary);
    let known: BTreeSet<&str> = ids.values().copied().collect();
    let sides: Vec<(&str, &str)> = dyad.match_indices('-').map(|(at, _)| (&dyad[..at], &dyad[at + 1..])).collect();
    let sorted = |scheme, one: &str, other: &str| (scheme, one.min(other).to_owned(), one.max(other).to_owned());
    let Some((one, other)) = sides.iter().find(|(one, other)| known.contains(one) && known.contains(other)) else {
        return sides.into_iter().map(|(one, other)| sorted(None, one, other)).collect();
    };
    let codes = |wanted: &str| -> Vec<(&'static str, &str)> {
        ids.iter().filter(|(_, id)| **id == wanted).map(|((scheme, code), _)| (*scheme, *code)).collect()
    };
    let mut pairs = Vec::new();
    for (scheme, a) in codes(one) {
        let of_scheme = codes(other).into_iter().filter(|(of, _)| *of == scheme);
        pairs.extend(of_scheme.map(|(_, b)| sorted(Some(scheme), a, b)));
    }
    pairs.sort();
    pairs.dedup();
    pairs
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
    let numbers: Vec<u32> = actors.iter().map(|actor| totals.number(actor)).collect();
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
        let actor = |number: &u32| totals.actors.get(*number as usize).map_or("", String::as_str);
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

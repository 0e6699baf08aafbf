//! What feeds have of pairs of states that the vocabulary knows, from their cubes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chancery_core::when::{Day, Grain, Period};
use chancery_feeds::cube::{self, Code};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::feeds::bundle::result::of_engine;
use crate::feeds::codes::{edges, ids, scheme};
use crate::feeds::cubes::{Asked, Cubes, MonthCells};
use crate::feeds::measure::no_feed;
use crate::feeds::with_cubes;

/// What a feed has: the days it tells of, and what it saw of each pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) covered: BTreeSet<i32>,
    pub(super) pairs: BTreeMap<String, OfPair>,
}

/// The days with rows of a pair, and how many rows there are in each month, which is named by its first day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OfPair {
    pub(super) days: BTreeSet<i32>,
    pub(super) rows: BTreeMap<i32, i64>,
}

/// What each feed has, by the code of its format.
pub(super) fn seen(
    analysis: &Analysis,
    workspace: &Path,
    asked: super::Asked<'_>,
) -> Result<BTreeMap<String, Seen>, AnalyticsError> {
    if analysis.state.feeds.is_empty() {
        return Err(no_feed());
    }
    let roots = asked.category.map(|category| roots(analysis, category)).transpose()?;
    if let Some(engine) = asked.engine {
        return elsewhere(analysis, workspace, engine, roots.as_ref());
    }
    let ids = ids(&analysis.vocabulary);
    with_cubes(analysis, workspace, |all| {
        let of_one = |cubes: &Cubes| {
            let id = |code: &str| ids.get(&(scheme(&cubes.format), code)).copied();
            let months = cubes
                .months(&Asked { with_days: true, ..Asked::default() }, |month| of_month(month, id, roots.as_ref()))?;
            Ok((cubes.format.clone(), months.into_iter().fold(Seen::default(), Seen::with)))
        };
        all.iter().map(of_one).collect()
    })
}

/// As [`seen`], from the measures as an engine elsewhere ran them.
fn elsewhere(
    analysis: &Analysis,
    workspace: &Path,
    engine: &str,
    roots: Option<&BTreeSet<Code>>,
) -> Result<BTreeMap<String, Seen>, AnalyticsError> {
    let table = |name| of_engine(analysis, workspace, engine, name).map(|(_, table)| table.frame);
    let mut all: BTreeMap<String, Seen> = BTreeMap::new();
    let covered = table("covered_days")?;
    for (format, day) in covered.column("format")?.str()?.iter().zip(covered.column("day")?.date()?.physical().iter()) {
        let (Some(format), Some(day)) = (format, day) else { continue };
        all.entry(format.to_owned()).or_default().covered.insert(day);
    }
    let days = table("pair_days")?;
    let text = |name| days.column(name).and_then(|column| column.str().cloned());
    let (formats, one, other, root) = (text("format")?, text("actor_a")?, text("actor_b")?, text("root")?);
    let pairs = one.iter().zip(other.iter()).zip(root.iter());
    let counts = days.column("day")?.date()?.physical().iter().zip(days.column("pair_rows")?.i64()?.iter());
    for ((format, ((a, b), root)), (day, rows)) in formats.iter().zip(pairs).zip(counts) {
        let (Some(format), Some(a), Some(b), Some(day), Some(rows)) = (format, a, b, day, rows) else { continue };
        let is_asked = |roots: &BTreeSet<Code>| root.and_then(Code::of).is_some_and(|root| roots.contains(&root));
        if !roots.is_none_or(is_asked) {
            continue;
        }
        let pair = all.entry(format.to_owned()).or_default().pairs.entry(format!("{a}-{b}")).or_default();
        pair.days.insert(day);
        let of_month = pair.rows.entry(Period::of(Grain::Month, Day(day)).first.0).or_default();
        *of_month = of_month.saturating_add(rows);
    }
    Ok(all)
}

/// What a feed has in one month: of pairs of which both sides are states of the vocabulary, with a root that is asked for.
fn of_month<'a>(
    month: &MonthCells,
    id: impl Fn(&str) -> Option<&'a str>,
    roots: Option<&BTreeSet<Code>>,
) -> Result<Seen, cube::Damaged> {
    let first = Day::from_ymd((month.head.month / 100) as i16, (month.head.month % 100) as i8, 1);
    let first = first.ok_or(cube::Damaged("a month is none"))?.0;
    let mut seen = Seen::default();
    seen.covered.extend((first..).zip(month.head.volume).filter(|(_, rows)| *rows > 0).map(|(day, _)| day));
    let actors: Vec<Option<&str>> = month.head.actors.iter().map(|actor| id(actor)).collect();
    month.cells(|cell, _| {
        let actor = |place: u32| actors.get(place as usize).copied().flatten();
        let (Some(a), Some(b)) = (actor(cell.a), actor(cell.b)) else { return };
        if a == b || roots.is_some_and(|roots| !roots.contains(&cell.root)) {
            return;
        }
        let pair = seen.pairs.entry(format!("{}-{}", a.min(b), a.max(b))).or_default();
        pair.days.extend((0..31).filter(|of_month| cell.days >> of_month & 1 == 1).map(|of_month| first + of_month));
        *pair.rows.entry(first).or_default() += cell.rows as i64;
    })?;
    Ok(seen)
}

impl Seen {
    /// Both together.
    fn with(mut self, other: Seen) -> Seen {
        self.covered.extend(other.covered);
        for (dyad, more) in other.pairs {
            let pair = self.pairs.entry(dyad).or_default();
            pair.days.extend(more.days);
            for (month, rows) in more.rows {
                *pair.rows.entry(month).or_default() += rows;
            }
        }
        self
    }
}

/// The root codes that lead to a category.
fn roots(analysis: &Analysis, category: &str) -> Result<BTreeSet<Code>, AnalyticsError> {
    let all = || edges(&analysis.vocabulary);
    let found: BTreeSet<Code> = all().filter(|edge| edge.1 == category).filter_map(|edge| Code::of(edge.0)).collect();
    if found.is_empty() {
        let mut known: Vec<&str> = all().map(|edge| edge.1).collect();
        known.dedup();
        let (name, known) = (category.to_owned(), known.join(", "));
        return Err(AnalyticsError::Unknown { what: "category with root codes", name, known });
    }
    Ok(found)
}

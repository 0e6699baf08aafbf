//! `contact_frequency` and its evidence: increments summed by polars, in whole numbers.

use chancery_core::count::{ALL, CoverageLevel, Dyad, Increment};
use chancery_core::when::{Day, Grain, Period};
use polars::lazy::dsl::col;
use polars::prelude::*;

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// The key of a cell, as numbers.
const CELL: [&str; 5] = ["dyad", "grain", "day", "category", "form"];
/// What is summed.
const SUMS: [&str; 5] = ["certain", "possible", "expected", "open", "recurring"];
/// The key of a cell, as published.
const KEY: [&str; 6] = ["dyad", "direction", "grain", "period", "category", "form"];

/// Millionths as a number: the one division, after all sums.
pub(crate) fn millionths(sum: i64) -> f64 {
    sum as f64 / 1e6
}

/// How often two actors were in contact, with bounds: one row a cell that holds a count, a recurrence or a declared
/// coverage. Where nothing is possible and the period was not searched in full, the three numbers are null.
pub(super) fn frequency(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let mut cells = sum(&analysis.increments.cells, &CELL)?;
    let ranks = Ranks::of(analysis);
    cells.sort_by_cached_key(|cell| {
        let [dyad, grain, day, category, form] = std::array::from_fn(|n| cell.key[n]);
        ranks.key(dyad as u32, period(grain, day), category as u32, form as u32)
    });
    let cells: Vec<Cell> = cells.iter().map(|row| Cell::of(analysis, row)).collect();
    let known = |cell: &Cell, value: i64| (!cell.is_unknown()).then_some(value);
    key_columns(cells.iter().map(|cell| cell.name()))
        .whole("certain", cells.iter().map(|c| known(c, c.sums[0])))
        .whole("possible", cells.iter().map(|c| known(c, c.sums[1])))
        .share("expected", cells.iter().map(|c| known(c, c.sums[2]).map(millionths)))
        .whole("open", cells.iter().map(|c| c.sums[3]))
        .whole("recurring", cells.iter().map(|c| c.sums[4]))
        .text("coverage", cells.iter().map(|c| c.coverage.to_string()))
        .table("contact_frequency", &KEY)
}

/// What each contact adds to each cell: the rows of which `contact_frequency` is the sum.
pub(super) fn evidence(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let increments = &analysis.increments;
    let mut counted: Vec<&Increment> = increments.cells.iter().filter(|i| i.possible + i.recurring > 0).collect();
    let ranks = Ranks::of(analysis);
    counted.sort_by_cached_key(|i| (ranks.key(i.dyad, i.period, i.category, i.form), ranks.labels[i.contact as usize]));
    let names = counted.iter().map(|i| Name {
        dyad: &increments.dyads[i.dyad as usize],
        period: i.period,
        category: &increments.labels[i.category as usize],
        form: &increments.labels[i.form as usize],
    });
    key_columns(names)
        .text("contact", counted.iter().map(|i| increments.labels[i.contact as usize].clone()))
        .whole("certain", counted.iter().map(|i| i64::from(i.certain)))
        .whole("possible", counted.iter().map(|i| i64::from(i.possible)))
        .share("expected", counted.iter().map(|i| Some(millionths(i64::from(i.expected)))))
        .whole("open", counted.iter().map(|i| i64::from(i.open)))
        .whole("recurring", counted.iter().map(|i| i64::from(i.recurring)))
        .table("evidence", &["dyad", "direction", "grain", "period", "category", "form", "contact"])
}

/// The places of dyads and labels among themselves as published, so that rows are put in order by numbers.
struct Ranks {
    dyads: Vec<usize>,
    labels: Vec<usize>,
}

impl Ranks {
    fn of(analysis: &Analysis) -> Ranks {
        let increments = &analysis.increments;
        let dyads = increments.dyads.iter().map(|dyad| (dyad.to_string(), dyad.is_directed));
        Ranks { dyads: ranks(dyads.collect()), labels: ranks(increments.labels.clone()) }
    }

    /// The order of a cell: dyad, direction, grain, period, category, form.
    fn key(&self, dyad: u32, period: Period, category: u32, form: u32) -> (usize, &'static str, Day, usize, usize) {
        let grain = period.grain.as_str();
        let [category, form] = [category, form].map(|label| self.labels[label as usize]);
        (self.dyads[dyad as usize], grain, period.first, category, form)
    }
}

/// For each value its place in the sorted list.
fn ranks<T: Ord>(values: Vec<T>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].cmp(&values[*b]));
    let mut ranks = vec![0; values.len()];
    for (rank, at) in order.into_iter().enumerate() {
        ranks[at] = rank;
    }
    ranks
}

/// What names a cell.
struct Name<'a> {
    dyad: &'a Dyad,
    period: Period,
    category: &'a str,
    form: &'a str,
}

/// The columns that name a cell, in the published order.
fn key_columns<'a>(names: impl Iterator<Item = Name<'a>>) -> Columns {
    let names: Vec<Name<'_>> = names.collect();
    let direction = |dyad: &Dyad| if dyad.is_directed { "a-b" } else { "none" }.to_owned();
    Columns::default()
        .text("dyad", names.iter().map(|n| n.dyad.to_string()))
        .text("actor_a", names.iter().map(|n| n.dyad.a.clone()))
        .text("actor_b", names.iter().map(|n| n.dyad.b.clone()))
        .text("direction", names.iter().map(|n| direction(n.dyad)))
        .text("grain", names.iter().map(|n| n.period.grain.to_string()))
        .text("period", names.iter().map(|n| n.period.to_string()))
        .text("category", names.iter().map(|n| n.category.to_owned()))
        .text("form", names.iter().map(|n| n.form.to_owned()))
}

struct Cell<'a> {
    dyad: &'a Dyad,
    period: Period,
    category: &'a str,
    form: &'a str,
    sums: [i64; 5],
    coverage: CoverageLevel,
}

impl<'a> Cell<'a> {
    fn of(analysis: &'a Analysis, row: &Summed) -> Cell<'a> {
        let increments = &analysis.increments;
        let dyad = &increments.dyads[row.key[0] as usize];
        let period = Period::of(GRAINS[row.key[1] as usize], Day(row.key[2]));
        let category = increments.labels[row.key[3] as usize].as_str();
        let form = increments.labels[row.key[4] as usize].as_str();
        let searched = (category != ALL).then_some(category);
        let coverage = analysis.coverage.level(&dyad.a, &dyad.b, searched, period);
        Cell { dyad, period, category, form, sums: row.sums, coverage }
    }

    fn name(&self) -> Name<'a> {
        Name { dyad: self.dyad, period: self.period, category: self.category, form: self.form }
    }

    fn is_unknown(&self) -> bool {
        self.sums[1] == 0 && self.coverage != CoverageLevel::Full
    }
}

const GRAINS: [Grain; 4] = [Grain::All, Grain::Decade, Grain::Year, Grain::Month];

/// One group of increments: its key in the order asked for, and the five sums.
pub(crate) struct Summed {
    pub(crate) key: Vec<i32>,
    pub(crate) sums: [i64; 5],
}

/// The period that a key's grain and day stand for.
pub(crate) fn period(grain: i32, day: i32) -> Period {
    Period::of(GRAINS[grain as usize], Day(day))
}

/// Sums increments by a key of `dyad`, `grain`, `day`, `category`, `form`, `facilitator`; whole numbers throughout.
pub(crate) fn sum(increments: &[Increment], key: &[&str]) -> Result<Vec<Summed>, AnalyticsError> {
    let number = |name: &str, of: &dyn Fn(&Increment) -> i32| -> Column {
        Column::new(name.into(), increments.iter().map(of).collect::<Vec<i32>>())
    };
    let count = |name: &str, of: &dyn Fn(&Increment) -> i64| -> Column {
        Column::new(name.into(), increments.iter().map(of).collect::<Vec<i64>>())
    };
    let grain = |i: &Increment| GRAINS.iter().position(|g| *g == i.period.grain).unwrap_or(0) as i32;
    let frame = DataFrame::new_infer_height(vec![
        number("dyad", &|i| i.dyad as i32),
        number("grain", &grain),
        number("day", &|i| i.period.first.0),
        number("category", &|i| i.category as i32),
        number("form", &|i| i.form as i32),
        number("facilitator", &|i| i.facilitator as i32),
        count("certain", &|i| i64::from(i.certain)),
        count("possible", &|i| i64::from(i.possible)),
        count("expected", &|i| i64::from(i.expected)),
        count("open", &|i| i64::from(i.open)),
        count("recurring", &|i| i64::from(i.recurring)),
    ])?;
    let by: Vec<Expr> = key.iter().map(|name| col(*name)).collect();
    let sums: Vec<Expr> = SUMS.iter().map(|name| col(*name).sum()).collect();
    let grouped = frame.lazy().group_by(by).agg(sums).sort(key.to_vec(), SortMultipleOptions::default());
    let grouped = collect(grouped)?;
    let keys = key.iter().map(|name| Ok(grouped.column(name)?.i32()?.into_no_null_iter().collect::<Vec<i32>>()));
    let keys = keys.collect::<Result<Vec<_>, AnalyticsError>>()?;
    let sums = SUMS.iter().map(|name| Ok(grouped.column(name)?.i64()?.into_no_null_iter().collect::<Vec<i64>>()));
    let sums = sums.collect::<Result<Vec<_>, AnalyticsError>>()?;
    let row = |n: usize| Summed {
        key: keys.iter().map(|column| column[n]).collect(),
        sums: std::array::from_fn(|s| sums[s][n]),
    };
    Ok((0..grouped.height()).map(row).collect())
}

/// Runs a plan on the in-memory engine, whose results do not depend on how work is cut into pieces.
pub(super) fn collect(plan: LazyFrame) -> Result<DataFrame, AnalyticsError> {
    Ok(plan.collect_with_engine(Engine::InMemory)?.unwrap_single())
}

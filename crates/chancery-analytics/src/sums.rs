//! Increments summed by polars, in whole numbers, a batch of whole cells at a time.

use chancery_core::count::{Counted, Dyad, Increment};
use chancery_core::when::{Day, Grain, Period};
use polars::lazy::dsl::col;
use polars::prelude::*;

use crate::error::AnalyticsError;

/// The key of a cell of `contact_frequency`.
pub const CELL: [&str; 5] = ["dyad", "grain", "day", "category", "form"];
/// The key of a cell of `mediation`.
pub const MEDIATION: [&str; 4] = ["facilitator", "dyad", "grain", "day"];
/// What is summed.
const SUMS: [&str; 5] = ["certain", "possible", "expected", "open", "recurring"];
/// How many increments are held at a time: a million contacts make a hundred million of them.
const BATCH: usize = 1 << 20;

/// Every cell that increments make, summed.
#[derive(Debug)]
pub struct Sums {
    /// Dyads by index.
    pub dyads: Vec<Dyad>,
    /// Labels by index; the first is `all`.
    pub labels: Vec<String>,
    /// By dyad, grain, day, category and form.
    pub cells: Vec<Summed<5>>,
    /// By facilitator, dyad, grain and day.
    pub mediation: Vec<Summed<4>>,
}

/// One group of increments: its key in the order asked for, and the five sums. There may be millions, so each is small: no
/// cell counts more than there are contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summed<const KEY: usize> {
    /// Numbers of dyads and labels, the place of a grain, the first day of a period.
    pub key: [i32; KEY],
    /// Certain, possible, open, recurring.
    counts: [u32; 4],
    /// Millionths.
    expected: i64,
}

impl<const KEY: usize> Summed<KEY> {
    /// Certain, possible, expected (millionths), open, recurring.
    pub fn sums(&self) -> [i64; 5] {
        let [certain, possible, open, recurring] = self.counts.map(i64::from);
        [certain, possible, self.expected, open, recurring]
    }
}

impl Sums {
    /// Sums what was counted.
    ///
    /// # Errors
    /// Only for a fault of this program.
    pub fn of(counted: &Counted<'_>) -> Result<Sums, AnalyticsError> {
        let mut cells = Vec::new();
        for batch in counted.batches(BATCH) {
            cells.extend(sum(&batch, CELL)?);
        }
        let (dyads, labels) = (counted.dyads.clone(), counted.labels.clone());
        Ok(Sums { dyads, labels, cells, mediation: sum(&counted.mediation, MEDIATION)? })
    }

    /// The dyad of a cell.
    pub fn dyad(&self, cell: &Summed<5>) -> &Dyad {
        &self.dyads[cell.key[0] as usize]
    }

    /// The category of a cell.
    pub fn category(&self, cell: &Summed<5>) -> &str {
        &self.labels[cell.key[3] as usize]
    }

    /// The form of a cell.
    pub fn form(&self, cell: &Summed<5>) -> &str {
        &self.labels[cell.key[4] as usize]
    }
}

impl Summed<5> {
    /// The period of a cell.
    pub fn period(&self) -> Period {
        period(self.key[1], self.key[2])
    }
}

const GRAINS: [Grain; 4] = [Grain::All, Grain::Decade, Grain::Year, Grain::Month];

/// The period that a key's grain and day stand for.
pub fn period(grain: i32, day: i32) -> Period {
    Period::of(GRAINS[grain as usize], Day(day))
}

/// Sums increments by a key of `dyad`, `grain`, `day`, `category`, `form`, `facilitator`; the groups in the order of the key.
///
/// # Errors
/// Only for a fault of this program.
pub fn sum<const KEY: usize>(increments: &[Increment], key: [&str; KEY]) -> Result<Vec<Summed<KEY>>, AnalyticsError> {
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
    let [certain, possible, expected, open, recurring] = [0, 1, 2, 3, 4].map(|sum| &sums[sum]);
    let row = |n: usize| -> Result<Summed<KEY>, AnalyticsError> {
        let count = |sum: &Vec<i64>| {
            let too_many = |_| AnalyticsError::Bug(format!("a cell counts {}", sum[n]));
            u32::try_from(sum[n]).map_err(too_many)
        };
        let counts = [count(certain)?, count(possible)?, count(open)?, count(recurring)?];
        Ok(Summed { key: std::array::from_fn(|column| keys[column][n]), counts, expected: expected[n] })
    };
    (0..grouped.height()).map(row).collect()
}

/// Runs a plan on the in-memory engine, whose results do not depend on how work is cut into pieces.
pub(crate) fn collect(plan: LazyFrame) -> Result<DataFrame, AnalyticsError> {
    Ok(plan.collect_with_engine(Engine::InMemory)?.unwrap_single())
}

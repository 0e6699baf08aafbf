//! `contact_frequency` and its evidence.

use chancery_core::count::{ALL, CoverageIndex, CoverageLevel, Dyad, Increment};
use chancery_core::when::{Day, Period};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::sums::{Summed, Sums};
use crate::table::{Codes, Columns, Table};

/// The key of a cell, as published.
const KEY: [&str; 6] = ["dyad", "direction", "grain", "period", "category", "form"];

/// Millionths as a number: the one division, after all sums.
pub(crate) fn millionths(sum: i64) -> f64 {
    sum as f64 / 1e6
}

/// The table of an analysis.
pub(super) fn frequency(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    of_sums(&analysis.sums, &analysis.coverage)
}

/// How often two actors were in contact, with bounds: one row a cell that holds a count, a recurrence or a declared
/// coverage. Where nothing is possible and the period was not searched in full, the three numbers are null.
///
/// # Errors
/// Only for a fault of this program.
pub fn of_sums(sums: &Sums, coverage: &CoverageIndex) -> Result<Table, AnalyticsError> {
    let ranks = Ranks::of(&sums.dyads, &sums.labels);
    let mut order: Vec<u32> = (0..sums.cells.len() as u32).collect();
    order.sort_by_cached_key(|at| ranks.key(&Name::of_cell(&sums.cells[*at as usize])));
    let cells = || order.iter().map(|at| &sums.cells[*at as usize]);
    let coverage: Vec<CoverageLevel> = cells().map(|cell| level(sums, coverage, cell)).collect();
    let known = |of: usize| {
        let is_known =
            |(cell, level): &(&Summed<5>, &CoverageLevel)| cell.sums()[1] > 0 || **level == CoverageLevel::Full;
        cells().zip(&coverage).map(move |pair| is_known(&pair).then_some(pair.0.sums()[of]))
    };
    key_columns(&sums.dyads, &sums.labels, &cells().map(Name::of_cell).collect::<Vec<_>>())?
        .whole("certain", known(0))
        .whole("possible", known(1))
        .share("expected", known(2).map(|sum| sum.map(millionths)))
        .whole("open", cells().map(|cell| cell.sums()[3]))
        .whole("recurring", cells().map(|cell| cell.sums()[4]))
        .coded("coverage", coverage)?
        .table("contact_frequency", &KEY)
}

fn level(sums: &Sums, coverage: &CoverageIndex, cell: &Summed<5>) -> CoverageLevel {
    let (dyad, category) = (sums.dyad(cell), sums.category(cell));
    coverage.level(&dyad.a, &dyad.b, (category != ALL).then_some(category), cell.period())
}

/// What each contact adds to each cell: the rows of which `contact_frequency` is the sum.
pub(super) fn evidence(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let increments = analysis.increments();
    let mut counted: Vec<&Increment> = increments.cells.iter().filter(|i| i.possible + i.recurring > 0).collect();
    let ranks = Ranks::of(&increments.dyads, &increments.labels);
    counted.sort_by_cached_key(|i| (ranks.key(&Name::of_increment(i)), ranks.labels[i.contact as usize]));
    let names: Vec<Name> = counted.iter().map(|i| Name::of_increment(i)).collect();
    key_columns(&increments.dyads, &increments.labels, &names)?
        .text("contact", counted.iter().map(|i| increments.labels[i.contact as usize].clone()))
        .whole("certain", counted.iter().map(|i| i64::from(i.certain)))
        .whole("possible", counted.iter().map(|i| i64::from(i.possible)))
        .share("expected", counted.iter().map(|i| Some(millionths(i64::from(i.expected)))))
        .whole("open", counted.iter().map(|i| i64::from(i.open)))
        .whole("recurring", counted.iter().map(|i| i64::from(i.recurring)))
        .table("evidence", &["dyad", "direction", "grain", "period", "category", "form", "contact"])
}

/// What names a cell, by number.
#[derive(Clone, Copy)]
struct Name {
    dyad: u32,
    period: Period,
    category: u32,
    form: u32,
}

impl Name {
    fn of_cell(cell: &Summed<5>) -> Name {
        let [dyad, _, _, category, form] = cell.key.map(|number| number as u32);
        Name { dyad, period: cell.period(), category, form }
    }

    fn of_increment(one: &Increment) -> Name {
        Name { dyad: one.dyad, period: one.period, category: one.category, form: one.form }
    }
}

/// The places of dyads and labels among themselves as published, so that rows are put in order by numbers.
struct Ranks {
    dyads: Vec<u32>,
    labels: Vec<u32>,
}

impl Ranks {
    fn of(dyads: &[Dyad], labels: &[String]) -> Ranks {
        let dyads: Vec<_> = dyads.iter().map(|dyad| (dyad.to_string(), dyad.is_directed)).collect();
        Ranks { dyads: ranks(&dyads), labels: ranks(labels) }
    }

    /// The order of a cell: dyad, direction, grain, period, category, form.
    fn key(&self, name: &Name) -> (u32, &'static str, Day, u32, u32) {
        let [category, form] = [name.category, name.form].map(|label| self.labels[label as usize]);
        (self.dyads[name.dyad as usize], name.period.grain.as_str(), name.period.first, category, form)
    }
}

/// For each value its place in the sorted list.
fn ranks<T: Ord>(values: &[T]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].cmp(&values[*b]));
    let mut ranks = vec![0; values.len()];
    for (rank, at) in (0..).zip(order) {
        ranks[at] = rank;
    }
    ranks
}

/// The columns that name a cell, in the published order. Few texts stand in many rows, so they go by number.
fn key_columns(dyads: &[Dyad], labels: &[String], names: &[Name]) -> Result<Columns, AnalyticsError> {
    let of_dyad = |text: &dyn Fn(&Dyad) -> String| Codes::new(dyads.iter().map(text), names.iter().map(|n| n.dyad));
    let of_label = |number: &dyn Fn(&Name) -> u32| Codes::new(labels.iter().cloned(), names.iter().map(number));
    let direction = |dyad: &Dyad| if dyad.is_directed { "a-b" } else { "none" }.to_owned();
    Columns::default()
        .codes("dyad", of_dyad(&|dyad| dyad.to_string()))?
        .codes("actor_a", of_dyad(&|dyad| dyad.a.clone()))?
        .codes("actor_b", of_dyad(&|dyad| dyad.b.clone()))?
        .codes("direction", of_dyad(&direction))?
        .coded("grain", names.iter().map(|name| name.period.grain))?
        .coded("period", names.iter().map(|name| name.period))?
        .codes("category", of_label(&|name| name.category))?
        .codes("form", of_label(&|name| name.form))
}

//! Panels: every pair of states in every year or month in which both existed, with explicit zeros and nulls.
//!
//! A regression reads a panel and nothing else, so the rows are balanced (each pair has each period exactly once), carry the
//! codes by which others' data are joined, and tell a zero that somebody looked for from a cell of which nothing is known.
//! Counts are given, by a closure, and so is what was searched: how contacts are counted is no business of this module.
//! [`jumps`] finds the pairs and years in which a jump in counts may be no more than a jump in sources.

mod jumps;
mod reporting;
mod states;

pub use jumps::{Jump, LEAST_CONTACTS, LEAST_FACTOR, LEAST_SOURCES, YearReport, jumps};
pub use reporting::{Reporting, known_years, occurring, reporting};
pub use states::{code_in, number_in, together};

use std::collections::BTreeSet;

use crate::count::{CoverageIndex, CoverageLevel, Dyad};
use crate::vocabulary::Vocabulary;
use crate::when::{Day, Grain, Period, periods};

/// How long the periods of a panel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PanelGrain {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
}

impl PanelGrain {
    /// `year` or `month`.
    pub const fn as_str(self) -> &'static str {
        match self {
            PanelGrain::Year => "year",
            PanelGrain::Month => "month",
        }
    }

    const fn grain(self) -> Grain {
        match self {
            PanelGrain::Year => Grain::Year,
            PanelGrain::Month => Grain::Month,
        }
    }
}

/// Which pairs of states a panel has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PanelPairs {
    /// Those that a counted contact or a declared coverage names; see [`occurring`].
    Occurring,
    /// Those and every other pair of the vocabulary's states.
    All,
}

/// What a panel is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelRequest {
    /// Years or months.
    pub grain: PanelGrain,
    /// Which pairs.
    pub pairs: PanelPairs,
    /// The first year; pairs whose states came later begin later.
    pub first_year: i16,
    /// The last year.
    pub last_year: i16,
    /// The category whose coverage decides between zero and null; `None` for all at once. The counts must be of the same.
    pub category: Option<String>,
}

/// What one cell holds, as counted elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Occasions certainly in the period.
    pub certain: u64,
    /// Occasions possibly in it.
    pub possible: u64,
    /// Their expected number, in millionths.
    pub expected: i64,
}

/// One pair of states in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelRow {
    /// The two, sorted by id: `MNG-PRK`.
    pub dyad: Dyad,
    /// The first of them.
    pub actor_a: String,
    /// The second.
    pub actor_b: String,
    /// ISO 3166-1 alpha-3 of the first in this period; `None` where it has none.
    pub iso3_a: Option<String>,
    /// The same of the second.
    pub iso3_b: Option<String>,
    /// The smaller of their Correlates of War codes; where only one state has a code, it stands on the side of its id.
    pub ccode1: Option<u32>,
    /// The larger.
    pub ccode2: Option<u32>,
    /// The Gleditsch-Ward code of the state that `ccode1` is about, so that the two columns always mean one state.
    pub gwcode1: Option<u32>,
    /// The code of the other.
    pub gwcode2: Option<u32>,
    /// `ccode1 * 1000 + ccode2`, the customary number of a pair; `None` unless both have a code.
    pub dyad_id: Option<u64>,
    /// The year.
    pub year: i16,
    /// The month, 1 to 12; `None` in a panel of years.
    pub month: Option<i8>,
    /// Occasions certainly in the period; `None` where nothing is possible and the period was not searched in full.
    pub certain: Option<u64>,
    /// Occasions possibly in it; `None` as above.
    pub possible: Option<u64>,
    /// Their expected number in millionths; `None` as above.
    pub expected: Option<i64>,
    /// How much of the period was searched.
    pub coverage: CoverageLevel,
    /// Whether the counts are lower bounds: there are some, and the period was not searched in full.
    pub at_least: bool,
}

/// A panel and what it had to leave out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panel {
    /// Rows, sorted by dyad and period.
    pub rows: Vec<PanelRow>,
    /// Pairs of which one is no state of the vocabulary: organisations, firms, groups.
    pub with_bodies: BTreeSet<Dyad>,
    /// Pairs of states that did not exist together in any of the years asked for.
    pub never_together: BTreeSet<Dyad>,
}

/// The panel of the pairs in `occurring` (directions are dropped), or of all states as well.
///
/// `count` is asked once for each row. A period is in the panel if both states existed on any day of it.
pub fn panel(
    vocabulary: &Vocabulary,
    occurring: &BTreeSet<Dyad>,
    coverage: &CoverageIndex,
    request: &PanelRequest,
    count: impl Fn(&Dyad, Period) -> Tally,
) -> Panel {
    let mut panel = Panel::default();
    for dyad in pairs(vocabulary, occurring, request.pairs) {
        let is_state = |id: &str| vocabulary.states.contains_key(id);
        if !is_state(&dyad.a) || !is_state(&dyad.b) {
            panel.with_bodies.insert(dyad);
            continue;
        }
        let before = panel.rows.len();
        for period in common_periods(vocabulary, &dyad, request) {
            let level = coverage.level(&dyad.a, &dyad.b, request.category.as_deref(), period);
            let row = row(vocabulary, &dyad, (request.grain, period), level, count(&dyad, period));
            panel.rows.push(row);
        }
        if panel.rows.len() == before {
            panel.never_together.insert(dyad);
        }
    }
    panel
}

fn pairs(vocabulary: &Vocabulary, occurring: &BTreeSet<Dyad>, pairs: PanelPairs) -> BTreeSet<Dyad> {
    let undirected = occurring.iter().filter(|dyad| dyad.a != dyad.b).map(|dyad| Dyad::undirected(&dyad.a, &dyad.b));
    let mut found: BTreeSet<Dyad> = undirected.collect();
    if pairs == PanelPairs::All {
        let ids: Vec<&String> = vocabulary.states.keys().collect();
        let all = ids.iter().enumerate().flat_map(|(place, a)| ids[place + 1..].iter().map(|b| Dyad::undirected(a, b)));
        found.extend(all);
    }
    found
}

/// The periods of the years asked for in which both states existed on some day.
fn common_periods(vocabulary: &Vocabulary, dyad: &Dyad, request: &PanelRequest) -> Vec<Period> {
    let asked = (Day::from_ymd(request.first_year, 1, 1), Day::from_ymd(request.last_year, 12, 31));
    match (asked, together(vocabulary, &dyad.a, &dyad.b)) {
        ((Some(first), Some(last)), Some((founded, ended))) => {
            periods(request.grain.grain(), first.max(founded), last.min(ended)).collect()
        }
        _ => Vec::new(),
    }
}

fn row(
    vocabulary: &Vocabulary,
    dyad: &Dyad,
    (grain, period): (PanelGrain, Period),
    coverage: CoverageLevel,
    tally: Tally,
) -> PanelRow {
    let (a, b) = (vocabulary.states.get(&dyad.a), vocabulary.states.get(&dyad.b));
    let iso3 = |state| code_in(state, "iso3166-1-alpha3", period).map(str::to_owned);
    let number = |scheme: &'static str| {
        let of = move |state| number_in(state, scheme, period);
        (a.and_then(of), b.and_then(of))
    };
    let (cow, gw) = (number("cow"), number("gw"));
    let is_turned = matches!(cow, (Some(a), Some(b)) if b < a);
    let sides = |(a, b)| if is_turned { (b, a) } else { (a, b) };
    let ((ccode1, ccode2), (gwcode1, gwcode2)) = (sides(cow), sides(gw));
    let is_known = tally.possible > 0 || coverage == CoverageLevel::Full;
    let (year, month, _) = period.first.ymd();
    PanelRow {
        dyad: dyad.clone(),
        actor_a: dyad.a.clone(),
        actor_b: dyad.b.clone(),
        iso3_a: a.and_then(iso3),
        iso3_b: b.and_then(iso3),
        ccode1,
        ccode2,
        gwcode1,
        gwcode2,
        dyad_id: ccode1.zip(ccode2).map(|(one, two)| u64::from(one) * 1000 + u64::from(two)),
        year,
        month: (grain == PanelGrain::Month).then_some(month),
        certain: is_known.then_some(tally.certain),
        possible: is_known.then_some(tally.possible),
        expected: is_known.then_some(tally.expected),
        coverage,
        at_least: tally.possible > 0 && coverage != CoverageLevel::Full,
    }
}

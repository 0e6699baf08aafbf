//! Cross-footing: whether the figures that one source publishes add up, and whether it contradicts itself.
//!
//! A source that gives a total often divides it as well, by period or by subject: the claims of the parts name the total's
//! claim as `part_of`. Each such division is a [`Margin`]: the parts' sum beside the total. Two claims of one source that
//! give different figures for the same thing are a [`Contradiction`].
//!
//! Figures of different sources are never added or compared here, nor is anything mended or settled: what a source says
//! stays as it is, also where it cannot be right. Only natures whose figures are claims of their own take part, `flow` and
//! `stock`; stocks are not added over periods, for who was there in May may be there in June.
//!
//! What editors decided (links aside) plays no part: the question is what the source says.

mod amount;
mod contradictions;
mod divide;
mod figure;

pub use amount::Amount;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::fold::State;
use amount::Sum;
use figure::{Figure, Wholes, figures};

/// What the parts of a whole differ by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Division {
    /// Their extents.
    Period,
    /// Their categories.
    Category,
    /// Actors, roles, sectors, levels or principals: who, and in which direction.
    Actors,
    /// Their forms.
    Form,
    /// Their places.
    Place,
    /// Nothing that a claim has a field for.
    Unnamed,
}

impl Division {
    /// Every division.
    pub const ALL: &'static [Division] =
        &[Division::Period, Division::Category, Division::Actors, Division::Form, Division::Place, Division::Unnamed];

    /// The word for it in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Division::Period => "period",
            Division::Category => "category",
            Division::Actors => "actors",
            Division::Form => "form",
            Division::Place => "place",
            Division::Unnamed => "unnamed",
        }
    }
}

impl fmt::Display for Division {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A total, and the sum of the parts into which its source divides it in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    /// Id of the total's claim.
    pub whole: String,
    /// The source of all figures.
    pub source: String,
    /// How the parts differ.
    pub margin: Division,
    /// Of what.
    pub of: String,
    /// Unit, if it is not plain heads or pieces.
    pub unit: Option<String>,
    /// The total's figure.
    pub whole_value: Amount,
    /// The sum of the parts.
    pub parts_sum: Amount,
    /// The total less the sum, where both are single figures; where they are ranges that do not meet, how far the total's
    /// lies above (or, negative, below) the sum's; `None` where ranges meet.
    pub difference: Option<i64>,
    /// Whether the parts make up the whole: by period if they leave no day of it and reach beyond none, otherwise if there
    /// are several, since a source that divides a total names every part.
    pub complete: bool,
    /// Whether all these figures can be right. Parts that leave days of the whole may sum to less, parts that reach beyond
    /// it to more.
    pub agrees: bool,
    /// Claims of the parts, sorted.
    pub parts: Vec<String>,
}

/// Figures of one source for the same thing, of which not all can be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The source.
    pub source: String,
    /// Of what.
    pub of: String,
    /// Unit, if it is not plain heads or pieces.
    pub unit: Option<String>,
    /// The claims, sorted, each with its figure: two or more, each excluded by another.
    pub figures: Vec<(String, Amount)>,
}

/// What cross-footing finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Crossfoot {
    /// Sorted by whole, of, unit and division.
    pub margins: Vec<Margin>,
    /// Sorted by their first claims, of and unit.
    pub contradictions: Vec<Contradiction>,
}

/// Compares every figure of a state with those of its own source that it should agree with.
///
/// A part belongs to the whole that its claim names, if that is a claim of its own source; else to the first claim that its
/// source makes of the contact named. It is counted where nature, status, `of` and unit are the whole's and one thing differs
/// (see [`Division`]); a part that differs in two, as a cell of a table in two directions does, stands in no margin of the
/// whole.
pub fn crossfoot(state: &State) -> Crossfoot {
    let figures = figures(state);
    let wholes = Wholes::new(state, &figures);
    let mut divided: BTreeMap<_, (&Figure<'_>, BTreeMap<Division, Vec<&Figure<'_>>>)> = BTreeMap::new();
    let mut unnamed = BTreeSet::new();
    for part in figures.values() {
        let Some(whole) = wholes.of(part) else { continue };
        let Some(division) = part.division_of(whole) else { continue };
        if division == Division::Unnamed {
            unnamed.insert(part.key());
        }
        let (_, divisions) = divided.entry(whole.key()).or_insert_with(|| (whole, BTreeMap::new()));
        divisions.entry(division).or_default().push(part);
    }
    let margins = divided.into_values().flat_map(|(whole, divisions)| {
        divisions.into_iter().filter_map(move |(division, parts)| margin(whole, division, &parts))
    });
    Crossfoot { margins: margins.collect(), contradictions: contradictions::find(&figures, &unnamed) }
}

/// One margin; nothing where the parts overlap, so that their sum would mean nothing.
fn margin(whole: &Figure<'_>, division: Division, parts: &[&Figure<'_>]) -> Option<Margin> {
    let divided = divide::divide(whole, division, parts)?;
    let cells = divided.cells.iter().map(|cell| Sum::hull(cell.iter().map(|part| &part.amount)));
    let sum = cells.fold(Sum::ZERO, Sum::add);
    let total = Sum::of(&whole.amount);
    let gap = total.above(&sum);
    let (short, long) = (gap > 0 && divided.covers, gap < 0 && divided.within);
    let mut ids: Vec<String> = divided.cells.iter().flatten().map(|part| part.claim.id.clone()).collect();
    ids.sort();
    Some(Margin {
        whole: whole.claim.id.clone(),
        source: whole.claim.source.clone(),
        margin: division,
        of: whole.of.to_owned(),
        unit: whole.unit.map(str::to_owned),
        whole_value: whole.amount,
        parts_sum: sum.amount(),
        difference: total.less(&sum),
        complete: divided.covers && divided.within,
        agrees: !short && !long,
        parts: ids,
    })
}

//! Vintages: the figures of every cell as of one instant after the other, told as changes.
//!
//! The word is that of statistical offices: a vintage is what a series looked like on the day of one publication. Folding
//! anew for each would cost one whole fold an instant. Here every event is folded once, and after each instant only the
//! contacts are settled and counted again that an event can have moved: those whose claims it names or whose decisions it
//! changes, and all that hang together with them as parts and wholes. What has no last day also moves when the dataset
//! learns something in a later month, for it is counted up to then.
//!
//! The result is defined by the plain way, and tested against it: fold the entries recorded by the instant, read that state
//! by the rule ([`crate::count::reading`]), count it. Where a rule lets links fall or counts in claims or origins, and where
//! something was redacted, the plain way is also the one taken, at the cost of one fold an instant.
//!
//! Figures are those of `contact_frequency` without the level of coverage, which [`crate::count::CoverageIndex`] tells of any
//! state. Nothing here knows of `--known-by`; filter the entries first.

mod anew;
mod ledger;
mod moving;
mod standing;
mod touched;

use crate::count::{Cell, Dyad};
use crate::event::{Entry, Event};
use crate::instant::Instant;
use crate::terms::{Links, Unit};
use crate::vocabulary::{Rule, Vocabulary};
use crate::when::Period;
use anew::Anew;
use moving::Moving;

/// A [`Cell`] by numbers, of which a journal has too many to name each: see [`Vintages::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellNumber {
    /// Index of the dyad.
    pub dyad: u32,
    /// Label of the category; 0 is `all`.
    pub category: u32,
    /// Label of the form; 0 is `all`.
    pub form: u32,
    /// The period.
    pub period: Period,
}

/// What the increments of a cell add up to: its figures without the level of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many certainly began in the period.
    pub certain: i64,
    /// How many may have.
    pub possible: i64,
    /// The expected number, in millionths.
    pub expected: i64,
    /// How many are possible only: without a first day, or contested.
    pub open: i64,
    /// Recurrences whose extent meets the period.
    pub recurring: i64,
}

/// A cell that is not what it was at the instant before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub cell: CellNumber,
    /// Its figures before; `None` if there was no such cell.
    pub before: Option<Sums>,
    /// Its figures now; `None` if there is no such cell any more. One that only a declared coverage makes has zeros.
    pub after: Option<Sums>,
}

/// What changed from one instant to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vintage {
    /// The instant; everything recorded by then is known.
    pub instant: Instant,
    /// Cells that changed, each once, in an order that says nothing but is always the same. At the first instant nothing was
    /// there before.
    pub changes: Vec<Change>,
}

/// The vintages of a journal, one after the other.
#[derive(Debug)]
pub struct Vintages<'a> {
    instants: std::vec::IntoIter<Instant>,
    way: Way<'a>,
}

#[derive(Debug)]
enum Way<'a> {
    Moving(Box<Moving<'a>>),
    Anew(Box<Anew<'a>>),
}

/// The vintages of entries under a rule, at some instants: they are sorted, and each is given once. Entries may be in any
/// order. Faults between events are left to `check`; as in the fold, an event at fault does what it can.
pub fn vintages<'a>(
    entries: &'a [Entry],
    vocabulary: &'a Vocabulary,
    rule: &'a Rule,
    instants: &[Instant],
) -> Vintages<'a> {
    let mut instants = instants.to_vec();
    instants.sort_unstable();
    instants.dedup();
    let is_read_as_it_is = rule.limits.links == Links::All && !matches!(rule.unit, Unit::Claim | Unit::Origin);
    // What a redaction takes along depends on all that stands beside it.
    let mut events = entries.iter().flat_map(|entry| &entry.events);
    let way = match is_read_as_it_is && !events.any(|event| matches!(event, Event::Redacted(_))) {
        true => Way::Moving(Box::new(Moving::new(entries, vocabulary, rule))),
        false => Way::Anew(Box::new(Anew::new(entries, vocabulary, rule))),
    };
    Vintages { instants: instants.into_iter(), way }
}

impl Vintages<'_> {
    /// Dyads by index, those of later instants not yet among them. The numbers depend on entries, rule and instants alone.
    pub fn dyads(&self) -> &[Dyad] {
        &self.ledger().names.dyads
    }

    /// Categories and forms by index; the first is `all`.
    pub fn labels(&self) -> &[String] {
        &self.ledger().names.labels
    }

    /// The cell of a number that was given.
    pub fn name(&self, cell: CellNumber) -> Cell {
        let label = |number: u32| self.labels()[number as usize].clone();
        let CellNumber { dyad, category, form, period } = cell;
        Cell { dyad: self.dyads()[dyad as usize].clone(), period, category: label(category), form: label(form) }
    }

    /// The figures of a cell at the instant given last; `None` if there is no such cell.
    pub fn figures(&self, cell: CellNumber) -> Option<Sums> {
        self.ledger().figures(cell)
    }

    /// The whole table at the instant given last, in the order of [`CellNumber`].
    pub fn cells(&self) -> Vec<(CellNumber, Sums)> {
        self.ledger().cells()
    }

    fn ledger(&self) -> &ledger::Ledger {
        match &self.way {
            Way::Moving(moving) => moving.ledger(),
            Way::Anew(anew) => &anew.ledger,
        }
    }
}

impl Iterator for Vintages<'_> {
    type Item = Vintage;

    fn next(&mut self) -> Option<Vintage> {
        let instant = self.instants.next()?;
        let changes = match &mut self.way {
            Way::Moving(moving) => moving.up_to(instant),
            Way::Anew(anew) => anew.at(instant),
        };
        Some(Vintage { instant, changes })
    }
}

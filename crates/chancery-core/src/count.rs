//! Counting: from settled contacts to increments of cells, in whole numbers.
//!
//! A cell is a dyad, a period and at most one of category and form. Every counted occasion adds one [`Increment`] to each
//! cell that it may belong to; a table is the sum of increments, and the increments of a cell are its evidence. Expected
//! counts are millionths of an occasion, so that sums are exact; see [`crate::when::Days::expected`].

pub(crate) mod counted;
mod coverage;
mod distribution;
mod dyads;
mod figures;
mod joint;
pub(crate) mod keys;
pub(crate) mod names;
pub(crate) mod occasions;
mod reading;
mod sensitivity;
mod spread;
mod totals;
mod units;

pub use crate::terms::Unit;
pub use counted::Counted;
pub use coverage::{CoverageIndex, CoverageLevel};
pub use distribution::{Distribution, DistributionRow, EXACT_BITS, Method, Odds, Sampling, distribution_rows, odds};
pub use dyads::{Dyad, Pairs, pairs};
pub use figures::{Cell, Figures, figure, figures};
pub use joint::{Assignment, Bound, Joint, JointRow, Statistic, joint_rows};
pub use occasions::{Occasion, Standing, occasions, standing};
pub use reading::reading;
pub use sensitivity::{SensitivityRow, Variant, sensitivity, variants};
pub use spread::reach;
pub use totals::{DatedOccasion, Total, occasions_by_dyad, totals};
pub use units::{UnitRow, units};

use crate::fold::State;
use crate::settle::Contact;
use crate::terms::{Nature, Status};
use crate::vocabulary::{Rule, Vocabulary};
use crate::when::Period;

/// The label that stands for every category or form.
pub const ALL: &str = "all";

/// What one contact adds to one cell. Labels and dyads are indices into [`Increments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Increment {
    /// Index of the dyad.
    pub dyad: u32,
    /// The period.
    pub period: Period,
    /// Label of the category; 0 is `all`.
    pub category: u32,
    /// Label of the form; 0 is `all`.
    pub form: u32,
    /// Label of who brought the two together; 0 where the table does not ask.
    pub facilitator: u32,
    /// Label of the occasion's or recurrence's id; 0 for a declared coverage.
    pub contact: u32,
    /// 1 if it certainly began in the period.
    pub certain: u8,
    /// 1 if it may have begun in the period.
    pub possible: u8,
    /// The share of it that belongs to the period, in millionths.
    pub expected: u32,
    /// 1 if it is possible only: no first day, or contested.
    pub open: u8,
    /// 1 if it is a recurrence whose extent meets the period.
    pub recurring: u8,
}

/// Increments with the texts that they name.
#[derive(Debug, Clone, Default)]
pub struct Increments {
    /// Dyads by index.
    pub dyads: Vec<Dyad>,
    /// Labels by index; the first is `all`.
    pub labels: Vec<String>,
    /// For `contact_frequency` and `exchange_categories`.
    pub cells: Vec<Increment>,
    /// For `mediation`.
    pub mediation: Vec<Increment>,
}

/// Counts a state under a rule, every increment at once.
pub fn count(state: &State, vocabulary: &Vocabulary, rule: &Rule) -> Increments {
    let counted = Counted::of(state, vocabulary, rule);
    let cells = counted.batches(usize::MAX).flatten().collect();
    let Counted { dyads, labels, mediation, .. } = counted;
    Increments { dyads, labels, cells, mediation }
}

/// Whether a contact is a recurrence that took or takes place, by the rule's stances.
pub fn recurs(contact: &Contact, rule: &Rule) -> bool {
    let took_place = contact.tied.iter().any(|s| matches!(s, Status::Happened | Status::Ongoing | Status::Ended));
    contact.nature == Nature::Recurrence && took_place && rule.stances.contains(&contact.stance)
}

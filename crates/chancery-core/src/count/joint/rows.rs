//! The joint bounds of one dyad as rows of a table.

use std::fmt;

use super::{Bound, DatedOccasion, Joint};
use crate::when::{Extent, Period};

/// What is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statistic {
    /// The contacts of all periods.
    Total,
    /// Those of the busiest period.
    Peak,
    /// The periods with a contact.
    Active,
    /// The contacts from the first period to one of them.
    Cumulative,
    /// The contacts of a period less those of the one before.
    Change,
}

impl Statistic {
    /// `total`, `peak`, `active`, `cumulative` or `change`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Statistic::Total => "total",
            Statistic::Peak => "peak",
            Statistic::Active => "active",
            Statistic::Cumulative => "cumulative",
            Statistic::Change => "change",
        }
    }
}

impl fmt::Display for Statistic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// One figure of one dyad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JointRow {
    /// What is bounded.
    pub statistic: Statistic,
    /// The first period that it speaks of; of a change the earlier one.
    pub from: Period,
    /// The last.
    pub to: Period,
    /// Not less than this.
    pub low: i64,
    /// Not more than this.
    pub high: i64,
    /// Whether both can be attained.
    pub exact: bool,
}

/// Every joint bound of some contacts over a partition, sorted by statistic and period; none for no periods. See
/// [`Joint::of`] for the arguments.
pub fn joint_rows(contacts: &[DatedOccasion], partition: &[Period], within: Extent) -> Vec<JointRow> {
    let joint = Joint::of(contacts, partition, within);
    let periods = joint.periods();
    let (Some(first), Some(last)) = (periods.first().copied(), periods.last().copied()) else { return Vec::new() };
    let row = |statistic, from, to, Bound { least, most, is_exact }| JointRow {
        statistic,
        from,
        to,
        low: least,
        high: most,
        exact: is_exact,
    };
    let mut rows = vec![
        row(Statistic::Total, first, last, joint.total()),
        row(Statistic::Peak, first, last, joint.peak()),
        row(Statistic::Active, first, last, joint.active()),
    ];
    let cumulative = periods.iter().zip(joint.cumulative());
    rows.extend(cumulative.map(|(to, bound)| row(Statistic::Cumulative, first, *to, bound)));
    let changes = periods.windows(2).enumerate();
    rows.extend(changes.map(|(number, pair)| row(Statistic::Change, pair[0], pair[1], joint.change(number))));
    rows
}

//! How far alpha could be off, by drawing the units again.

use super::alpha::Ratings;
use crate::draws::Draws;

/// How often the units are drawn.
pub const DRAWS: usize = 1_000;

/// With more different values than this no interval is given: each draw weighs every two of them.
pub const MAX_VALUES: usize = 1_000;

/// The middle 95 per cent of what alpha would be if other units of the same kind had been coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Its low end, in millionths.
    pub low: i64,
    /// Its high end.
    pub high: i64,
    /// The draws in which alpha was defined: those in which not all values were equal.
    pub draws: usize,
}

/// Draws as many units as there are, with repetition, again and again, and leaves 2.5 per cent off at either end.
///
/// Both disagreements are worked out anew in each draw. The draws depend on the seed alone. Alpha is rounded before it is
/// sorted, which moves no end: rounding keeps order. `None` where alpha is never defined, and above [`MAX_VALUES`].
pub fn interval(ratings: &Ratings, seed: u64) -> Option<Interval> {
    let units = ratings.units();
    if ratings.values() > MAX_VALUES {
        return None;
    }
    let mut draws = Draws::new(seed);
    let mut drawn: Vec<i64> = (0..DRAWS).filter_map(|_| ratings.weighted(&weights(units, &mut draws))).collect();
    drawn.sort_unstable();
    let (low, high) = (drawn.len() * 25 / 1000, (drawn.len() * 975).div_ceil(1000).checked_sub(1)?);
    Some(Interval { low: *drawn.get(low)?, high: *drawn.get(high)?, draws: drawn.len() })
}

/// How often each unit is drawn.
fn weights(units: usize, draws: &mut Draws) -> Vec<u64> {
    let mut weights = vec![0; units];
    for _ in 0..units {
        if let Some(weight) = usize::try_from(draws.below(units as u64)).ok().and_then(|unit| weights.get_mut(unit)) {
            *weight += 1;
        }
    }
    weights
}

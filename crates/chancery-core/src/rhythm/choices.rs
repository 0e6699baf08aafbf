//! Choices of one day for each contact: the first, the middle and the last days, and days drawn with a seed.
//!
//! A figure over these choices has a sampled range: it shows how much hangs on the dates, and is no bound.

use super::possible::Possible;
use crate::draws::Draws;

/// How many choices are drawn, besides the first, middle and last days.
pub const DRAWN_CHOICES: usize = 200;

/// The middle day of each onset, sorted.
pub(super) fn middle(onsets: &[Possible]) -> Vec<i64> {
    sorted(onsets.iter().map(Possible::middle))
}

/// All choices that a figure is sampled over, each sorted: first, middle and last days, then the drawn ones.
pub(super) fn sampled(onsets: &[Possible], seed: u64) -> impl Iterator<Item = Vec<i64>> + '_ {
    let ends = [sorted(onsets.iter().map(|o| o.first)), middle(onsets), sorted(onsets.iter().map(|o| o.last))];
    let mut draws = Draws::new(seed);
    let counts: Vec<u64> = onsets.iter().map(|onset| onset.count().unsigned_abs()).collect();
    let drawn = (0..DRAWN_CHOICES).map(move |_| {
        let days = onsets.iter().zip(&counts).map(|(onset, count)| {
            let before = draws.below(*count);
            onset.nth(i64::try_from(before).unwrap_or_default())
        });
        sorted(days)
    });
    ends.into_iter().chain(drawn)
}

fn sorted(days: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut days: Vec<i64> = days.collect();
    days.sort_unstable();
    days
}

/// The gaps of a sorted choice.
pub(super) fn gaps(days: &[i64]) -> Vec<i64> {
    days.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::possible::possible;
    use super::*;

    #[test]
    fn every_choice_takes_one_day_of_each_onset_in_order() {
        let onsets = [possible(&[(9, 9)]), possible(&[(0, 1), (20, 20)])];
        let choices: Vec<Vec<i64>> = sampled(&onsets, 3).collect();
        assert_eq!(choices.len(), DRAWN_CHOICES + 3);
        assert_eq!(choices[..3], [vec![0, 9], vec![1, 9], vec![9, 20]]);
        let drawn = &choices[3..];
        assert!(drawn.iter().all(|days| [vec![0, 9], vec![1, 9], vec![9, 20]].contains(days)));
        assert!(choices[..3].iter().all(|days| drawn.contains(days)), "each of the three is drawn at some time");
        assert_eq!(choices, sampled(&onsets, 3).collect::<Vec<_>>(), "the seed decides");
        assert_ne!(choices, sampled(&onsets, 4).collect::<Vec<_>>());
    }
}

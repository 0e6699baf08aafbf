//! Choices of one day for each contact: the first, the middle and the last days, and days drawn with a seed.
//!
//! A figure over these choices has a sampled range: it shows how much hangs on the dates, and is no bound. The draws come
//! from splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), which needs one
//! word of state, so the same seed gives the same days in any version and on any machine.

use super::possible::Possible;

/// How many choices are drawn, besides the first, middle and last days.
pub const DRAWN_CHOICES: usize = 200;

/// A stream of numbers that a seed decides.
pub(super) struct Draws {
    state: u64,
}

impl Draws {
    pub(super) fn new(seed: u64) -> Draws {
        Draws { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below `limit`, each as likely as any other up to one part in 2^64 / `limit`; 0 if there is none.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }
}

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
    fn the_stream_is_splitmix64() {
        // The first words for the seed 1234567, as the reference program in C prints them.
        let mut draws = Draws::new(1_234_567);
        let words: Vec<u64> = (0..3).map(|_| draws.next()).collect();
        assert_eq!(words, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn numbers_stay_below_their_limit_and_reach_all() {
        let mut draws = Draws::new(7);
        let mut seen = [0; 5];
        for _ in 0..1000 {
            seen[draws.below(5) as usize] += 1;
        }
        assert!(seen.iter().all(|times| (150..250).contains(times)), "{seen:?}");
        assert_eq!((draws.below(1), draws.below(0)), (0, 0));
    }

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

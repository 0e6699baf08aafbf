//! Burstiness: how unequal the gaps are, in the form of 2008 and in the form for few contacts of 2016.
//!
//! With `r` the standard deviation of the gaps over their mean,
//!
//! - `B = (sd - mean) / (sd + mean) = (r - 1) / (r + 1)`: Goh and Barabási, "Burstiness and memory in complex systems",
//!   EPL 81, 2008, 48002. -1 for equal gaps, 0 in the long run for contacts at random, towards 1 for bursts. With few
//!   contacts it cannot come near 1, and what is random looks regular.
//! - `A = (sqrt(n + 1) r - sqrt(n - 1)) / ((sqrt(n + 1) - 2) r + sqrt(n - 1))` for n contacts: Kim and Jo, "Measuring
//!   burstiness for finite event sequences", Physical Review E 94, 2016, 032311. -1 at `r = 0`, 0 at
//!   `r = sqrt((n - 1) / (n + 1))`, 1 at `r = sqrt(n - 1)`.
//!
//! **Which standard deviation.** That of a population, which divides by the number of gaps. The three values fit n gaps, as
//! n contacts on a ring have them: with this deviation, and with no other, equal gaps then give exactly -1, all contacts on
//! one day exactly 1, and days drawn evenly have a mean of `r^2` that is exactly `(n - 1) / (n + 1)`. Contacts of two states
//! do not run in a ring: n of them have n - 1 gaps, `r` is at most `sqrt(n - 2)`, so that A stays a little below 1, and the
//! mean of `r^2` is `(n - 2) / n`, which is `2 / (n (n + 1))` too low. A sample's deviation (division by n - 2) would reach 1
//! exactly, and miss the zero by `(n - 1) / (n (n + 1))`, which is (n - 1) / 2 times as much. What a reader asks is whether
//! the value is above zero, so the zero decides.
//!
//! **Arithmetic.** `sum` and `squares` of the gaps are whole numbers, and so is `v = m squares - sum^2` for m gaps;
//! `r = sqrt(v) / sum`. The roots are taken of whole numbers shifted up to 128 bits, so that each is right to one part in
//! 2^62, and one division, rounded to the nearest trillionth, comes last.

/// What figures without a unit are given in: trillionths, so that 1 is this many.
pub const TRILLIONTHS: i64 = 1_000_000_000_000;

/// What burstiness is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moments {
    /// The sum of the gaps.
    pub(super) sum: u64,
    /// m^2 times their variance, with m gaps: `m` times the sum of their squares, less the square of their sum.
    pub(super) spread: u128,
}

impl Moments {
    pub(super) fn of(gaps: &[i64]) -> Moments {
        let sum: u64 = gaps.iter().map(|gap| gap.unsigned_abs()).sum();
        let squares: u128 = gaps.iter().map(|gap| u128::from(gap.unsigned_abs()).pow(2)).sum();
        // By Cauchy and Schwarz never below zero.
        let spread = (gaps.len() as u128).saturating_mul(squares).saturating_sub(u128::from(sum).pow(2));
        Moments { sum, spread }
    }

    /// B in trillionths; `None` if all lie on one day.
    pub(super) fn burstiness(self) -> Option<i64> {
        let [deviation, mean] = roots([self.spread, u128::from(self.sum).pow(2)]);
        ratio(deviation - mean, deviation + mean)
    }

    /// A in trillionths for that many contacts; `None` if all lie on one day, or for a single contact.
    pub(super) fn finite(self, contacts: usize) -> Option<i64> {
        let mean = u128::from(self.sum).pow(2);
        let (more, fewer) = (contacts as u128 + 1, (contacts as u128).saturating_sub(1));
        let scaled = [more.saturating_mul(self.spread), self.spread.saturating_mul(4), fewer.saturating_mul(mean)];
        let [up, twice, down] = roots(scaled);
        if self.sum == 0 {
            return None;
        }
        ratio(up - down, up - twice + down)
    }
}

/// The square roots of some numbers, all times one power of two: the greatest for which each number still fits.
fn roots<const N: usize>(squares: [u128; N]) -> [i128; N] {
    let spare = squares.iter().map(|square| square.leading_zeros()).min().unwrap_or_default();
    // An even shift of the square is a whole shift of the root; if all are zero there is nothing to be gained.
    let shift = (spare / 2 * 2).min(126);
    squares.map(|square| i128::try_from((square << shift).isqrt()).unwrap_or(i128::MAX))
}

/// The ratio in trillionths, rounded to the nearest, halves away from zero; `None` unless the divisor is positive.
pub(super) fn ratio(of: i128, to: i128) -> Option<i64> {
    if to <= 0 {
        return None;
    }
    let twice = of.checked_mul(2 * i128::from(TRILLIONTHS))?;
    let rounded = (twice.abs().checked_add(to)?) / to.checked_mul(2)?;
    i64::try_from(rounded * twice.signum()).ok()
}

#[cfg(test)]
mod tests {
    use super::super::choices::gaps;
    use super::*;
    use crate::draws::Draws;

    #[test]
    fn moments_are_exact() {
        let cases: [(&[i64], u64, u128); 5] =
            [(&[], 0, 0), (&[0, 0], 0, 0), (&[7], 7, 0), (&[1, 3], 4, 4), (&[0, 0, 9], 9, 3 * 81 - 81)];
        for (gaps, sum, spread) in cases {
            assert_eq!(Moments::of(gaps), Moments { sum, spread }, "{gaps:?}");
        }
    }

    #[test]
    fn the_three_identities_hold_to_the_trillionth() {
        for contacts in (2..60).chain([1000, 1_000_000]) {
            let n = contacts as u128;
            // r^2 = spread / sum^2; with the sum n + 1 all three are whole.
            let sum = contacts as u64 + 1;
            let regular = Moments { sum, spread: 0 };
            let bursts = Moments { sum, spread: (n - 1) * (n + 1).pow(2) };
            let chance = Moments { sum, spread: (n - 1) * (n + 1) };
            let got = [regular, bursts, chance].map(|moments| moments.finite(contacts));
            assert_eq!(got, [Some(-TRILLIONTHS), Some(TRILLIONTHS), Some(0)], "{contacts} contacts");
        }
    }

    #[test]
    fn on_a_ring_the_deviation_of_a_population_attains_the_ends() {
        for contacts in 2..40 {
            // As many gaps as contacts: equal ones, and all days but one the same.
            let equal = vec![5; contacts];
            assert_eq!(Moments::of(&equal).finite(contacts), Some(-TRILLIONTHS));
            let mut crowd = vec![0; contacts];
            crowd[0] = 365;
            assert_eq!(Moments::of(&crowd).finite(contacts), Some(TRILLIONTHS), "{contacts}");
        }
    }

    #[test]
    fn on_a_line_it_stays_below_one() {
        let mut crowd = vec![0; 10];
        crowd[0] = 365;
        // r = 3: (3 sqrt(12) - sqrt(10)) / (3 (sqrt(12) - 2) + sqrt(10)).
        assert_eq!(Moments::of(&crowd).finite(11), Some(957_038_615_953));
    }

    #[test]
    fn burstiness_of_2008_is_the_ratio_of_two_roots() {
        let cases: [(&[i64], Option<i64>); 6] = [
            (&[], None),
            (&[0, 0, 0], None),
            (&[3, 3, 3], Some(-TRILLIONTHS)),
            // Deviation 1, mean 2.
            (&[1, 3], Some(-333_333_333_333)),
            // r = sqrt(2): (sqrt(2) - 1) / (sqrt(2) + 1) = 3 - 2 sqrt(2).
            (&[0, 0, 9], Some(171_572_875_254)),
            // r = 1.
            (&[0, 4], Some(0)),
        ];
        for (gaps, expected) in cases {
            assert_eq!(Moments::of(gaps).burstiness(), expected, "{gaps:?}");
        }
    }

    #[test]
    fn nothing_overflows_at_the_ends_of_the_calendar() {
        let most = Moments { sum: 7_304_483, spread: u128::MAX / 2 };
        assert!(most.burstiness().is_some_and(|value| value > 999_999_000_000));
        let _ = most.finite(usize::MAX);
        assert_eq!(Moments { sum: u64::MAX, spread: 0 }.burstiness(), Some(-TRILLIONTHS));
        assert_eq!(Moments { sum: 0, spread: 0 }.finite(0), None);
    }

    /// The mean of r^2, in trillionths, over many draws of eleven contacts.
    fn mean_of_squares(gaps_of: fn(&[i64]) -> Vec<i64>) -> i64 {
        let mut draws = Draws::new(11);
        let times = 4000;
        let squares = (0..times).filter_map(|_| {
            let mut days: Vec<i64> = (0..11).map(|_| draws.below(RING.unsigned_abs()) as i64).collect();
            days.sort_unstable();
            let Moments { sum, spread } = Moments::of(&gaps_of(&days));
            ratio(spread as i128, i128::from(sum).pow(2))
        });
        squares.sum::<i64>() / times
    }

    const RING: i64 = 1_000_000;

    #[test]
    fn contacts_by_chance_have_the_mean_that_the_documentation_says() {
        let on_a_ring = mean_of_squares(|days| {
            let around = RING - days[10] + days[0];
            gaps(days).into_iter().chain([around]).collect()
        });
        let on_a_line = mean_of_squares(gaps);
        let near = |got: i64, of: i64, to: i64| (got - TRILLIONTHS * of / to).abs() < TRILLIONTHS / 50;
        // (n - 1) / (n + 1) and (n - 2) / n; a sample's deviation on the line would give (n - 1) / n, which is 0.909.
        assert!(near(on_a_ring, 10, 12), "{on_a_ring}");
        assert!(near(on_a_line, 9, 11), "{on_a_line}");
    }
}

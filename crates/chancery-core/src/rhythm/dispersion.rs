//! Dispersion: whether contacts crowd into some years, against contacts that fall on the years by chance.
//!
//! The index of dispersion is the variance of the yearly counts over their mean, from the first year with a contact to the
//! last. The variance is a sample's, which divides by one less than the number of years: then, if each of n contacts falls on
//! each of k years as likely as on any other, the index is Pearson's chi-squared over its k - 1 degrees of freedom, and its
//! mean is exactly 1 (R. A. Fisher, "Statistical Methods for Research Workers", 1925, on small samples of the Poisson
//! series, which given their sum are spread in just this way). With the sum of squares q of the counts it is
//! `(k q - n^2) / ((k - 1) n)`.
//!
//! With few contacts chi-squared is a poor guide, so the comparison is drawn: n contacts over k years, 999 times, and how
//! many draws are at least as dispersed. For given n and k that is a comparison of whole numbers q. Leap years count as any
//! year. The years at both ends hold a contact by construction, which draws need not; that makes the contacts look a little
//! more even than they are.

use super::bursts::ratio;
use crate::draws::Draws;
use crate::when::Day;

/// How many draws the dispersion is compared with.
pub const NULL_DRAWS: u32 = 999;

/// Fewer years say nothing.
pub(super) const LEAST_YEARS: usize = 5;

/// The contacts of each year, first to last; of a sorted choice of days.
pub(super) fn yearly(days: &[i64]) -> Vec<u64> {
    let years: Vec<i64> = days.iter().map(|day| year(*day)).collect();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
    let mut counts = vec![0; usize::try_from(last - first + 1).unwrap_or_default()];
    for year in &years {
        if let Some(count) = usize::try_from(year - first).ok().and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    counts
}

fn year(day: i64) -> i64 {
    let day = i32::try_from(day).map_or(Day::MAX, Day);
    i64::from(day.ymd().0)
}

/// The index of dispersion in trillionths; `None` for fewer than five years.
pub(super) fn index(counts: &[u64]) -> Option<i64> {
    if counts.len() < LEAST_YEARS {
        return None;
    }
    let (years, sum) = (counts.len() as u128, u128::from(counts.iter().sum::<u64>()));
    let (squares, fewer) = (squares(counts), years.saturating_sub(1));
    let of = years.checked_mul(squares)?.checked_sub(sum.checked_mul(sum)?)?;
    ratio(i128::try_from(of).ok()?, i128::try_from(fewer.checked_mul(sum)?).ok()?)
}

fn squares(counts: &[u64]) -> u128 {
    counts.iter().map(|count| u128::from(*count).pow(2)).sum()
}

/// In how many of [`NULL_DRAWS`] draws as many contacts, spread by chance over as many years, are at least as dispersed.
pub(super) fn draws_above(counts: &[u64], seed: u64) -> u32 {
    let (contacts, years) = (counts.iter().sum::<u64>(), counts.len() as u64);
    let observed = squares(counts);
    // The days that choices draw with this seed shall not decide these draws as well.
    let mut draws = Draws::new(!seed);
    let mut above = 0;
    for _ in 0..NULL_DRAWS {
        let mut drawn = vec![0_u64; counts.len()];
        for _ in 0..contacts {
            let place = usize::try_from(draws.below(years)).unwrap_or_default();
            if let Some(count) = drawn.get_mut(place) {
                *count += 1;
            }
        }
        above += u32::from(squares(&drawn) >= observed);
    }
    above
}

#[cfg(test)]
mod tests {
    use super::super::bursts::TRILLIONTHS;
    use super::*;

    #[test]
    fn the_index_is_the_variance_over_the_mean() {
        let cases: [(&[u64], Option<i64>); 6] = [
            (&[], None),
            (&[2, 2, 2, 2], None),
            (&[2, 2, 2, 2, 2], Some(0)),
            (&[10, 0, 0, 0, 0], Some(10 * TRILLIONTHS)),
            // Mean 2, squares of differences 1 + 1 + 0 + 0 + 0, over 4.
            (&[1, 3, 2, 2, 2], Some(TRILLIONTHS / 4)),
            (&[0, 0, 0, 0, 0], None),
        ];
        for (counts, expected) in cases {
            assert_eq!(index(counts), expected, "{counts:?}");
        }
    }

    #[test]
    fn years_are_counted_from_the_first_to_the_last() {
        let day = |text: &str| i64::from(text.parse::<Day>().expect("is a day").0);
        let days = ["2001-12-31", "2002-01-01", "2002-12-31", "2005-06-01"].map(day);
        assert_eq!(yearly(&days), [1, 2, 0, 0, 1]);
        assert_eq!(yearly(&[]), [0; 0]);
    }

    #[test]
    fn draws_tell_crowds_from_chance_and_chance_from_order() {
        assert_eq!(draws_above(&[20, 0, 0, 0, 0], 1), 0);
        assert_eq!(draws_above(&[4, 4, 4, 4, 4], 1), NULL_DRAWS);
        // One of 5^2 draws of two contacts in five years puts both in one year: a fifth of them.
        let above = draws_above(&[2, 0, 0, 0, 0], 1);
        assert!((150..250).contains(&above), "{above}");
        assert_eq!(above, draws_above(&[2, 0, 0, 0, 0], 1), "the seed decides");
    }

    #[test]
    fn draws_agree_with_chi_squared_where_contacts_are_many() {
        // A hundred contacts in ten years with chi-squared 16.8 over nine degrees of freedom: p is 0.052.
        let counts = [19, 2, 13, 7, 8, 11, 10, 10, 10, 10];
        assert_eq!(index(&counts), Some(1_866_666_666_667));
        let above = draws_above(&counts, 5);
        assert!((30..75).contains(&above), "{above}");
    }
}

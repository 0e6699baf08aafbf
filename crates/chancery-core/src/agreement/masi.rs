//! The distance between two sets.

use std::collections::BTreeSet;

/// The distance of two sets that share nothing: three times the least common multiple of 1 to 22, so that the distance of
/// sets with up to 22 members between them is a whole number. Above, it is rounded down, by less than one part in 600 million.
pub(super) const UNIT: u32 = 3 * 232_792_560;

/// One less the share of members in common, which counts whole where the sets are equal, for two thirds where one holds the
/// other, for one third where each has a member of its own (Passonneau, "Measuring Agreement on Set-valued Items (MASI) for
/// Semantic and Pragmatic Annotation", LREC 2006). Two empty sets are equal.
pub(super) fn masi<V: Ord>(a: &BTreeSet<V>, b: &BTreeSet<V>) -> u32 {
    if a == b {
        return 0;
    }
    let shared = a.intersection(b).count() as u64;
    let all = (a.len() + b.len()) as u64 - shared;
    let thirds = if a.is_subset(b) || b.is_subset(a) { 2 } else { 1 };
    let likeness = (u64::from(UNIT / 3) * thirds * shared).div_ceil(all);
    UNIT - u32::try_from(likeness).unwrap_or(UNIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_as_far_apart_as_passonneau_has_them() {
        let set = |text: &str| text.chars().collect::<BTreeSet<char>>();
        for (a, b, of_eighteen) in [
            ("ab", "ab", 0),
            ("", "", 0),
            ("a", "b", 18),
            ("", "a", 18),
            ("a", "ab", 12),   // 1 - 1/2 * 2/3
            ("ab", "bc", 16),  // 1 - 1/3 * 1/3
            ("abc", "ab", 10), // 1 - 2/3 * 2/3
        ] {
            assert_eq!(u64::from(masi(&set(a), &set(b))) * 18, u64::from(UNIT) * of_eighteen, "{a} {b}");
            assert_eq!(masi(&set(a), &set(b)), masi(&set(b), &set(a)));
        }
    }
}

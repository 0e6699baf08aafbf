//! Distributions multiplied out: the weights of every number of contacts as integers over one denominator.
//!
//! The distribution of contacts that do not depend on each other is the product of polynomials `(n - k) + k x`, one for each
//! contact. So many of them are multiplied first as fit into 64 bits together; these short polynomials then go one after
//! the other into a table of long integers, in place. For u contacts and weights of b bits that takes about u^2 b / 64
//! products of words divided by four, and no memory beyond the result: less, at any size that is exact at all, than
//! splitting in halves, whose halves want products of integers of millions of digits.

use num_bigint::BigUint;

/// Weights of 0, 1, 2 … contacts, and their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weights {
    pub(super) weights: Vec<BigUint>,
    pub(super) total: BigUint,
}

/// The product of some powers: numerator, denominator, number of contacts. Numerators are below their denominators.
pub(super) fn product(groups: impl IntoIterator<Item = (u64, u64, u32)>) -> Weights {
    let shorts = shorts(groups);
    let contacts: usize = shorts.iter().map(Short::contacts).sum();
    let total: BigUint = shorts.iter().map(|short| BigUint::from(short.total)).product();
    let mut table = Table::of(contacts + 1, total.bits());
    shorts.iter().for_each(|short| table.multiply(short));
    Weights { weights: table.weights(), total }
}

/// A polynomial of which all weights together are below 2^63, or one contact's.
struct Short {
    weights: Vec<u64>,
    total: u64,
}

/// What a short polynomial may come to: a weight times a word, summed over all weights, then fits into 128 bits with what
/// is carried.
const MOST: u64 = 1 << 62;

impl Short {
    fn contacts(&self) -> usize {
        self.weights.len() - 1
    }

    /// Adds a contact, unless it does not fit.
    fn add(&mut self, inside: u64, days: u64) -> bool {
        let Some(total) = self.total.checked_mul(days).filter(|total| *total <= MOST) else { return false };
        self.total = total;
        self.weights.push(0);
        for place in (0..self.weights.len()).rev() {
            let below = place.checked_sub(1).map_or(0, |below| self.weights[below]);
            self.weights[place] = self.weights[place] * (days - inside) + below * inside;
        }
        true
    }
}

fn shorts(groups: impl IntoIterator<Item = (u64, u64, u32)>) -> Vec<Short> {
    let mut shorts: Vec<Short> = Vec::new();
    for (inside, days, number) in groups {
        for _ in 0..number {
            if !shorts.last_mut().is_some_and(|short| short.add(inside, days)) {
                shorts.push(Short { weights: vec![days - inside, inside], total: days });
            }
        }
    }
    shorts
}

/// Long integers side by side, each of as many words as the largest will need.
struct Table {
    words: Vec<u64>,
    /// Words of one weight.
    width: usize,
    /// Weights so far; those above are zero.
    length: usize,
    /// No weight so far has more bits.
    bits: u64,
}

impl Table {
    /// The weight one for no contact, and room for more.
    fn of(length: usize, bits: u64) -> Table {
        let width = words(bits);
        let mut words = vec![0; length * width];
        words[0] = 1;
        Table { words, width, length: 1, bits: 1 }
    }

    fn multiply(&mut self, short: &Short) {
        self.bits += u64::from(short.total.ilog2() + 1);
        self.length += short.contacts();
        let used = words(self.bits).min(self.width);
        // From the highest down, so that what a weight is made of is still what it was.
        for place in (0..self.length).rev() {
            let (below, own) = self.words.split_at_mut(place * self.width);
            let rows = below.rchunks_exact(self.width).map(|row| &row[..used]);
            let terms: Vec<(u128, &[u64])> =
                short.weights[1..].iter().map(|weight| u128::from(*weight)).zip(rows).collect();
            let first = u128::from(short.weights[0]);
            let mut carried = 0_u128;
            for (word, own) in own[..used].iter_mut().enumerate() {
                let all = terms.iter().map(|(weight, row)| weight * u128::from(row[word]));
                carried = all.fold(carried + first * u128::from(*own), u128::wrapping_add);
                *own = carried as u64;
                carried >>= 64;
            }
        }
    }

    fn weights(&self) -> Vec<BigUint> {
        let halves = |word: &u64| [*word as u32, (word >> 32) as u32];
        let rows = self.words.chunks_exact(self.width);
        rows.map(|row| BigUint::new(row.iter().flat_map(halves).collect())).collect()
    }
}

/// How many words hold so many bits; at least one.
fn words(bits: u64) -> usize {
    usize::try_from(bits.div_ceil(64).max(1)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contacts of a common chance, of whom each number has its binomial weight.
    #[test]
    fn powers_have_binomial_weights() {
        for (inside, days) in [(1, 2), (31, 365), (1, 7_304_484), (7_304_483, 7_304_484)] {
            let found = product([(inside, days, 200)]);
            let mut choices = BigUint::from(1_u32);
            for (place, weight) in (0..).zip(found.weights) {
                let expected =
                    &choices * BigUint::from(inside).pow(place) * BigUint::from(days - inside).pow(200 - place);
                assert_eq!(weight, expected, "{place} of {inside}/{days}");
                choices = choices * (200 - place) / (place + 1);
            }
            assert_eq!(found.total, BigUint::from(days).pow(200));
        }
    }
}

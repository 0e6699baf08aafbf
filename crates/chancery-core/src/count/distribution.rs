//! How likely each count of one period is, if every onset is spread evenly over its days.
//!
//! A contact with `k` of its `n` days in the period is there with probability `k/n`, whatever the others do; the number of
//! contacts is then Poisson binomial. Only firm contacts with a first and a last day have such a probability. The others that
//! may be in the period are `open`: the distribution is silent on them, and up to so many may come on top.
//!
//! All arithmetic is in whole numbers. A distribution is exact where that is cheap and otherwise drawn, from a seed that the
//! caller gives; see [`Method`]. The even spread is an assumption: [`super::Joint`] does without.

mod drawn;
mod exact;
mod odds;
mod rows;
#[cfg(test)]
mod tests;

use std::fmt;

use num_bigint::BigUint;

pub use odds::{Odds, odds};
pub use rows::{DistributionRow, distribution_rows};

/// Uncertain contacts times the bits of their common denominator (the product of all `n`) up to which a distribution is
/// exact: what the integers in it take together. That is about 1,350 contacts dated to years and counted by month, or 1,180
/// dated to decades and counted by year; more would take more than a tenth of a second for one cell.
pub const EXACT_BITS: u64 = 1 << 24;

/// How a distribution was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By multiplying out.
    Exact,
    /// By so many draws from this seed. With 10,000 the share of draws up to any number is within two points of the
    /// probability, unless the seed is one of fewer than 7 in 10,000 (Dvoretzky, Kiefer and Wolfowitz 1956, with Massart's
    /// constant: `2 exp(-2 draws difference^2)`).
    Seeded {
        /// What the caller gave.
        seed: u64,
        /// How many draws.
        draws: u32,
    },
}

impl fmt::Display for Method {
    /// `exact`, or `10000 draws, seed 7`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Method::Exact => out.write_str("exact"),
            Method::Seeded { seed, draws } => write!(out, "{draws} draws, seed {seed}"),
        }
    }
}

/// What to draw where a distribution is not worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// The same seed gives the same draws.
    pub seed: u64,
    /// How many; at least one is made.
    pub draws: u32,
}

impl Sampling {
    /// 10,000 draws from a seed.
    pub const fn of(seed: u64) -> Sampling {
        Sampling { seed, draws: 10_000 }
    }
}

/// The number of contacts in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// How many are in the period in any case.
    pub certain: u32,
    /// How many may be, open ones included.
    pub possible: u32,
    /// How many may be of which nothing else is known: contested, or without a first or last day. None of the numbers that
    /// follow counts them.
    pub open: u32,
    /// How the weights were found.
    pub method: Method,
    /// The weight of `certain`, `certain + 1` and so on.
    weights: Vec<BigUint>,
    /// The sum of all weights.
    total: BigUint,
}

impl Distribution {
    /// Multiplied out where that takes at most [`EXACT_BITS`], drawn otherwise.
    pub fn of(odds: &Odds, sampling: Sampling) -> Distribution {
        if odds.bits() <= EXACT_BITS { Distribution::exact(odds) } else { Distribution::seeded(odds, sampling) }
    }

    /// Multiplied out, however long it takes.
    pub fn exact(odds: &Odds) -> Distribution {
        let product = exact::product(odds.groups());
        Distribution::with(odds, Method::Exact, product.weights, product.total)
    }

    /// Drawn, however few contacts there are.
    pub fn seeded(odds: &Odds, sampling: Sampling) -> Distribution {
        let Sampling { seed, draws } = Sampling { draws: sampling.draws.max(1), ..sampling };
        let weights = drawn::tally(odds, seed, draws).into_iter().map(BigUint::from).collect();
        Distribution::with(odds, Method::Seeded { seed, draws }, weights, BigUint::from(draws))
    }

    fn with(odds: &Odds, method: Method, weights: Vec<BigUint>, total: BigUint) -> Distribution {
        let possible = odds.certain.saturating_add(odds.uncertain()).saturating_add(odds.open);
        Distribution { certain: odds.certain, possible, open: odds.open, method, weights, total }
    }

    /// The probability of exactly so many contacts as numerator and denominator, not in lowest terms; `None` if the
    /// distribution was drawn.
    pub fn probability(&self, number: u32) -> Option<(BigUint, BigUint)> {
        let place = number.checked_sub(self.certain).and_then(|place| usize::try_from(place).ok());
        let weight = place.and_then(|place| self.weights.get(place)).cloned().unwrap_or_default();
        (self.method == Method::Exact).then(|| (weight, self.total.clone()))
    }

    /// The smallest number that is not exceeded with a probability of at least `share/of`.
    pub fn quantile(&self, share: u32, of: u32) -> u32 {
        let wanted = &self.total * share;
        let mut sum = BigUint::default();
        let mut number = self.certain;
        for weight in &self.weights {
            sum += weight;
            if &sum * of >= wanted {
                return number;
            }
            number = number.saturating_add(1);
        }
        // Only a share above one comes here.
        self.possible - self.open
    }

    /// The lower median.
    pub fn median(&self) -> u32 {
        self.quantile(1, 2)
    }

    /// The lower end of the central interval of so many per cent: at most half of what is outside lies below it. An interval
    /// of level 90 is that from the 5th to the 95th percentile, and holds at least 90 per cent.
    pub fn low(&self, level: u32) -> u32 {
        self.quantile(100 - level.min(100), 200)
    }

    /// The upper end of the central interval of so many per cent.
    pub fn high(&self, level: u32) -> u32 {
        self.quantile(100 + level.min(100), 200)
    }

    /// The upper end of the central interval, should all open contacts have been in the period as well.
    pub fn high_with_open(&self, level: u32) -> u32 {
        self.high(level).saturating_add(self.open)
    }
}

//! A figure as a source gives it, and sums of such figures. Whole numbers throughout; sums cannot overflow.

use std::fmt;

use crate::claim::Quantity;

/// A figure: at least, the source's own, at most. At least one is known of what a source says; of a sum perhaps none is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount {
    /// At least; the source's own figure where it gives no lower bound beside it.
    pub low: Option<i64>,
    /// The source's own figure.
    pub best: Option<i64>,
    /// At most; the source's own figure where it gives no upper bound beside it.
    pub high: Option<i64>,
}

impl Amount {
    /// What a quantity says. Bounds that are equal are the source's own figure.
    pub fn of(quantity: &Quantity) -> Amount {
        let Quantity { low, best, high, .. } = quantity;
        let best = best.or((low == high).then_some(*low).flatten());
        Amount { low: low.or(best), best, high: high.or(best) }
    }
}

impl fmt::Display for Amount {
    /// For people: `655`; where there is no single figure `630 to 660`, `630 or more`, `660 or fewer`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.best, self.high) {
            (_, Some(best), _) => write!(f, "{}", grouped(best)),
            (Some(low), None, Some(high)) => write!(f, "{} to {}", grouped(low), grouped(high)),
            (Some(low), None, None) => write!(f, "{} or more", grouped(low)),
            (None, None, Some(high)) => write!(f, "{} or fewer", grouped(high)),
            (None, None, None) => f.write_str("any number"),
        }
    }
}

/// With a comma before each group of three digits.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A sum of amounts, exact: more figures than memory holds would be needed to overflow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    low: Option<i128>,
    best: Option<i128>,
    high: Option<i128>,
}

impl Sum {
    pub(super) const ZERO: Sum = Sum { low: Some(0), best: Some(0), high: Some(0) };

    pub(super) fn of(amount: &Amount) -> Sum {
        let wide = |end: Option<i64>| end.map(i128::from);
        Sum { low: wide(amount.low), best: wide(amount.best), high: wide(amount.high) }
    }

    /// What several figures for one thing leave open: what all of them allow, or, where they contradict each other,
    /// whatever any of them allows.
    pub(super) fn hull<'a>(amounts: impl Iterator<Item = &'a Amount>) -> Sum {
        let all: Vec<Sum> = amounts.map(Sum::of).collect();
        let low = all.iter().filter_map(|sum| sum.low).max();
        let high = all.iter().filter_map(|sum| sum.high).min();
        let mut bests = all.iter().filter_map(|sum| sum.best);
        let best = bests.next().filter(|first| bests.all(|best| best == *first));
        if low.zip(high).is_none_or(|(low, high)| low <= high) {
            return Sum { low, best, high };
        }
        let lowest = all.iter().map(|sum| sum.low).min().flatten();
        let highest = all.iter().map(|sum| sum.high).reduce(|a, b| a.zip(b).map(|(a, b)| a.max(b))).flatten();
        Sum { low: lowest, best: None, high: highest }
    }

    pub(super) fn add(self, other: Sum) -> Sum {
        let both = |a: Option<i128>, b: Option<i128>| a.zip(b).map(|(a, b)| a.saturating_add(b));
        Sum { low: both(self.low, other.low), best: both(self.best, other.best), high: both(self.high, other.high) }
    }

    /// By how much this lies above the other: positive or negative where the ranges do not meet, else 0.
    pub(super) fn above(&self, other: &Sum) -> i128 {
        let beyond = |low: Option<i128>, high: Option<i128>| low.zip(high).map_or(0, |(low, high)| (low - high).max(0));
        beyond(self.low, other.high) - beyond(other.low, self.high)
    }

    /// This less the other, as [`super::Margin::difference`] tells it.
    pub(super) fn less(&self, other: &Sum) -> Option<i64> {
        let gap = Some(self.above(other)).filter(|gap| *gap != 0);
        self.best.zip(other.best).map(|(own, other)| own - other).or(gap).map(narrow)
    }

    /// As published: an end beyond 64 bits becomes the last number that is not.
    pub(super) fn amount(&self) -> Amount {
        Amount { low: self.low.map(narrow), best: self.best.map(narrow), high: self.high.map(narrow) }
    }
}

fn narrow(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(low: i64, best: i64, high: i64) -> Amount {
        let some = |number: i64| (number >= 0).then_some(number);
        let quantity = Quantity { of: String::new(), low: some(low), best: some(best), high: some(high), unit: None };
        Amount::of(&quantity)
    }

    /// Low, best and high as given (-1: nothing said), and how they read.
    #[test]
    fn amounts_as_people_read_them() {
        for (low, best, high, text) in [
            (-1, 655, -1, "655"),
            (-1, 287_776, -1, "287,776"),
            (600, 655, 700, "655"),
            (5, -1, 5, "5"),
            (1_000, -1, 2_000_000, "1,000 to 2,000,000"),
            (200, -1, -1, "200 or more"),
            (-1, -1, 1_000, "1,000 or fewer"),
            (-1, -1, -1, "any number"),
        ] {
            assert_eq!(amount(low, best, high).to_string(), text);
        }
        assert_eq!(grouped(-1_234_567), "-1,234,567");
    }

    /// Two amounts; the gap between them; the difference.
    #[test]
    fn gaps_and_differences() {
        for (whole, parts, gap, difference) in [
            (amount(-1, 10, -1), amount(-1, 10, -1), 0, Some(0)),
            (amount(-1, 10, -1), amount(-1, 12, -1), -2, Some(-2)),
            (amount(-1, 12, -1), amount(-1, 10, -1), 2, Some(2)),
            (amount(8, 12, 14), amount(-1, 10, -1), 0, Some(2)),
            (amount(8, -1, 14), amount(-1, 10, -1), 0, None),
            (amount(8, -1, 14), amount(15, -1, -1), -1, Some(-1)),
            (amount(20, -1, -1), amount(-1, -1, 15), 5, Some(5)),
        ] {
            let (whole, parts) = (Sum::of(&whole), Sum::of(&parts));
            assert_eq!((whole.above(&parts), whole.less(&parts)), (gap, difference), "{whole:?} {parts:?}");
        }
    }

    /// Figures for one thing, and what they leave.
    #[test]
    fn several_figures_for_one_thing() {
        let figure = |n: i64| amount(-1, n, -1);
        for (figures, left) in [
            (vec![figure(102)], figure(102)),
            (vec![figure(102), figure(102)], figure(102)),
            (vec![figure(102), figure(98)], amount(98, -1, 102)),
            (vec![figure(102), amount(90, -1, -1)], figure(102)),
            (vec![figure(50), amount(90, -1, -1)], Amount { low: Some(50), best: None, high: None }),
            (vec![amount(90, -1, -1), amount(-1, -1, 120)], amount(90, -1, 120)),
        ] {
            assert_eq!(Sum::hull(figures.iter()).amount(), left, "{figures:?}");
        }
    }

    #[test]
    fn sums_beyond_64_bits_are_exact_inside_and_narrow_outside() {
        let most = Sum::of(&amount(-1, i64::MAX, -1));
        let sum = most.add(most);
        assert_eq!(sum.amount().best, Some(i64::MAX));
        assert_eq!(most.above(&sum), -i128::from(i64::MAX));
        assert_eq!(most.less(&sum), Some(-i64::MAX));
    }
}

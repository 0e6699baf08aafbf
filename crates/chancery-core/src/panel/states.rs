//! What a panel asks of the vocabulary: when two states were there together, and their codes in a year.

use crate::vocabulary::{State, Vocabulary};
use crate::when::{Day, Period};

/// The first and the last day on which both states existed; `None` if one is no state of the vocabulary, or they never did.
///
/// The outermost days of `exists` hold: a state founded some time in a year is there in all of it.
pub fn together(vocabulary: &Vocabulary, a: &str, b: &str) -> Option<(Day, Day)> {
    let (a, b) = (vocabulary.states.get(a)?, vocabulary.states.get(b)?);
    let first = |state: &State| state.exists.earliest().unwrap_or(Day::MIN);
    let last = |state: &State| state.exists.latest().unwrap_or(Day::MAX);
    let (first, last) = (first(a).max(first(b)), last(a).min(last(b)));
    (first <= last).then_some((first, last))
}

/// A state's code in somebody's list for a period: the one that held on the period's last day, else the last listed that
/// held on any day of it; `None` where there is none. A code without `during` holds as long as the state.
pub fn code_in<'a>(state: &'a State, scheme: &str, period: Period) -> Option<&'a str> {
    let held = |first: Day, last: Day| {
        let of_scheme = state.codes.iter().rev().filter(|code| code.scheme == scheme);
        let mut held = of_scheme.filter(|code| code.during.as_ref().is_none_or(|d| d.extent().meets(first, last)));
        held.next().map(|code| code.code.as_str())
    };
    held(period.last, period.last).or_else(|| held(period.first, period.last))
}

/// A code that is a number, as those of Correlates of War and of Gleditsch and Ward are.
pub fn number_in(state: &State, scheme: &str, period: Period) -> Option<u32> {
    code_in(state, scheme, period)?.parse().ok()
}

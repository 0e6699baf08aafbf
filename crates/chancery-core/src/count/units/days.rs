//! Days: how many different ones there were, and how many each occasion lasted.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Weighed;
use crate::when::{Day, Period, When};

/// The fewest and the most different days of a period on which something began.
///
/// Fewest: occasions that certainly began in it share days as far as their onsets let them (the points that stab all
/// intervals, earliest end first). Most: each takes a day of its own as far as there are any (earliest end first again).
/// An onset with gaps counts as if it had none, which can only widen the bounds.
pub(super) fn distinct(within: &[&Weighed<'_>], period: Period) -> (i64, i64) {
    let mut certain = Vec::new();
    let mut possible = Vec::new();
    for occasion in within {
        let onset = &occasion.whole.onset;
        let stretch =
            (onset.first().unwrap_or(Day::MIN).max(period.first), onset.last().unwrap_or(Day::MAX).min(period.last));
        if occasion.is_certain_in(period) {
            certain.push(stretch);
        }
        possible.push(stretch);
    }
    (fewest_points(certain), most_places(possible))
}

fn fewest_points(mut stretches: Vec<(Day, Day)>) -> i64 {
    stretches.sort_by_key(|stretch| stretch.1);
    let (mut points, mut last) = (0, None);
    for (first, end) in stretches {
        if last.is_none_or(|last| last < first) {
            points += 1;
            last = Some(end);
        }
    }
    points
}

fn most_places(mut stretches: Vec<(Day, Day)>) -> i64 {
    stretches.sort_unstable();
    let (mut waiting, mut places, mut day) = (BinaryHeap::new(), 0, Day::MIN);
    let mut coming = stretches.into_iter().peekable();
    loop {
        if waiting.is_empty() {
            let Some((first, _)) = coming.peek() else { return places };
            day = day.max(*first);
        }
        while let Some((_, last)) = coming.next_if(|(first, _)| *first <= day) {
            waiting.push(Reverse(last));
        }
        if let Some(Reverse(last)) = waiting.pop()
            && last >= day
        {
            places += 1;
            day = Day(day.0.saturating_add(1));
        }
    }
}

/// Days over all occasions.
pub(super) struct Lasted {
    pub(super) least: i64,
    pub(super) most: i64,
    /// Occasions whose length no source gives.
    pub(super) unsaid: i64,
}

/// How many days of a period the occasions lasted, one day where nobody says how long. At least the days from the latest
/// start to the earliest end, at most those from the earliest start to the latest end.
pub(super) fn lasted(within: &[&Weighed<'_>], period: Period) -> Lasted {
    let mut sum = Lasted { least: 0, most: 0, unsaid: 0 };
    for occasion in within {
        let onset = &occasion.whole.onset;
        let ends = end(&occasion.whole.when);
        match (onset.first().zip(onset.last()), ends) {
            (Some((from, begun)), Some((ended, until))) => {
                sum.least += if occasion.firm { overlap((begun, ended.max(begun)), period) } else { 0 };
                sum.most += overlap((from, until), period);
            }
            _ => {
                sum.least += i64::from(occasion.is_certain_in(period));
                sum.most += 1;
                sum.unsaid += i64::from(onset.count() != Some(1));
            }
        }
    }
    sum
}

/// The first and the last day on which an interval may end.
fn end(when: &str) -> Option<(Day, Day)> {
    let (_, end) = when.split_once('/')?;
    let end = When::parse(end).ok()?.onset();
    end.first().zip(end.last())
}

/// How many days two stretches share.
fn overlap((from, until): (Day, Day), period: Period) -> i64 {
    let days = i64::from(until.min(period.last).0) - i64::from(from.max(period.first).0) + 1;
    days.max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(of: &[(i32, i32)]) -> Vec<(Day, Day)> {
        of.iter().map(|(first, last)| (Day(*first), Day(*last))).collect()
    }

    #[test]
    fn few_points_stab_and_many_places_are_found() {
        let cases = [
            (vec![], 0, 0),
            (vec![(1, 1), (1, 1)], 1, 1),
            (vec![(1, 1), (2, 2)], 2, 2),
            (vec![(1, 3), (2, 4), (3, 9)], 1, 3),
            (vec![(1, 2), (1, 2), (1, 2)], 1, 2),
            (vec![(5, 5), (1, 9), (5, 5)], 1, 2),
            (vec![(1, 1), (1, 2), (2, 2), (9, 9)], 3, 3),
        ];
        for (given, fewest, most) in cases {
            assert_eq!((fewest_points(stretches(&given)), most_places(stretches(&given))), (fewest, most), "{given:?}");
        }
    }

    /// Every choice of days, one after the other.
    fn by_force(given: &[(i32, i32)], chosen: &mut Vec<i32>, found: &mut (usize, usize)) {
        match given.split_first() {
            None => {
                let mut days = chosen.clone();
                days.sort_unstable();
                days.dedup();
                *found = (found.0.min(days.len()), found.1.max(days.len()));
            }
            Some(((first, last), rest)) => {
                for day in *first..=*last {
                    chosen.push(day);
                    by_force(rest, chosen, found);
                    chosen.pop();
                }
            }
        }
    }

    #[test]
    fn both_equal_brute_force_on_all_triples_of_short_stretches() {
        let all: Vec<(i32, i32)> = (0..4).flat_map(|a| (a..4).map(move |b| (a, b))).collect();
        for a in &all {
            for b in &all {
                for c in &all {
                    let given = [*a, *b, *c];
                    let mut found = (usize::MAX, 0);
                    by_force(&given, &mut Vec::new(), &mut found);
                    let got = (fewest_points(stretches(&given)), most_places(stretches(&given)));
                    assert_eq!(got, (found.0 as i64, found.1 as i64), "{given:?}");
                }
            }
        }
    }
}

//! The median gap: bounds over all choices of days, exact where a choice is found that attains them.
//!
//! Of an even number of gaps two are in the middle. The least is that of the shorter one and the most that of the longer
//! one, so that whatever is called the median lies between.
//!
//! **Why they are bounds.** No gap is shorter than its own least, so, sorted, the j-th shortest gap of any choice is not
//! shorter than the j-th of the least gaps; likewise for the most. Moreover, if r gaps are at least as long as the median,
//! r times the median is at most the span from the first day of all to the last.
//!
//! **Where they are exact.** Few choices are all tried. Of many the sampled ones are, and one that crowds all contacts on
//! as few days as can be; a bound that one of them attains is flagged exact. A bound that is not flagged may be attained
//! all the same.

use super::choices::gaps;
use super::possible::{Possible, windows};

/// How much may be tried: choices, times contacts.
const TRIED: i64 = 50_000;

/// The least and the most, each with whether it is exact. `None` for fewer than two contacts.
pub(super) fn median(
    onsets: &[Possible],
    (shortest, longest): (&[i64], &[i64]),
    tried: &[(i64, i64)],
) -> Option<((i64, bool), (i64, bool))> {
    let choices = onsets.iter().try_fold(onsets.len() as i64, |all, onset| all.checked_mul(onset.count()));
    if onsets.len() > 1 && choices.is_some_and(|choices| choices <= TRIED) {
        let (least, most) = of_all(onsets);
        return Some(((least, true), (most, true)));
    }
    let (least, most) = bounds(onsets, shortest, longest)?;
    let crowded = middle_two(&gaps(&crowded(onsets)));
    let attained: Vec<(i64, i64)> = tried.iter().copied().chain(crowded).collect();
    let is_least = attained.iter().any(|(shorter, _)| *shorter == least);
    let is_most = attained.iter().any(|(_, longer)| *longer == most);
    Some(((least, is_least), (most, is_most)))
}

/// The two middle ones of some gaps, which are one if their number is odd; `None` if there are none.
pub(super) fn middle_two(gaps: &[i64]) -> Option<(i64, i64)> {
    let mut sorted = gaps.to_vec();
    sorted.sort_unstable();
    let shorter = sorted.get(sorted.len().checked_sub(1)? / 2)?;
    Some((*shorter, *sorted.get(sorted.len() / 2)?))
}

/// Bounds from the bounds of each gap and from the span of all.
fn bounds(onsets: &[Possible], shortest: &[i64], longest: &[i64]) -> Option<(i64, i64)> {
    let (least, most) = (middle_two(shortest)?.0, middle_two(longest)?.1);
    let (firsts, lasts) = windows(onsets);
    let span = lasts.last()? - firsts.first()?;
    let not_shorter = longest.len() - longest.len() / 2;
    Some((least, most.min(span / i64::try_from(not_shorter).ok()?)))
}

/// The least and the most over every choice there is.
fn of_all(onsets: &[Possible]) -> (i64, i64) {
    let mut places = vec![0; onsets.len()];
    let (mut least, mut most) = (i64::MAX, 0);
    loop {
        let mut days: Vec<i64> = onsets.iter().zip(&places).map(|(onset, place)| onset.nth(*place)).collect();
        days.sort_unstable();
        if let Some((shorter, longer)) = middle_two(&gaps(&days)) {
            (least, most) = (least.min(shorter), most.max(longer));
        }
        let turned = places.iter_mut().zip(onsets).find_map(|(place, onset)| {
            *place = (*place + 1) % onset.count();
            (*place > 0).then_some(())
        });
        if turned.is_none() {
            return (least, most);
        }
    }
}

/// A choice on few days: the earliest last day takes all who can, then the next of those left.
fn crowded(onsets: &[Possible]) -> Vec<i64> {
    let mut order: Vec<&Possible> = onsets.iter().collect();
    order.sort_by_key(|onset| onset.last);
    let (mut days, mut day) = (Vec::with_capacity(order.len()), i64::MIN);
    for onset in order {
        if !onset.has(day) {
            day = onset.last;
        }
        days.push(day);
    }
    days.sort_unstable();
    days
}

#[cfg(test)]
mod tests {
    use super::super::gaps::{self, longest, shortest};
    use super::super::possible::possible;
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_is_two() {
        let none: [i64; 0] = [];
        assert_eq!(middle_two(&none), None);
        for (gaps, shorter, longer) in
            [(&[4][..], 4, 4), (&[9, 4], 4, 9), (&[9, 4, 5], 5, 5), (&[1, 0, 9, 4], 1, 4), (&[0, 0, 0, 7], 0, 0)]
        {
            assert_eq!(middle_two(gaps), Some((shorter, longer)), "{gaps:?}");
        }
    }

    #[test]
    fn bounds_hold_on_all_triples_of_sets_of_four_days_and_are_often_attained() {
        let sets: Vec<Possible> = (1..16)
            .map(|set| possible(&(0..4).filter(|day| set & (1 << day) != 0).map(|day| (day, day)).collect::<Vec<_>>()))
            .collect();
        let (mut least_met, mut most_met, mut all) = (0, 0, 0);
        for a in &sets {
            for b in &sets {
                for c in &sets {
                    let onsets = [a.clone(), b.clone(), c.clone()];
                    let (least, most) = bounds(&onsets, &shortest(&onsets), &longest(&onsets)).expect("three contacts");
                    let exact = of_all(&onsets);
                    assert!(least <= exact.0 && exact.1 <= most, "{onsets:?}: {least} {most} {exact:?}");
                    all += 1;
                    least_met += i32::from(least == exact.0);
                    most_met += i32::from(most == exact.1);
                }
            }
        }
        assert!(least_met * 10 > all * 8 && most_met * 10 > all * 6, "{least_met} and {most_met} of {all}");
    }

    #[test]
    fn a_bound_is_exact_only_where_a_choice_attains_it() {
        // Too many choices to try: thirty contacts in one year, ten days apart.
        let apart: Vec<Possible> = (0..30).map(|place| possible(&[(place * 10, place * 10 + 1)])).collect();
        let (shortest, longest) = (shortest(&apart), longest(&apart));
        let of_tried = |tried| median(&apart, (&shortest, &longest), tried);
        assert_eq!(of_tried(&[(10, 10)]), Some(((9, false), (11, false))));
        assert_eq!(of_tried(&[(10, 10), (9, 10)]), Some(((9, true), (11, false))));
        assert_eq!(of_tried(&[(9, 11)]), Some(((9, true), (11, true))));
        // All on one day: the crowding choice attains zero.
        let year: Vec<Possible> = (0..30).map(|place| possible(&[(place, 365)])).collect();
        let (shortest, longest) = (gaps::shortest(&year), gaps::longest(&year));
        assert_eq!(median(&year, (&shortest, &longest), &[]).map(|found| found.0), Some((0, true)));
    }

    #[test]
    fn the_crowding_choice_takes_few_days() {
        let onsets = [possible(&[(0, 5)]), possible(&[(3, 9)]), possible(&[(6, 9)]), possible(&[(2, 2), (12, 20)])];
        assert_eq!(crowded(&onsets), [5, 5, 9, 20]);
    }
}

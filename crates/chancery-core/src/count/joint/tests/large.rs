//! Many contacts: against a formula that needs no flow, and in numbers that a slow way would not get through.

use super::*;

/// Where every contact is on one run of periods, the least peak is what the fullest stretch of periods needs: for each
/// stretch the contacts that are nowhere else, by its length, rounded up (Hall's condition; stretches are enough for runs).
fn least_peak_of_runs(runs: &[(usize, usize)], periods: usize) -> i64 {
    let mut least = 0;
    for first in 0..periods {
        let mut ending = vec![0_i64; periods];
        runs.iter().filter(|run| run.0 >= first).for_each(|run| ending[run.1] += 1);
        let mut sum = 0;
        for (length, number) in (1..).zip(&ending[first..]) {
            sum += number;
            least = least.max((sum + length - 1) / length);
        }
    }
    least
}

fn over_runs(runs: &[(usize, usize)], partition: &[Period]) -> Vec<DatedOccasion> {
    runs.iter()
        .map(|(first, last)| contact(Days::between(partition[*first].first, partition[*last].last), true))
        .collect()
}

fn runs(periods: usize, number: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    vec((0..periods, 0..periods).prop_map(|(a, b)| (a.min(b), a.max(b))), 0..number)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_least_peak_is_what_the_fullest_stretch_needs(runs in runs(13, 200)) {
        let partition: Vec<Period> = periods(Grain::Year, day("2000-01-01"), day("2012-01-01")).collect();
        let joint = Joint::of(&over_runs(&runs, &partition), &partition, ANYWHERE);
        prop_assert_eq!(joint.peak().least, least_peak_of_runs(&runs, 13));
        let counts = joint.levelled().counts;
        prop_assert_eq!(counts.iter().copied().max().map(i64::from), Some(joint.peak().least));
        prop_assert_eq!(counts.iter().sum::<u32>() as usize, runs.len());
    }

    #[test]
    fn the_order_of_contacts_decides_no_bound(contacts in small()) {
        let partition = months(4);
        let mut turned = contacts.clone();
        turned.reverse();
        prop_assert_eq!(joint_rows(&contacts, &partition, ANYWHERE), joint_rows(&turned, &partition, ANYWHERE));
    }
}

#[test]
fn a_hundred_thousand_contacts_of_all_widths_are_levelled() {
    let partition: Vec<Period> = periods(Grain::Month, day("1920-01-01"), day("2019-12-01")).collect();
    let number = partition.len();
    // Widths from a month to the whole century, begun all over it.
    let run = |contact: usize| {
        let first = contact * 7919 % number;
        (first, (first + contact * 104_729 % (1 + contact % number)).min(number - 1))
    };
    let runs: Vec<(usize, usize)> = (0..100_000).map(run).collect();
    let joint = Joint::of(&over_runs(&runs, &partition), &partition, ANYWHERE);
    assert_eq!(pair(joint.total()), (100_000, 100_000));
    assert_eq!(joint.peak().least, least_peak_of_runs(&runs, number));
    assert!(joint.active().is_exact);
}

#[test]
fn many_contacts_on_sets_with_holes_are_levelled() {
    let partition: Vec<Period> = periods(Grain::Month, day("1920-01-01"), day("2019-12-01")).collect();
    let number = partition.len();
    // One month of several years that follow each other, as in `196X-05`, or either of two months far apart.
    let months = |contact: usize| -> Vec<usize> {
        let first = contact * 7919 % number;
        let (step, times) = if contact.is_multiple_of(3) { (1 + contact % 501, 2) } else { (12, 2 + contact % 9) };
        (0..times).map(|time| first + time * step).filter(|month| *month < number).collect()
    };
    let contacts: Vec<DatedOccasion> = (0..30_000)
        .map(|number| {
            let days = months(number).into_iter().map(|month| (partition[month].first, partition[month].last));
            contact(Days::from_ranges(days), true)
        })
        .collect();
    let joint = Joint::of(&contacts, &partition, ANYWHERE);
    let level = joint.levelled();
    let placed = level.periods.iter().zip(0..);
    assert!(placed.into_iter().all(|(period, contact)| period.is_some_and(|own| months(contact).contains(&own))));
    let peak = level.counts.iter().copied().max().unwrap_or(0);
    assert_eq!(joint.peak().least, i64::from(peak));
    assert_eq!(joint.feasible(&vec![0..=peak - 1; number]), None, "one less is too few");
    let even = joint.feasible(&vec![peak - 5..=peak; number]).expect("nearly level");
    assert!(even.counts.iter().all(|count| (peak - 5..=peak).contains(count)));
    let active = joint.active();
    assert!(0 < active.least && active.least <= active.most && active.most == 1200, "{active:?}");
}

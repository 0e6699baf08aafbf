//! What holds for any contacts: wider onsets never narrow a bound, order decides nothing, nothing makes it panic.

use chancery_core::count::{DatedOccasion, Standing};
use chancery_core::rhythm::{Options, rhythm};
use chancery_core::when::{Day, Days};
use proptest::{collection::vec, prelude::*, sample::select};

use super::{Ranges, days, of};

/// One to three ranges within some weeks.
fn onset() -> impl Strategy<Value = Ranges> {
    vec((0..60_i32, 0..12_i32), 1..4)
        .prop_map(|ranges| ranges.into_iter().map(|(first, length)| (first, first + length)).collect())
}

/// Any set of days, also without ends, at the ends of the calendar, or empty.
fn anything() -> impl Strategy<Value = DatedOccasion> {
    let day = || prop_oneof![any::<i32>(), -40..40_i32, select(vec![Day::MIN.0, Day::MAX.0])].prop_map(Day);
    let onset = prop_oneof![
        Just(Days::unknown()),
        day().prop_map(Days::up_to),
        day().prop_map(Days::since),
        vec((day(), day()), 0..5).prop_map(Days::from_ranges),
        vec((-40..40_i32, 0..3_i32), 1..5)
            .prop_map(|ranges| days(&ranges.iter().map(|(day, more)| (*day, day + more)).collect::<Vec<_>>())),
    ];
    (onset, "[a-c]{0,2}", any::<bool>()).prop_map(|(onset, id, firm)| {
        let standing = if firm { Standing::Firm } else { Standing::Contested };
        DatedOccasion { id, onset, standing }
    })
}

fn options() -> impl Strategy<Value = Options> {
    let day = proptest::option::of(any::<i32>().prop_map(Day));
    let limit = proptest::option::of(prop_oneof![any::<u32>(), 0..400_u32]);
    (day, limit, any::<u64>()).prop_map(|(as_of, max_onset_days, seed)| Options { as_of, max_onset_days, seed })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wider_onsets_never_narrow_a_bound(
        onsets in vec(onset(), 2..9),
        which in any::<prop::sample::Index>(),
        more in onset(),
    ) {
        let mut wider = onsets.clone();
        let widened = which.index(wider.len());
        wider[widened].extend(more);
        let (narrow, wide) = (of(&onsets), of(&wider));
        for (one, other) in narrow.gaps.iter().zip(&wide.gaps) {
            prop_assert!(other.min <= one.min && one.max <= other.max, "{:?} {:?}", one, other);
        }
        for (one, other) in narrow.windows.iter().zip(&wide.windows) {
            prop_assert!(other.earliest <= one.earliest && one.latest <= other.latest);
            prop_assert!(other.may_be.is_empty() || one.may_be.iter().all(|id| other.may_be.contains(id)));
        }
        prop_assert!(wide.same_day.min <= narrow.same_day.min && narrow.same_day.max <= wide.same_day.max);
        let (one, other) = (narrow.longest.expect("two contacts"), wide.longest.expect("two contacts"));
        prop_assert!(one.most <= other.most);
        // Were the narrow least no more than a bound, it might be below the wide one.
        prop_assert!(!one.is_least_exact || other.least <= one.least, "{} {}", one.least, other.least);
        let (one, other) = (narrow.median.expect("two contacts"), wide.median.expect("two contacts"));
        prop_assert!(!one.is_least_exact || other.least <= one.least, "{} {}", one.least, other.least);
        prop_assert!(!one.is_most_exact || one.most <= other.most, "{} {}", one.most, other.most);
    }

    #[test]
    fn every_choice_of_days_lies_within_the_bounds(onsets in vec(onset(), 2..30), at in vec(any::<prop::sample::Index>(), 30)) {
        let got = of(&onsets);
        let mut chosen: Vec<i64> = onsets
            .iter()
            .zip(&at)
            .map(|(ranges, at)| {
                let all: Vec<i64> = ranges.iter().flat_map(|(first, last)| i64::from(*first)..=i64::from(*last)).collect();
                all[at.index(all.len())]
            })
            .collect();
        chosen.sort_unstable();
        let mut gaps: Vec<i64> = chosen.windows(2).map(|pair| pair[1] - pair[0]).collect();
        for (gap, between) in gaps.iter().zip(&got.gaps) {
            prop_assert!((between.min..=between.max).contains(gap));
        }
        gaps.sort_unstable();
        let (longest, median) = (got.longest.expect("two contacts"), got.median.expect("two contacts"));
        prop_assert!((longest.least..=longest.most).contains(&gaps[gaps.len() - 1]));
        prop_assert!(median.least <= gaps[(gaps.len() - 1) / 2] && gaps[gaps.len() / 2] <= median.most);
        prop_assert!(Some(longest.most) == got.gaps.iter().map(|gap| gap.max).max());
    }

    #[test]
    fn any_contacts_have_a_rhythm(contacts in vec(anything(), 0..20), options in options()) {
        let got = rhythm(&contacts, &options);
        prop_assert_eq!(got.contacts + got.left_out.all(), contacts.len());
        prop_assert_eq!(got.windows.len(), got.contacts);
        prop_assert_eq!(got.gaps.len(), got.contacts.saturating_sub(1));
        for sampled in [got.burstiness, got.burstiness_finite, got.dispersion] {
            prop_assert!(sampled.middle.is_none() || (sampled.low <= sampled.middle && sampled.middle <= sampled.high));
        }
        prop_assert!(got.gaps.iter().all(|gap| 0 <= gap.min && gap.min <= gap.max));
    }

    #[test]
    fn the_order_of_the_contacts_decides_nothing(
        (contacts, shuffled) in vec(anything(), 0..20).prop_flat_map(|contacts| (Just(contacts.clone()), Just(contacts).prop_shuffle())),
        options in options(),
    ) {
        prop_assert_eq!(rhythm(&contacts, &options), rhythm(&shuffled, &options));
    }

    #[test]
    fn all_days_moved_alike_move_no_gap(onsets in vec(onset(), 2..12), by in -2000..2000_i32) {
        let moved: Vec<Ranges> =
            onsets.iter().map(|ranges| ranges.iter().map(|(first, last)| (first + by, last + by)).collect()).collect();
        let (got, other) = (of(&onsets), of(&moved));
        prop_assert_eq!(&got.gaps, &other.gaps);
        prop_assert_eq!((got.median, got.burstiness), (other.median, other.burstiness));
    }
}

#[test]
fn many_contacts_in_one_dyad() {
    let onset = |n: i32| vec![(n % 7000, n % 7000 + n % 30), (n % 7000 + 40, n % 7000 + 45)];
    let got = of(&(0..20_000).map(onset).collect::<Vec<_>>());
    assert_eq!((got.contacts, got.gaps.len()), (20_000, 19_999));
    // The days follow each other without a gap and are not all one, and a sampled choice shows that one day is enough.
    assert_eq!(got.longest.map(|longest| (longest.least, longest.is_least_exact)), Some((1, true)));
}

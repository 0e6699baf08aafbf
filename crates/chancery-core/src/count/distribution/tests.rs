//! Distributions against every way it can have been, and laws that hold for any.

use num_bigint::BigUint;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::count::{DatedOccasion, Joint, Standing};
use crate::when::{Day, Days, Extent, Grain, Period, When, periods};

const ANYWHERE: Extent = Extent { first: None, last: None };

fn odds_of(certain: u32, uncertain: &[(u64, u64)], open: u32) -> Odds {
    let mut odds = Odds::new(certain, open);
    uncertain.iter().for_each(|(inside, days)| odds.add(*inside, *days, 1));
    odds
}

/// The probabilities of every number up to the most, over one denominator.
fn probabilities(of: &Distribution) -> (Vec<BigUint>, BigUint) {
    let numbers = (0..=of.possible - of.open).filter_map(|number| of.probability(number));
    let (weights, totals): (Vec<_>, Vec<_>) = numbers.unzip();
    assert!(totals.iter().all(|total| *total == totals[0]));
    (weights, totals[0].clone())
}

#[test]
fn known_distributions_come_out() {
    // Certain, chances of the others, weights of 0, 1, 2 … contacts, their sum.
    type Case = (u32, &'static [(u64, u64)], &'static [u32], u32);
    let cases: &[Case] = &[
        (0, &[], &[1], 1),
        (2, &[], &[0, 0, 1], 1),
        (0, &[(1, 2)], &[1, 1], 2),
        (1, &[(31, 365)], &[0, 334, 31], 365),
        (0, &[(1, 2), (2, 4), (1, 2)], &[1, 3, 3, 1], 8),
        (0, &[(1, 2), (1, 3)], &[2, 3, 1], 6),
        (0, &[(1, 2), (1, 3), (3, 4)], &[2, 9, 10, 3], 24),
        // No day in the period, no day at all, every day in it.
        (0, &[(0, 9), (0, 0), (9, 9)], &[0, 1], 1),
    ];
    for (certain, uncertain, weights, total) in cases {
        let of = Distribution::of(&odds_of(*certain, uncertain, 0), Sampling::of(0));
        let expected = weights.iter().map(|weight| BigUint::from(*weight)).collect::<Vec<_>>();
        assert_eq!(probabilities(&of), (expected, BigUint::from(*total)), "{uncertain:?}");
        assert_eq!(of.method, Method::Exact);
    }
}

#[test]
fn quantiles_are_reached_and_not_passed() {
    // 1, 4, 6, 4, 1 of 16.
    let of = Distribution::exact(&odds_of(10, &[(1, 2); 4], 3));
    let cases =
        [(0, 10), (1, 10), (2, 11), (5, 11), (6, 12), (8, 12), (11, 12), (12, 13), (15, 13), (16, 14), (17, 14)];
    for (sixteenths, expected) in cases {
        assert_eq!(of.quantile(sixteenths, 16), expected, "{sixteenths}");
    }
    assert_eq!((of.low(90), of.low(50), of.median(), of.high(50), of.high(90)), (10, 11, 12, 13, 14));
    assert_eq!((of.low(100), of.high(100), of.low(0), of.high(0)), (10, 14, 12, 12));
    assert_eq!((of.certain, of.possible, of.high_with_open(90)), (10, 17, 17));
}

fn dated(text: &str) -> DatedOccasion {
    let (date, standing) = text.strip_prefix('!').map_or((text, Standing::Firm), |date| (date, Standing::Contested));
    let onset = if date == "-" { Days::unknown() } else { When::parse(date).expect("a date").onset() };
    DatedOccasion { id: String::new(), onset, standing }
}

#[test]
fn onsets_become_odds_and_rows() {
    let contacts =
        ["2013-05-01", "2013", "[2012..2013]", "!2013", "[..2013]", "-", "2014", "2012-12-01/2013-02-01"].map(dated);
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let years: Vec<Period> = periods(Grain::Year, day("2011-01-01"), day("2013-01-01")).collect();
    let within = Extent { first: Some(day("2012-01-01")), last: Some(day("2020-12-31")) };
    let rows = distribution_rows(&contacts, &years, within, Sampling::of(7));
    let texts: Vec<String> = rows
        .iter()
        .map(|row| {
            let DistributionRow { period, certain, possible, open, p05, p25, median, p75, p95, method } = row;
            format!("{period} {certain}-{possible} open {open}: {p05} {p25} {median} {p75} {p95} {method}")
        })
        .collect();
    assert_eq!(texts, ["2012 1-4 open 2: 1 1 2 2 2 exact", "2013 2-6 open 3: 2 2 2 3 3 exact"]);
    let all = odds(&contacts, &[Period::ALL], within);
    assert_eq!(all, [(Period::ALL, Odds::new(7, 1))]);
}

/// Some contacts with small denominators.
fn few() -> impl Strategy<Value = Vec<(u64, u64)>> {
    vec((1..=6_u64, 0..=6_u64).prop_map(|(days, inside)| (inside.min(days), days)), 0..5)
}

fn many() -> impl Strategy<Value = Vec<(u64, u64)>> {
    let chance = prop_oneof![Just((31, 365)), Just((366, 3653)), (1..4000_u64, 1..4000_u64)];
    vec(chance.prop_map(|(a, b)| (a.min(b), a.max(b))), 0..120)
}

/// The first hundredth at which a drawn distribution is further from the exact one than its method says.
fn beyond_two_points(exact: &Distribution, seeded: &Distribution) -> Option<u32> {
    (2..=98).find(|share| {
        let own = seeded.quantile(*share, 100);
        own < exact.quantile(share - 2, 100) || own > exact.quantile(share + 2, 100)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exact_equals_every_choice_of_days(chances in few(), certain in 0..3_u32) {
        let of = Distribution::exact(&odds_of(certain, &chances, 1));
        let ways: u64 = chances.iter().map(|(_, days)| days).product();
        let mut tally = vec![0_u64; chances.len() + certain as usize + 1];
        for mut way in 0..ways {
            let inside = chances.iter().filter(|(inside, days)| {
                let day = way % days;
                way /= days;
                day < *inside
            });
            tally[inside.count() + certain as usize] += 1;
        }
        for (number, weight) in (0..).zip(tally) {
            let (numerator, denominator) = of.probability(number).expect("is exact");
            prop_assert_eq!(numerator * ways, denominator * weight, "{} of {:?}", number, &chances);
        }
    }

    #[test]
    fn the_mean_is_the_sum_of_the_chances(chances in many(), certain in 0..5_u32) {
        let of = Distribution::exact(&odds_of(certain, &chances, 0));
        let (weights, total) = probabilities(&of);
        let sum: BigUint = weights.iter().sum();
        prop_assert_eq!(&sum, &total);
        let mean: BigUint = weights.iter().zip(0_u32..).map(|(weight, number)| weight * number).sum();
        // Both sides times the product of all days.
        let days: BigUint = chances.iter().map(|(_, days)| BigUint::from(*days)).product();
        let chance = |(inside, own): &(u64, u64)| &days / *own * *inside;
        let expected: BigUint = chances.iter().map(chance).sum::<BigUint>() + &days * certain;
        prop_assert_eq!(mean * days, expected * total);
    }

    #[test]
    fn intervals_nest_within_certain_and_possible(chances in many(), certain in 0..5_u32, open in 0..3_u32, a in 0..=100_u32, b in 0..=100_u32) {
        let odds = odds_of(certain, &chances, open);
        for of in [Distribution::exact(&odds), Distribution::seeded(&odds, Sampling { seed: 1, draws: 50 })] {
            let (narrow, wide) = (a.min(b), a.max(b));
            let row = [of.certain, of.low(wide), of.low(narrow), of.median(), of.high(narrow), of.high(wide), of.possible - open];
            prop_assert!(row.is_sorted(), "{:?}", row);
            let inside = |(number, weight): (u32, &BigUint)| (of.low(wide)..=of.high(wide)).contains(&number).then(|| weight.clone());
            let held: BigUint = (of.certain..).zip(&of.weights).filter_map(inside).sum();
            prop_assert!(held * 100_u32 >= &of.total * wide, "the interval holds less than its level");
        }
    }

    #[test]
    fn a_better_chance_lowers_no_quantile(mut chances in many(), at in any::<prop::sample::Index>(), more in 0..4000_u64) {
        prop_assume!(!chances.is_empty());
        let before = Distribution::exact(&odds_of(0, &chances, 0));
        let (inside, days) = &mut chances[at.index(before.possible.max(1) as usize)];
        *inside = (*inside + more).min(*days);
        let after = Distribution::exact(&odds_of(0, &chances, 0));
        for share in 0..=20 {
            prop_assert!(before.quantile(share, 20) <= after.quantile(share, 20));
        }
    }

    #[test]
    fn draws_come_near_what_is_exact(chances in many(), seed in 0..4_u64) {
        let odds = odds_of(3, &chances, 0);
        let (exact, seeded) = (Distribution::exact(&odds), Distribution::seeded(&odds, Sampling::of(seed)));
        prop_assert_eq!(&seeded, &Distribution::seeded(&odds, Sampling::of(seed)), "the seed decides");
        // All fit into one block, so the four seeds are four sets of draws, whatever the chances.
        prop_assert_eq!(beyond_two_points(&exact, &seeded), None);
    }

    #[test]
    fn odds_agree_with_joint_bounds_and_shares(ranges in vec((0..900_i32, 0..400_i32, 0..3_u8), 0..8)) {
        let contacts: Vec<DatedOccasion> = ranges.into_iter().map(|(first, length, kind)| {
            let days = Days::between(Day(first), Day(first + length));
            let (onset, standing) = match kind {
                0 => (days, Standing::Firm),
                1 => (days, Standing::Contested),
                _ => (Days::since(Day(first)), Standing::Firm),
            };
            DatedOccasion { id: String::new(), onset, standing }
        }).collect();
        let months: Vec<Period> = periods(Grain::Month, Day(100), Day(800)).collect();
        let joint = Joint::of(&contacts, &months, ANYWHERE);
        for (place, (period, odds)) in odds(&contacts, &months, ANYWHERE).into_iter().enumerate() {
            let (single, of) = (joint.single(place), Distribution::of(&odds, Sampling::of(0)));
            prop_assert_eq!((single.least, single.most), (i64::from(of.certain), i64::from(of.possible)));
            let open = contacts.iter().filter(|one| one.onset.meets(period.first, period.last));
            let open = open.filter(|one| !(one.standing == Standing::Firm && one.onset.is_bounded()));
            prop_assert_eq!(of.open as usize, open.count());
            // Shares are rounded down and up to millionths.
            let firm = contacts.iter().filter(|one| one.standing == Standing::Firm);
            let expected: i64 = firm.map(|one| i64::from(one.onset.expected(period.first, period.last))).sum();
            let chance = |(inside, days, number): (u64, u64, u32)| (1_000_000 * inside / days * u64::from(number)) as i64;
            let own = i64::from(odds.certain) * 1_000_000 + odds.groups().map(chance).sum::<i64>();
            prop_assert!((expected - own).abs() <= contacts.len() as i64);
        }
    }
}

/// Contacts dated to decades and some days more, no two alike.
fn unlike(number: u64) -> Odds {
    let mut odds = Odds::default();
    (0..number).for_each(|contact| odds.add(365, 3_653 + contact, 1));
    odds
}

#[test]
fn two_thousand_unlike_contacts_are_multiplied_out() {
    let exact = Distribution::exact(&unlike(2_000));
    let own = [exact.low(90), exact.low(50), exact.median(), exact.high(50), exact.high(90)];
    // The same as contact by contact in floating point; the mean is 159.4, the standard deviation 12.1.
    assert_eq!(own, [140, 151, 159, 167, 180]);
    let sum = exact.weights.iter().sum::<BigUint>();
    assert_eq!(sum, exact.total);
}

#[test]
fn draws_of_many_blocks_come_near_what_is_exact() {
    let mut odds = unlike(300);
    odds.add(31, 365, 400);
    let exact = Distribution::exact(&odds);
    for seed in 0..20 {
        let seeded = Distribution::seeded(&odds, Sampling::of(seed));
        assert_eq!(beyond_two_points(&exact, &seeded), None, "seed {seed}");
    }
}

#[test]
fn what_is_large_is_drawn() {
    let sampling = Sampling::of(1);
    for (number, expected) in [(1_100, Method::Exact), (1_300, Method::Seeded { seed: 1, draws: 10_000 })] {
        assert_eq!(Distribution::of(&unlike(number), sampling).method, expected, "{number}");
    }
    let mut odds = unlike(4_000);
    odds.add(31, 365, 96_000);
    let drawn = Distribution::of(&odds, sampling);
    assert_eq!(drawn.probability(0), None);
    assert_eq!(drawn.weights.iter().sum::<BigUint>(), BigUint::from(10_000_u32));
    // 8,423.4 expected, with a standard deviation of 87.8.
    assert!((8_418..=8_428).contains(&drawn.median()), "{}", drawn.median());
    assert!((8_271..=8_287).contains(&drawn.low(90)), "{}", drawn.low(90));
    assert_eq!(Distribution::of(&Odds::default(), Sampling { seed: 0, draws: 0 }).high(90), 0);
    assert_eq!(Distribution::seeded(&Odds::new(2, 0), Sampling { seed: 0, draws: 0 }).median(), 2, "one draw at least");
}

#[test]
fn a_cell_is_drawn_alike_in_any_partition() {
    let contacts = vec![dated("[2010..2015]"); 2_000];
    let years: Vec<Period> = periods(Grain::Year, Day(14_700), Day(16_500)).collect();
    let rows = |partition: &[Period], seed| distribution_rows(&contacts, partition, ANYWHERE, Sampling::of(seed));
    let (all, some) = (rows(&years, 5), rows(&years[2..4], 5));
    assert_eq!(all[2..4], some);
    assert_eq!(some[0].method, Method::Seeded { seed: 5, draws: 10_000 });
    assert_ne!((some[0].p05, some[0].p95), (some[1].p05, some[1].p95), "neighbours draw apart");
    assert_ne!(all, rows(&years, 6));
}

//! What holds for any expression and any set of days.

use super::super::*;
use proptest::{collection::vec, prelude::*};

/// Bounded sets of up to eight ranges, near today or anywhere in the calendar.
pub(super) fn bounded() -> impl Strategy<Value = Days> {
    let start = prop_oneof![-2000..2000_i32, Day::MIN.0..=Day::MAX.0];
    let length = prop_oneof![0..3_i32, 0..800_i32, 0..4000_i32];
    vec((start, length), 1..8)
        .prop_map(|ranges| Days::from_ranges(ranges.into_iter().map(|(day, length)| (Day(day), Day(day + length)))))
}

/// Bounded sets, and sets open at either end or both.
pub(super) fn any_days() -> impl Strategy<Value = Days> {
    let day = || (-5000..5000_i32).prop_map(Day);
    let open = prop_oneof![day().prop_map(Days::up_to), day().prop_map(Days::since)];
    prop_oneof![
        bounded(),
        (bounded(), vec(open, 1..3)).prop_map(|(days, open)| Days::union([vec![days], open].concat()))
    ]
}

/// A date, often valid.
const DATE: &str = "[?~%]?-?[012X][0-9X]{3}(S[1-4])?[?~%]?(-[?~%]?[0123X][0-9X][?~%]?(-[?~%]?[0-3X][0-9X][?~%]?)?)?";

/// Texts of the shapes EDTF has, many of them valid.
fn expression() -> impl Strategy<Value = String> {
    let date = || DATE;
    prop_oneof![
        date().prop_map(|date| date),
        (
            prop_oneof![
                Just(String::new()),
                Just("..".to_owned()),
                date(),
                date().prop_map(|date| format!("..{date}"))
            ],
            prop_oneof![
                Just(String::new()),
                Just("..".to_owned()),
                date(),
                date().prop_map(|date| format!("{date}.."))
            ]
        )
            .prop_map(|(start, end)| format!("{start}/{end}")),
        (
            any::<bool>(),
            vec(
                prop_oneof![
                    date(),
                    date().prop_map(|date| format!("..{date}")),
                    date().prop_map(|date| format!("{date}..")),
                    (1900..2100, 0..30).prop_map(|(year, years)| format!("{year}..{}", year + years))
                ],
                1..4
            )
        )
            .prop_map(|(all, members)| if all {
                format!("{{{}}}", members.join(","))
            } else {
                format!("[{}]", members.join(","))
            }),
    ]
}

/// The set that a canonical text denotes, whatever its length.
fn read_back(text: &str) -> Option<Days> {
    if text.is_empty() {
        return Some(Days::unknown());
    }
    let expression = Edtf::parse(text).ok()?;
    onset::onset(&expression).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_at_a_boundary(text in "\\PC{0,40}|[0-9XYTZES?~%/.,:{}\\[\\]-]{0,40}") {
        if let Err(error) = When::parse(&text) {
            prop_assert!(text.is_char_boundary(error.offset));
        }
        let _ = (text.parse::<Day>(), text.parse::<Period>());
    }

    #[test]
    fn expressions_keep_their_days_through_both_spellings(text in expression()) {
        let Ok(when) = When::parse(&text) else { return Ok(()) };
        let canonical = When::parse(&when.canonical());
        prop_assert_eq!(canonical.as_ref().map(When::onset), Ok(when.onset()));
        prop_assert_eq!(canonical.as_ref().map(When::extent), Ok(when.extent()));
        prop_assert_eq!(canonical.as_ref().map(When::span), Ok(when.span()));
        let marks = |when: &When| (when.is_approximate(), when.is_uncertain(), when.has_unspecified(), when.is_all_members());
        prop_assert_eq!(canonical.as_ref().map(marks), Ok(marks(&when)));
        prop_assert_eq!(canonical.map(|again| again.canonical()), Ok(when.canonical()));
        // Only texts of more than half the length that is allowed are tried for a canonical one that is too long.
        prop_assert!(when.canonical().len() <= 2 * text.len());
        prop_assert_eq!(read_back(&when.onset().to_edtf()), Some(when.onset()));
        prop_assert!(!when.onset().is_empty());
        // Neither the days of the onset nor of the extent go beyond what EDTF's own bounds allow.
        let outermost = Extent { first: when.onset().first(), last: when.onset().last() };
        prop_assert!(when.extent().first == outermost.first);
        prop_assert!(when.extent().last.is_none_or(|last| outermost.last.is_some_and(|own| own <= last)));
    }

    #[test]
    fn sets_come_back_from_their_text(days in any_days()) {
        let text = days.to_edtf();
        prop_assert_eq!(read_back(&text), Some(days.clone()));
        if text.len() <= MAX_BYTES && !text.is_empty() {
            prop_assert_eq!(When::parse(&text).map(|when| when.canonical()), Ok(text));
        }
    }

    #[test]
    fn shares_of_any_partition_add_up_to_one(days in bounded(), cuts in vec(Day::MIN.0..=Day::MAX.0, 0..6), near in vec(-2000..6000_i32, 0..6)) {
        let mut starts: Vec<i32> = [cuts, near, vec![Day::MIN.0]].concat();
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).map(|start| start - 1).chain([Day::MAX.0]);
        let shares = starts.iter().zip(ends).map(|(first, last)| days.expected(Day(*first), Day(last)));
        prop_assert_eq!(shares.sum::<u32>(), 1_000_000);
    }

    #[test]
    fn shares_of_periods_add_up_and_lie_between_certain_and_possible(days in bounded(), grain in 0..3_usize) {
        let grain = [Grain::Decade, Grain::Year, Grain::Month][grain];
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(()) };
        let mut total = 0;
        // Only the periods at both ends are walked one by one; the middle is one share.
        let (head, tail) = (Period::of(grain, first), Period::of(grain, last));
        for (from, to) in [(head.first, head.last), (Day(head.last.0 + 1), Day(tail.first.0 - 1)), (tail.first, tail.last)] {
            if head == tail && from != head.first { continue }
            let share = days.expected(from, to);
            prop_assert!(!days.is_inside(from, to) || share == 1_000_000);
            prop_assert!(share == 0 || days.meets(from, to));
            total += share;
            if head == tail { break }
        }
        prop_assert_eq!(total, 1_000_000);
    }

    #[test]
    fn of_any_period_certain_is_at_most_expected_is_at_most_possible(days in bounded(), near in -3000..8000_i32, grain in 0..4_usize) {
        let grain = [Grain::All, Grain::Decade, Grain::Year, Grain::Month][grain];
        let ends = [days.first(), days.last()].map(|day| day.unwrap_or(Day::MIN));
        for day in [ends[0], ends[1], Day(near)] {
            let Period { first, last, .. } = Period::of(grain, day);
            let (certain, possible) = (u32::from(days.is_inside(first, last)), u32::from(days.meets(first, last)));
            let expected = days.expected(first, last);
            prop_assert!(certain * 1_000_000 <= expected && expected <= possible * 1_000_000, "{}", expected);
        }
    }

    #[test]
    fn a_wider_onset_is_certain_nowhere_more_and_possible_nowhere_less(
        days in any_days(), more in any_days(), near in -3000..8000_i32, grain in 0..4_usize,
    ) {
        let grain = [Grain::All, Grain::Decade, Grain::Year, Grain::Month][grain];
        let wider = Days::union([days.clone(), more]);
        for day in [days.first().unwrap_or(Day(near)), days.last().unwrap_or(Day(near)), Day(near)] {
            let Period { first, last, .. } = Period::of(grain, day);
            prop_assert!(wider.is_inside(first, last) <= days.is_inside(first, last), "{}", day);
            prop_assert!(wider.meets(first, last) >= days.meets(first, last), "{}", day);
        }
    }

    #[test]
    fn intersection_commutes_and_is_within_both(a in any_days(), b in any_days(), day in -6000..9000_i32) {
        let both = a.intersect(&b);
        prop_assert_eq!(&both, &b.intersect(&a));
        prop_assert_eq!(&a.intersect(&a), &a);
        prop_assert_eq!(&a.intersect(&Days::unknown()), &a);
        prop_assert_eq!(&both.intersect(&a), &both);
        let holds = |days: &Days| days.meets(Day(day), Day(day));
        prop_assert_eq!(holds(&both), holds(&a) && holds(&b));
        prop_assert_eq!(holds(&Days::union([a.clone(), b.clone()])), holds(&a) || holds(&b));
    }

    #[test]
    fn ranges_are_sorted_and_do_not_touch(days in any_days()) {
        let ranges: Vec<_> = days.ranges().collect();
        for pair in ranges.windows(2) {
            let (Some(before), Some(after)) = (pair[0].1, pair[1].0) else { panic!("an open end inside") };
            prop_assert!(before.0 + 1 < after.0);
        }
    }

    #[test]
    fn counting_before_never_falls(days in bounded(), a in any::<i32>(), step in 0..5000_i32) {
        let (before, after) = (days.count_before(Day(a)), days.count_before(Day(a.saturating_add(step))));
        prop_assert!(before <= after && after <= before + u64::from(step.unsigned_abs()));
        prop_assert_eq!(Some(days.count_before(Day(i32::MAX))), days.count());
        prop_assert_eq!(days.count_before(Day(i32::MIN)), 0);
    }

    #[test]
    fn days_and_their_calendar_dates_correspond(number in Day::MIN.0..=Day::MAX.0) {
        let (year, month, day) = Day(number).ymd();
        prop_assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
        prop_assert_eq!(Day(number).to_string().parse::<Day>(), Ok(Day(number)));
    }

    #[test]
    fn periods_leave_no_day_out(number in Day::MIN.0..=Day::MAX.0, grain in 0..4_usize) {
        let grain = [Grain::All, Grain::Decade, Grain::Year, Grain::Month][grain];
        let period = Period::of(grain, Day(number));
        prop_assert!(period.first <= Day(number) && Day(number) <= period.last);
        prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
        prop_assert_eq!(period.next().map(|next| next.first), period.last.tomorrow());
    }
}

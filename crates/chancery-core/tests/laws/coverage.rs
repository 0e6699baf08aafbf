//! How much was searched, by the index and day by day.

use chancery_core::count::{CoverageIndex, CoverageLevel};
use chancery_core::event::{Coverage, Event};
use chancery_core::fold::{State, fold};
use chancery_core::terms::Search;
use chancery_core::when::Day;
use chancery_testkit::builders;
use chancery_testkit::recount;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// They meet, leave gaps, begin or end within a month, have no end.
const EXTENTS: &[&str] = &[
    "2000/2009",
    "2003",
    "2003-01/2003-06",
    "2003-07/2003-12",
    "2003-02-10/2003-03-05",
    "2002-12-31/2004-01-01",
    "200X",
    "2004/..",
    "../2002",
    "2007/2012",
];

fn coverage() -> impl Strategy<Value = Coverage> {
    let dyads = vec![("MNG", "PRK"), ("PRK", "MNG"), ("PRK", "MNG"), ("JPN", "MNG")];
    let categories = subsequence(vec!["medical", "sports"], 0..=2);
    (select(dyads), categories, select(EXTENTS), select(Search::ALL)).prop_map(
        |((a, b), categories, extent, search)| Coverage {
            dyad: (a.to_owned(), b.to_owned()),
            categories: categories.into_iter().map(str::to_owned).collect(),
            extent: builders::date(extent).expect("a date"),
            searched: Vec::new(),
            search,
            by: "tester".to_owned(),
            reason: None,
        },
    )
}

/// A state that knows these declarations and ends within a month of 2008.
fn state(declared: impl IntoIterator<Item = Coverage>) -> State {
    let mut entry = builders::entry("2008-05-10", "a").expect("an entry");
    entry.events = declared.into_iter().map(Event::CoverageDeclared).collect();
    fold(&[entry]).0
}

/// Every day of the years 2000 to 2009.
fn days() -> Vec<i32> {
    let day = |text: &str| text.parse::<Day>().expect("a day").0;
    (day("2000-01-01")..=day("2009-12-31")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn levels_equal_a_recount_day_by_day(declared in vec(coverage(), 0..6)) {
        let state = state(declared);
        let index = CoverageIndex::of(&state);
        for category in ["all", "medical", "sports"] {
            let asked = Some(category).filter(|category| *category != "all");
            for (label, expected) in recount::coverage(&state, ("MNG", "PRK"), category, &days()) {
                let level = index.level("MNG", "PRK", asked, label.parse().expect("a period"));
                prop_assert_eq!(level.to_string(), expected, "{} of {}", category, label);
            }
        }
    }

    #[test]
    fn selective_searches_add_to_what_is_partial_and_never_to_what_is_full(declared in vec(coverage(), 0..6)) {
        let systematic = declared.iter().filter(|one| one.search == Search::Systematic).cloned();
        let (without, with) = (CoverageIndex::of(&state(systematic)), CoverageIndex::of(&state(declared)));
        for period in ["all", "200X", "2002", "2003", "2004", "2003-02", "2003-03", "2008-05", "2009"] {
            let level = |index: &CoverageIndex| index.level("PRK", "MNG", Some("medical"), period.parse().expect("a period"));
            let (without, with) = (level(&without), level(&with));
            prop_assert_eq!(without == CoverageLevel::Full, with == CoverageLevel::Full, "{}", period);
            prop_assert!(without <= with, "{}", period);
        }
    }
}

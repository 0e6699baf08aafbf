//! What becomes of the cells when a date is made vaguer.

use crate::vocabulary;
use chancery_core::count::count;
use chancery_core::event::{Entry, Event};
use chancery_core::fold::{State, fold};
use chancery_core::when::Days;
use chancery_testkit::builders;
use chancery_testkit::cells::{Cell, frequency};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Bounded ones lie after both states began and before the source was published: one without a first day is possible from the
/// one day on, and nothing after the other is.
const DATES: &[&str] = &[
    "[2003..2009]",
    "2003",
    "2004",
    "2005",
    "2004-02",
    "2004-06",
    "2004-21",
    "2004-02-29",
    "2004-06-15/2005",
    "2005-06",
    "2005-06-27",
    "2005-XX-27",
    "2005-06-1X",
    "[2003..2005]",
    "[2003-11..2004-02]",
    "[2004-12-31,2005-01-01]",
    "[2004-02-29,2005-06-27]",
    "../2005",
    "../2009",
];

fn onset(date: &str) -> Days {
    builders::date(date).expect("a date").onset()
}

/// A date, and one whose onset holds every day of the first.
fn narrow_and_wide() -> impl Strategy<Value = (&'static str, &'static str)> {
    let pairs = DATES.iter().flat_map(|narrow| DATES.iter().map(move |wide| (*narrow, *wide)));
    let pairs: Vec<_> = pairs.filter(|(narrow, wide)| onset(narrow).intersect(&onset(wide)) == onset(narrow)).collect();
    assert!(pairs.len() > 2 * DATES.len(), "{pairs:?}");
    select(pairs)
}

/// One contact for each date, of two dyads by turns.
fn state<'a>(dates: impl Iterator<Item = &'a str>) -> Result<State, String> {
    let mut entry = builders::entry("2012-01-01", "contacts")?;
    entry.events.push(Event::SourceRegistered(builders::source("s", &[("published", "2011")])?));
    for (number, when) in dates.enumerate() {
        let actors = ["PRK:visitor,MNG:host", "JPN:party,MNG:party"][number % 2];
        let settings = [("when", when), ("actors", actors), ("form", "visit"), ("categories", "political")];
        entry.events.push(Event::ClaimRecorded(builders::claim(&format!("s/{number}"), &settings)?));
    }
    let entries: [Entry; 1] = [entry];
    let (state, faults) = fold(&entries);
    if faults.is_empty() { Ok(state) } else { Err(format!("{faults:?}")) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_vaguer_date_never_raises_certain_nor_lowers_possible(dates in vec(narrow_and_wide(), 1..4)) {
        let rule = builders::rule();
        let cells = |dates: Vec<&str>| {
            let state = state(dates.into_iter()).expect("the contacts are well formed");
            frequency(&count(&state, &vocabulary(), &rule))
        };
        let (narrow, wide) = (
            cells(dates.iter().map(|(narrow, _)| *narrow).collect()),
            cells(dates.iter().map(|(_, wide)| *wide).collect()),
        );
        let none = Cell::default();
        for key in narrow.keys().chain(wide.keys()) {
            let (before, after) = (narrow.get(key).unwrap_or(&none), wide.get(key).unwrap_or(&none));
            prop_assert!(after.certain <= before.certain, "{:?}: {:?} became {:?}", key, before, after);
            prop_assert!(after.possible >= before.possible, "{:?}: {:?} became {:?}", key, before, after);
        }
    }
}

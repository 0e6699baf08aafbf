//! Coverage in both of its schemas: the first is read for ever, the second is written.

use chancery_core::event::{Coverage, Event};
use chancery_core::terms::Search;
use chancery_core::wire::{self, Contents, frame_type, v1};
use chancery_testkit::builders;
use chancery_testkit::sample::{contents, contents_with_searches};
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Frame, frames, frozen};

#[test]
fn schema_1_reads_as_systematic() {
    let old = frozen(include_str!("v1.txt"));
    assert_eq!((old[11].kind, old[11].schema), (frame_type::COVERAGE_DECLARED, 1));
    let read = wire::read(&old).expect("old frames are read");
    assert_eq!(read, contents());
    let Some(Event::CoverageDeclared(coverage)) = read.entries[0].events.last() else { panic!("it is the last") };
    assert_eq!(coverage.search, Search::Systematic);
}

/// Nothing writes it any more, so its shape is held by writing what was read.
#[test]
fn the_twin_of_schema_1_is_frozen() {
    let old = frozen(include_str!("v1.txt"));
    let twin: v1::InEntry<v1::Coverage> = serde_json::from_str(&old[11].payload).expect("it is read");
    assert_eq!(serde_json::to_string(&twin).expect("it is JSON"), old[11].payload);
}

/// As first published. A change here is a new schema, not a new text.
#[test]
fn schema_2_is_frozen() {
    let written = frames(&contents_with_searches());
    let declared: Vec<Frame> =
        written.iter().filter(|frame| frame.kind == frame_type::COVERAGE_DECLARED).cloned().collect();
    assert_eq!(declared, frozen(include_str!("coverage2.txt")));
    assert_eq!(wire::read(&written), Ok(contents_with_searches()));
}

#[test]
fn schema_1_does_not_pass_for_schema_2() {
    let mut old = frozen(include_str!("v1.txt"));
    old[11].schema = 2;
    let refused = wire::read(&old).expect_err("it does not say how was searched").to_string();
    assert!(refused.starts_with("frame 11: missing field `search`"), "{refused}");
}

fn coverages() -> impl Strategy<Value = Coverage> {
    let texts = || prop::collection::vec(any::<String>(), 0..3);
    let extents = vec!["2001/2013", "1948-09-09/..", "../2005", "200X", "[2003,2005]"];
    let what = (any::<(String, String)>(), texts(), select(extents), texts());
    (what, select(Search::ALL), any::<String>(), any::<Option<String>>()).prop_map(
        |((dyad, categories, extent, searched), search, by, reason)| {
            let extent = builders::date(extent).expect("a date");
            Coverage { dyad, categories, extent, searched, search, by, reason }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_coverage_comes_back(declared in prop::collection::vec(coverages(), 0..4)) {
        let mut entry = builders::entry("2026-11-24", "a").expect("an entry");
        entry.events = declared.into_iter().map(Event::CoverageDeclared).collect();
        let contents = Contents { entries: vec![entry], ..Contents::default() };
        prop_assert_eq!(wire::read(&frames(&contents)), Ok(contents));
    }

    /// What schema 1 could say is what a systematic search says in schema 2.
    #[test]
    fn a_coverage_of_schema_1_is_read_as_it_was_meant(coverage in coverages()) {
        let mut entry = builders::entry("2026-11-24", "a").expect("an entry");
        entry.events = vec![Event::CoverageDeclared(Coverage { search: Search::Systematic, ..coverage })];
        let contents = Contents { entries: vec![entry], ..Contents::default() };
        let mut old = frames(&contents);
        let last = old.last_mut().expect("it declares something");
        last.schema = 1;
        last.edit(|event| drop(event["event"].as_object_mut().and_then(|fields| fields.remove("search"))));
        prop_assert_eq!(wire::read(&old), Ok(contents));
    }
}

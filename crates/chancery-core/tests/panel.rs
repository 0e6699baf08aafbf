//! Panels: balanced, with the codes of others, zeros and nulls; and jumps in counts that meet jumps in sources.

use std::collections::{BTreeMap, BTreeSet};

use chancery_core::count::{CoverageIndex, Dyad, Standing, occasions, pairs};
use chancery_core::event::{Coverage, Event};
use chancery_core::fold::{State, fold};
use chancery_core::panel::{
    PanelGrain, PanelPairs, PanelRequest, PanelRow, Tally, YearReport, jumps, known_years, occurring, panel, reporting,
};
use chancery_core::terms::Search;
use chancery_core::vocabulary::{DatedCode, Vocabulary};
use chancery_core::when::{Day, Period};
use chancery_testkit::builders;
use proptest::prelude::*;
use proptest::sample::select;

/// States with codes: RUS changes its ISO code, CAL has one code for eleven months, ANC came to an end before the others began.
fn vocabulary() -> Vocabulary {
    let states = [
        ("ANC", "1500/1899"),
        ("CAL", "1990-06/1992-03"),
        ("JPN", "1603/.."),
        ("MNG", "1921-07-11/.."),
        ("PRK", "1948-09-09/.."),
        ("RUS", "1721/.."),
    ];
    let mut vocabulary = builders::vocabulary(&states).expect("states");
    for (id, scheme, code, during) in [
        ("MNG", "iso3166-1-alpha3", "MNG", "-"),
        ("MNG", "cow", "712", "-"),
        ("MNG", "gw", "712", "-"),
        ("PRK", "cow", "731", "-"),
        ("PRK", "gw", "731", "-"),
        ("JPN", "cow", "740", "-"),
        ("JPN", "gw", "1", "-"),
        ("RUS", "iso3166-1-alpha3", "SUN", "1974/1992"),
        ("RUS", "iso3166-1-alpha3", "RUS", "1992/.."),
        ("RUS", "cow", "365", "-"),
        ("CAL", "gw", "5", "1990-08/1991-06"),
    ] {
        let during = (during != "-").then(|| builders::date(during).expect("a date"));
        let code = DatedCode { scheme: scheme.to_owned(), code: code.to_owned(), during };
        vocabulary.states.get_mut(id).expect("it is there").codes.push(code);
    }
    vocabulary
}

fn dyads(pairs: &[(&str, &str)]) -> BTreeSet<Dyad> {
    pairs.iter().map(|(a, b)| Dyad::undirected(a, b)).collect()
}

fn request(grain: PanelGrain, first_year: i16, last_year: i16) -> PanelRequest {
    PanelRequest { grain, pairs: PanelPairs::Occurring, first_year, last_year, category: None }
}

/// A state whose last entry is of 2026-05-10 and that knows these searches for MNG and PRK.
fn searched(extents: &[(&str, Search)]) -> State {
    let mut entry = builders::entry("2026-05-10", "a").expect("an entry");
    entry.events = extents.iter().map(|(extent, search)| coverage(extent, *search)).collect();
    fold(&[entry]).0
}

fn coverage(extent: &str, search: Search) -> Event {
    Event::CoverageDeclared(Coverage {
        dyad: ("PRK".to_owned(), "MNG".to_owned()),
        categories: Vec::new(),
        extent: builders::date(extent).expect("a date"),
        searched: Vec::new(),
        search,
        by: "tester".to_owned(),
        reason: None,
    })
}

fn nothing(_: &Dyad, _: Period) -> Tally {
    Tally::default()
}

/// `1948 712 731 - MNG -`: year, COW codes, dyad id, ISO codes.
fn codes(row: &PanelRow) -> String {
    let number = |code: Option<u32>| code.map_or_else(|| "-".to_owned(), |code| code.to_string());
    let text = |code: &Option<String>| code.clone().unwrap_or_else(|| "-".to_owned());
    let id = row.dyad_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let [c1, c2, g1, g2] = [row.ccode1, row.ccode2, row.gwcode1, row.gwcode2].map(number);
    format!("{} {c1} {c2} {g1} {g2} {id} {} {}", row.dyad, text(&row.iso3_a), text(&row.iso3_b))
}

#[test]
fn codes_are_those_of_the_year_and_the_smaller_comes_first() {
    for (a, b, year, expected) in [
        ("MNG", "PRK", 1950, "MNG-PRK 712 731 712 731 712731 MNG -"),
        // By id JPN comes first, by code MNG; and gwcode1 is of the state that ccode1 is of, even where it is the larger.
        ("JPN", "MNG", 1950, "JPN-MNG 712 740 712 1 712740 - MNG"),
        ("RUS", "MNG", 1950, "MNG-RUS 365 712 - 712 365712 MNG -"),
        ("RUS", "MNG", 1980, "MNG-RUS 365 712 - 712 365712 MNG SUN"),
        // Both held in the year of the change; the one that held at its end is the year's.
        ("RUS", "MNG", 1992, "MNG-RUS 365 712 - 712 365712 MNG RUS"),
        ("RUS", "MNG", 2020, "MNG-RUS 365 712 - 712 365712 MNG RUS"),
        ("CAL", "MNG", 1990, "CAL-MNG - 712 5 712 - - MNG"),
        ("CAL", "MNG", 1991, "CAL-MNG - 712 5 712 - - MNG"),
        ("CAL", "MNG", 1992, "CAL-MNG - 712 - 712 - - MNG"),
    ] {
        let found = panel(
            &vocabulary(),
            &dyads(&[(a, b)]),
            &CoverageIndex::default(),
            &request(PanelGrain::Year, year, year),
            nothing,
        );
        assert_eq!(found.rows.iter().map(codes).collect::<Vec<_>>(), [expected], "{a} {b} {year}");
    }
}

#[test]
fn periods_are_those_in_which_both_states_existed() {
    for (a, b, grain, first, last, expected) in [
        ("MNG", "PRK", PanelGrain::Year, 1900, 1950, "1948..1950 (3)"),
        ("MNG", "PRK", PanelGrain::Month, 1948, 1949, "1948-9..1949-12 (16)"),
        ("CAL", "MNG", PanelGrain::Year, 1900, 2020, "1990..1992 (3)"),
        ("CAL", "MNG", PanelGrain::Month, 1900, 2020, "1990-6..1992-3 (22)"),
        ("MNG", "PRK", PanelGrain::Year, 1950, 1949, "none"),
        ("ANC", "PRK", PanelGrain::Year, 1500, 2020, "none"),
        ("MNG", "some-body", PanelGrain::Year, 1950, 1960, "body"),
    ] {
        let dyads = dyads(&[(a, b)]);
        let found = panel(&vocabulary(), &dyads, &CoverageIndex::default(), &request(grain, first, last), nothing);
        let label = |row: &PanelRow| row.month.map_or(row.year.to_string(), |month| format!("{}-{month}", row.year));
        let shown = match (found.rows.first(), found.rows.last()) {
            (Some(first), Some(last)) => format!("{}..{} ({})", label(first), label(last), found.rows.len()),
            _ if found.with_bodies == dyads => "body".to_owned(),
            _ if found.never_together == dyads => "none".to_owned(),
            _ => "lost".to_owned(),
        };
        assert_eq!(shown, expected, "{a} {b} {first} {last}");
    }
}

#[test]
fn zeros_are_of_those_who_looked_and_the_rest_is_null() {
    let state =
        searched(&[("2001/2002", Search::Systematic), ("2003", Search::Selective), ("2006", Search::Selective)]);
    let one = Tally { certain: 0, possible: 1, expected: 250_000 };
    let count = |dyad: &Dyad, period: Period| match (dyad.to_string().as_str(), period.to_string().as_str()) {
        ("MNG-PRK", "2002" | "2003" | "2004") => one,
        _ => Tally::default(),
    };
    let request = request(PanelGrain::Year, 2000, 2006);
    let found = panel(&vocabulary(), &dyads(&[("PRK", "MNG")]), &CoverageIndex::of(&state), &request, count);
    let shown = found.rows.iter().map(|row| {
        let counts = row.certain.zip(row.possible).zip(row.expected);
        let counts =
            counts.map_or_else(|| "null".to_owned(), |((certain, possible), e)| format!("{certain} {possible} {e}"));
        assert_eq!([row.certain.is_none(), row.possible.is_none()], [row.expected.is_none(); 2]);
        format!("{} {counts} {}{}", row.year, row.coverage, if row.at_least { " at least" } else { "" })
    });
    let expected = [
        "2000 null none",
        "2001 0 0 0 full",
        "2002 0 1 250000 full",
        "2003 0 1 250000 partial at least",
        "2004 0 1 250000 none at least",
        "2005 null none",
        "2006 null partial",
    ];
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

/// Contacts of MNG and PRK, of PRK and a body, and one of JPN that no rule counts.
fn told() -> State {
    let mut entry = builders::entry("2026-05-10", "a").expect("an entry");
    for (source, origin, settings) in [
        ("s1", "AFP", vec![("when", "200X"), ("actors", "PRK:visitor,MNG:host")]),
        ("s2", "AFP", vec![("when", "2003-05"), ("actors", "PRK:visitor,MNG:host")]),
        ("s3", "Kyodo", vec![("when", "2003-06/2004"), ("actors", "MNG:party,some-body:party")]),
        ("s4", "KCNA", vec![("actors", "PRK:visitor,MNG:host")]),
        ("s5", "KCNA", vec![("when", "1990"), ("status", "planned"), ("actors", "JPN:visitor,MNG:host")]),
    ] {
        let source = builders::source(source, &[("origin", origin)]).expect("a source");
        let claim = builders::claim(&format!("{}/x", source.id), &settings).expect("a claim");
        entry.events.extend([Event::SourceRegistered(source), Event::ClaimRecorded(claim)]);
    }
    fold(&[entry]).0
}

#[test]
fn a_state_tells_which_pairs_and_years_there_are() {
    let (rule, told) = (builders::rule(), told());
    assert_eq!(occurring(&told, &rule), dyads(&[("MNG", "PRK"), ("MNG", "some-body")]));
    assert_eq!(known_years(&told, &rule), Some((2000, 2026)));
    let searched = searched(&[("1999-03/2001", Search::Selective)]);
    assert_eq!(occurring(&searched, &rule), dyads(&[("MNG", "PRK")]));
    assert_eq!(known_years(&searched, &rule), Some((1999, 2026)));
    assert_eq!(known_years(&self::searched(&[]), &rule), Some((2026, 2026)));
    assert_eq!(known_years(&State::default(), &rule), None);
}

#[test]
fn sources_are_those_of_contacts_possible_in_the_year() {
    let reporting = reporting(&told(), &vocabulary(), &builders::rule(), (1940, 2026));
    for (b, year, sources, origins) in [
        // s4 bears no date: it is possible since both existed.
        ("PRK", 1947, 0, 0),
        ("PRK", 1948, 1, 1),
        ("PRK", 2000, 2, 2),
        ("PRK", 2003, 3, 2),
        ("PRK", 2025, 1, 1),
        ("some-body", 2003, 1, 1),
        ("some-body", 2004, 0, 0),
        ("JPN", 1990, 0, 0),
    ] {
        let dyad = Dyad::undirected("MNG", b);
        assert_eq!((reporting.sources(&dyad, year), reporting.origins(&dyad, year)), (sources, origins), "{b} {year}");
    }
}

#[test]
fn jumps_are_of_contacts_and_of_sources_or_origins_together() {
    // Expected contacts in millionths, sources and origins, before and after.
    for (before, after, expected) in [
        ((3_000_000, 3, 3), (6_000_000, 6, 3), true),
        ((6_000_000, 6, 3), (3_000_000, 3, 3), true),
        ((3_000_000, 3, 3), (6_000_000, 4, 6), true),
        ((0, 0, 0), (3_000_000, 3, 1), true),
        // Of contacts: not by half, not by three.
        ((3_000_001, 3, 3), (6_000_001, 6, 6), false),
        ((2_000_000, 3, 3), (4_999_999, 6, 6), false),
        // Of sources: not by half, not by three, not the same way.
        ((3_000_000, 4, 4), (6_000_000, 7, 7), false),
        ((3_000_000, 1, 1), (6_000_000, 3, 3), false),
        ((3_000_000, 6, 6), (6_000_000, 3, 3), false),
        ((3_000_000, 3, 3), (3_000_000, 9, 9), false),
    ] {
        let report = |year: i16, (expected, sources, origins): (i64, u64, u64)| YearReport {
            dyad: Dyad::undirected("MNG", "PRK"),
            year,
            expected,
            sources,
            origins,
        };
        let found = jumps(&[report(2001, after), report(2000, before)]);
        assert_eq!(found.len(), usize::from(expected), "{before:?} {after:?}");
        let values = found.first().map(|jump| (jump.from, jump.to, jump.contacts_before, jump.sources_after));
        assert!(values.is_none_or(|values| values == (2000, 2001, before.0, after.1)), "{values:?}");
        assert_eq!(jumps(&[report(2002, after), report(2000, before)]), [], "years between are unknown");
        let elsewhere = YearReport { dyad: Dyad::undirected("JPN", "MNG"), ..report(2001, after) };
        assert_eq!(jumps(&[report(2000, before), elsewhere]), []);
    }
    assert_eq!(jumps(&[]), []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_pair_has_every_common_period_once_with_the_count_given(
        all in any::<bool>(),
        months in any::<bool>(),
        (first, length) in (1890_i16..2000, 0_i16..16),
        named in proptest::collection::vec((select(IDS), select(IDS)), 0..4),
    ) {
        let vocabulary = vocabulary();
        let grain = if months { PanelGrain::Month } else { PanelGrain::Year };
        let pairs = if all { PanelPairs::All } else { PanelPairs::Occurring };
        let request = PanelRequest { pairs, ..request(grain, first, first + length) };
        let tally = |dyad: &Dyad, period: Period| {
            let possible = (dyad.b.len() as u64 * 7 + period.first.0.unsigned_abs() as u64) % 5;
            Tally { certain: possible / 2, possible, expected: possible as i64 * 400_000 }
        };
        let found = panel(&vocabulary, &dyads(&named), &CoverageIndex::default(), &request, tally);
        let mut rows: BTreeMap<(Dyad, i16, Option<i8>), &PanelRow> = BTreeMap::new();
        for row in &found.rows {
            prop_assert!(rows.insert((row.dyad.clone(), row.year, row.month), row).is_none(), "{row:?}");
        }
        prop_assert!(found.rows.is_sorted_by_key(|row| (row.dyad.clone(), row.year, row.month)));
        for (a, b) in IDS.iter().flat_map(|a| IDS.iter().map(move |b| (*a, *b))).filter(|(a, b)| a < b) {
            let dyad = Dyad::undirected(a, b);
            let is_asked = all || named.contains(&(a, b)) || named.contains(&(b, a));
            for (year, month) in (first..=first + length).flat_map(|y| (1..=12).map(move |m| (y, m))) {
                // Day by day: did both exist on any of this period's?
                let key = (dyad.clone(), year, months.then_some(month));
                let (from, to) = if months { (month, month) } else { (1, 12) };
                let met = (from..=to).any(|month| both_existed(&vocabulary, a, b, year, month));
                let row = rows.get(&key);
                prop_assert_eq!(row.is_some(), met && is_asked, "{:?}", key);
                if let Some(row) = row {
                    let day = Day::from_ymd(year, from, 1).expect("a day");
                    let given = tally(&dyad, Period::of(if months { chancery_core::when::Grain::Month } else { chancery_core::when::Grain::Year }, day));
                    let values = (row.certain, row.possible, row.expected);
                    let expected = (Some(given.certain), Some(given.possible), Some(given.expected));
                    prop_assert_eq!(values, if given.possible == 0 { (None, None, None) } else { expected });
                }
            }
        }
    }
}

const IDS: &[&str] = &["ANC", "CAL", "JPN", "MNG", "PRK", "RUS"];

fn both_existed(vocabulary: &Vocabulary, a: &str, b: &str, year: i16, month: i8) -> bool {
    (1..=31)
        .filter_map(|day| Day::from_ymd(year, month, day))
        .any(|day| [a, b].iter().all(|id| vocabulary.states[*id].exists.extent().meets(day, day)))
}

/// What `reporting` finds equals a count contact by contact.
#[test]
fn reporting_equals_a_count_contact_by_contact() {
    let (rule, told, vocabulary) = (builders::rule(), told(), vocabulary());
    let reporting = reporting(&told, &vocabulary, &rule, (1990, 2026));
    let dyad = Dyad::undirected("MNG", "PRK");
    for year in 1990..=2026 {
        let mut names = BTreeSet::new();
        for occasion in occasions(&told, &rule) {
            for (member, standing) in occasion.members {
                assert_eq!(standing, Standing::Firm);
                let (first, last) =
                    (Day::from_ymd(year, 1, 1).expect("a day"), Day::from_ymd(year, 12, 31).expect("a day"));
                if pairs(member, &rule).undirected.contains(&dyad) && occasion.whole.onset.meets(first, last) {
                    names.extend(member.sources.clone());
                }
            }
        }
        // An onset without a last day ends with the dataset, within 2026; that of the undated one with its source, in 2025.
        assert_eq!(reporting.sources(&dyad, year), names.len() as u64, "{year}");
    }
}

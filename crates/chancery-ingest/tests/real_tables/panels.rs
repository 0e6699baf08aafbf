//! The panel of the states that the corpus is about, with the codes of Correlates of War and of Gleditsch and Ward.

use std::collections::BTreeSet;

use chancery_core::count::{CoverageIndex, Dyad, totals};
use chancery_core::panel::{
    PanelGrain, PanelPairs, PanelRequest, Tally, YearReport, code_in, jumps, known_years, number_in, occurring, panel,
    reporting,
};
use chancery_core::when::{Grain, Period};

use super::state;

fn year(year: i16) -> Period {
    format!("{year:04}").parse().expect("a year")
}

#[test]
fn every_state_has_the_codes_by_which_others_data_are_joined() {
    let (_, vocabulary) = state();
    let last = year(2024);
    for state in vocabulary.states.values() {
        assert_eq!(code_in(state, "iso3166-1-alpha3", last), Some(state.id.as_str()), "ids are ISO's");
        for scheme in ["cow", "gw"] {
            let code = number_in(state, scheme, last).unwrap_or_default();
            assert!((2..1000).contains(&code), "{} has `{code}` in {scheme}", state.id);
        }
    }
    for (id, code) in [("MNG", 712), ("PRK", 731), ("KOR", 732), ("JPN", 740)] {
        let found = ["cow", "gw"].map(|scheme| number_in(&vocabulary.states[id], scheme, last));
        assert_eq!(found, [Some(code); 2], "{id}");
    }
}

#[test]
fn mongolia_and_the_north_are_712731_from_the_year_in_which_both_were_there() {
    let (state, vocabulary) = state();
    let rule = vocabulary.rule(None).expect("a rule");
    let (first_year, last_year) = known_years(&state, rule).expect("years");
    assert_eq!((first_year, last_year), (1948, 2026));
    let request =
        PanelRequest { grain: PanelGrain::Year, pairs: PanelPairs::Occurring, first_year, last_year, category: None };
    let pairs = occurring(&state, rule);
    let found = panel(&vocabulary, &pairs, &CoverageIndex::of(&state), &request, |_, _| Tally::default());
    let north = Dyad::undirected("PRK", "MNG");
    let rows: Vec<_> = found.rows.iter().filter(|row| row.dyad == north).collect();
    assert_eq!(rows.len(), 79);
    for row in rows {
        assert_eq!((row.dyad_id, row.ccode1, row.ccode2), (Some(712_731), Some(712), Some(731)), "{}", row.year);
        assert_eq!((row.gwcode1, row.gwcode2), (Some(712), Some(731)));
        assert_eq!((row.iso3_a.as_deref(), row.iso3_b.as_deref()), (Some("MNG"), Some("PRK")));
        // No search of the corpus was systematic, so there is no zero in it.
        assert_eq!((row.certain, row.possible, row.expected), (None, None, None));
    }
    let rows_of: BTreeSet<&Dyad> = found.rows.iter().map(|row| &row.dyad).collect();
    let is_state = |dyad: &&Dyad| [&dyad.a, &dyad.b].iter().all(|id| vocabulary.states.contains_key(*id));
    assert_eq!(rows_of, pairs.iter().filter(is_state).collect(), "every pair of states has rows");
    let left_out: Vec<&Dyad> = pairs.iter().filter(|dyad| !is_state(dyad)).collect();
    assert_eq!(found.with_bodies.iter().collect::<Vec<_>>(), left_out);
}

#[test]
fn more_sources_report_on_2013_than_on_any_year_before() {
    let (state, vocabulary) = state();
    let rule = vocabulary.rule(None).expect("a rule");
    let reporting = reporting(&state, &vocabulary, rule, (1948, 2013));
    let sources = |year| reporting.sources(&Dyad::undirected("MNG", "PRK"), year);
    assert!((1948..2013).all(|year| sources(year) < sources(2013)));
    assert!((1948..=2013).all(|year| reporting.origins(&Dyad::undirected("MNG", "PRK"), year) <= sources(year)));
}

#[test]
fn contacts_fell_and_rose_with_the_sources_in_2014_and_2018() {
    let (state, vocabulary) = state();
    let rule = vocabulary.rule(None).expect("a rule");
    let (dyad, years) = (Dyad::undirected("MNG", "PRK"), (1948, 2026));
    let (totals, reporting) =
        (totals(&state, &vocabulary, rule, &[Grain::Year]), reporting(&state, &vocabulary, rule, years));
    let report = |of: i16| YearReport {
        dyad: dyad.clone(),
        year: of,
        expected: totals.get(&(dyad.clone(), year(of))).map_or(0, |total| total.expected),
        sources: reporting.sources(&dyad, of),
        origins: reporting.origins(&dyad, of),
    };
    let reports: Vec<YearReport> = (years.0..=years.1).map(report).collect();
    let shown = jumps(&reports).into_iter().map(|jump| {
        let [before, after] = [jump.contacts_before, jump.contacts_after].map(|expected| expected / 1_000_000);
        format!("{} {before}>{after} {}>{}", jump.to, jump.sources_before, jump.sources_after)
    });
    let shown: Vec<String> = shown.collect();
    for expected in ["2014 7>3 34>2", "2018 2>11 3>26"] {
        assert!(shown.iter().any(|jump| jump == expected), "{expected} is not in {shown:?}");
    }
}

//! Spells from openings and closings, in order and out of it, and the years that they make.

mod brute;
mod told;

use chancery_core::spells::{EMBASSY, KINDS, Note, exchange_years, histories, mission_years, spells};
use chancery_core::vocabulary::Rule;
use told::{shown, state, vocabulary, years};

use chancery_testkit::builders;

/// What contacts make of the DPRK's mission in Mongolia: a spell is `opened > closed`, a day known until in brackets.
#[test]
fn spells_from_what_is_told() {
    let cases = [
        ("open 1951; close 1999-08; open 2004-08", "1951 > 1999-08 | 2004-08 > open [2004-08-01]"),
        ("", ""),
        // What is missing is supplied, and said.
        ("close 1999-08", "[..1999-08] > 1999-08 (opening not known)"),
        ("close 1999-08; open 2004-08", "[..1999-08] > 1999-08 (opening not known) | 2004-08 > open [2004-08-01]"),
        ("open 1951; open 1990", "1951 > [1951..1990] (closing not known) | 1990 > open [1990-01-01]"),
        ("close 1960; close 1999", "[..1960] > 1960 (opening not known) | [1960..1999] > 1999 (opening not known)"),
        ("open", "[..2025] > open [-]"),
        // Several contacts that may be of one day are one opening, in a window that holds all of theirs.
        ("open 2004; open 2004-08", "2004 > open [2004-01-01] (several openings)"),
        ("open 1951; close 1999-08; close 1999", "1951 > 1999 (several closings)"),
        // Of two that may be of one day and a third that may not, the third is another.
        (
            "open [2000..2001]; open [2001..2004]; open [2003..2004]",
            "[2000..2004] > [2000..2004] (closing not known, several openings) | [2003..2004] > open [2003-01-01]",
        ),
        // Overlapping windows: the order that does not contradict itself, and neighbours take days away.
        ("open 1951; close 196X; open 1965", "1951 > [1960..1965] | 1965 > open [1965-01-01]"),
        ("open 1951; close 1999; open 1999", "1951 > 1999 | 1999 > open [1999-01-01]"),
        (
            "open 1990; close [1988-07..1992-06]; close 2001",
            "[..1990] > [1988-07..1990-12] (opening not known) | 1990 > 2001",
        ),
        (
            "close 2005; open 200X",
            "[..2005] > 2005 (opening not known, order not known) | [2005..2009] > open [2005-01-01] (order not known)",
        ),
        // Postings show it there; by themselves they make a spell.
        ("open 1951; post 2008/2011", "1951 > open [2011-01-01]"),
        ("open 1951; credentials 2013-04-16", "1951 > open [2013-04-16]"),
        ("post 2008/2011", "[..2008] > open [2011-01-01] (opening not known, vouched for only)"),
        ("mission ../2013-11", "[..2013-11] > open [2013-11-01] (opening not known, vouched for only)"),
        ("post ../2013-11", "[..2013-11] > open [-] (opening not known, vouched for only)"),
        ("mission 1993/..", "[..1993] > open [2025-01-01] (opening not known, vouched for only)"),
        (
            "open 1951; close 1999-08; post 2001/2002; open 2004-08",
            "1951 > 1999-08 | [1999-08..2001-12] > [2002-01..2004-08] (opening not known, closing not known, vouched for only) | 2004-08 > open [2004-08-01]",
        ),
        (
            "open 1951; close 1999-08; mission ../2013-11",
            "1951 > 1999-08 | [1999-08..2013-11] > open [2013-11-01] (opening not known, vouched for only)",
        ),
        // Years that were searched from end to end vouch too, as long as none is missing.
        ("open 2004-08; search 2004/2006; search 2008", "2004-08 > open [2006-12-31]"),
        ("open 2004-08; search 2004-08/2006", "2004-08 > open [2004-08-01]"),
        ("open 2004-08; search 2004/..", "2004-08 > open [2025-12-31]"),
        // What is contested is possible.
        ("open 1951; close? 1999-08", "1951 > open [1951-01-01] +1"),
        (
            "open 1951; close 1999-08; open? 2004-08; close 2006",
            "1951 > 1999-08 | [1999-08..2006-12] > 2006 (opening not known) +1",
        ),
        (
            "open 1951; close 1999-08; open? 2004-08; open 2006",
            "1951 > 1999-08 | 2004-08 > [2004-08..2006-12] (closing not known, status contested) | 2006 > open [2006-01-01]",
        ),
        ("open? 1951", "1951 > open [-] (status contested)"),
        (
            "open 1951; close 1999-08; open? 2004-08; post 2010",
            "1951 > 1999-08 | [1999-08..2010-12] > open [2010-01-01] (opening not known, vouched for only) +1",
        ),
    ];
    for (told, expected) in cases {
        assert_eq!(shown(told), expected, "{told}");
    }
}

/// The same in years: status, days at least and at most, and what is presumed after the last evidence.
#[test]
fn years_from_what_is_told() {
    for (told, from, to, expected) in [
        ("open 1951; close 1999-08; open 2004-08", 1950, 1952, "1951 part 1-365, 1952 whole_year 366-366"),
        (
            "open 1951; close 1999-08; open 2004-08",
            1998,
            2000,
            "1998 whole_year 365-365, 1999 part 213-243, 2000 none 0-0",
        ),
        (
            "open 1951; close 1999-08; open 2004-08",
            2003,
            2005,
            "2003 none 0-0, 2004 part 1-153, 2005 possible 0-365 (open)",
        ),
        ("open 1951; close 1999-08; open 2004-08", 2026, 9999, "2026 possible 0-131 (open)"),
        (
            "open 2004-08; credentials 2013-04-16",
            2012,
            2014,
            "2012 whole_year 366-366, 2013 part 106-365, 2014 possible 0-365 (open)",
        ),
        // After a closing nothing is known either, unless somebody looked.
        ("open 1951; close 1999-08", 1999, 2000, "1999 part 213-243, 2000 possible 0-366 (closed)"),
        (
            "open 1951; close 1999-08; search 1999/2000",
            1999,
            2001,
            "1999 part 213-243, 2000 none 0-0, 2001 possible 0-365 (closed)",
        ),
        (
            "open 2004-08; search 2004/2005",
            2004,
            2006,
            "2004 part 123-153, 2005 whole_year 365-365, 2006 possible 0-365 (open)",
        ),
        // Nobody told of the years before; a vague date begins where it begins.
        ("close 1999-08", 1900, 1999, "1999 part 1-243"),
        (
            "open 194X; close 1952",
            1940,
            1953,
            "1948 possible 0-114, 1949 part 1-365, 1950 whole_year 365-365, 1951 whole_year 365-365, 1952 part 1-366, 1953 possible 0-365 (closed)",
        ),
        // Opened and closed in one year: there on a day of it. Closed and reopened in one year: there on some days.
        ("open 1999; close 1999", 1999, 1999, "1999 part 1-365"),
        ("open 1951; close 1999; open 1999", 1999, 2000, "1999 part 1-365, 2000 possible 0-366 (open)"),
        ("open 1951; close 1999-03; open 1999-11", 1999, 1999, "1999 part 61-151"),
        // A closing between two openings is implied and may have been at any time.
        (
            "open 1951; open 1953",
            1951,
            1954,
            "1951 part 1-365, 1952 possible 0-366, 1953 part 1-365, 1954 possible 0-365 (open)",
        ),
        // Contested.
        (
            "open 1951; close? 1953; close 1956",
            1952,
            1957,
            "1952 whole_year 366-366, 1953 part 1-365, 1954 possible 0-365, 1955 possible 0-365, 1956 part 1-366, 1957 possible 0-365 (closed)",
        ),
        ("open? 1951", 1951, 1952, "1951 possible 0-365, 1952 possible 0-366"),
    ] {
        assert_eq!(years(told, from, to), expected, "{told}");
    }
}

/// What Correlates of War would have: `year, ccode1, ccode2, DR_at_1, DR_at_2, DE`.
#[test]
fn exchanges_in_the_columns_of_correlates_of_war() {
    let told = "open 1951 @MNG=PRK; close 1953; open 1956; credentials 1958 @MNG>PRK";
    let state = state(told);
    let rows = mission_years(&histories(&state, &builders::rule(), &EMBASSY), &vocabulary());
    let shown: Vec<String> = exchange_years(&rows, &vocabulary())
        .iter()
        .filter(|row| row.year <= 1960)
        .map(|row| {
            let level = |level: Option<u8>| level.map_or_else(|| "-".to_owned(), |level| level.to_string());
            let code = |code: Option<u32>| code.map_or(0, |code| code);
            let (one, two, any) = (level(row.dr_at_1), level(row.dr_at_2), level(row.de));
            format!("{} {} {} {one} {two} {any}", row.year, code(row.ccode1), code(row.ccode2))
        })
        .collect();
    // 712 is Mongolia: at 1 stands the DPRK's mission, at 2 Mongolia's.
    let expected = [
        "1951 712 731 9 9 1",
        "1952 712 731 9 9 1",
        "1953 712 731 9 9 1",
        "1954 712 731 0 9 1",
        "1955 712 731 0 9 1",
        "1956 712 731 9 9 1",
        "1957 712 731 - 9 1",
        "1958 712 731 - 9 1",
        "1959 712 731 - - -",
        "1960 712 731 - - -",
    ];
    assert_eq!(shown, expected);
    let both = spells(&state, &builders::rule());
    assert!(both.iter().all(|spell| spell.notes.contains(&Note::ToldOfBoth) == (spell.number == 1)), "{both:#?}");
}

#[test]
fn every_kind_s_forms_are_its_own() {
    for kind in KINDS {
        assert_ne!(kind.opened_by, kind.closed_by);
    }
    let words: std::collections::BTreeSet<&str> = Note::ALL.iter().map(|note| note.as_str()).collect();
    assert_eq!(words.len(), Note::ALL.len());
}

/// Rules choose by stance and limits; which forms they take for contact does not matter.
#[test]
fn a_rule_decides_which_openings_and_closings_there_are() {
    let state = state("open 1951; close 1999-08; open 2004~");
    let shown = |change: fn(&mut Rule)| {
        let mut rule = builders::rule();
        change(&mut rule);
        let found = spells(&state, &rule);
        found.iter().map(|spell| spell.opened_by.len() * 10 + spell.closed_by.len()).collect::<Vec<_>>()
    };
    let none: [usize; 0] = [];
    assert_eq!(shown(|_| {}), [11, 10]);
    assert_eq!(shown(|rule| rule.limits.except_forms = vec!["embassy-closed".to_owned()]), [11, 10]);
    assert_eq!(shown(|rule| rule.limits.forms = vec!["visit".to_owned()]), [11, 10]);
    assert_eq!(shown(|rule| rule.limits.qualified_dates = false), [11]);
    assert_eq!(shown(|rule| rule.stances.clear()), none);
    assert_eq!(shown(|rule| rule.statuses.clear()), none);
}

//! How precisely beginnings are known, in our words and UCDP's.

use super::super::*;
use super::properties::bounded;
use proptest::prelude::*;

#[test]
fn precision_is_the_length_of_the_onset() {
    #[rustfmt::skip]
    let cases = [
        // text, our word, date_prec, date_start and date_end
        ("2013-10-30",                "day",    "1 2013-10-30 2013-10-30"),
        ("2013-10-28/2013-10-31",     "day",    "1 2013-10-28 2013-10-28"),
        ("2013-10-30~",               "day",    "1 2013-10-30 2013-10-30"),
        ("[2013-10-30,2013-10-31]",   "days",   "2 2013-10-30 2013-10-31"),
        ("[2013-10-01,2013-10-06]",   "days",   "2 2013-10-01 2013-10-06"),
        ("[2013-10-01..2013-10-07]",  "week",   "3 2013-10-01 2013-10-07"),
        ("[2013-10-01..2013-10-08]",  "month",  "4 2013-10-01 2013-10-08"),
        ("2013-02",                   "month",  "4 2013-02-01 2013-02-28"),
        ("2013-10/2014",              "month",  "4 2013-10-01 2013-10-31"),
        ("[2003-11-24..2003-12-24]",  "month",  "4 2003-11-24 2003-12-24"),
        ("[2003-11-24..2003-12-25]",  "season", "5 2003-11-24 2003-12-25"),
        ("2012-21",                   "season", "5 2012-03-01 2012-05-31"),
        ("2012-35",                   "season", "5 2012-07-01 2012-09-30"),
        ("2012-40",                   "year",   "5 2012-01-01 2012-06-30"),
        ("2005-XX-27",                "year",   "5 2005-01-27 2005-12-27"),
        ("2012",                      "year",   "5 2012-01-01 2012-12-31"),
        ("2013/2013-02",              "season", "5 2013-01-01 2013-02-28"),
        ("[2012-01-01..2013-01-01]",  "decade", "-"),
        ("200X",                      "decade", "-"),
        ("[2000,2009]",               "decade", "-"),
        ("20XX",                      "longer", "-"),
        ("XXXX",                      "longer", "-"),
        ("../2004-08",                "open",   "-"),
        ("[2013..]",                  "open",   "-"),
        ("2013-10-28/..",             "day",    "1 2013-10-28 2013-10-28"),
    ];
    for (text, word, ucdp) in cases {
        let when = When::parse(text).expect(text);
        let columns = when.onset().ucdp().map(|of| format!("{} {} {}", of.date_prec, of.date_start, of.date_end));
        assert_eq!((when.precision().as_str(), columns.as_deref().unwrap_or("-")), (word, ucdp), "{text}");
        assert_eq!(when.precision().ucdp().is_some(), columns.is_some(), "{text}");
    }
    assert_eq!((Days::from_ranges([]).precision(), Days::from_ranges([]).ucdp()), (None, None));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_vaguer_onset_is_never_more_precise(days in bounded(), more in bounded()) {
        let vaguer = Days::union([days.clone(), more]);
        prop_assert!(days.precision() <= vaguer.precision());
        let code = |days: &Days| days.ucdp().map_or(6, |of| of.date_prec);
        prop_assert!(code(&days) <= code(&vaguer));
    }
}

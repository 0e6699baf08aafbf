//! Periods: their texts, their days and their order.

use super::super::*;

#[test]
fn periods_print_read_and_follow_each_other() {
    #[rustfmt::skip]
    let cases = [
        // text, first day, last day, the next period
        ("all",      "-9999-01-01", "9999-12-31",  "-"),
        ("201X",     "2010-01-01",  "2019-12-31",  "202X"),
        ("2013",     "2013-01-01",  "2013-12-31",  "2014"),
        ("2013-12",  "2013-12-01",  "2013-12-31",  "2014-01"),
        ("2004-02",  "2004-02-01",  "2004-02-29",  "2004-03"),
        ("-0044",    "-0044-01-01", "-0044-12-31", "-0043"),
        ("-0001-12", "-0001-12-01", "-0001-12-31", "0000-01"),
        ("-004X",    "-0049-01-01", "-0040-12-31", "-003X"),
        ("-000X",    "-0009-01-01", "-0001-12-31", "000X"),
        ("000X",     "0000-01-01",  "0009-12-31",  "001X"),
        ("-999X",    "-9999-01-01", "-9990-12-31", "-998X"),
        ("999X",     "9990-01-01",  "9999-12-31",  "-"),
        ("9999-12",  "9999-12-01",  "9999-12-31",  "-"),
    ];
    for (text, first, last, next) in cases {
        let period: Period = text.parse().expect(text);
        let after = period.next().map_or("-".to_owned(), |next| next.to_string());
        let got = (period.to_string(), period.first.to_string(), period.last.to_string(), after);
        assert_eq!(got, (text.into(), first.into(), last.into(), next.into()));
        assert_eq!((Period::of(period.grain, period.first), Period::of(period.grain, period.last)), (period, period));
    }
    for text in [
        "",
        "ALL",
        "-all",
        "20XX",
        "2013-00",
        "2013-13",
        "2013-1",
        "-0000",
        "-0000-01",
        "12013",
        "-",
        "X",
        "2é3X",
        "2013-10-30",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
    let texts = |grain: &str, first: &str, last: &str| -> Vec<String> {
        let grain: Grain = grain.parse().expect("a grain");
        periods(grain, first.parse().expect("a day"), last.parse().expect("a day"))
            .map(|period| period.to_string())
            .collect()
    };
    assert_eq!(texts("month", "2013-11-30", "2014-01-01"), ["2013-11", "2013-12", "2014-01"]);
    assert_eq!(texts("decade", "-0005-01-01", "0015-01-01"), ["-000X", "000X", "001X"]);
    assert_eq!(texts("year", "9998-05-05", "9999-12-31"), ["9998", "9999"]);
    assert_eq!(texts("all", "2013-01-01", "2013-01-01"), ["all"]);
    assert!(texts("year", "2013-01-02", "2013-01-01").is_empty());
    assert!("week".parse::<Grain>().is_err() && Grain::All < Grain::Decade && Grain::Year < Grain::Month);
}

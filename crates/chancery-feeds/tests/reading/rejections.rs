//! Rows that are rejected one by one, among honest ones.

use chancery_feeds::{Format, Limits, REASONS, TEXT};

use super::made::{UCDP, file, gdelt, icews, ucdp};
use super::{reading, reading_with};

/// The honest rows around a bad one: enough that one in ten is not passed.
const AROUND: usize = 20;

fn rejected(format: Format, line: &str) -> Vec<(u64, &'static str, String)> {
    let honest = file(format, AROUND);
    let reading = reading(format!("{honest}{line}\n{}", body(&honest, format)).as_bytes(), format).unwrap();
    assert_eq!(reading.rows.len(), 2 * AROUND, "{line}");
    assert_eq!(reading.tally.lines, reading.tally.rows + reading.rejected.len() as u64, "{line}");
    assert!(reading.rejected.iter().all(|row| line.as_bytes().starts_with(&row.text)), "{line}");
    let counts: u64 = reading.tally.rejected.values().sum();
    assert_eq!(counts, reading.rejected.len() as u64, "{line}");
    assert!(reading.rejected.iter().all(|row| REASONS.iter().any(|(code, _)| *code == row.code)), "{line}");
    reading.rejected.into_iter().map(|row| (row.line, row.code, row.reason)).collect()
}

fn body(file: &str, format: Format) -> &str {
    match format {
        Format::Icews | Format::UcdpGed => file.split_once('\n').unwrap().1,
        _ => file,
    }
}

#[test]
fn gdelt_rows_are_rejected_with_the_column_and_the_value() {
    for (changes, code, reason) in [
        (&[(0, "")][..], "number", "GLOBALEVENTID ``"),
        (&[(0, "2.02E+13")], "number", "GLOBALEVENTID `2.02E+13`"),
        (&[(1, "20190230")], "date", "SQLDATE `20190230`"),
        (&[(1, "17991231")], "date", "SQLDATE `17991231`"),
        (&[(1, "2019-10-23")], "date", "SQLDATE"),
        (&[(25, "2")], "number", "IsRootEvent `2` is neither 0 nor 1"),
        (&[(26, "40"), (28, "4")], "code", "EventRootCode `4` is not two digits"),
        (&[(26, "42"), (28, "04")], "code", "EventCode `42`"),
        (&[(26, "")], "code", "EventCode ``"),
        (&[(28, "---")], "code", "EventRootCode `---`"),
        (&[(30, "1.95")], "number", "GoldsteinScale `1.95`"),
        (&[(30, "1,9")], "number", "GoldsteinScale `1,9`"),
        (&[(31, "-1")], "number", "NumMentions `-1`"),
        (&[(51, "10")], "number", "ActionGeo_Type `10`"),
        (&[(59, "20191024")], "date", "DATEADDED `20191024`"),
        (&[(59, "20191024146000")], "date", "DATEADDED"),
        (&[(7, "M\u{1b}G")], "encoding", "Actor1CountryCode"),
    ] {
        let found = rejected(Format::Gdelt2, &gdelt(61, changes));
        let [(line, found, why)] = found.as_slice() else { panic!("{changes:?}: {found:?}") };
        assert_eq!((*line, *found), (AROUND as u64 + 1, code), "{changes:?}");
        assert!(why.contains(reason), "{changes:?}: {why}");
    }
}

#[test]
fn other_numbers_of_columns_are_rejected() {
    for (format, line, reason) in [
        (Format::Gdelt1, gdelt(56 + 5, &[]), "the line has 61 columns, not 57 or 58"),
        (Format::Gdelt2, gdelt(58, &[]), "the line has 58 columns, not 61"),
        (Format::Gdelt2, gdelt(61, &[]) + &"\t".repeat(200), "the line has 261 columns, not 61"),
        (Format::Gdelt2, String::new(), "the line has 1 columns, not 61"),
        (Format::Icews, icews(&[]) + "\t", "the line has 21 columns, not 20"),
        (Format::UcdpGed, ucdp(&[]) + ",", "the record has 16 columns, not 15 as the heading"),
    ] {
        let found = rejected(format, &line);
        assert_eq!(found.len(), 1, "{line}");
        assert_eq!((found[0].1, found[0].2.as_str()), ("columns", reason));
    }
}

#[test]
fn icews_rows_are_rejected_with_the_column_and_the_value() {
    for (change, code, reason) in [
        ((0, "x"), "number", "Event ID `x`"),
        ((1, "01/06/2018"), "date", "Event Date `01/06/2018`"),
        ((6, "40"), "code", "CAMEO Code `40`"),
        ((6, "311"), "code", "CAMEO Code `311`"),
        ((6, "000"), "code", "CAMEO Code `000`"),
        ((7, "2.85"), "number", "Intensity `2.85`"),
        ((11, "5.6e3"), "number", "Story ID `5.6e3`"),
        ((17, "Mon\u{7f}golia"), "encoding", "Country"),
    ] {
        let found = rejected(Format::Icews, &icews(&[change]));
        assert_eq!((found.len(), found[0].0, found[0].1), (1, AROUND as u64 + 2, code), "{change:?}");
        assert!(found[0].2.contains(reason), "{change:?}: {}", found[0].2);
    }
}

#[test]
fn ucdp_rows_are_rejected_with_the_column_and_the_value() {
    for (column, value, code) in [
        ("id", "9001.5", "number"),
        ("date_start", "2013-01-06", "date"),
        ("date_end", "2013-01-05 12:00:00.000", "date"),
        ("date_prec", "6", "number"),
        ("where_prec", "0", "number"),
        ("type_of_violence", "4", "number"),
        ("number_of_sources", "-2", "number"),
        ("best", "-1", "number"),
        ("gwnoa", "712; 731", "number"),
        ("country_id", "MNG", "number"),
        ("region", "As\"ia\"", "quote"),
    ] {
        let found = rejected(Format::UcdpGed, &ucdp(&[(column, value)]));
        // Every record before it lies on two lines.
        assert_eq!((found.len(), found[0].0, found[0].1), (1, 2 * AROUND as u64 + 2, code), "{column} {value}");
        assert_eq!(found[0].2.contains(column), code != "quote", "{column} {value}: {}", found[0].2);
    }
}

#[test]
fn bytes_that_are_no_text_are_rejected_only_where_they_would_be_kept() {
    let lines = [gdelt(61, &[(7, "MN?")]), gdelt(61, &[(6, "NAME ?")])].map(|line| line.replace('?', "\u{fffd}"));
    let honest = file(Format::Gdelt2, AROUND).into_bytes();
    for (line, count) in lines.iter().zip([1, 0]) {
        let mut bytes = honest.clone();
        bytes.extend(line.replace('\u{fffd}', "\u{1}").bytes().map(|byte| if byte == 1 { 0xe9 } else { byte }));
        assert_eq!(reading(&bytes, Format::Gdelt2).unwrap().rejected.len(), count);
    }
}

#[test]
fn what_is_too_long_is_rejected_and_its_beginning_kept() {
    let limits = Limits { line: 2_000, field: 1_000, ..Limits::default() };
    let honest = file(Format::Gdelt2, AROUND);
    for (length, reason) in
        [(999, None), (1_001, Some("a field of the line")), (50_000, Some("the line is longer than 2000"))]
    {
        let line = gdelt(61, &[(60, &"x".repeat(length))]);
        let bytes = format!("{honest}{line}\n{honest}");
        for block in [100, 4 << 20] {
            let limits = Limits { block, ..limits.clone() };
            let reading = reading_with(bytes.as_bytes(), Format::Gdelt2, &limits, 1).unwrap();
            assert_eq!(reading.rows.len(), 2 * AROUND + usize::from(reason.is_none()), "{length}");
            assert_eq!(reading.rejected.len(), usize::from(reason.is_some()), "{length}");
            for (row, reason) in reading.rejected.iter().zip(reason) {
                assert_eq!((row.code, row.line), ("too-long", AROUND as u64 + 1));
                assert!(row.reason.contains(reason), "{}", row.reason);
                assert_eq!(row.text, &line.as_bytes()[..TEXT]);
            }
        }
    }
    assert_eq!(UCDP.len(), 15);
}

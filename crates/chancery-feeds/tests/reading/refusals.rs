//! Files that are refused as a whole, and what they say.

use chancery_feeds::{Fault, Format, Limits, detect};

use super::made::{UCDP, file, gdelt, icews, icews_heading, ucdp};
use super::{reading, reading_with};

fn refused(bytes: &[u8], format: Format) -> Fault {
    let Err(fault) = reading(bytes, format) else { panic!("read: {}", bytes.escape_ascii()) };
    assert!(!fault.message.is_empty() && !fault.fix.is_empty(), "{fault}");
    fault
}

#[test]
fn a_file_that_went_through_a_spreadsheet_is_refused() {
    let lost = gdelt(61, &[(26, "42"), (27, "42"), (28, "4")]) + "\n";
    let scientific = gdelt(61, &[(59, "2.02E+13")]) + "\n";
    let honest = file(Format::Gdelt2, 9);
    let heading = format!("GLOBALEVENTID\tSQLDATE\n{honest}");
    for (format, text, line) in [
        (Format::Gdelt2, lost.repeat(3), 1),
        (Format::Gdelt2, scientific.repeat(3), 1),
        (Format::Gdelt2, honest.clone() + &scientific, 10),
        (Format::Gdelt2, honest.replace('\t', ";"), 1),
        (Format::Gdelt2, heading, 1),
        (Format::Gdelt1, file(Format::Gdelt1, 5).replace("20191024", "2,02E+07"), 1),
        (Format::Icews, file(Format::Icews, 5).replace('\t', ";"), 1),
        (Format::Icews, format!("{}\n{}", icews_heading(), icews(&[(6, "43")])), 2),
        (Format::UcdpGed, file(Format::UcdpGed, 5).replace(',', ";"), 1),
        (Format::Gdelt2, "\u{fffd}".to_owned(), 1),
    ] {
        let bytes = if text == "\u{fffd}" { b"\xff\xfe1\0".to_vec() } else { text.clone().into_bytes() };
        let fault = refused(&bytes, format);
        assert_eq!((fault.code, fault.line), ("spreadsheet", Some(line)), "{fault}");
        assert!(fault.fix.contains("take the original file from its publisher"), "{fault}");
    }
}

#[test]
fn one_damaged_row_among_many_is_rejected_alone() {
    let text = file(Format::Gdelt2, 20) + &gdelt(61, &[(59, "2.02E+13")]);
    assert_eq!(reading(text.as_bytes(), Format::Gdelt2).unwrap().rejected.len(), 1);
}

#[test]
fn another_format_is_refused_by_name() {
    for told in Format::ALL {
        for is in Format::ALL.into_iter().filter(|is| *is != told) {
            let fault = refused(file(is, 5).as_bytes(), told);
            assert_eq!((fault.code, fault.line), ("format", Some(1)), "{fault}");
            assert!(fault.fix.contains(&format!("`{is}`")), "{is} as {told}: {fault}");
        }
        let fault = refused(b"This is a letter.\nIt has two lines.\n", told);
        assert_eq!(fault.code, "format", "{fault}");
    }
    for text in ["", "a letter", "\t\t\t", "id,name\n1,2\n", "\u{feff}"] {
        assert_eq!(detect(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn headings_name_what_is_wrong() {
    let icews = icews_heading().replace("CAMEO Code", "Code");
    assert!(
        refused(icews.as_bytes(), Format::Icews)
            .message
            .contains("column 7 of the heading is `Code`, not `CAMEO Code`")
    );
    let without = UCDP.join(",").replace("date_prec", "precision").replace(",low", ",lowest");
    let fault = refused(without.as_bytes(), Format::UcdpGed);
    assert!(fault.message.contains("the heading lacks date_prec, low"), "{fault}");
    let twice = UCDP.join(",").replace("region", "id");
    assert!(refused(twice.as_bytes(), Format::UcdpGed).message.contains("names `id` twice"));
    let wide = UCDP.join(",") + &",more".repeat(300);
    assert!(refused(wide.as_bytes(), Format::UcdpGed).message.contains("more than 256 columns"));
    let longest = "x".repeat(1 << 20);
    assert_eq!(refused(longest.as_bytes(), Format::Gdelt2).code, "format");
}

#[test]
fn a_file_without_rows_is_refused() {
    for format in Format::ALL {
        for text in ["", "\n\n", " \r\n", "\u{feff}"] {
            assert_eq!(refused(text.as_bytes(), format).code, "empty", "{text:?}");
        }
    }
    for format in [Format::Icews, Format::UcdpGed] {
        assert_eq!(refused(file(format, 0).as_bytes(), format).code, "empty");
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_refused() {
    let open = format!("{}\n{}\n{}", UCDP.join(","), ucdp(&[]), ucdp(&[("region", "\"Asia")]));
    assert_eq!(refused(open.as_bytes(), Format::UcdpGed).code, "quote");
    let endless = format!("{open}{}\"\n{}", "\n and on".repeat(200_000), ucdp(&[]));
    for block in [1_000, 4 << 20] {
        let limits = Limits { block, ..Limits::default() };
        let fault = reading_with(endless.as_bytes(), Format::UcdpGed, &limits, 1).unwrap_err();
        assert_eq!(fault.code, "quote", "{fault}");
    }
}

#[test]
fn more_than_one_rejected_row_in_ten_is_refused_with_the_reasons() {
    let bad = [gdelt(61, &[(1, "20190230")]), gdelt(61, &[(30, "x")]), gdelt(61, &[(25, "7")]), gdelt(61, &[(0, "")])];
    let counted = [(0, 4), (1, 3), (2, 2), (3, 1)];
    let bad: String = counted.iter().map(|(which, times)| (bad[*which].clone() + "\n").repeat(*times)).collect();
    let just = file(Format::Gdelt2, 90) + &bad;
    assert_eq!(reading(just.as_bytes(), Format::Gdelt2).unwrap().rejected.len(), 10);
    let fault = refused((file(Format::Gdelt2, 89) + &bad).as_bytes(), Format::Gdelt2);
    assert_eq!((fault.code, fault.line), ("rejects", Some(94)), "{fault}");
    assert!(fault.message.starts_with("10 of 99 rows are rejected, more than one in ten: number on 6"), "{fault}");
    assert!(fault.message.contains("; date on 4 (the first, line 90: SQLDATE `20190230`"), "{fault}");
}

#[test]
fn a_file_that_begins_badly_is_refused_before_its_end() {
    let bad = gdelt(61, &[(1, "20190230")]) + "\n";
    let text = file(Format::Gdelt2, 9_000) + &bad.repeat(1_100) + &file(Format::Gdelt2, 10_000);
    let limits = Limits { block: 100_000, ..Limits::default() };
    let fault = reading_with(text.as_bytes(), Format::Gdelt2, &limits, 1).unwrap_err();
    assert_eq!(fault.code, "rejects", "{fault}");
    let hopeless = file(Format::Gdelt2, 20) + &"\n".repeat(3_000_000);
    assert!(refused(hopeless.as_bytes(), Format::Gdelt2).message.starts_with("10000 of 10020 rows"));
}

#[test]
fn a_file_over_the_cap_is_refused() {
    let text = file(Format::Gdelt2, 50);
    let size = text.len() as u64;
    for (cap, is_read) in [(size, true), (size - 1, false)] {
        let limits = Limits { size: Some(cap), ..Limits::default() };
        assert_eq!(reading_with(text.as_bytes(), Format::Gdelt2, &limits, 1).is_ok(), is_read);
    }
}

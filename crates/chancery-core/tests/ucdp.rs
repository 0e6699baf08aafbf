//! Our precision codes against those that UCDP gave its own events. The rows may not be kept in the repository; a sample of
//! them may lie beside the clone, in `../shared/feeds/ucdp`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "looks for the sample beside the clone, in ../shared, and says when it is missing"
)]

use chancery_core::when::{Day, Days, UcdpDate};
use std::path::{Path, PathBuf};

/// The cells of comma-separated rows, where a cell in quotes may hold commas and line ends.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}

#[test]
fn the_codes_of_ucdp_are_those_of_its_own_days() {
    let shared = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let file = std::env::var_os("CHANCERY_SHARED").map_or_else(shared, PathBuf::from).join("feeds/ucdp/ged-sample.csv");
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("skipped: ../shared/feeds/ucdp is absent, so the precision codes were not compared with UCDP's");
        return;
    };
    let rows = rows(&text);
    let column = |name: &str| rows[0].iter().position(|column| column == name).expect(name);
    let (code, start, end) = (column("date_prec"), column("date_start"), column("date_end"));
    let mut codes = [0; 5];
    for row in &rows[1..] {
        let day = |cell: usize| row[cell].parse::<Day>().expect("a day");
        let date_prec: u8 = row[code].trim_end_matches(".0").parse().expect("a code");
        let expected = UcdpDate { date_prec, date_start: day(start), date_end: day(end) };
        assert_eq!(Days::between(day(start), day(end)).ucdp(), Some(expected), "{}", row[0]);
        codes[usize::from(date_prec) - 1] += 1;
    }
    assert_eq!((rows.len() - 1, codes.into_iter().all(|count| count > 0)), (1000, true), "{codes:?}");
}

//! Every example in a table of docs/DATES.md, as the page says.

use crate::DATES;
use chancery_core::when::When;

/// The cells of each row of the table with this header, without the marks of code.
fn rows(header: &str) -> Vec<Vec<String>> {
    let table = DATES.lines().skip_while(|line| *line != header).skip(2).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().replace('`', "")).collect();
    let rows: Vec<Vec<String>> = table.map(cells).collect();
    assert!(rows.len() > 8, "no table begins with {header}");
    rows
}

fn date(text: &str) -> When {
    When::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn texts_say_what_the_page_says() {
    for row in rows("| text | it says | onset | may touch |") {
        let when = date(&row[0]);
        assert_eq!([when.onset().to_string(), when.span().possible().to_string()], row[2..], "{}", row[0]);
    }
}

#[test]
fn precision_is_what_the_page_says() {
    for row in rows("| days | precision | UCDP | UCDP's meaning | example |") {
        let precision = date(&row[4]).precision();
        let ucdp = precision.ucdp().map_or("none".to_owned(), |code| code.to_string());
        assert_eq!([precision.as_str(), &ucdp], [&row[1], &row[2]], "{}", row[4]);
    }
}

#[test]
fn order_is_what_the_page_says() {
    for row in rows("| one | other | one begins first | one is over before the other begins | they share a day |") {
        let (one, other) = (date(&row[0]), date(&row[1]));
        let got = [one.begins_before(&other), one.over_before(&other), one.overlaps(&other)];
        assert_eq!(got.map(|truth| truth.to_string()), row[2..], "{} and {}", row[0], row[1]);
    }
}

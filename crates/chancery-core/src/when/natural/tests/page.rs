//! Every example in the section of docs/DATES.md on dates in English, as the page says.

use super::shown;

const DATES: &str = include_str!("../../../../../../docs/DATES.md");

#[test]
fn texts_are_read_as_the_page_says() {
    let table = DATES.lines().skip_while(|line| *line != "| as people write | as EDTF | written |").skip(2);
    let rows: Vec<&str> = table.take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 30, "the table is there");
    for row in rows {
        let cells: Vec<String> = row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
        let expected = cells[1].replace(" or ", " | ").replace(" and ", " & ");
        assert_eq!(shown(&cells[0], &cells[2]), expected, "{}", cells[0]);
    }
}

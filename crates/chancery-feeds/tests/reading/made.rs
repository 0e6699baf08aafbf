//! Lines and files of each format in our own words, and how each is read.

use chancery_feeds::{Format, detect};

use super::reading;

/// A line of GDELT with so many columns, without its end: these columns, from 0, hold something else.
pub fn gdelt(columns: usize, changes: &[(usize, &str)]) -> String {
    let mut fields = vec![""; columns];
    let (place, added, moment) = if columns == 61 { (51, 59, "20191024143000") } else { (49, 56, "20191024") };
    let honest = [
        (0, "1001"),
        (1, "20191023"),
        (5, "MNGGOV"),
        (7, "MNG"),
        (15, "PRK"),
        (16, "PYONGYANG"),
        (17, "PRK"),
        (25, "1"),
        (26, "042"),
        (27, "042"),
        (28, "04"),
        (29, "1"),
        (30, "1.9"),
        (31, "12"),
        (34, "-0.25"),
        (place, "4"),
        (place + 1, "Ulaanbaatar, Ulaanbaatar, Mongolia"),
        (place + 2, "MG"),
        (added, moment),
    ];
    for (column, value) in honest.iter().chain(changes) {
        fields[*column] = value;
    }
    fields.join("\t")
}

/// The heading of ICEWS.
pub fn icews_heading() -> String {
    let names: Vec<&str> = Format::Icews.contract().iter().map(|column| column.name).collect();
    names.join("\t")
}

/// A line of ICEWS, without its end: these columns, from 0, hold something else.
pub fn icews(changes: &[(usize, &str)]) -> String {
    let mut fields = [
        "7001",
        "2018-06-01",
        "Envoy (Mongolia)",
        "Government",
        "Mongolia",
        "Host a visit",
        "043",
        "2.8",
        "Envoy (North Korea)",
        "Government",
        "North Korea",
        "555",
        "3",
        "A Newspaper",
        "Ulaanbaatar",
        "NA",
        "NULL",
        "Mongolia",
        "47.9",
        "106.9",
    ];
    for (column, value) in changes {
        fields[*column] = value;
    }
    fields.join("\t")
}

/// The columns of a made-up file of UCDP, in an order of its own, with two that nobody needs.
pub const UCDP: [&str; 15] = [
    "id",
    "source_headline",
    "gwnoa",
    "gwnob",
    "date_start",
    "date_end",
    "date_prec",
    "where_prec",
    "type_of_violence",
    "number_of_sources",
    "country_id",
    "best",
    "high",
    "low",
    "region",
];

/// A record of UCDP, without its end: these columns hold something else.
pub fn ucdp(changes: &[(&str, &str)]) -> String {
    let mut fields = [
        "9001",
        "\"Fighting, it is said,\nnear \"\"the\"\" river\"",
        "712",
        "731.0",
        "2013-01-03",
        "2013-01-05",
        "2",
        "6.0",
        "1",
        "4",
        "712",
        "3",
        "5",
        "1.0",
        "Asia",
    ];
    for (column, value) in changes {
        fields[UCDP.iter().position(|name| name == column).unwrap()] = value;
    }
    fields.join(",")
}

/// A file of so many honest rows, numbered from 1, of each format.
pub fn file(format: Format, rows: usize) -> String {
    let numbers: Vec<String> = (1..=rows).map(|number| number.to_string()).collect();
    let lines = numbers.iter().enumerate().map(|(index, number)| match format {
        Format::Gdelt1 => gdelt(57 + index % 2, &[(0, number)]),
        Format::Gdelt2 => gdelt(61, &[(0, number)]),
        Format::Icews => icews(&[(0, number)]),
        Format::UcdpGed => ucdp(&[("id", number)]),
    });
    let heading = match format {
        Format::Icews => Some(icews_heading()),
        Format::UcdpGed => Some(UCDP.join(",")),
        _ => None,
    };
    heading.into_iter().chain(lines).map(|line| line + "\n").collect()
}

#[test]
fn a_row_of_each_format_is_read() {
    let two = "1 18192 18192 - 18193 | MNG PRK MNG PRK | 042 04 | 19 12 - 1 | MG 4 | - - -";
    for (format, expected) in [
        (Format::Gdelt1, two),
        (Format::Gdelt2, two),
        (
            Format::Icews,
            "1 17683 17683 - - | Mongolia North Korea Mongolia North Korea | 043 04 | 28 - 555 - | Mongolia - | - - -",
        ),
        (Format::UcdpGed, "1 15708 15710 2 - | 712 731 712 731 | 1 1 | - 4 - - | 712 6 | 1 3 5"),
    ] {
        let file = file(format, 3);
        assert_eq!(detect(file.as_bytes()), Some(format));
        let reading = reading(file.as_bytes(), format).unwrap();
        assert_eq!(reading.rows[0], expected, "{format}");
        assert_eq!((reading.rows.len(), reading.tally.lines, reading.tally.rows), (3, 3, 3), "{format}");
        assert_eq!((reading.rejected.len(), reading.tally.bytes), (0, file.len() as u64), "{format}");
    }
}

#[test]
fn what_is_empty_is_null_as_each_format_writes_it() {
    let heading = icews_heading();
    let names = UCDP.join(",");
    for (format, line, expected) in [
        (Format::Gdelt2, gdelt(61, &[(7, "")]), "| - PRK - - |"),
        (Format::Gdelt2, gdelt(61, &[(17, "")]), "| MNG - - - |"),
        (Format::Gdelt2, gdelt(61, &[(7, "PRK"), (17, "MNG")]), "| PRK MNG MNG PRK |"),
        (Format::Gdelt2, gdelt(61, &[(7, "MNG"), (17, "MNG")]), "| MNG MNG MNG MNG |"),
        // GDELT has no word for nothing: NA is what it says.
        (Format::Gdelt2, gdelt(61, &[(7, "NA"), (17, "NULL")]), "| NA NULL NA NULL |"),
        (Format::Gdelt2, gdelt(61, &[(30, ""), (31, ""), (51, ""), (53, "")]), "| - - - 1 | - - |"),
        (Format::Gdelt2, gdelt(61, &[(30, "-10"), (25, "0")]), "| -100 12 - 0 |"),
        (Format::Icews, format!("{heading}\n{}", icews(&[(4, "NULL"), (10, "NA")])), "| - - - - |"),
        (Format::Icews, format!("{heading}\n{}", icews(&[(7, "NA"), (11, "NULL"), (17, "")])), "| - - - - | - - |"),
        (Format::UcdpGed, format!("{names}\n{}", ucdp(&[("gwnob", "")])), "| 712 - - - |"),
        (Format::UcdpGed, format!("{names}\n{}", ucdp(&[("gwnob", "\"2.0\"")])), "| 712 2 2 712 |"),
        (
            Format::UcdpGed,
            format!("{names}\n{}", ucdp(&[("number_of_sources", "-1.0"), ("low", "")])),
            "| - - - - | 712 6 | - 3 5",
        ),
        (
            Format::UcdpGed,
            format!("{names}\n{}", ucdp(&[("date_start", "2013-01-03 00:00:00.000")])),
            "9001 15708 15710 2",
        ),
    ] {
        let reading = reading(line.as_bytes(), format).unwrap();
        assert!(reading.rows[0].contains(expected), "{expected} is not in {}", reading.rows[0]);
    }
}

#[test]
fn a_carriage_return_before_the_end_of_a_line_belongs_to_it() {
    for format in Format::ALL {
        let plain = file(format, 4);
        let windows = plain.replace('\n', "\r\n");
        let [plain, windows] = [plain, windows].map(|file| reading(file.as_bytes(), format).unwrap());
        assert_eq!(plain.rows, windows.rows, "{format}");
    }
}

#[test]
fn every_contract_says_where_each_column_goes() {
    for (format, columns, kept) in
        [(Format::Gdelt1, 58, 12), (Format::Gdelt2, 61, 12), (Format::Icews, 20, 8), (Format::UcdpGed, 13, 13)]
    {
        let contract = format.contract();
        assert_eq!((contract.len(), contract.iter().filter(|column| !column.kept.is_empty()).count()), (columns, kept));
        assert_eq!(format.code().parse(), Ok(format));
    }
    assert!("gdelt".parse::<Format>().is_err());
}

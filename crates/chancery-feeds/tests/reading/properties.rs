//! Laws: nothing is lost between rows and rejected lines, and a row that is written down reads back as it was.

use chancery_core::when::Day;
use chancery_feeds::{Format, Limits};
use proptest::prelude::*;

use super::made::{file, gdelt, icews, icews_heading};
use super::reading_with;

/// A row made up: number, day, sides, root, what follows it, score in tenths, mentions.
type Made = (i64, i32, [String; 2], u8, String, i32, i32);

fn made() -> impl Strategy<Value = Made> {
    let side = || prop_oneof![Just(String::new()), "[A-Z]{3}", "[A-Z][a-z]{2,12} [A-Zé]{1,3}"];
    let days = -62_091..=84_370;
    (0..10_i64.pow(18), days, [side(), side()], 1..=20_u8, "[0-9]{1,2}", -1_000..1_000, 0..1_000_000)
        .prop_filter("nothing is written so", |made| !matches!(made.2.join(" ").as_str(), "NA" | "NULL"))
}

fn tenths(score: i32) -> String {
    format!("{}{}.{}", if score < 0 { "-" } else { "" }, score.abs() / 10, score.abs() % 10)
}

fn or_null(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

/// How the row is to be shown, of GDELT 2.0 and of ICEWS.
fn expected(made: &Made) -> [String; 2] {
    let (row, day, [source, target], root, more, score, mentions) = made;
    let (mut pair, code) = ([source, target], format!("{root:02}{more}"));
    pair.sort();
    let pair =
        if source.is_empty() || target.is_empty() { "- -".to_owned() } else { format!("{} {}", pair[0], pair[1]) };
    let sides = format!("{} {} {pair} | {code} {root:02}", or_null(source), or_null(target));
    [
        format!("{row} {day} {day} - 18193 | {sides} | {score} {mentions} - 1 | MG 4 | - - -"),
        format!("{row} {day} {day} - - | {sides} | {score} - 555 - | Mongolia - | - - -"),
    ]
}

fn written(made: &Made) -> [String; 2] {
    let (row, day, [source, target], root, more, score, mentions) = made;
    let (row, day, score) = (row.to_string(), Day(*day).to_string(), tenths(*score));
    let (code, root, mentions) = (format!("{root:02}{more}"), format!("{root:02}"), mentions.to_string());
    let compact = day.replace('-', "");
    let changes: [(usize, &str); 8] =
        [(0, &row), (1, &compact), (7, source), (17, target), (26, &code), (28, &root), (30, &score), (31, &mentions)];
    let gdelt = gdelt(61, &changes);
    let icews = icews(&[(0, &row), (1, &day), (4, source), (6, &code), (7, &score), (10, target)]);
    [gdelt, format!("{}\n{icews}", icews_heading())]
}

proptest! {
    #[test]
    fn a_row_reads_back_as_it_was_written(made in made()) {
        for ((text, format), expected) in written(&made).iter().zip([Format::Gdelt2, Format::Icews]).zip(expected(&made)) {
            let reading = reading_with(text.as_bytes(), format, &Limits::default(), 1);
            prop_assert_eq!(reading.map(|reading| reading.rows), Ok(vec![expected]));
        }
    }

    #[test]
    fn rows_and_rejected_lines_are_all_lines(
        which in 0..3_usize, places in prop::collection::vec((0..60_000_usize, any::<u8>()), 0..8), block in 1..9_000_usize,
    ) {
        let format = Format::ALL[which];
        let mut bytes = file(format, 150).into_bytes();
        let heading = if format == Format::Icews { 1 } else { 0 };
        for (place, byte) in places {
            // Neither the heading nor the first row, so that the format is the same.
            let place = 1_000 + place % (bytes.len() - 1_000);
            bytes[place] = byte;
        }
        let lines = bytes.split(|byte| *byte == b'\n').count() as u64 - u64::from(bytes.ends_with(b"\n"));
        let limits = Limits { block, ..Limits::default() };
        let reading = reading_with(&bytes, format, &limits, 1).expect("few lines are changed");
        prop_assert_eq!(reading.tally.rows + reading.rejected.len() as u64, lines - heading);
        prop_assert_eq!(reading.tally.rows, reading.rows.len() as u64);
    }
}

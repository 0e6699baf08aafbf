//! Counts of rows, of pairs and of precisions, and the file that a spreadsheet damaged.

use std::collections::{BTreeMap, BTreeSet};

use chancery_feeds::{Batch, Format, NONE, NULL_I32, ReadError, Rows, detect};

use super::{batches, file};

/// One batch of one file without rejected lines.
fn rows(bytes: &[u8], format: Format) -> Rows {
    assert_eq!(detect(&bytes[..bytes.len().min(64 << 10)]), Some(format));
    let (tally, mut batches) = batches(bytes, format).unwrap();
    assert_eq!(tally.rejected, BTreeMap::new());
    assert_eq!((tally.lines, tally.rows), (batches[0].rows.len() as u64, tally.lines));
    assert_eq!(batches.len(), 1);
    batches.remove(0).rows
}

fn text(rows: &Rows, index: u32) -> &str {
    rows.names.text(index).unwrap_or("-")
}

#[test]
fn gdelt_files_have_the_rows_pairs_and_late_days_that_are_known() {
    for (path, format, expected) in [
        ("gdelt1/20160529.export.CSV", Format::Gdelt1, (1_000, 160, 32)),
        ("gdelt2/20191024143000.export.CSV", Format::Gdelt2, (2_111, 590, 24)),
        ("gdelt1/mixed_57_58.events.csv", Format::Gdelt1, (710, 196, 207)),
    ] {
        let Some(bytes) = file(path) else { return };
        let rows = rows(&bytes, format);
        let pairs = rows.actor_a.iter().filter(|actor| **actor != NONE).count();
        let late = rows.day.iter().zip(&rows.added).filter(|(day, added)| **added - **day > 300).count();
        assert_eq!((rows.len(), pairs, late), expected, "{path}");
        assert!(
            rows.code.iter().zip(&rows.root).all(|(code, root)| text(&rows, *code).starts_with(text(&rows, *root)))
        );
        assert!(rows.score.iter().all(|score| (-100..=100).contains(score)), "{path}");
    }
}

#[test]
fn fifty_seven_and_fifty_eight_columns_lie_in_one_file() {
    let Some(bytes) = file("gdelt1/mixed_57_58.events.csv") else { return };
    let columns = |count| {
        bytes.split(|byte| *byte == b'\n').filter(move |line| line.split(|byte| *byte == b'\t').count() == count)
    };
    assert_eq!((columns(58).count(), columns(57).count()), (509, 201));
    assert_eq!(rows(&bytes, Format::Gdelt1).len(), 509 + 201);
}

#[test]
fn icews_rows_become_fewer_as_a_contact_is_counted_once() {
    let Some(bytes) = file("icews/events.2018.sample.tab") else { return };
    let rows = rows(&bytes, Format::Icews);
    let between: Vec<usize> =
        (0..rows.len()).filter(|row| rows.actor_a[*row] != NONE && rows.actor_a[*row] != rows.actor_b[*row]).collect();
    let once: BTreeSet<_> =
        between.iter().map(|row| (rows.day[*row], rows.source[*row], rows.target[*row], rows.code[*row])).collect();
    let undirected: BTreeSet<_> =
        between.iter().map(|row| (rows.day[*row], rows.actor_a[*row], rows.actor_b[*row], rows.root[*row])).collect();
    assert_eq!((rows.len(), between.len(), once.len(), undirected.len()), (3_705, 1_741, 882, 550));

    let mut consult = BTreeMap::new();
    for row in between.into_iter().filter(|row| text(&rows, rows.root[*row]) == "04") {
        *consult.entry(text(&rows, rows.code[row])).or_insert(0) += 1;
    }
    let expected = [("040", 392), ("041", 16), ("042", 124), ("043", 123), ("044", 18), ("046", 109)];
    assert_eq!(consult, BTreeMap::from(expected));
}

#[test]
fn ucdp_rows_keep_their_precisions() {
    let Some(bytes) = file("ucdp/ged-sample.csv") else { return };
    let rows = rows(&bytes, Format::UcdpGed);
    let count = |column: &[i8]| {
        let mut counts = BTreeMap::new();
        column.iter().for_each(|value| *counts.entry(*value).or_insert(0) += 1);
        counts
    };
    assert_eq!(rows.len(), 1_000);
    assert_eq!(count(&rows.precision), BTreeMap::from([(1, 849), (2, 107), (3, 7), (4, 23), (5, 14)]));
    let places = [(1, 475), (2, 232), (3, 140), (4, 105), (5, 35), (6, 12), (7, 1)];
    assert_eq!(count(&rows.place_precision), BTreeMap::from(places));
    assert_eq!(rows.mentions.iter().filter(|count| **count == NULL_I32).count(), 326);
    assert_eq!(rows.source.iter().filter(|side| text(&rows, **side) == "652").count(), 230);
    assert!(rows.day.iter().zip(&rows.last_day).any(|(first, last)| first < last));
}

#[test]
fn the_damaged_file_is_refused_as_a_spreadsheets() {
    let Some(bytes) = file("damaged/20190121220000.export2.CSV") else { return };
    assert_eq!(detect(&bytes), None);
    for bytes in [bytes.clone(), without_heading(&bytes), with_tabs(&without_heading(&bytes))] {
        let Err(ReadError::Fault(fault)) = batches(&bytes, Format::Gdelt2) else { panic!("it was read") };
        assert_eq!(fault.code, "spreadsheet", "{fault}");
        assert!(fault.fix.contains("take the original file from its publisher"), "{fault}");
    }
}

fn without_heading(bytes: &[u8]) -> Vec<u8> {
    bytes.splitn(2, |byte| *byte == b'\n').nth(1).unwrap().to_vec()
}

fn with_tabs(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if *byte == b';' { b'\t' } else { *byte }).collect()
}

#[test]
fn a_batch_begins_after_the_heading() {
    let Some(bytes) = file("icews/events.2018.sample.tab") else { return };
    let (_, batches) = batches(&bytes, Format::Icews).unwrap();
    assert_eq!(batches.iter().map(|batch: &Batch| batch.first_line).collect::<Vec<_>>(), [2]);
}

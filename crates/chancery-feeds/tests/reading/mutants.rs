//! Hostile feed files: honest ones with some of their bytes changed, plain and packed. What is read has columns of one length.
#![allow(clippy::print_stdout, reason = "soaks say how they went")]

use chancery_feeds::{Format, Limits, Rows, detect};
use chancery_testkit::mutants::{Mutants, most_memory, run};
use zip::CompressionMethod;

use super::batches;
use super::made::{file, gdelt, icews, ucdp};
use super::packing::{gzip, zip};

const PIECES: [&str; 16] = [
    "\t",
    "\n",
    "\r\n",
    ";",
    ",",
    "\"",
    "\"\"",
    "NULL",
    "NA",
    ".0",
    "2.02E+13",
    "042",
    "-",
    "\u{feff}",
    "2013-02-30",
    "\0",
];

/// Somewhat longer than an honest seed.
const LONGEST: usize = 6_000;

fn equally_long(rows: &Rows) -> bool {
    let length = rows.len();
    let numbers =
        [&rows.day, &rows.last_day, &rows.added, &rows.score, &rows.mentions, &rows.low, &rows.best, &rows.high];
    let texts = [&rows.source, &rows.target, &rows.actor_a, &rows.actor_b, &rows.code, &rows.root, &rows.place];
    numbers.iter().all(|column| column.len() == length)
        && texts.iter().all(|column| column.len() == length)
        && [&rows.precision, &rows.is_root, &rows.place_precision].iter().all(|column| column.len() == length)
        && rows.story.len() == length
}

/// Runs mutants of files of a format, of which at least one in `least` is accepted.
fn mutants_of(format: Format, seeds: Vec<Vec<u8>>, count: u64, least: u64) {
    let pieces = PIECES.iter().map(|piece| piece.as_bytes().to_vec()).collect();
    let mutants = Mutants { seeds, pieces, longest: LONGEST };
    let tally = run(&mutants, count, |mutant| {
        let _any = detect(mutant);
        let block = 500 + mutant.len() % 5_000;
        let limits = Limits { line: 2_000, field: 500, block, free: 1 << 20, ..Limits::default() };
        let Ok((tally, batches)) = batches(mutant, format, &limits, 1) else { return false };
        let rejected: usize = batches.iter().map(|batch| batch.rejected.len()).sum();
        assert!(batches.iter().all(|batch| equally_long(&batch.rows)));
        assert_eq!(tally.lines, tally.rows + rejected as u64);
        assert!(rejected as u64 * 10 <= tally.lines);
        true
    });
    println!("{format}: {tally}");
    assert!(tally.accepted * least > tally.executions && tally.accepted < tally.executions, "{tally}");
    assert!(most_memory().is_none_or(|kibibytes| kibibytes < 256 << 10), "{tally}");
}

fn plain(format: Format) -> Vec<Vec<u8>> {
    let bad = match format {
        Format::Gdelt1 | Format::Gdelt2 => gdelt(61, &[(28, "4"), (26, "40")]),
        Format::Icews => icews(&[(6, "40"), (10, "")]),
        Format::UcdpGed => ucdp(&[("date_prec", "9")]),
    };
    let files = [0, 1, 3, 12].map(|rows| file(format, rows));
    files.iter().cloned().chain([files[3].clone() + &bad]).map(String::into_bytes).collect()
}

#[test]
fn a_hundred_thousand_hostile_files_of_gdelt_1_are_read_or_refused() {
    mutants_of(Format::Gdelt1, plain(Format::Gdelt1), 100_000, 50);
}

#[test]
fn a_hundred_thousand_hostile_files_of_gdelt_2_are_read_or_refused() {
    mutants_of(Format::Gdelt2, plain(Format::Gdelt2), 100_000, 50);
}

#[test]
fn a_hundred_thousand_hostile_files_of_icews_are_read_or_refused() {
    mutants_of(Format::Icews, plain(Format::Icews), 100_000, 50);
}

#[test]
fn a_hundred_thousand_hostile_files_of_ucdp_are_read_or_refused() {
    mutants_of(Format::UcdpGed, plain(Format::UcdpGed), 100_000, 50);
}

#[test]
fn hostile_packed_files_are_read_or_refused() {
    let plain = file(Format::Gdelt2, 40).into_bytes();
    let zipped = [CompressionMethod::Deflated, CompressionMethod::Stored]
        .map(|method| zip(&[("a.csv", &plain[..4_000])], method));
    let seeds = [gzip(&plain), [gzip(&plain[..3_000]), gzip(&plain[3_000..])].concat()];
    mutants_of(Format::Gdelt2, seeds.into_iter().chain(zipped).collect(), 20_000, 200);
}

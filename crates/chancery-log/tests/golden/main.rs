//! The bytes of every type in every schema, as first written: `tests/compat/golden` has a file for each, and none is ever changed.
//!
//! A line of a file is a payload in hexadecimal digits, the line after it what that payload says, spelt out with names and types.
//! `edits` shows which changes of a type each of the two lines catches.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the golden bytes are files, and soaks say how they went"
)]

mod edits;
mod mutants;
mod oracle;
mod spelling;
mod twins;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chancery_core::wire::{self, RawFrame, frame_type};
use chancery_log::{Kind, Segment, SegmentBuilder};
use chancery_testkit::sample;

use twins::Again;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat")
}

fn file_name((number, schema): (u16, u16)) -> String {
    format!("{number:05}-{schema}-{}.txt", frame_type::name(number))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(16).expect("a digit") as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// The payloads of a file, each with what it says.
fn vectors(name: &str) -> Vec<(Vec<u8>, String)> {
    let path = folder().join("golden").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{name} is missing: make it by `cargo test -p chancery-log --test golden -- --ignored write_what_is_missing`")
    });
    let lines: Vec<&str> = text.lines().collect();
    assert!(!lines.is_empty() && lines.len().is_multiple_of(2), "{name}: a payload and what it says, at least once");
    lines.chunks(2).map(|pair| (unhex(pair[0]), pair[1].to_owned())).collect()
}

#[test]
fn every_type_and_schema_has_golden_bytes_and_nothing_else_has() {
    let expected: BTreeSet<String> = twins::all().into_iter().map(file_name).collect();
    let listing = fs::read_dir(folder().join("golden")).expect("tests/compat/golden is part of the repository");
    let found: BTreeSet<String> =
        listing.map(|file| file.expect("reads").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(found, expected, "one file for each; a number that is given up keeps its file and its reader");
    assert_eq!(expected.len(), 23);
}

#[test]
fn golden_bytes_say_what_they_always_said_and_are_written_alike() {
    for kind in twins::all() {
        for (payload, spelling) in vectors(&file_name(kind)) {
            let again = twins::again(kind, &payload).unwrap_or_else(|| panic!("{kind:?} has no line in `twins`"));
            assert_eq!(again, Ok(Again { spelling, payload }), "{}", file_name(kind));
        }
    }
}

/// A frame without a payload.
struct Empty(u16, u16);

impl RawFrame for Empty {
    fn kind(&self) -> (u16, u16) {
        (self.0, self.1)
    }

    fn decode<T: serde::de::DeserializeOwned>(&self) -> Result<T, String> {
        Err("it is empty".to_owned())
    }
}

/// The table of names, by which this test knows what there is, is the one by which frames are read.
#[test]
fn a_type_that_is_read_has_a_name_and_the_schemas_that_it_should() {
    let known: BTreeSet<(u16, u16)> = twins::all().into_iter().collect();
    for number in 0..=u16::MAX {
        for schema in 0..=4 {
            let refused = wire::read([Empty(number, schema)]).expect_err("it has no payload").reason;
            assert_eq!(known.contains(&(number, schema)), refused == "it is empty", "{number}, {schema}: {refused}");
        }
    }
}

/// Every payload that old segments hold, then what is written now, by type and schema, each once.
fn samples() -> BTreeMap<(u16, u16), Vec<Vec<u8>>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).expect("reads").map(|file| file.expect("reads").path()).collect();
    files.sort();
    let old = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "clog"));
    let mut segments: Vec<Vec<u8>> = old.map(|path| fs::read(path).expect("reads")).collect();
    for contents in sample::all() {
        let mut builder = SegmentBuilder::new(Kind::Tail, None);
        wire::write(&contents, &mut builder).expect("the sample fits");
        segments.push(builder.finish());
    }
    let mut samples: BTreeMap<(u16, u16), Vec<Vec<u8>>> = BTreeMap::new();
    for segment in segments {
        for frame in &Segment::parse(segment).expect("it is sound") {
            let payloads = samples.entry((frame.frame_type, frame.schema)).or_default();
            if !payloads.iter().any(|known| known == frame.payload) {
                payloads.push(frame.payload.to_vec());
            }
        }
    }
    samples
}

/// Writes a file that is not there; one that is stays as it is, whatever it holds.
fn put(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// Writes the files of those types and schemas of `kinds` that have none; the names of those that were there, left alone.
fn write_missing(kinds: &[(u16, u16)], folder: &Path) -> Vec<String> {
    let samples = samples();
    let mut refused = Vec::new();
    for kind in kinds {
        let name = file_name(*kind);
        let payloads = samples.get(kind).unwrap_or_else(|| panic!("no sample of the testkit writes {name}"));
        let again = |payload: &Vec<u8>| twins::again(*kind, payload).expect("a line in `twins`").expect("it is read");
        let lines = payloads.iter().map(|payload| format!("{}\n{}\n", hex(payload), again(payload).spelling));
        match put(&folder.join(&name), &lines.collect::<String>()) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => refused.push(name),
            Err(error) => panic!("{name}: {error}"),
        }
    }
    refused
}

#[test]
fn the_updater_never_writes_over_golden_bytes() {
    let there = tempfile::tempdir().expect("makes a folder");
    let (first, second) = ((frame_type::ENTRY, 1), (frame_type::SEAL, 1));
    fs::write(there.path().join(file_name(first)), "golden").expect("writes");
    assert_eq!(write_missing(&[first, second], there.path()), [file_name(first)]);
    assert_eq!(fs::read_to_string(there.path().join(file_name(first))).expect("reads"), "golden");
    let made = fs::read_to_string(there.path().join(file_name(second))).expect("it was missing");
    let golden: Vec<String> =
        vectors(&file_name(second)).iter().map(|(payload, said)| format!("{}\n{said}\n", hex(payload))).collect();
    assert_eq!(made, golden.concat());
}

#[test]
#[ignore = "run once, by hand, for a new type or schema"]
fn write_what_is_missing() {
    fs::create_dir_all(folder().join("golden")).expect("makes a folder");
    write_missing(&twins::all(), &folder().join("golden"));
}

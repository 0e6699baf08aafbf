//! Segments written by earlier versions open for ever: `tests/compat` keeps one for each version of the wire types.

use std::fs;
use std::path::PathBuf;

use chancery_core::wire::{self, Contents, frame_type};
use chancery_log::{Kind, Segment, SegmentBuilder};
use chancery_testkit::sample::{
    contents, contents_of_a_seal, contents_with_crosswalks, contents_with_feeds, contents_with_redactions,
    contents_with_register, contents_with_rule_limits, contents_with_searches, contents_with_texts,
    contents_with_undoings,
};

fn compat(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat").join(name)
}

fn written(contents: &Contents) -> Vec<u8> {
    let mut builder = SegmentBuilder::new(Kind::Tail, None);
    wire::write(contents, &mut builder).expect("the sample fits");
    builder.finish()
}

/// Every file with what it holds. `wire-v1.clog` is from before there were crosswalks, it and `crosswalks-v1.clog` from
/// before a coverage said how was searched, and all before `undo-v2.clog` from before a settlement could undo another.
fn kept() -> [(&'static str, Contents); 10] {
    [
        ("wire-v1.clog", contents()),
        ("crosswalks-v1.clog", contents_with_crosswalks()),
        ("coverage-v2.clog", contents_with_searches()),
        ("rule-limits-v1.clog", contents_with_rule_limits()),
        ("undo-v2.clog", contents_with_undoings()),
        ("seal-v1.clog", contents_of_a_seal()),
        ("redacted-v1.clog", contents_with_redactions()),
        ("register-v1.clog", contents_with_register()),
        ("feed-v1.clog", contents_with_feeds()),
        ("text-v1.clog", contents_with_texts()),
    ]
}

fn opened(name: &str) -> Segment {
    let old = fs::read(compat(name)).unwrap_or_else(|_| panic!("tests/compat/{name} is part of the repository"));
    Segment::parse(old).expect("an old segment is sound")
}

/// Each file was written once, by its version. If this fails, the encoding changed: give the type a new schema and an
/// upcaster; never write the file again.
#[test]
fn old_files_open() {
    for (name, contents) in kept() {
        assert_eq!(wire::read(opened(name).frames()), Ok(contents), "{name}");
    }
}

/// Only types that have a newer schema since are written otherwise, and those frames alone; where there are none the file is
/// the same to the last byte.
#[test]
fn old_files_are_still_written_alike() {
    for (name, contents) in kept() {
        let (old, new) = (opened(name), Segment::parse(written(&contents)).expect("a new segment is sound"));
        assert_eq!(old.frames().len(), new.frames().len(), "{name}");
        let mut superseded = Vec::new();
        for (was, is) in old.frames().zip(new.frames()) {
            assert_eq!(was.frame_type, is.frame_type, "{name}");
            if was.schema == is.schema {
                assert_eq!(was.payload, is.payload, "{name}, type {}", is.frame_type);
            } else {
                superseded.push((was.frame_type, was.schema, is.schema));
            }
        }
        let expected = match name {
            "wire-v1.clog" | "crosswalks-v1.clog" => {
                vec![(frame_type::CONTACT_SETTLED, 1, 2), (frame_type::COVERAGE_DECLARED, 1, 2)]
            }
            "undo-v2.clog" | "register-v1.clog" | "feed-v1.clog" | "text-v1.clog" => vec![],
            _ => vec![(frame_type::CONTACT_SETTLED, 1, 2)],
        };
        assert_eq!(superseded, expected, "{name}");
        assert_eq!(old.bytes() == new.bytes(), expected.is_empty(), "{name}");
    }
}

/// Under schema 2's number the bytes of schema 1 do not pass, nor the other way round.
#[test]
fn a_coverage_reads_under_its_own_schema_only() {
    for (name, schema) in [("wire-v1.clog", 2), ("coverage-v2.clog", 1)] {
        let segment = opened(name);
        let frames = segment.frames().map(|mut frame| {
            frame.schema = if frame.frame_type == frame_type::COVERAGE_DECLARED { schema } else { frame.schema };
            frame
        });
        assert!(wire::read(frames).is_err(), "{name}");
    }
}

/// Makes the files that are not there yet, and never touches one that is.
#[test]
#[ignore = "run once, by hand, for a new version of a wire type"]
fn write_the_file_of_a_new_version() {
    for (name, contents) in kept().into_iter().filter(|(name, _)| !compat(name).exists()) {
        fs::write(compat(name), written(&contents)).expect("tests/compat can be written");
    }
}

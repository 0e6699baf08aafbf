//! Segments written by earlier versions open for ever: `tests/compat` keeps one for each version of the wire types.

use std::fs;
use std::path::PathBuf;

use chancery_core::wire::{self, Contents};
use chancery_log::{Kind, Segment, SegmentBuilder};
use chancery_testkit::sample::contents;

fn compat(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat").join(name)
}

fn written(contents: &Contents) -> Vec<u8> {
    let mut builder = SegmentBuilder::new(Kind::Tail, None);
    wire::write(contents, &mut builder).expect("the sample fits");
    builder.finish()
}

/// The file was written once, by version 1. If this fails, the encoding changed: give the event a new schema and an
/// upcaster; never write the file again.
#[test]
fn version_1_opens_and_is_still_written_alike() {
    let old = fs::read(compat("wire-v1.clog")).expect("tests/compat/wire-v1.clog is part of the repository");
    let segment = Segment::parse(old.clone()).expect("an old segment is sound");
    assert_eq!(wire::read(segment.frames()), Ok(contents()));
    assert_eq!(written(&contents()), old);
}

/// Makes the file of a new version; refuses to touch one that exists.
#[test]
#[ignore = "run once, by hand, for a new version of the wire types"]
fn write_the_file_of_a_new_version() {
    let path = compat("wire-v1.clog");
    assert!(!path.exists(), "{} exists: old bytes are never written again", path.display());
    fs::write(path, written(&contents())).expect("tests/compat can be written");
}

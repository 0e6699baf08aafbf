//! Segments written by earlier versions open for ever: `tests/compat` keeps one for each version of the wire types.

use std::fs;
use std::path::PathBuf;

use chancery_core::wire::{self, Contents};
use chancery_log::{Kind, Segment, SegmentBuilder};
use chancery_testkit::sample::{contents, contents_with_crosswalks};

fn compat(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat").join(name)
}

fn written(contents: &Contents) -> Vec<u8> {
    let mut builder = SegmentBuilder::new(Kind::Tail, None);
    wire::write(contents, &mut builder).expect("the sample fits");
    builder.finish()
}

/// Every file with what it holds. `wire-v1.clog` is from before there were crosswalks.
fn kept() -> [(&'static str, Contents); 2] {
    [("wire-v1.clog", contents()), ("crosswalks-v1.clog", contents_with_crosswalks())]
}

/// Each file was written once, by its version. If this fails, the encoding changed: give the type a new schema and an
/// upcaster; never write the file again.
#[test]
fn old_files_open_and_are_still_written_alike() {
    for (name, contents) in kept() {
        let old = fs::read(compat(name)).unwrap_or_else(|_| panic!("tests/compat/{name} is part of the repository"));
        let segment = Segment::parse(old.clone()).expect("an old segment is sound");
        assert_eq!(wire::read(segment.frames()).as_ref(), Ok(&contents), "{name}");
        assert_eq!(written(&contents), old, "{name}");
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

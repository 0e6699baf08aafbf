//! From files to entries: by the tail and by TOML.

use std::fs;
use std::path::{Path, PathBuf};

use chancery_core::wire::{self, Contents, Input};
use chancery_ingest::{InputFile, Workspace, read};
use chancery_log::{Kind, Segment, SegmentBuilder, format, sha256, whole};
use chancery_testkit::journal;
use tempfile::TempDir;

use crate::{Bar, RUNS, Ratio, Timed};

/// The compiled journal.
const TAIL: &str = "tail.clog";

/// Both roads, by turns.
pub fn start() -> Ratio {
    let workspace = workspace();
    let folder = workspace.path();
    let contents = from_toml(folder);
    let mut builder = SegmentBuilder::new(Kind::Tail, None);
    wire::write(&contents, &mut builder).expect("the contents are within the limits");
    whole::write_whole(&folder.join(TAIL), &builder.finish()).expect("the tail is written");
    assert_eq!(from_tail(folder), contents, "both roads lead to the same contents");
    let (mut toml, mut tail) =
        (Timed::new("from TOML: read, digest, parse and check"), Timed::new("from the tail: read, digest, decode"));
    let mut digests = Timed::new("of which both read and digest");
    for _ in 0..RUNS {
        toml.run(|| from_toml(folder));
        tail.run(|| from_tail(folder));
        digests.run(|| files(folder));
    }
    let ratio = Ratio::of("warm start, 20,000 claims", &toml, &tail, Bar::AtLeast(5.0));
    println!("    {:<44} {:>9.1} ms", digests.name, digests.median() * 1e3);
    ratio
}

/// A workspace of the bundled vocabulary and a journal made up.
fn workspace() -> TempDir {
    let folder = TempDir::new().expect("a folder is made");
    let vocabulary = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/vocabulary");
    for name in ["vocabulary", "journal"] {
        fs::create_dir(folder.path().join(name)).expect("the folder is made");
    }
    for file in fs::read_dir(vocabulary).expect("the vocabulary is there") {
        let file = file.expect("a file");
        fs::copy(file.path(), folder.path().join("vocabulary").join(file.file_name())).expect("it is copied");
    }
    for (name, text) in journal::files() {
        fs::write(folder.path().join("journal").join(name), text).expect("it is written");
    }
    folder
}

/// Every file of a workspace, with its digest.
fn files(folder: &Path) -> (Workspace, Vec<Input>) {
    let read_all = |name: &str| {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder.join(name)).expect("a folder").map(|file| file.expect("a file").path()).collect();
        paths.sort();
        let file = |path: PathBuf| {
            let bytes = whole::read_whole(&path, format::MAX_SEGMENT_BYTES).expect("it is read");
            InputFile::new(format!("{name}/{}", path.file_name().expect("a name").to_string_lossy()), bytes)
        };
        paths.into_iter().map(file).collect::<Vec<_>>()
    };
    let workspace =
        Workspace { journal: read_all("journal"), vocabulary: read_all("vocabulary"), ..Workspace::default() };
    let digest = |file: &InputFile| Input { path: file.path.clone(), digest: sha256(&file.bytes).to_string() };
    let mut inputs: Vec<Input> = workspace.journal.iter().chain(&workspace.vocabulary).map(digest).collect();
    inputs.sort();
    (workspace, inputs)
}

fn from_toml(folder: &Path) -> Contents {
    let (workspace, inputs) = files(folder);
    let (batch, problems) = read(&workspace, &[]);
    assert_eq!(problems, [], "the journal is sound");
    Contents { inputs, vocabulary: batch.vocabulary, entries: batch.entries, ..Contents::default() }
}

fn from_tail(folder: &Path) -> Contents {
    let (_, inputs) = files(folder);
    let bytes = whole::read_whole(&folder.join(TAIL), format::MAX_SEGMENT_BYTES).expect("the tail is read");
    let segment = Segment::parse(bytes).expect("the tail is sound");
    let contents = wire::read(segment.frames()).expect("the tail is understood");
    assert_eq!(contents.inputs, inputs, "the tail is up to date");
    contents
}

//! Tables of the journal of this repository: embassies and panels, whose figures are known from elsewhere.
#![allow(clippy::disallowed_methods)] // the data lies in files

mod missions;
mod panels;

use std::fs;
use std::path::Path;

use chancery_core::fold::{State, fold};
use chancery_core::vocabulary::Vocabulary;
use chancery_ingest::{InputFile, Workspace, read};

fn files(folder: &str) -> Vec<InputFile> {
    let listing = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(folder)).unwrap();
    let paths = listing.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "toml"));
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.map(|path| InputFile::new(format!("{folder}/{}", name(&path)), fs::read(&path).unwrap())).collect()
}

/// The journal folded, and its vocabulary.
pub fn state() -> (State, Vocabulary) {
    let workspace = Workspace { journal: files("journal"), vocabulary: files("vocabulary"), ..Workspace::default() };
    let (batch, _) = read(&workspace, &[]);
    let (state, faults) = fold(&batch.entries);
    assert_eq!(faults, []);
    (state, batch.vocabulary)
}

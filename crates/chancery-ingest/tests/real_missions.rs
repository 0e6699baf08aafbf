//! The embassies of Mongolia and the DPRK, from the journal of this repository.
#![allow(clippy::disallowed_methods)] // the data lies in files

use std::fs;
use std::path::Path;

use chancery_core::fold::{State, fold};
use chancery_core::spells::{Closing, EMBASSY, Existence, History, MissionYear, Note, histories, mission_years};
use chancery_core::vocabulary::Vocabulary;
use chancery_ingest::{InputFile, Workspace, read};

fn files(folder: &str) -> Vec<InputFile> {
    let listing = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(folder)).unwrap();
    let paths = listing.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "toml"));
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.map(|path| InputFile::new(format!("{folder}/{}", name(&path)), fs::read(&path).unwrap())).collect()
}

fn state() -> (State, Vocabulary) {
    let workspace = Workspace { journal: files("journal"), vocabulary: files("vocabulary"), ..Workspace::default() };
    let (batch, _) = read(&workspace, &[]);
    let (state, faults) = fold(&batch.entries);
    assert_eq!(faults, []);
    (state, batch.vocabulary)
}

#[test]
fn show() {
    let (state, vocabulary) = state();
    let rule = vocabulary.rule(None).expect("a rule");
    let h = histories(&state, rule, &EMBASSY);
    for h in &h { for s in &h.spells { println!("{s:#?}"); } }
    for r in mission_years(&h, &vocabulary) { println!("{} {}>{} {:?} {} {} {:?}", r.year, r.mission_of, r.mission_at, r.status, r.days_min, r.days_max, r.presumed); }
    panic!();
}

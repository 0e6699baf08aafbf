//! The workspace of this repository has no problem.
#![allow(clippy::disallowed_methods)] // the data lies in files

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_ingest::{InputFile, Workspace, read};

/// The files of a folder with that ending, under a path within the workspace.
fn files(folder: &Path, within: &str, ending: &str) -> Vec<InputFile> {
    let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
    let paths: Vec<PathBuf> = listing.map(|file| file.unwrap().path()).collect();
    let named = paths.into_iter().filter(|path| path.extension().is_some_and(|found| found == ending));
    let read = named.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        InputFile::new(format!("{within}/{name}"), fs::read(&path).unwrap())
    });
    read.collect()
}

#[test]
#[allow(clippy::print_stdout)] // a skipped check is said, or nobody would notice
fn the_repository_s_own_data_has_no_problem() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts = files(&root.join("../shared/sources"), "sources", "txt");
    if texts.is_empty() {
        println!("skipped: ../shared/sources is absent, so anchors were not checked against the texts");
    }
    let by_id = texts
        .into_iter()
        .map(|file| (file.path.trim_start_matches("sources/").trim_end_matches(".txt").to_owned(), file));
    let workspace = Workspace {
        journal: files(&root.join("data/journal"), "journal", "toml"),
        vocabulary: files(&root.join("data/vocabulary"), "vocabulary", "toml"),
        texts: by_id.collect::<BTreeMap<_, _>>(),
    };
    assert!(!workspace.journal.is_empty() && !workspace.vocabulary.is_empty());
    let (batch, problems) = read(&workspace, &[]);
    assert_eq!(problems, []);
    assert_eq!(batch.entries.len(), workspace.journal.len());
    for (entry, spans) in batch.entries.iter().zip(&batch.spans) {
        assert_eq!(entry.events.len(), spans.events.len());
        assert_eq!(spans.path, format!("journal/{}.toml", entry.id));
    }
}

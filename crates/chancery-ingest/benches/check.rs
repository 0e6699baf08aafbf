//! How long it takes to read and check a journal of 20,000 claims, against the rival that only parses the same TOML.
//!
//! `cargo xtask bench` runs it, optimised; what matters is the ratio of the two medians, which does not depend on the machine.

use std::path::Path;

use chancery_ingest::{InputFile, Workspace, read};
use chancery_testkit::journal;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn read_and_check_20_000_claims(bencher: divan::Bencher<'_, '_>) {
    let workspace = workspace();
    assert_eq!(read(&workspace, &[]).1, []);
    bencher.bench(|| read(&workspace, &[]));
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn rival_toml_parses_the_same_files(bencher: divan::Bencher<'_, '_>) {
    let workspace = workspace();
    let texts: Vec<&str> = workspace.journal.iter().map(|file| str::from_utf8(&file.bytes).unwrap()).collect();
    bencher.bench(|| texts.iter().map(|text| toml::from_str::<toml::Table>(text).unwrap().len()).sum::<usize>());
}

/// The vocabulary of the bundled data, and a journal made up of numbers.
#[allow(clippy::disallowed_methods)] // the vocabulary is made of files
fn workspace() -> Workspace {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/vocabulary");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let vocabulary = files.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        InputFile::new(format!("vocabulary/{name}"), std::fs::read(path).unwrap())
    });
    let journal = journal::files().map(|(name, text)| InputFile::new(format!("journal/{name}"), text));
    Workspace { vocabulary: vocabulary.collect(), journal: journal.collect(), ..Workspace::default() }
}

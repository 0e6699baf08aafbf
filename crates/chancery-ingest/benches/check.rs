//! How long it takes to read and check a journal of 20,000 claims, against the rival that only parses the same TOML.
//!
//! `cargo xtask bench` runs it, optimised; what matters is the ratio of the two medians, which does not depend on the machine.

use std::fmt::Write as _;
use std::path::Path;

use chancery_ingest::{InputFile, Workspace, read};

/// Entries of fifty claims and ten links each.
const ENTRIES: usize = 400;
const CLAIMS: usize = 50;

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
    Workspace { vocabulary: vocabulary.collect(), journal: (0..ENTRIES).map(entry).collect(), ..Workspace::default() }
}

fn entry(number: usize) -> InputFile {
    let source = format!("paper-{number:03}");
    let mut text = format!(
        "[entry]\nformat = 1\nid = \"{source}\"\nrecorded = 2026-01-01\nby = \"a\"\n\n[source]\nid = \"{source}\"\n\
         title = \"Paper {number}\"\npublisher = \"Publisher {}\"\npublished = \"2014-01\"\nlanguage = \"en\"\nseen = \"citation\"\n",
        number % 40
    );
    for claim in 0..CLAIMS {
        let (year, month) = (1950 + (number * CLAIMS + claim) % 60, claim % 9 + 1);
        let _ = write!(
            text,
            "\n[[claim]]\nid = \"{source}/claim-{claim}\"\nform = \"visit\"\ncategories = [\"political\", \"military\"]\n\
             status = \"happened\"\nstance = \"asserted\"\nactors = [\n    {{ id = \"PRK\", role = \"visitor\", sector = \"GOV\" }},\n    \
             {{ id = \"MNG\", role = \"host\", sector = \"GOV\" }},\n]\nwhen = \"{year}-0{month}\"\nplace = [\"Ulaanbaatar\"]\n\
             summary = \"Delegation {claim} of {number} came, spoke of this and that, and went home again.\"\n"
        );
    }
    for link in (0..10).filter(|_| number > 0) {
        let _ = write!(
            text,
            "\n[[link]]\ncontact = \"contact-{number}-{link}\"\nclaims = [\"{source}/claim-{link}\", \"paper-{:03}/claim-{}\"]\n\
             reason = \"The same.\"\n",
            number - 1,
            link + 20
        );
    }
    InputFile::new(format!("journal/{source}.toml"), text)
}

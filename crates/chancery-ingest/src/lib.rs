//! Text to events: reads a workspace's entries and vocabulary, and tells everything that is wrong with them.
//!
//! This crate never touches a file, appends, prints, or stops at the first fault; no input makes it panic, and what it
//! spends is bounded by the size of what it is given. Where files lie, what was sealed, and how a problem is shown is the
//! program's business; what events mean together is `chancery-core`'s.
//!
//! ```
//! use chancery_ingest::{InputFile, Workspace, read};
//!
//! let entry = InputFile::new("journal/a.toml", "[entry]\nformat = 1\nid = \"a\"\nrecorded = 2026-11-24");
//! let (batch, problems) = read(&Workspace { journal: vec![entry], ..Workspace::default() }, &[]);
//! assert!(batch.entries.is_empty());
//! assert!(problems.iter().any(|problem| problem.code == "missing-key" && problem.message.contains("`by`")));
//! ```

pub mod anchors;
mod bytes;
mod catalogue;
mod characters;
pub mod checks;
mod codes;
mod context;
mod countries;
mod document;
mod doubt;
mod entry;
mod entry_text;
mod explanation;
mod ids;
mod import;
mod input;
mod lines;
mod names;
mod parts;
mod problem;
pub mod problems;
mod reader;
mod schema;
mod seals;
mod spans;
mod suggest;
mod table;
mod text;
mod vocabulary;
mod wanted;

use std::collections::BTreeMap;

use chancery_core::{Entry, Vocabulary};

pub use bytes::{MAX_FILE_BYTES, MAX_LINE_BYTES};
pub use catalogue::{CATALOGUE, OUTSIDE, explain};
pub use entry::entry_schema;
pub use entry_text::entry_text;
pub use explanation::Explanation;
pub use import::{
    Import, ImportRequest, Refused, RegisterImport, RegisterRequest, Registers, import_table, mapping_schema,
};
pub use input::{InputFile, Workspace};
pub use problem::{MAX_SHOWN, Problem, Severity, Spot};
pub use seals::{SealedEntry, sealed_until};
pub use spans::{EntrySpans, EventSpans};
pub use suggest::nearest;
pub use text::digest_of;
pub use vocabulary::{read_vocabulary, vocabulary_schema};

use context::Context;
use document::Document;
use problem::Sink;

/// What was read. Only a batch without faults may be appended: where there are some, it holds what is sound.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// The entries, sorted by id.
    pub entries: Vec<Entry>,
    /// Where each entry and its events stand, in the order of `entries`.
    pub spans: Vec<EntrySpans>,
}

/// Reads a workspace in which nothing is sealed; see [`read_sealed`].
pub fn read(workspace: &Workspace, skip: &[&str]) -> (Batch, Vec<Problem>) {
    read_sealed(workspace, &[], skip)
}

/// Reads a workspace, compares its journal with what is sealed, and makes every check of [`checks::CHECKS`] but those named
/// in `skip`.
///
/// The problems are sorted by (path, place, code); none stands twice. Warnings are among them ([`Severity`]).
pub fn read_sealed(workspace: &Workspace, sealed: &[SealedEntry], skip: &[&str]) -> (Batch, Vec<Problem>) {
    let mut sink = Sink::default();
    let parsed = Parsed::of(workspace, &mut sink);
    let (entries, spans, problems) =
        check(workspace, sealed, &parsed.vocabulary, (parsed.read, &parsed.unread), skip, sink);
    (Batch { vocabulary: parsed.vocabulary.vocabulary, entries, spans }, problems)
}

/// A workspace's files, each by itself.
pub(crate) struct Parsed<'a> {
    pub(crate) vocabulary: vocabulary::ReadVocabulary,
    pub(crate) read: Vec<entry::ReadEntry>,
    /// Entries of which parts could not be read.
    pub(crate) unread: Vec<&'a InputFile>,
}

impl<'a> Parsed<'a> {
    pub(crate) fn of(workspace: &'a Workspace, sink: &mut Sink) -> Parsed<'a> {
        let vocabulary = vocabulary::read(&workspace.vocabulary, sink);
        let mut parsed = Parsed { vocabulary, read: Vec::with_capacity(workspace.journal.len()), unread: Vec::new() };
        let mut files: Vec<&InputFile> = workspace.journal.iter().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.into_iter().for_each(|file| parsed.add(file, sink));
        parsed
    }

    /// Reads one more entry.
    pub(crate) fn add(&mut self, file: &'a InputFile, sink: &mut Sink) {
        let entry = Document::open(file, sink).map(|document| entry::read(document, sink));
        if entry.as_ref().is_none_or(|entry| entry.broken) {
            self.unread.push(file);
        }
        self.read.extend(entry);
    }
}

/// Checks what was read of a workspace. `sink` holds what was found while reading it.
pub(crate) fn check(
    workspace: &Workspace,
    sealed: &[SealedEntry],
    vocabulary: &vocabulary::ReadVocabulary,
    (read, unread): (Vec<entry::ReadEntry>, &[&InputFile]),
    skip: &[&str],
    mut sink: Sink,
) -> (Vec<Entry>, Vec<EntrySpans>, Vec<Problem>) {
    let context = Context::new(workspace, vocabulary, read, unread, sealed);
    for check in checks::CHECKS.iter().filter(|check| !skip.contains(&check.name)) {
        (check.run)(&context, &mut sink);
    }
    let (entries, spans) = context.into_batch();
    (entries, spans, sink.finish(files_of(workspace)))
}

/// Finds the bytes of a file by its path.
fn files_of<'a>(workspace: &'a Workspace) -> impl Fn(&str) -> Option<&'a [u8]> {
    let files = workspace.journal.iter().chain(&workspace.vocabulary).chain(workspace.texts.values());
    let files: BTreeMap<&str, &[u8]> = files.map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    move |path| files.get(path).copied()
}

//! The vocabulary's files: terms, actors, rules, crosswalks; and what must hold between them.

mod actors;
mod crosswalks;
mod dataset;
mod iso;
mod rules;
mod schema;
mod terms;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chancery_core::Vocabulary;
use chancery_core::vocabulary::{NameIndex, TermList};

pub use schema::vocabulary_schema;

use crate::document::Document;
use crate::input::InputFile;
use crate::names::Names;
use crate::problem::{Problem, Sink, Spot};
use crate::problems;
use crate::reader::Reader;
use crate::suggest::{Budget, nearest};

const ACTORS: &str = "actors";
const RULES: &str = "rules";
const CROSSWALKS: &str = "crosswalks";
const DATASET: &str = "dataset";
/// The files that a workspace may do without.
const OPTIONAL: [&str; 2] = [CROSSWALKS, DATASET];

/// The vocabulary, and how far it can be relied on.
#[derive(Debug, Default)]
pub(crate) struct ReadVocabulary {
    pub(crate) vocabulary: Vocabulary,
    /// Lists (by file name) of which parts are missing or could not be read: a code that is not in them may yet exist.
    pub(crate) doubtful_lists: BTreeSet<String>,
    /// Ids of actors and terms that are there but could not be read.
    pub(crate) doubtful_ids: BTreeSet<String>,
    /// What refers to an actor or sector, to be looked up once all is read.
    references: Vec<Reference>,
    /// Where the rows and schemes of the crosswalks stand, to be compared once all is read.
    crosswalks: crosswalks::Places,
    /// Where each id was given first, by list and id.
    first: BTreeMap<(String, String), String>,
}

/// A reference from one part of the vocabulary to another.
#[derive(Debug)]
struct Reference {
    path: String,
    span: Range<usize>,
    of: String,
    text: String,
    kind: ReferenceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReferenceKind {
    Actor,
    Form,
    Sector,
}

/// Reads the vocabulary and tells everything that is wrong with it.
pub fn read_vocabulary(files: &[InputFile]) -> (Vocabulary, Vec<Problem>) {
    let mut sink = Sink::default();
    let read = read(files, &mut sink);
    let problems = sink.finish(|path| files.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice()));
    (read.vocabulary, problems)
}

pub(crate) fn read(files: &[InputFile], sink: &mut Sink) -> ReadVocabulary {
    let mut read = ReadVocabulary::default();
    let mut files: Vec<&InputFile> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let known: Vec<String> = names_of_files().map(|name| format!("{name}.toml")).collect();
    let mut seen = BTreeSet::new();
    for file in files {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        match name.strip_suffix(".toml").filter(|name| names_of_files().any(|known| known == *name)) {
            Some(name) => {
                seen.insert(name.to_owned());
                read_file(&mut read, name, file, sink);
            }
            None => {
                let near = nearest(name, known.iter().map(String::as_str));
                sink.add(Spot::file(&file.path), |at| problems::unknown_file(at, near, &known));
            }
        }
    }
    for name in names_of_files().filter(|name| !seen.contains(*name) && !OPTIONAL.contains(name)) {
        let path = format!("vocabulary/{name}.toml");
        sink.add(Spot::file(&path), problems::missing_file);
        read.doubtful_lists.insert(name.to_owned());
    }
    look_up(&read, sink);
    crosswalks::check(&read, sink);
    read
}

fn names_of_files() -> impl Iterator<Item = &'static str> {
    TermList::ALL.iter().map(|list| list.as_str()).chain([ACTORS, CROSSWALKS, DATASET, RULES])
}

fn read_file(read: &mut ReadVocabulary, name: &str, file: &InputFile, sink: &mut Sink) {
    let Some(document) = Document::open(file, sink) else {
        read.doubtful_lists.insert(name.to_owned());
        return;
    };
    if document.broken {
        read.doubtful_lists.insert(name.to_owned());
    }
    let table = document.table();
    let mut r = Reader::new(&document, sink);
    match name {
        ACTORS => actors::read(read, &mut r, &table),
        CROSSWALKS => crosswalks::read(read, &mut r, &table),
        DATASET => dataset::read(&mut r, &table),
        RULES => rules::read(read, &mut r, &table),
        _ => {
            if let Some(list) = TermList::ALL.iter().find(|list| list.as_str() == name) {
                terms::read(read, &mut r, &table, *list);
            }
        }
    }
}

impl ReadVocabulary {
    /// Notes where an id of a list is given; `Some` with the first place if it was given before.
    fn given(&mut self, r: &Reader<'_>, list: &str, id: &str, span: &Range<usize>) -> Option<String> {
        let key = (list.to_owned(), id.to_owned());
        if let Some(first) = self.first.get(&key) {
            return Some(first.clone());
        }
        self.first.insert(key, r.document.place(span.start));
        None
    }

    fn refer(&mut self, r: &Reader<'_>, kind: ReferenceKind, text: &str, span: Range<usize>) {
        let (path, of) = (r.document.path.to_owned(), r.id.clone().unwrap_or_default());
        self.references.push(Reference { path, span, of, text: text.to_owned(), kind });
    }
}

/// Tells references to actors and sectors that are not there.
fn look_up(read: &ReadVocabulary, sink: &mut Sink) {
    let actors = NameIndex::of_actors(&read.vocabulary);
    let budget = Budget::default();
    let names = Names { vocabulary: &read.vocabulary, budget: &budget };
    let sectors: Vec<&str> = read.vocabulary.ids(TermList::Sectors).collect();
    let forms: Vec<&str> = read.vocabulary.ids(TermList::Forms).collect();
    for reference in &read.references {
        let text = reference.text.as_str();
        let at = Spot::at(&reference.path, reference.span.clone()).of(Some(&reference.of));
        if read.doubtful_ids.contains(text) {
            continue;
        }
        match reference.kind {
            ReferenceKind::Actor if !read.doubtful_lists.contains(ACTORS) => {
                names.check_actor(&actors, at, "of", text, sink);
            }
            ReferenceKind::Form if !forms.contains(&text) && !read.doubtful_lists.contains("forms") => {
                sink.add(at, |at| {
                    problems::unknown_term(at, "form", text, budget.nearest(text, forms.iter().copied()), &forms)
                });
            }
            ReferenceKind::Sector if !sectors.contains(&text) && !read.doubtful_lists.contains("sectors") => {
                sink.add(at, |at| {
                    problems::unknown_term(at, "sector", text, budget.nearest(text, sectors.iter().copied()), &sectors)
                });
            }
            _ => {}
        }
    }
}

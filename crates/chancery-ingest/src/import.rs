//! Somebody's table as a new entry: each row a claim, by a mapping that is data.
//!
//! The entry is written as text and read again by the very code that reads a coder's entries, so that a table is held to the
//! same rules; what is wrong with it is told where it comes from, a cell of the table or a line of the mapping.

mod actors;
mod bound;
mod draft;
mod mapping;
mod quantity;
mod read;
mod register;
mod schema;
mod settings;
mod sheet;
mod sources;
mod told;
mod who;
mod write;

use std::collections::{BTreeMap, HashMap};

use chancery_core::event::Source;
use chancery_core::{Claim, Event, Instant};

use crate::document::Document;
use crate::input::{InputFile, Workspace};
use crate::problem::{Problem, Sink, Spot};
use crate::reader::Reader;
use crate::table::Table;
use crate::{Batch, problems};
use bound::Bound;
use draft::Draft;
use mapping::Mapping;
pub use register::{RegisterImport, RegisterRequest, Registers};
pub use schema::mapping_schema;
use sheet::Sheet;
use sources::SourceDraft;
pub(crate) use write::text as quoted_text;
use write::{Heading, Written};

/// What an import is made from.
#[derive(Debug, Clone, Copy)]
pub struct ImportRequest<'a> {
    /// The workspace that it is for; its vocabulary knows the names, its journal what is there already.
    pub workspace: &'a Workspace,
    /// The mapping.
    pub mapping: &'a InputFile,
    /// The table: CSV, TSV or XLSX.
    pub table: &'a InputFile,
    /// When it is recorded.
    pub recorded: Instant,
    /// Who imports, if not whom the mapping names.
    pub by: Option<&'a str>,
    /// The new entry's id, if not `<day>-<mapping's id>`.
    pub entry: Option<&'a str>,
}

/// A new entry made of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The entry's file; its bytes are empty where every row is in the journal already.
    pub file: InputFile,
    /// How many claims are new.
    pub claims: usize,
    /// How many sources are new.
    pub sources: usize,
    /// How many rows are in the journal already, as they are here.
    pub known: usize,
    /// How many rows the mapping skips.
    pub skipped: usize,
    /// Rules that fitted no row, as places: `map.toml, line 12`.
    pub unused_rules: Vec<String>,
}

/// Why there is no entry: every problem, and the files that they point into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Sorted as those of [`crate::read`].
    pub problems: Vec<Problem>,
    /// Mapping and table (a workbook as the text of its sheet), and the workspace's files if those have problems.
    pub files: Vec<InputFile>,
}

/// Makes an entry of a table.
///
/// # Errors
/// Everything that is wrong with workspace, mapping, table, or the claims that they make.
pub fn import_table(request: &ImportRequest<'_>) -> Result<Import, Refused> {
    let (batch, found) = crate::read(request.workspace, &[]);
    if !found.iter().all(Problem::is_warning) {
        return Err(Refused { problems: found, files: files_of(request.workspace) });
    }
    let mut sink = Sink::default();
    let mut table = request.table.clone();
    let import = make(request, &batch, &mut table, &mut sink);
    let files = vec![request.mapping.clone(), table];
    let problems = sink.finish(|path| files.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice()));
    match import {
        Some(import) if problems.is_empty() => Ok(import),
        _ => Err(Refused { problems, files }),
    }
}

/// Every file of a workspace.
fn files_of(workspace: &Workspace) -> Vec<InputFile> {
    let Workspace { journal, vocabulary, texts } = workspace;
    journal.iter().chain(vocabulary).chain(texts.values()).cloned().collect()
}

/// The places of rules that fitted no row.
fn unused_rules(document: &Document<'_>, mapping: &Mapping, used: &[usize]) -> Vec<String> {
    let unused = mapping.rules.iter().zip(used).filter(|(_, used)| **used == 0);
    unused.map(|(rule, _)| document.place(rule.span.start)).collect()
}

fn make(request: &ImportRequest<'_>, batch: &Batch, table: &mut InputFile, sink: &mut Sink) -> Option<Import> {
    let document = Document::open(request.mapping, sink)?;
    let toml = document.table();
    let mut r = Reader::new(&document, sink);
    let layout = read::layout(&mut r, &Table::new(&toml, 0..0, "the file", String::new(), read::FILE));
    let mapping = read::mapping(&mut r, Table::new(&toml, 0..0, "the file", String::new(), read::FILE));
    *table = sheet::as_text(request.table, &layout, sink)?;
    let sheet = sheet::read(table, request.table, &layout, sink)?;
    let mapping = mapping.filter(|_| !document.broken)?;
    if mapping.register.is_some() {
        sink.add(Spot::at(&request.mapping.path, mapping.heading.clone()), |at| problems::wrong_import(at, true));
        return None;
    }
    let paths = (request.mapping.path.as_str(), table.path.as_str());
    let bound = Bound::new(&mapping, paths, &batch.vocabulary, &sheet, sink);
    let mut used = vec![0; mapping.rules.len()];
    let (mut drafts, skipped) = drafts(&bound, &sheet, &mut used, sink);
    let known = Known::of(batch);
    let sources = sources::gather(&bound, &mut drafts, &known.sources, sink);
    if sink.total() > 0 {
        return None;
    }
    let unused_rules = unused_rules(&document, &mapping, &used);
    let heading = heading(request, &mapping);
    let entry = finish(request, &bound, &heading, (&sources, &drafts), &known, sink)?;
    Some(Import { skipped, unused_rules, ..entry })
}

fn heading(request: &ImportRequest<'_>, mapping: &Mapping) -> Heading {
    let id = match request.entry {
        Some(id) => id.to_owned(),
        None => format!("{}-{}", request.recorded.day(), mapping.id),
    };
    let by = request.by.map(str::to_owned).or_else(|| mapping.by.clone()).unwrap_or_default();
    Heading { id, recorded: request.recorded, by, note: mapping.note.clone(), register: None }
}

/// A draft for each row that is not skipped; and how many are.
fn drafts(bound: &Bound<'_>, sheet: &Sheet, used: &mut [usize], sink: &mut Sink) -> (Vec<Draft>, usize) {
    let mut drafts = Vec::new();
    let mut skipped = 0;
    let mut keys: HashMap<String, ()> = HashMap::new();
    for cells in &sheet.rows {
        let Some(row) = bound.row(cells, sink) else { continue };
        let key = bound.cell(&row, &bound.mapping.key.value);
        if key.text.is_empty() || keys.insert(key.text.clone(), ()).is_some() {
            let spot = Spot::at(bound.path, key.span.clone());
            sink.add(spot, |at| problems::row_key(at, &key.text, &bound.mapping.key.value));
        }
        if bound.mapping.skips.iter().any(|condition| bound.passes(&row, condition)) {
            skipped += 1;
        } else {
            drafts.push(Draft::of(bound, &row, used, sink));
        }
    }
    (drafts, skipped)
}

/// What the journal has already.
struct Known<'b> {
    sources: BTreeMap<&'b str, &'b Source>,
    claims: BTreeMap<&'b str, &'b Claim>,
}

impl<'b> Known<'b> {
    fn of(batch: &'b Batch) -> Known<'b> {
        let mut known = Known { sources: BTreeMap::new(), claims: BTreeMap::new() };
        for event in batch.entries.iter().flat_map(|entry| &entry.events) {
            match event {
                Event::SourceRegistered(source) => drop(known.sources.insert(&source.id, source)),
                Event::ClaimRecorded(claim) => drop(known.claims.insert(&claim.id, claim)),
                _ => {}
            }
        }
        known
    }
}

/// Writes the entry with what is new, and reads it as part of the workspace. A row that was imported before must still say
/// the same.
fn finish(
    request: &ImportRequest<'_>,
    bound: &Bound<'_>,
    heading: &Heading,
    (sources, drafts): (&[SourceDraft], &[Draft]),
    known: &Known<'_>,
    sink: &mut Sink,
) -> Option<Import> {
    let path = format!("journal/{}.toml", heading.id);
    let is_known = |draft: &&Draft| known.claims.contains_key(draft.id().as_str());
    let again: Vec<&Draft> = drafts.iter().filter(is_known).collect();
    let all = Written::entry(heading, sources.iter(), again.iter().copied());
    told::differences(&all, &again, known.claims.values().copied(), bound, sink);
    let new_sources: Vec<_> = sources.iter().filter(|source| !known.sources.contains_key(source.id.as_str())).collect();
    let new: Vec<&Draft> = drafts.iter().filter(|draft| !is_known(draft)).collect();
    let mut file = InputFile::new(path, "");
    if !new.is_empty() {
        let written = Written::entry(heading, new_sources.iter().copied(), new.iter().copied());
        file.bytes = written.text.clone().into_bytes();
        let mut workspace = request.workspace.clone();
        workspace.journal.push(file.clone());
        let (_, found) = crate::read(&workspace, &[]);
        told::of_entry(&found, &written, bound, sink);
    }
    let (claims, sources) = (new.len(), if new.is_empty() { 0 } else { new_sources.len() });
    Some(Import { file, claims, sources, known: again.len(), skipped: 0, unused_rules: Vec::new() })
}

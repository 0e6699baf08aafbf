//! A snapshot of a table that somebody keeps, as a new entry: new rows are claims, changed rows corrections field by field,
//! rows that are gone retractions.
//!
//! A snapshot is compared with what the register's own entries say (those whose heading names it as `register`), not with
//! what coders corrected since. What both changed is told and never overwritten.

mod compare;
mod held;
mod rows;
pub(in crate::import) mod settings;
mod snapshot;

use chancery_core::{Entry, Instant};

use super::bound::Bound;
use super::mapping::Mapping;
use super::read;
use super::sources::SourceDraft;
use super::told;
use super::write::{Heading, Written};
use super::{Refused, unused_rules};
use crate::document::Document;
use crate::entry::ReadEntry;
use crate::input::{InputFile, Workspace};
use crate::problem::{Problem, Sink, Spot};
use crate::reader::Reader;
use crate::table::Table;
use crate::vocabulary::ReadVocabulary;
use crate::{Batch, EntrySpans, Parsed, problems};
use compare::{Comparison, Plan};
use held::Held;
use rows::{Row, Rows, one_source, typed};
use snapshot::Snapshot;

/// What a snapshot is imported from.
#[derive(Debug, Clone, Copy)]
pub struct RegisterRequest<'a> {
    /// The mapping, which has a `[register]`.
    pub mapping: &'a InputFile,
    /// The files that together are the register at one moment.
    pub snapshot: &'a [InputFile],
    /// The source that all its claims speak from.
    pub source: &'a str,
    /// When the register held this.
    pub recorded: Instant,
    /// Who imports, if not whom the mapping names.
    pub by: Option<&'a str>,
    /// The new entry's id, if not `<day>-<mapping's id>`.
    pub entry: Option<&'a str>,
    /// What is added to the reason of every correction and retraction.
    pub reason: Option<&'a str>,
}

/// A new entry made of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterImport {
    /// The entry's file; its bytes are empty where the snapshot brings nothing.
    pub file: InputFile,
    /// How many rows the snapshot has, without those skipped.
    pub rows: usize,
    /// How many claims are new.
    pub claims: usize,
    /// How many claims are corrected.
    pub corrections: usize,
    /// How many claims are retracted.
    pub retractions: usize,
    /// How many rows are as they were, or bring nothing that stands otherwise.
    pub same: usize,
    /// How many rows the mapping skips.
    pub skipped: usize,
    /// What was chosen where there was a choice: repeated and reused keys, keys that came back.
    pub notes: Vec<String>,
    /// Rules that fitted no row, as places.
    pub unused_rules: Vec<String>,
}

/// A workspace into which snapshots are imported one after the other. Its journal is read once; each import adds its entry.
pub struct Registers {
    workspace: Workspace,
    vocabulary: ReadVocabulary,
    read: Vec<ReadEntry>,
    batch: Batch,
}

impl Registers {
    /// Reads a workspace.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn open(workspace: Workspace) -> Result<Registers, Refused> {
        let mut sink = Sink::default();
        let Parsed { vocabulary, read, unread } = Parsed::of(&workspace, &mut sink);
        let checked = crate::check(&workspace, &[], &vocabulary, (read.clone(), &unread), &[], sink);
        let (entries, spans, problems) = checked;
        if !problems.iter().all(Problem::is_warning) {
            return Err(Refused { problems, files: super::files_of(&workspace) });
        }
        let batch = Batch { vocabulary: vocabulary.vocabulary.clone(), entries, spans };
        Ok(Registers { workspace, vocabulary, read, batch })
    }

    /// The workspace, with the entries that were imported.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Makes an entry of a snapshot, and adds it to the workspace; where that is refused, the workspace stays as it was.
    ///
    /// # Errors
    /// Everything that is wrong with mapping, snapshot, or what they come to together with the workspace.
    pub fn import(&mut self, request: &RegisterRequest<'_>) -> Result<RegisterImport, Refused> {
        let (journal, read) = (self.workspace.journal.len(), self.read.len());
        let (mut sink, mut snapshot) = (Sink::default(), Snapshot::default());
        let batch = std::mem::take(&mut self.batch);
        let made = self.make(request, &batch, &mut snapshot, &mut sink);
        let mut files = vec![request.mapping.clone()];
        files.append(&mut snapshot.files.clone());
        files.extend(super::files_of(&self.workspace));
        let bytes = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice());
        let mut problems = sink.finish(bytes);
        problems.iter_mut().for_each(|problem| snapshot.relocate(problem));
        let place = |problem: &Problem| (problem.path.clone(), problem.span.clone().map_or(0, |span| span.start));
        let is_last = |problem: &Problem| problem.code == problems::TOO_MANY_PROBLEMS.code;
        problems.sort_by_cached_key(|problem| (is_last(problem), place(problem), problem.code));
        self.batch = batch;
        match made {
            Some((import, checked)) if problems.is_empty() => {
                if let Some((entries, spans)) = checked {
                    (self.batch.entries, self.batch.spans) = (entries, spans);
                }
                Ok(import)
            }
            _ => {
                self.workspace.journal.truncate(journal);
                self.read.truncate(read);
                Err(Refused { problems, files })
            }
        }
    }

    fn make(
        &mut self,
        request: &RegisterRequest<'_>,
        batch: &Batch,
        snapshot: &mut Snapshot,
        sink: &mut Sink,
    ) -> Option<(RegisterImport, Option<Checked>)> {
        let document = Document::open(request.mapping, sink)?;
        let toml = document.table();
        let mut r = Reader::new(&document, sink);
        let layout = read::layout(&mut r, &Table::new(&toml, 0..0, "the file", String::new(), read::FILE));
        let mapping = read::mapping(&mut r, Table::new(&toml, 0..0, "the file", String::new(), read::FILE));
        let (files, sheet) = Snapshot::read(request.snapshot, &layout, sink);
        *snapshot = files;
        let (mapping, sheet) = (mapping.filter(|_| !document.broken)?, sheet?);
        let Some(register) = &mapping.register else {
            sink.add(Spot::at(&request.mapping.path, mapping.heading.clone()), |at| problems::wrong_import(at, false));
            return None;
        };
        let bound = Bound::new(&mapping, (&request.mapping.path, snapshot::PATH), &batch.vocabulary, &sheet, sink);
        let mut used = vec![0; mapping.rules.len()];
        let mut read = Rows::default();
        read.read(&bound, &sheet, register, snapshot, &mut used, sink);
        let held = Held::of(batch, request.source);
        let source = one_source(&bound, &mut read.rows, request.source, &held, sink);
        if sink.total() > 0 {
            return None;
        }
        let heading = heading(request, &mapping, batch, read.rows.len());
        let claims = typed(&heading, &bound, &read.rows, &held, sink)?;
        let comparison = Comparison { held: &held, register, reason: request.reason };
        let mut of_plan = Sink::default();
        let plan = comparison.plan(&read.rows, &claims, &mut of_plan);
        if let Some((newest, entry)) = held.newest.filter(|(newest, _)| request.recorded <= *newest)
            && (!plan.is_empty() || of_plan.total() > 0)
        {
            let spot = Spot::at(snapshot::PATH, 0..1);
            sink.add(spot, |at| {
                problems::older_snapshot(at, &request.recorded.to_string(), entry, &newest.to_string())
            });
            return None;
        }
        of_plan.finish(|_| None).into_iter().for_each(|problem| {
            let spot = Spot { path: &problem.path.clone(), span: problem.span.clone(), id: None };
            sink.add(spot, |_| problem);
        });
        if sink.total() > 0 {
            return None;
        }
        let written = entry(&heading, (&source, &read.rows), &plan);
        let file = InputFile::new(format!("journal/{}.toml", heading.id), written.text.clone());
        let checked = (!plan.is_empty()).then(|| self.add(&file, (&written, &bound), sink));
        let Rows { rows, skipped, mut notes } = read;
        notes.extend(plan.notes);
        let import = RegisterImport {
            file,
            rows: rows.len(),
            claims: plan.new.len(),
            corrections: plan.changes.len(),
            retractions: plan.gone.len(),
            same: plan.same,
            skipped,
            notes,
            unused_rules: unused_rules(&document, &mapping, &used),
        };
        Some((import, checked))
    }

    /// Adds the new entry, and checks it as part of the workspace.
    fn add(&mut self, file: &InputFile, (written, bound): (&Written, &Bound<'_>), sink: &mut Sink) -> Checked {
        self.workspace.journal.push(file.clone());
        let mut inner = Sink::default();
        let entry = Document::open(file, &mut inner).map(|document| crate::entry::read(document, &mut inner));
        let unread: Vec<&InputFile> =
            if entry.as_ref().is_none_or(|entry| entry.broken) { vec![file] } else { Vec::new() };
        self.read.extend(entry);
        let read = (self.read.clone(), unread.as_slice());
        let (entries, spans, found) = crate::check(&self.workspace, &[], &self.vocabulary, read, &[], inner);
        let (own, others): (Vec<Problem>, Vec<Problem>) =
            found.into_iter().partition(|problem| problem.path == file.path);
        told::of_entry(&own, written, bound, sink);
        // What the snapshot breaks elsewhere is told where it breaks.
        for problem in others.into_iter().filter(|problem| !problem.is_warning()) {
            let spot = Spot { path: &problem.path.clone(), span: problem.span.clone(), id: None };
            sink.add(spot, |_| problem);
        }
        (entries, spans)
    }
}

/// A workspace's entries, and where they stand.
type Checked = (Vec<Entry>, Vec<EntrySpans>);

/// The heading: the entry's id is that of the day and the mapping, with a number where there is one of that id.
fn heading(request: &RegisterRequest<'_>, mapping: &Mapping, batch: &Batch, rows: usize) -> Heading {
    let wanted = format!("{}-{}", request.recorded.day(), mapping.id);
    let numbered = |n: usize| if n == 1 { wanted.clone() } else { format!("{wanted}-{n}") };
    let is_free = |id: &String| batch.entries.iter().all(|entry| entry.id != *id);
    let free = (1..=batch.entries.len() + 1).map(numbered).find(is_free);
    let of = format!("A snapshot of {rows} rows; SHA-256 of its files {}.", Snapshot::digest(request.snapshot));
    Heading {
        id: request.entry.map_or_else(|| free.unwrap_or_else(|| wanted.clone()), str::to_owned),
        recorded: request.recorded,
        by: request.by.map(str::to_owned).or_else(|| mapping.by.clone()).unwrap_or_default(),
        note: Some(mapping.note.as_ref().map_or_else(|| of.clone(), |note| format!("{note} {of}"))),
        register: Some(request.source.to_owned()),
    }
}

/// The entry of what a snapshot brings.
fn entry(heading: &Heading, (source, rows): (&Option<SourceDraft>, &[Row]), plan: &Plan) -> Written {
    if plan.is_empty() {
        return Written::default();
    }
    let new = plan.new.iter().filter_map(|place| rows.get(*place)).map(|row| &row.draft);
    let mut written = Written::entry(heading, source.iter(), new);
    for change in &plan.changes {
        if let Some(row) = rows.get(change.row) {
            written.correct(&row.draft, &change.claim, (&change.expect, &change.set), &change.reason);
        }
    }
    plan.gone.iter().for_each(|(claim, reason)| written.retract(claim, reason));
    written.sort_traces();
    written
}

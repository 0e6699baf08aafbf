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

use chancery_core::Instant;

use super::bound::Bound;
use super::mapping::Mapping;
use super::read;
use super::sources::SourceDraft;
use super::told;
use super::write::{Heading, Written};
use super::{Refused, unused_rules};
use crate::document::Document;
use crate::input::{InputFile, Workspace};
use crate::problem::{Problem, Sink, Spot};
use crate::reader::Reader;
use crate::table::Table;
use crate::{Batch, Parsed, problems};
use compare::{Comparison, Plan};
use held::Held;
use rows::{Row, Rows, one_source, typed};
use snapshot::Snapshot;

/// What a snapshot is imported from.
#[derive(Debug, Clone, Copy)]
pub struct RegisterRequest<'a> {
    /// The workspace that it is for.
    pub workspace: &'a Workspace,
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

/// Makes an entry of a snapshot.
///
/// # Errors
/// Everything that is wrong with workspace, mapping, snapshot, or what they come to together.
pub fn import_register(request: &RegisterRequest<'_>) -> Result<RegisterImport, Refused> {
    let mut sink = Sink::default();
    let parsed = Parsed::of(request.workspace, &mut sink);
    let read = (parsed.read.clone(), parsed.unread.as_slice());
    let (entries, spans, found) = crate::check(request.workspace, &[], &parsed.vocabulary, read, &[], sink);
    if !found.iter().all(Problem::is_warning) {
        return Err(Refused { problems: found, files: super::files_of(request.workspace) });
    }
    let batch = Batch { vocabulary: parsed.vocabulary.vocabulary.clone(), entries, spans };
    let mut sink = Sink::default();
    let mut snapshot = Snapshot::default();
    let import = make(request, parsed, &batch, &mut snapshot, &mut sink);
    let mut files = vec![request.mapping.clone()];
    files.append(&mut snapshot.files.clone());
    files.extend(super::files_of(request.workspace));
    let bytes = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice());
    let mut problems = sink.finish(bytes);
    problems.iter_mut().for_each(|problem| snapshot.relocate(problem));
    let place = |problem: &Problem| (problem.path.clone(), problem.span.clone().map_or(0, |span| span.start));
    problems
        .sort_by_cached_key(|problem| (problem.code == problems::TOO_MANY_PROBLEMS.code, place(problem), problem.code));
    match import {
        Some(import) if problems.is_empty() => Ok(import),
        _ => Err(Refused { problems, files }),
    }
}

fn make(
    request: &RegisterRequest<'_>,
    parsed: Parsed<'_>,
    batch: &Batch,
    snapshot: &mut Snapshot,
    sink: &mut Sink,
) -> Option<RegisterImport> {
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
        sink.add(spot, |at| problems::older_snapshot(at, &request.recorded.to_string(), entry, &newest.to_string()));
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
    if !plan.is_empty() {
        check(request.workspace, parsed, &file, (&written, &bound), sink);
    }
    let Rows { rows, skipped, mut notes } = read;
    notes.extend(plan.notes);
    Some(RegisterImport {
        file,
        rows: rows.len(),
        claims: plan.new.len(),
        corrections: plan.changes.len(),
        retractions: plan.gone.len(),
        same: plan.same,
        skipped,
        notes,
        unused_rules: unused_rules(&document, &mapping, &used),
    })
}

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

/// Checks the new entry as part of the workspace.
fn check<'a>(
    workspace: &'a Workspace,
    mut parsed: Parsed<'a>,
    file: &'a InputFile,
    (written, bound): (&Written, &Bound<'_>),
    sink: &mut Sink,
) {
    let mut inner = Sink::default();
    parsed.add(file, &mut inner);
    let (_, _, found) = crate::check(workspace, &[], &parsed.vocabulary, (parsed.read, &parsed.unread), &[], inner);
    let (own, others): (Vec<Problem>, Vec<Problem>) = found.into_iter().partition(|problem| problem.path == file.path);
    told::of_entry(&own, written, bound, sink);
    // What the snapshot breaks elsewhere is told where it breaks.
    for problem in others.into_iter().filter(|problem| !problem.is_warning()) {
        let spot = Spot { path: &problem.path.clone(), span: problem.span.clone(), id: None };
        sink.add(spot, |_| problem);
    }
}

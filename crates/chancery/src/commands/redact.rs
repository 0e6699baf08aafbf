//! `redact`: takes a sealed claim or source away, from its seal and from the journal, and leaves behind that and why.
//!
//! The frame's leaf stays, so root, commitment and every later seal stay good. Everything is made and checked in memory
//! first; the seals are written before the journal, and where that was interrupted the same command goes on.

use std::collections::BTreeMap;
use std::process::ExitCode;

use chancery_core::event::Redaction;
use chancery_core::terms::Redactable;
use chancery_core::text::acts;
use chancery_core::wire::{self, SCHEMA};
use chancery_core::{Entry, Event};
use chancery_ingest::{Batch, EntrySpans, InputFile, Problem, SealedEntry, Workspace, read_sealed};
use chancery_log::{Segment, whole};
use serde_json::json;

use super::prove::placed;
use crate::cli::{Global, RedactArgs};
use crate::error::{CommandError, Kind};
use crate::prepare;
use crate::seals::{Held, Seals};
use crate::tail::{self, refused};
use crate::workspace;
use crate::{say, show};

/// What is left, by entry and place.
type Left = BTreeMap<(String, usize), Redaction>;

pub fn run(global: &Global, args: &RedactArgs) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    for (name, text) in [("--reason", &args.reason), ("--by", &args.by)] {
        if text.trim().is_empty() || text.chars().any(acts) {
            return Err(CommandError::usage(format!("{name} must be one line of text that can be shown")));
        }
    }
    workspace::require(&global.workspace)?;
    let held_lock = tail::lock(&global.workspace, "redact")?;
    let files = workspace::read(&global.workspace, global.texts.as_deref())?;
    let all = files.all();
    let faulty = |problems: Vec<Problem>, kind| CommandError::Problems { problems, files: all.clone(), kind };
    if !files.problems.is_empty() {
        return Err(faulty(files.problems, Kind::Files));
    }
    let mut seals = Seals::open(files.seals);
    if !seals.problems.is_empty() {
        let kind = seals.kind();
        return Err(faulty(seals.problems, kind));
    }
    let (batch, _) = read_sealed(&files.workspace, &seals.entries(), &[]);
    let left = left(&seals.held, args);
    if left.is_empty() {
        return Err(absent(&args.id, &batch, &seals.held));
    }
    let mut segments = Vec::new();
    for held in &mut seals.held {
        segments.extend(rewritten_seal(held, &left)?);
    }
    let journal = rewritten_journal(&files.workspace, &batch, &left)?;
    let after = with(files.workspace, &journal);
    let sealed: Vec<SealedEntry> = seals.entries();
    let (_, problems) = read_sealed(&after, &sealed, &[]);
    if !problems.iter().all(Problem::is_warning) {
        return Err(faulty(problems, Kind::Problems));
    }
    for (path, segment) in &segments {
        whole::write_whole(path, segment.bytes()).map_err(|error| refused(&error))?;
    }
    for file in &journal {
        whole::write_whole(&global.workspace.join(&file.path), &file.bytes).map_err(|error| refused(&error))?;
        match is_json {
            true => outln!("{}", json!({ "file": file.path })),
            false => outln!("{}", file.path),
        }
    }
    let checked = prepare::checked(workspace::read(&global.workspace, global.texts.as_deref())?, &[])?;
    prepare::update(global, &checked.contents, &held_lock)?;
    tell(&left, &segments);
    Ok(ExitCode::SUCCESS)
}

/// What is to be left of every sealed event about the id, and what is left already of those that were redacted before.
fn left(seals: &[Held], args: &RedactArgs) -> Left {
    let id = args.id.as_str();
    let mut left = Left::new();
    for found in seals.iter().flat_map(placed) {
        let Some((place, event)) = found.event else { continue };
        let was = match event {
            Event::SourceRegistered(source) if source.id == id => Redactable::Source,
            Event::ClaimRecorded(claim) if claim.id == id => Redactable::Claim,
            Event::ClaimCorrected(correction) if correction.claim == id => Redactable::Correct,
            Event::Redacted(redaction) if redaction.of == id => {
                left.insert((found.entry.id.clone(), place), redaction.clone());
                continue;
            }
            _ => continue,
        };
        let leaf = found.frame.leaf().0;
        let redaction = Redaction { leaf, was, of: id.to_owned(), reason: args.reason.clone(), by: args.by.clone() };
        left.insert((found.entry.id.clone(), place), redaction);
    }
    // A correction alone is an event about a claim that is sealed nowhere: it is not what was asked for.
    if left.values().all(|redaction| redaction.was == Redactable::Correct) {
        left.clear();
    }
    left
}

fn absent(id: &str, batch: &Batch, seals: &[Held]) -> CommandError {
    let is_open = batch.entries.iter().flat_map(|entry| &entry.events).any(|event| match event {
        Event::SourceRegistered(source) => source.id == id,
        Event::ClaimRecorded(claim) => claim.id == id,
        _ => false,
    });
    let error = CommandError::usage(format!("no seal holds a claim or source `{id}`"));
    match is_open {
        true => error.hint("it is open: delete it from its entry"),
        false => {
            let sealed = seals.iter().flat_map(|held| &held.contents.entries).flat_map(|entry| &entry.events);
            let ids = sealed.filter_map(|event| match event {
                Event::SourceRegistered(source) => Some(source.id.as_str()),
                Event::ClaimRecorded(claim) => Some(claim.id.as_str()),
                _ => None,
            });
            error.meant(id, ids).hint("ids are written in full, as SOURCE/CLAIM")
        }
    }
}

/// The seal's new segment with its path, if anything of it goes; the seal at hand then holds what is left.
fn rewritten_seal(held: &mut Held, left: &Left) -> Result<Option<(std::path::PathBuf, Segment)>, CommandError> {
    let mut twins = BTreeMap::new();
    for found in placed(held) {
        let Some((place, event)) = found.event else { continue };
        if let (Some(redaction), false) =
            (left.get(&(found.entry.id.clone(), place)), matches!(event, Event::Redacted(_)))
        {
            let in_entry = u32::try_from(place).unwrap_or(u32::MAX);
            twins.insert(found.frame.offset, wire::redacted_twin(redaction, &found.entry.id, in_entry));
        }
    }
    if twins.is_empty() {
        return Ok(None);
    }
    let bug = |why: String| CommandError::new(Kind::Bug, format!("the redacted seal does not read back: {why}"));
    let segment =
        held.sealed.segment.redacted(SCHEMA, |frame| twins.get(&frame.offset)).map_err(|why| bug(why.to_string()))?;
    if segment.commitment() != held.sealed.segment.commitment() {
        return Err(bug("its commitment changed".to_owned()));
    }
    held.contents = wire::read(segment.frames()).map_err(|why| bug(why.to_string()))?;
    Ok(Some((held.sealed.path.clone(), segment)))
}

/// The files of the journal that change: each table that goes is replaced, at its place, by what is left of it.
fn rewritten_journal(workspace: &Workspace, batch: &Batch, left: &Left) -> Result<Vec<InputFile>, CommandError> {
    let mut changed = Vec::new();
    for (entry, spans) in batch.entries.iter().zip(&batch.spans) {
        let own: Vec<(usize, &Redaction)> = (0..entry.events.len())
            .filter(|place| !matches!(entry.events[*place], Event::Redacted(_)))
            .filter_map(|place| Some((place, left.get(&(entry.id.clone(), place))?)))
            .collect();
        let file = workspace.journal.iter().find(|file| file.path == spans.path);
        if let (Some(file), false) = (file, own.is_empty()) {
            changed.push(replaced(file, entry, spans, &own)?);
        }
    }
    Ok(changed)
}

fn replaced(
    file: &InputFile,
    entry: &Entry,
    spans: &EntrySpans,
    own: &[(usize, &Redaction)],
) -> Result<InputFile, CommandError> {
    let mut starts: Vec<usize> = spans.events.iter().map(|event| event.heading.start).collect();
    starts.push(spans.heading.start);
    let mut pieces: Vec<(usize, usize, String)> = Vec::new();
    for (place, redaction) in own {
        let start = spans.events[*place].heading.start;
        if file.bytes.get(start) != Some(&b'[') || file.bytes[..start].last().is_some_and(|byte| *byte != b'\n') {
            return Err(CommandError::new(
                Kind::Problems,
                format!("{} of `{}` is written inside braces, where it cannot be replaced", redaction.was, entry.id),
            )
            .hint(
                "write it as a table of its own, under a heading in brackets; that changes nothing of what it says",
            ));
        }
        let end = starts.iter().copied().filter(|other| *other > start).min().unwrap_or(file.bytes.len());
        pieces.push((start, end, table(redaction)));
    }
    pieces.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
    let mut bytes = file.bytes.clone();
    for (start, end, table) in pieces {
        bytes.splice(start..end, table.into_bytes());
    }
    Ok(InputFile::new(file.path.clone(), bytes))
}

fn table(redaction: &Redaction) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let Redaction { was, of, reason, by, .. } = redaction;
    let (reason, by, leaf) = (quoted(reason), quoted(by), redaction.leaf_hex());
    format!("[[redacted]]\nleaf = \"{leaf}\"\nwas = \"{was}\"\nof = \"{of}\"\nreason = {reason}\nby = {by}\n\n")
}

fn with(mut workspace: Workspace, changed: &[InputFile]) -> Workspace {
    for file in &mut workspace.journal {
        if let Some(new) = changed.iter().find(|new| new.path == file.path) {
            file.bytes.clone_from(&new.bytes);
        }
    }
    workspace
}

fn tell(left: &Left, segments: &[(std::path::PathBuf, Segment)]) {
    if segments.is_empty() {
        return say::note("the seals are redacted already");
    }
    for ((entry, place), redaction) in left {
        say::note(format!("redacted: {} {} ({entry} {place})", redaction.was, redaction.of));
    }
    for (path, segment) in segments {
        say::note(format!(
            "{}: commitment {} as before, sha256 {}",
            crate::seals::shown(path),
            segment.commitment(),
            segment.digest()
        ));
    }
    say::note("what was published or committed before still holds it; `chancery run` makes the views anew");
}

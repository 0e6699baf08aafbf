//! What is true: vocabulary, journal, texts, seals, and the segments of feeds that the journal names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chancery_core::event::Event;
use chancery_core::feed::segment_path;
use chancery_core::fold::fold;
use chancery_ingest::{Batch, Problem};

use super::{Finding, counted};
use crate::cli::Global;
use crate::commands::feed::MAX_SEGMENT_BYTES;
use crate::commands::verify;
use crate::seals::Seals;
use crate::workspace::{self, Files};

/// A workspace whose files were read, whatever is in them.
pub struct Sound {
    pub files: Files,
    seals: Seals,
    seal_count: usize,
}

/// Reads the workspace.
///
/// # Errors
/// Where there is none.
pub fn workspace(global: &Global) -> Result<Sound, Vec<Finding>> {
    let read = workspace::read(&global.workspace, global.texts.as_deref());
    let mut files = read.map_err(|error| Finding::of_error("workspace", error))?;
    let seals = std::mem::take(&mut files.seals);
    let seal_count = seals.len();
    Ok(Sound { files, seals: Seals::open(seals), seal_count })
}

/// What is found of all that is true.
pub fn findings(global: &Global, sound: &Sound) -> Vec<Finding> {
    let Sound { files, seals, seal_count } = sound;
    let (batch, found) = verify::read(files, seals);
    let mut findings = vec![Finding::well("workspace", global.workspace.display().to_string())];
    let all: Vec<&Problem> = files.problems.iter().chain(&found).collect();
    for part in ["vocabulary", "journal", "texts"] {
        let own: Vec<&Problem> = all.iter().copied().filter(|problem| part_of(problem) == part).collect();
        findings.extend(of_problems(part, &own).unwrap_or_else(|| well(part, global, files, &batch)));
    }
    let of_seals: Vec<&Problem> =
        seals.problems.iter().chain(all.iter().copied().filter(|problem| part_of(problem) == "seals")).collect();
    findings.extend(of_problems("seals", &of_seals).unwrap_or_else(|| match seal_count {
        0 => vec![Finding::well("seals", "none")],
        many => vec![Finding::well("seals", format!("{} in an unbroken chain", counted(*many, "seal")))],
    }));
    findings.extend(segments(&global.workspace, &batch));
    findings
}

/// The folder that a problem is about; texts given by `--texts` lie in any.
fn part_of(problem: &Problem) -> &'static str {
    match problem.path.split('/').next() {
        Some("vocabulary") => "vocabulary",
        Some("journal") => "journal",
        Some("seals") => "seals",
        _ => "texts",
    }
}

fn well(part: &'static str, global: &Global, files: &Files, batch: &Batch) -> Vec<Finding> {
    let events = || batch.entries.iter().flat_map(|entry| &entry.events);
    let count = |is_meant: fn(&Event) -> bool| events().filter(|event| is_meant(event)).count();
    let what = match part {
        "vocabulary" => counted(files.workspace.vocabulary.len(), "file"),
        "journal" => format!(
            "entries {}, sources {}, claims {}, no problem",
            batch.entries.len(),
            count(|event| matches!(event, Event::SourceRegistered(_))),
            count(|event| matches!(event, Event::ClaimRecorded(_)))
        ),
        _ => {
            let (here, absent) = verify::texts(files, batch);
            if here + absent == 0 && global.texts.is_none() {
                return Vec::new();
            }
            format!("{here} compared with their digests, {absent} not here")
        }
    };
    vec![Finding::well(part, what)]
}

/// How many problems there are and the first one; warnings keep nothing from being used.
fn of_problems(part: &'static str, all: &[&Problem]) -> Option<Vec<Finding>> {
    let (warnings, faults): (Vec<&Problem>, Vec<&Problem>) = all.iter().partition(|problem| problem.is_warning());
    let mut findings = Vec::new();
    if let Some(first) = faults.first() {
        findings.push(Finding::fault(part, told(&faults, "problem"), &first.reason, mending(&faults)));
    }
    if let Some(first) = warnings.first() {
        findings.push(Finding::note(part, told(&warnings, "warning"), &first.reason, mending(&warnings)));
    }
    (!findings.is_empty()).then_some(findings)
}

fn told(all: &[&Problem], noun: &str) -> String {
    let Some(Problem { path, line, column, message, code, .. }) = all.first() else { return String::new() };
    let first = if all.len() == 1 { "" } else { "the first " };
    let paths: BTreeSet<&str> = all.iter().map(|problem| problem.path.as_str()).collect();
    let place = if *line > 0 { format!("{path}:{line}:{column}") } else { path.clone() };
    format!("{} in {}; {first}{place}: {message} ({code})", counted(all.len(), noun), counted(paths.len(), "file"))
}

fn mending(all: &[&Problem]) -> String {
    let fix = all.first().map_or("", |first| first.fix.as_str());
    match all.len() {
        1 => fix.to_owned(),
        many => format!("{fix} `chancery check` shows all {many}."),
    }
}

/// Whether the segments of attached feeds lie there, and have bytes; `verify` compares their digests.
fn segments(folder: &Path, batch: &Batch) -> Vec<Finding> {
    let (state, _) = fold(&batch.entries);
    let mut known = BTreeSet::new();
    let mut faults = Vec::new();
    for (feed, segment) in
        state.feeds.values().flat_map(|feed| feed.segments.iter().map(move |segment| (feed, segment)))
    {
        let path = segment_path(segment);
        if !known.insert(segment) {
            continue;
        }
        let cause = match fs::symlink_metadata(folder.join(&path)) {
            Ok(seen) if !seen.is_file() => "is no plain file",
            Ok(seen) if seen.len() == 0 => "is empty",
            Ok(seen) if seen.len() > MAX_SEGMENT_BYTES as u64 => "is larger than any that is made here",
            Ok(_) => continue,
            Err(_) => "is not here",
        };
        faults.push(Finding::fault(
            "segments",
            format!("{path} {cause}"),
            format!(
                "The journal attaches the feed `{}`, whose rows lie in it; they are not kept under version control.",
                feed.id
            ),
            format!(
                "`chancery feed add` the file {} again makes them anew; or `chancery feed detach {}`.",
                feed.file, feed.id
            ),
        ));
    }
    match known.len() {
        0 => Vec::new(),
        _ if !faults.is_empty() => faults,
        many => vec![Finding::well("segments", format!("{} of feeds", counted(many, "segment")))],
    }
}

//! `log repair`: what is damaged is made anew from what is sound, and kept aside.
//!
//! A tail is compiled from the journal, the text of a sealed entry written from its seal. A seal is not made anew: nobody
//! could tell whether it is the one that was published. Nothing is guessed: a text is written only if it reads as what the
//! seal holds, and if the journal has fewer problems with it than without.

use std::path::PathBuf;
use std::process::ExitCode;

use chancery_core::text::display_safe;
use chancery_ingest::{InputFile, Problem, SealedEntry, entry_text, read_sealed};
use chancery_log::lock::Lock;
use chancery_log::whole;
use serde_json::json;

use crate::cli::Global;
use crate::error::CommandError;
use crate::prepare;
use crate::tail::{self, Found, refused};
use crate::workspace::{self, tail_path};
use crate::{say, show};

/// The entry of a seal whose text is to be written.
struct Entry {
    /// The seal, as it is shown.
    seal: String,
    /// What is to be written, by its path within the workspace.
    new: InputFile,
    /// What is there now, if anything is.
    old: Option<InputFile>,
}

pub fn run(global: &Global, write: bool) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    workspace::require(&global.workspace)?;
    let held = if write { Some(tail::lock(&global.workspace, "log repair")?) } else { None };
    let entries = damaged_entries(global)?;
    let tail = match tail::look(&global.workspace)? {
        Found::Unusable(why) => Some(why),
        Found::Absent | Found::Sound(_) => None,
    };
    for Entry { seal, new, old } in &entries {
        let what = if old.is_some() { "is not what was sealed" } else { "is gone" };
        match is_json {
            true => outln!("{}", json!({ "file": new.path, "is_here": old.is_some(), "from": seal })),
            false => outln!("{} {what}: its text is written from {seal}", display_safe(&new.path)),
        }
    }
    if let Some(why) = &tail {
        match is_json {
            true => outln!("{}", json!({ "file": ".chancery/tail.clog", "is_here": true, "from": "journal" })),
            false => {
                outln!(".chancery/tail.clog is damaged ({}): it is compiled from the journal", display_safe(why))
            }
        }
    }
    match held {
        _ if entries.is_empty() && tail.is_none() => say::note("nothing is damaged that could be made anew"),
        None => say::note("nothing was written; `chancery log repair --write` does it and keeps what it replaces"),
        Some(held) => repair(global, &entries, tail.is_some(), &held)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The sealed entries whose text in the journal is not what was sealed, with the text that is.
fn damaged_entries(global: &Global) -> Result<Vec<Entry>, CommandError> {
    let (files, seals) = prepare::sound(global)?;
    let sealed = seals.entries();
    let before = read_sealed(&files.workspace, &sealed, &[]);
    let mut repaired = files.workspace.clone();
    let mut entries = Vec::new();
    for SealedEntry { seal, entry } in &sealed {
        if before.0.entries.contains(entry) {
            continue;
        }
        let new = InputFile::new(format!("journal/{}.toml", entry.id), entry_text(entry));
        let old = files.workspace.journal.iter().find(|file| file.path == new.path).cloned();
        repaired.journal.retain(|file| file.path != new.path);
        repaired.journal.push(new.clone());
        entries.push(Entry { seal: seal.clone(), new, old });
    }
    let (batch, after) = read_sealed(&repaired, &sealed, &[]);
    let is_mended = sealed.iter().all(|sealed| batch.entries.contains(&sealed.entry));
    if !entries.is_empty() && (!is_mended || faults(&after) >= faults(&before.1)) {
        // The vocabulary lacks something, or another file claims what is in it.
        errln!("with the texts of the seals in their places, these problems remain; nothing was written");
        return Err(CommandError::of_workspace(repaired, after));
    }
    Ok(entries)
}

fn faults(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| !problem.is_warning()).count()
}

/// Writes the entries, each after what it replaces was kept, then the tail.
fn repair(global: &Global, entries: &[Entry], is_tail_damaged: bool, held: &Lock) -> Result<(), CommandError> {
    for Entry { new, old, .. } in entries {
        let path = global.workspace.join(&new.path);
        if let Some(old) = old {
            let kept = keep(global, old)?;
            say::note(format!("{} is kept as {}", old.path, kept.display()));
        }
        whole::write_whole(&path, &new.bytes).map_err(|error| refused(&error))?;
        say::note(format!("written: {}", new.path));
    }
    if is_tail_damaged {
        let checked = prepare::checked(workspace::read(&global.workspace, global.texts.as_deref())?, &[])?;
        prepare::update(global, &checked.contents, held)?;
        say::note("written: .chancery/tail.clog");
    }
    Ok(())
}

/// Keeps a copy of a journal file beside the tail, where nothing reads it, under a name that nothing has.
fn keep(global: &Global, old: &InputFile) -> Result<PathBuf, CommandError> {
    let name = old.path.rsplit('/').next().unwrap_or(&old.path);
    whole::keep_copy(&tail_path(&global.workspace).with_file_name(name), &old.bytes).map_err(|error| refused(&error))
}

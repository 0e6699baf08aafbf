//! What is made from that: the compiled journal, the lock and what a killed command left, and the views.

use std::fs;
use std::path::Path;

use chancery_core::wire::Input;
use chancery_log::disk::is_temporary;
use chancery_log::lock::{Holding, Lock};

use super::ground::Sound;
use super::{Finding, counted};
use crate::manifest::{self, Manifest};
use crate::tail::{self, Found};
use crate::workspace::{lock_path, written_folders};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is found of all that is made.
pub fn findings(workspace: &Path, sound: &Sound) -> Vec<Finding> {
    let inputs = &sound.files.inputs;
    let mut findings = compiled(workspace, inputs);
    findings.extend(kept_aside(workspace));
    findings.extend(lock(workspace));
    findings.extend(views(workspace, inputs));
    findings
}

fn compiled(workspace: &Path, inputs: &[Input]) -> Vec<Finding> {
    const PART: &str = "compiled";
    let why = "It is a cache of the journal.";
    let finding = match tail::look(workspace) {
        Err(error) => return Finding::of_error(PART, error),
        Ok(Found::Absent) => Finding::note(
            PART,
            "the journal is not compiled yet",
            why,
            "The next verb that reads does it; `chancery ingest` does it now.",
        ),
        Ok(Found::Sound(contents)) => match changed(&contents.inputs, inputs) {
            None => Finding::well(PART, "of the files as they are now"),
            Some(told) => Finding::note(
                PART,
                format!("of other files than are here now: {told}"),
                why,
                "The next verb that reads does it again; `chancery ingest` does it now and says what changed.",
            ),
        },
        Ok(Found::Unusable(cause)) => Finding::fault(
            PART,
            format!(".chancery/tail.clog is damaged, or of another version: {cause}"),
            format!(
                "{why} Nothing is lost, but a disk that changes bytes may change others: `chancery verify` looks at all."
            ),
            "`chancery ingest` keeps it aside and makes it anew.",
        ),
    };
    vec![finding]
}

/// How many files differ and the first, if any does.
fn changed(before: &[Input], now: &[Input]) -> Option<String> {
    let find = |list: &[Input], path: &str| list.iter().find(|input| input.path == path).map(|i| i.digest.clone());
    let mut told: Vec<(String, &str)> = Vec::new();
    for input in now {
        match find(before, &input.path) {
            None => told.push((input.path.clone(), "is new")),
            Some(digest) if digest != input.digest => told.push((input.path.clone(), "changed")),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|input| find(now, &input.path).is_none());
    told.extend(gone.map(|input| (input.path.clone(), "is gone")));
    told.sort();
    let (path, how) = told.first()?;
    Some(match told.len() - 1 {
        0 => format!("{path} {how}"),
        more => format!("{path} {how} (and {more} more)"),
    })
}

/// Damaged files that an earlier command kept.
fn kept_aside(workspace: &Path) -> Vec<Finding> {
    let listing = fs::read_dir(workspace.join(".chancery")).into_iter().flatten().flatten();
    let mut kept: Vec<String> = listing
        .map(|item| item.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("-damaged-"))
        .collect();
    kept.sort();
    let Some(first) = kept.first() else { return Vec::new() };
    vec![Finding::note(
        "kept",
        format!("{} kept aside, the first .chancery/{first}", counted(kept.len(), "damaged file")),
        "What was unusable was kept for whoever wants to know why; nothing reads it.",
        "Delete it when nobody does.",
    )]
}

/// Who is at work here, or what somebody who was ended left behind.
fn lock(workspace: &Path) -> Vec<Finding> {
    const PART: &str = "lock";
    let holding = match Lock::look(&lock_path(workspace)) {
        Ok(holding) => holding,
        Err(cause) => {
            return vec![Finding::fault(
                PART,
                format!(".chancery/lock cannot be looked at: {cause}"),
                "Every command that writes takes it first.",
                "Make it a plain file that you may write, or delete it while no command runs.",
            )];
        }
    };
    let holder = match &holding {
        Holding::Held(holder) => {
            let holder = if holder.is_empty() { "another process" } else { holder };
            return vec![Finding::note(
                PART,
                format!("{holder} is at work here"),
                "Until it ends no other command can write, and its temporary files are its own.",
                "Wait for it. The system lets go of the lock when it ends, however it ends.",
            )];
        }
        Holding::Left(holder) => Some(holder),
        Holding::Free => None,
    };
    let temporary = temporary(workspace);
    let left = match temporary.as_slice() {
        [] => String::new(),
        [first, ..] => format!("{} left behind, the first {first}", counted(temporary.len(), "temporary file")),
    };
    let what = match (holder, left.is_empty()) {
        (None, true) => return vec![Finding::well(PART, "free")],
        (None, false) => left,
        (Some(holder), true) => format!("{holder} was ended before it was done"),
        (Some(holder), false) => format!("{holder} was ended before it was done; {left}"),
    };
    vec![Finding::note(
        PART,
        what,
        "Every file is whole, old or new: files get their names when they are complete.",
        "The next command that writes tidies up: `chancery ingest`. Then give the one that was ended again.",
    )]
}

/// Temporary files in the folders that commands write into, by their path within the workspace.
fn temporary(workspace: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in written_folders(workspace) {
        let names = fs::read_dir(&folder).into_iter().flatten().flatten().map(|item| item.file_name());
        let own = folder.strip_prefix(workspace).unwrap_or(&folder);
        found.extend(names.filter(|name| is_temporary(name)).map(|name| own.join(name).display().to_string()));
    }
    found.sort();
    found
}

/// Whether the views are made from what is here now, by the digests in their manifest.
fn views(workspace: &Path, inputs: &[Input]) -> Vec<Finding> {
    const PART: &str = "views";
    const FIX: &str = "`chancery run` makes them anew.";
    let path = workspace.join("views").join("manifest.json");
    if fs::symlink_metadata(&path).is_err() {
        let why = "Tables and reports lie there.";
        return vec![Finding::note(PART, "not made yet", why, "`chancery run` makes them.")];
    }
    let manifest = match manifest::read(&path) {
        Ok(manifest) => manifest,
        Err(error) => {
            let mut findings = Finding::of_error(PART, error);
            findings.iter_mut().for_each(|finding| finding.fix = FIX.to_owned());
            return findings;
        }
    };
    let gone: Vec<&str> = manifest
        .outputs
        .iter()
        .map(|output| output.path.as_str())
        .filter(|output| !workspace.join("views").join(output).is_file())
        .collect();
    let mut findings = Vec::new();
    if let Some(first) = gone.first() {
        let what = format!("{} of the manifest not here, the first {first}", counted(gone.len(), "file"));
        findings.push(Finding::note(PART, what, "Somebody took them away since the last run.", FIX));
    }
    if let Some(told) = older(&manifest, inputs) {
        let why = "What they say is what was so then.";
        findings.push(Finding::note(PART, format!("older than the journal: {told}"), why, FIX));
    }
    if manifest.version != VERSION {
        let what = format!("made by version {}, and this is {VERSION}", manifest.version);
        findings.push(Finding::note(PART, what, "Another version may write other bytes, and count otherwise.", FIX));
    }
    if findings.is_empty() {
        findings.push(Finding::well(PART, format!("{}{}", counted(manifest.outputs.len(), "file"), of(&manifest))));
    }
    findings
}

/// How the inputs of a manifest differ from what is here. A release rests on its seals alone.
fn older(manifest: &Manifest, inputs: &[Input]) -> Option<String> {
    let is_meant = |path: &str| manifest.release.is_none() || path.starts_with("seals/");
    let before: Vec<Input> = manifest
        .inputs
        .iter()
        .filter(|input| is_meant(&input.path))
        .map(|input| Input { path: input.path.clone(), digest: input.sha256.clone() })
        .collect();
    // Seals that came after a release change nothing of it.
    let is_named = |path: &str| before.iter().any(|input| input.path == path);
    let is_asked = |path: &str| is_meant(path) && (manifest.release.is_none() || is_named(path));
    let now: Vec<Input> = inputs.iter().filter(|input| is_asked(&input.path)).cloned().collect();
    changed(&before, &now)
}

/// What the views are of, if not of everything.
fn of(manifest: &Manifest) -> String {
    let parts = [("release", &manifest.release), ("as of", &manifest.as_of), ("known by", &manifest.known_by)];
    let parts = parts.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!(", {name} {value}")));
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_counted_and_the_first_named() {
        let inputs = |list: &[(&str, &str)]| -> Vec<Input> {
            list.iter().map(|(path, digest)| Input { path: (*path).into(), digest: (*digest).into() }).collect()
        };
        let before = inputs(&[("journal/a.toml", "1"), ("journal/b.toml", "2")]);
        assert_eq!(changed(&before, &before), None);
        for (now, told) in [
            (inputs(&[("journal/a.toml", "3"), ("journal/b.toml", "2")]), "journal/a.toml changed"),
            (inputs(&[("journal/a.toml", "1")]), "journal/b.toml is gone"),
            (inputs(&[("journal/c.toml", "1"), ("journal/b.toml", "2")]), "journal/a.toml is gone (and 1 more)"),
        ] {
            assert_eq!(changed(&before, &now).as_deref(), Some(told));
        }
    }
}

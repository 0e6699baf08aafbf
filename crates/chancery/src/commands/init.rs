//! `init`: a new workspace that runs.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use chancery_log::disk::is_temporary;
use chancery_log::whole;
use serde_json::json;

use crate::cli::Global;
use crate::error::CommandError;
use crate::tail::refused;
use crate::{say, show};

/// The vocabulary that a new workspace begins with, where to say what the dataset is, and a first entry. Ours, CC BY 4.0. The last file says that all are there.
const FILES: &[(&str, &str)] = &[
    ("vocabulary/actors.toml", include_str!("../../../../data/vocabulary/actors.toml")),
    ("vocabulary/categories.toml", include_str!("../../../../data/vocabulary/categories.toml")),
    ("vocabulary/confidences.toml", include_str!("../../../../data/vocabulary/confidences.toml")),
    ("vocabulary/crosswalks.toml", include_str!("../../../../data/vocabulary/crosswalks.toml")),
    ("vocabulary/dataset.toml", include_str!("new-dataset.toml")),
    ("vocabulary/forms.toml", include_str!("../../../../data/vocabulary/forms.toml")),
    ("vocabulary/levels.toml", include_str!("../../../../data/vocabulary/levels.toml")),
    ("vocabulary/natures.toml", include_str!("../../../../data/vocabulary/natures.toml")),
    ("vocabulary/roles.toml", include_str!("../../../../data/vocabulary/roles.toml")),
    ("vocabulary/rules.toml", include_str!("../../../../data/vocabulary/rules.toml")),
    ("vocabulary/sectors.toml", include_str!("../../../../data/vocabulary/sectors.toml")),
    ("vocabulary/stances.toml", include_str!("../../../../data/vocabulary/stances.toml")),
    ("vocabulary/statuses.toml", include_str!("../../../../data/vocabulary/statuses.toml")),
    ("journal/first-entry.toml", include_str!("first-entry.toml")),
    (README, include_str!("new-readme.md")),
    (".gitignore", "/.chancery/\n/views/\n/segments/\n.*.tmp\n"),
];

/// A folder may have one of its own.
const README: &str = "README.md";

/// What a repository begins with may be there already.
const NOT_OURS: &[&str] = &[".git", README, "LICENSE", "LICENSE.md", "LICENSE.txt"];

pub fn run(global: &Global, dir: &Path) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    if is_taken(dir) {
        return Err(CommandError::usage(format!("`{}` exists and is not an empty folder", dir.display()))
            .hint("name a folder that is not there yet, or one that holds no more than README.md, LICENSE and .git"));
    }
    for (path, text) in FILES {
        let file = dir.join(path);
        if fs::symlink_metadata(&file).is_ok() {
            continue;
        }
        if let Some(folder) = file.parent() {
            whole::make_folders(folder).map_err(|error| refused(&error))?;
        }
        whole::write_new(&file, text.as_bytes()).map_err(|error| refused(&error))?;
    }
    if is_json {
        let files: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        outln!("{}", json!({ "workspace": dir.display().to_string(), "files": files }));
    } else {
        outln!("{}", dir.display());
    }
    let program = say::program(dir);
    say::note("made a workspace with one made-up entry, journal/first-entry.toml: put your own beside it. Then");
    say::note(format!("  {program} check     every problem, with place and fix"));
    say::note(format!("  {program} run       tables and report"));
    Ok(ExitCode::SUCCESS)
}

/// Whether there is anything but what a killed `init` leaves: some of our files as we write them, without the last, and
/// temporary ones. Then it goes on where it was.
fn is_taken(dir: &Path) -> bool {
    match fs::metadata(dir) {
        Err(error) => error.kind() != io::ErrorKind::NotFound,
        Ok(_) => FILES.last().is_some_and(|(last, _)| dir.join(last).exists()) || !holds_only_ours(dir, dir),
    }
}

fn holds_only_ours(dir: &Path, folder: &Path) -> bool {
    let Ok(listing) = fs::read_dir(folder) else { return false };
    listing.into_iter().all(|item| {
        let Ok(item) = item else { return false };
        let path = item.path();
        let is_ours = |(name, text): &(&str, &str)| {
            path == dir.join(name) && whole::read_whole(&path, text.len()).is_ok_and(|bytes| bytes == text.as_bytes())
        };
        let is_allowed = folder == dir && NOT_OURS.iter().any(|name| item.file_name() == *name);
        match item.file_type() {
            Ok(_) if is_allowed => true,
            Ok(kind) if kind.is_dir() => {
                FILES.iter().any(|(name, _)| dir.join(name).parent() == Some(&path)) && holds_only_ours(dir, &path)
            }
            Ok(kind) if kind.is_file() => is_temporary(&item.file_name()) || FILES.iter().any(is_ours),
            _ => false,
        }
    })
}

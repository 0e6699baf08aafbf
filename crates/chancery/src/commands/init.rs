//! `init`: a new workspace that runs.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chancery_log::whole::{self, Step, WholeError};

use crate::error::CommandError;
use crate::tail::refused;

/// The vocabulary that a new workspace begins with, and a first entry. Ours, CC BY 4.0.
const FILES: &[(&str, &str)] = &[
    ("vocabulary/actors.toml", include_str!("../../../../data/vocabulary/actors.toml")),
    ("vocabulary/categories.toml", include_str!("../../../../data/vocabulary/categories.toml")),
    ("vocabulary/confidences.toml", include_str!("../../../../data/vocabulary/confidences.toml")),
    ("vocabulary/crosswalks.toml", include_str!("../../../../data/vocabulary/crosswalks.toml")),
    ("vocabulary/forms.toml", include_str!("../../../../data/vocabulary/forms.toml")),
    ("vocabulary/levels.toml", include_str!("../../../../data/vocabulary/levels.toml")),
    ("vocabulary/natures.toml", include_str!("../../../../data/vocabulary/natures.toml")),
    ("vocabulary/roles.toml", include_str!("../../../../data/vocabulary/roles.toml")),
    ("vocabulary/rules.toml", include_str!("../../../../data/vocabulary/rules.toml")),
    ("vocabulary/sectors.toml", include_str!("../../../../data/vocabulary/sectors.toml")),
    ("vocabulary/stances.toml", include_str!("../../../../data/vocabulary/stances.toml")),
    ("vocabulary/statuses.toml", include_str!("../../../../data/vocabulary/statuses.toml")),
    ("journal/first-entry.toml", include_str!("first-entry.toml")),
    (".gitignore", "/.chancery/\n/views/\n/segments/\n.*.tmp\n"),
];

pub fn run(dir: &Path) -> Result<ExitCode, CommandError> {
    let is_taken = match fs::read_dir(dir) {
        Ok(mut listing) => listing.next().is_some(),
        Err(_) => dir.exists(),
    };
    if is_taken {
        return Err(CommandError::usage(format!("`{}` exists and is not an empty folder", dir.display()))
            .hint("name a folder that is not there yet"));
    }
    for (path, text) in FILES {
        let file = dir.join(path);
        if let Some(folder) = file.parent() {
            let failed = |cause| refused(&WholeError { path: folder.to_owned(), step: Step::Create, cause });
            fs::create_dir_all(folder).map_err(failed)?;
        }
        whole::write_new(&file, text.as_bytes()).map_err(|error| refused(&error))?;
    }
    println!("{}", dir.display());
    eprintln!("made a workspace with one entry, journal/first-entry.toml: put your own claims beside it, then");
    eprintln!("  chancery --workspace {} run", dir.display());
    Ok(ExitCode::SUCCESS)
}

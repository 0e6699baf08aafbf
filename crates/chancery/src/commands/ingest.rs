//! `ingest`: journal to tail, and what changed.

use std::process::ExitCode;

use chancery_core::wire::Contents;
use serde_json::json;

use crate::cli::Global;
use crate::error::CommandError;
use crate::prepare;
use crate::tail::{self, Changes, Found};
use crate::{say, show};

pub fn run(global: &Global, dry_run: bool) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let checked = prepare::check(global, &[])?;
    checked.mention_warnings();
    let contents = checked.contents;
    let changes = if dry_run {
        let old = match tail::look(&global.workspace)? {
            Found::Sound(old) => *old,
            Found::Absent | Found::Unusable(_) => {
                Contents { vocabulary: contents.vocabulary.clone(), ..Contents::default() }
            }
        };
        Changes::between(&old, &contents)
    } else {
        let held = tail::lock(&global.workspace, "ingest")?;
        prepare::update(global, &contents, &held)?
    };
    let program = say::program(&global.workspace);
    match (changes.lines.is_empty(), dry_run) {
        (true, _) => {}
        (false, true) => say::note(format!("nothing was written; `{program} ingest` does it")),
        (false, false) => say::note(format!("compiled; `{program} run` makes tables and report")),
    }
    if is_json {
        return show::lines(changes.lines.iter().map(|line| json!({ "change": line }).to_string()));
    }
    if changes.lines.is_empty() {
        outln!("nothing changed");
    } else {
        out!("{changes}");
    }
    Ok(ExitCode::SUCCESS)
}

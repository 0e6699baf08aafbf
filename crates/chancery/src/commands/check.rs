//! `check`: every problem, or what the workspace holds.

use std::process::ExitCode;

use chancery_core::event::Event;
use chancery_ingest::checks;

use crate::cli::Global;
use crate::error::CommandError;
use crate::prepare;

pub fn run(global: &Global, skip: &[String]) -> Result<ExitCode, CommandError> {
    let names: Vec<&str> = checks::names().collect();
    if let Some(unknown) = skip.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(CommandError::usage(format!("there is no check `{unknown}`"))
            .hint(format!("the checks are {}", names.join(", "))));
    }
    let contents = prepare::check(global, skip)?.contents;
    let events = || contents.entries.iter().flat_map(|entry| &entry.events);
    let claims = events().filter(|event| matches!(event, Event::ClaimRecorded(_))).count();
    let sources = events().filter(|event| matches!(event, Event::SourceRegistered(_))).count();
    eprintln!(
        "no problems: entries {}, sources {sources}, claims {claims}, events {}",
        contents.entries.len(),
        events().count()
    );
    Ok(ExitCode::SUCCESS)
}

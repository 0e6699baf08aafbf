//! `check`: every problem, or what the workspace holds, with the warnings if nothing but warnings was found.

use std::process::ExitCode;

use chancery_core::event::Event;
use chancery_ingest::checks;

use crate::cli::Global;
use crate::error::CommandError;
use crate::prepare::{self, Checked};
use crate::say;
use crate::show;

pub fn run(global: &Global, skip: &[String]) -> Result<ExitCode, CommandError> {
    show::is_json(global.format)?;
    let names: Vec<&str> = checks::names().collect();
    if let Some(unknown) = skip.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(CommandError::usage(format!("there is no check `{unknown}`"))
            .meant(unknown, names.iter().copied())
            .hint(format!("the checks are {}", names.join(", "))));
    }
    let Checked { contents, warnings, files, .. } = prepare::check(global, skip)?;
    show::warnings(&warnings, &files, global.format);
    let events = || contents.entries.iter().flat_map(|entry| &entry.events);
    let claims = events().filter(|event| matches!(event, Event::ClaimRecorded(_))).count();
    let sources = events().filter(|event| matches!(event, Event::SourceRegistered(_))).count();
    let said = match warnings.len() {
        0 => "no problems".to_owned(),
        1 => "no problems but 1 warning".to_owned(),
        many => format!("no problems but {many} warnings"),
    };
    say::note(format!(
        "{said}: entries {}, sources {sources}, claims {claims}, events {}",
        contents.entries.len(),
        events().count()
    ));
    Ok(ExitCode::SUCCESS)
}

//! `chancery`: the light program. It reads and checks files, keeps the compiled journal, and starts `chancery-engine` for
//! whatever needs tables.
//!
//! It never links polars, so that checking and help take milliseconds. Only this crate touches the workspace's files, the
//! terminal and the environment; what it knows of contacts it asks of `chancery-core` and `chancery-ingest`.

#[macro_use]
mod tell;

mod cli;
mod clock;
mod commands;
mod docs;
mod engine;
mod error;
mod manifest;
mod moments;
mod prepare;
mod progress;
mod say;
mod seals;
mod show;
mod tail;
mod workspace;

use std::process::ExitCode;

use chancery_core::text::{acts, display_safe};
use clap::FromArgMatches;

use crate::error::Kind;

fn main() -> ExitCode {
    let parsed = cli::command()
        .color(say::color_asked(std::env::args_os()))
        .try_get_matches()
        .and_then(|matches| cli::Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    say::begin(&cli.global);
    match commands::run(&cli).and_then(tell::ended) {
        Ok(code) => code,
        Err(error) => show::error(&error, cli.global.format),
    }
}

/// Ends with what clap says, help and version among it. It repeats what was typed, so where that would act on a terminal it is
/// said without colours, and made safe.
fn refuse(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if text.chars().any(|character| acts(character) && !matches!(character, '\n' | '\t')) {
        text.lines().for_each(|line| errln!("{}", display_safe(line)));
    } else if error.print().is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        return Kind::Files.exit_code();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

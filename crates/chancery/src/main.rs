//! `chancery`: the light program. It reads and checks files, keeps the compiled journal, and starts `chancery-engine` for
//! whatever needs tables.
//!
//! It never links polars, so that checking and help take milliseconds. Only this crate touches the workspace's files, the
//! terminal and the environment; what it knows of contacts it asks of `chancery-core` and `chancery-ingest`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod cli;
mod clock;
mod commands;
mod docs;
mod engine;
mod error;
mod manifest;
mod moments;
mod prepare;
mod seals;
mod show;
mod tail;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(&cli) {
        Ok(code) => code,
        Err(error) => show::error(&error, cli.global.format),
    }
}

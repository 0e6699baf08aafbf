//! `soak`: the long forms of tests that ordinary runs go through in short.
//!
//! They are tests named `soak_…` and marked as ignored. Their figures are printed, so that docs can say what was gone through, when
//! and on what machine.

use std::ffi::OsString;
use std::process::ExitCode;

use super::Failure;
use crate::cargo::{as_typed, cargo};
use crate::say;

/// Runs all, or those whose name holds a word.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let filter = match arguments {
        [] => "soak".into(),
        [word] if !word.to_string_lossy().starts_with('-') => word.clone(),
        _ => return Err(Failure::usage("`soak` takes one word of a test's name: soak kill".to_owned())),
    };
    let mut command = cargo("test");
    command.args(["--no-fail-fast", "--", "--ignored", "--nocapture"]).arg(filter).env("CHANCERY_SOAK", "1");
    say::line(&format!("    {}", as_typed(&command)));
    let status = command.status().map_err(|error| Failure::new(format!("cannot run cargo: {error}")))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

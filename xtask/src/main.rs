//! The front door: `cargo xtask VERB` builds the program and starts `chancery VERB`; a few verbs are its own.
//!
//! It links nothing of the product and depends on nothing but the standard library, so that it builds in a second.

mod cargo;
mod defects;
mod packages;
mod programs;
mod quiet;
mod say;
mod steps;
mod tally;
mod verbs;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    match verbs::dispatch(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            say::line(&format!("xtask: {}", failure.message));
            ExitCode::from(failure.code)
        }
    }
}

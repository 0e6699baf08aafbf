//! Standard output and standard error. A reader that closes its end early, as `head` does, is no fault and ends nothing: what was begun is
//! done, and its result stands. Where results cannot be written for another reason, a full disk say, the command fails in the end.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use crate::error::{CommandError, Kind};

/// The first failure of standard output.
static FAILED: OnceLock<String> = OnceLock::new();

/// Text on standard output, as it is.
macro_rules! out {
    ($($of:tt)*) => { $crate::tell::output(format_args!($($of)*)) };
}

/// A line on standard output.
macro_rules! outln {
    ($($of:tt)*) => { $crate::tell::output(format_args!("{}\n", format_args!($($of)*))) };
}

/// A line on standard error.
macro_rules! errln {
    () => { $crate::tell::error(format_args!("\n")) };
    ($($of:tt)*) => { $crate::tell::error(format_args!("{}\n", format_args!($($of)*))) };
}

/// Writes results; see [`out!`] and [`outln!`].
pub fn output(text: fmt::Arguments<'_>) {
    keep(io::stdout().lock().write_fmt(text));
}

/// Says something; where nobody can hear it there is nobody to tell.
pub fn error(text: fmt::Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}

fn keep(result: io::Result<()>) {
    if let Err(error) = result
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        // The first of two is the one to tell.
        let _ = FAILED.set(error.to_string());
    }
}

/// How a command ended, once all that it had to say is out.
///
/// # Errors
/// Where results could not be written.
pub fn ended(code: ExitCode) -> Result<ExitCode, CommandError> {
    keep(io::stdout().lock().flush());
    match FAILED.get() {
        Some(failure) => Err(CommandError::new(Kind::Files, format!("standard output: {failure}"))),
        None => Ok(code),
    }
}

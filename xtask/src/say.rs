//! Where xtask speaks: standard error for what it does, standard output for what was asked.

use std::io::{self, Write};

/// One line on standard error.
#[expect(clippy::print_stderr, reason = "the macro, and only it, is captured by the test harness")]
pub fn line(text: &str) {
    eprintln!("{text}");
}

/// Text on standard output, as it is.
pub fn answer(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}

//! A cargo build that is silent when nothing is to do, and shows cargo's own progress when something is.
//!
//! Cargo's `--quiet` would hide minutes of work, and without it every command would begin with `Finished …`.

use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::process::{Command, ExitStatus, Stdio};

/// Words of cargo that announce something worth waiting for.
const ANNOUNCEMENTS: &[&str] = &["Compiling", "Downloading", "Updating", "Blocking"];

/// Runs a cargo command, its output held back until it announces work or fails. Its standard input is empty: what the
/// user pipes in is for the product.
pub fn run(command: &mut Command) -> io::Result<ExitStatus> {
    if io::stderr().is_terminal() {
        look_like_a_terminal(command);
    }
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut held = Held::default();
    if let Some(mut output) = child.stderr.take() {
        let mut chunk = [0; 8192];
        loop {
            match output.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => show(held.pass(&chunk[..length])),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
    let status = child.wait()?;
    if !status.success() {
        show(held.rest());
    }
    Ok(status)
}

fn show(bytes: Vec<u8>) {
    let mut stderr = io::stderr();
    let _ = stderr.write_all(&bytes);
    let _ = stderr.flush();
}

/// Cargo writes to a pipe here and would leave out its colours and its progress bar.
fn look_like_a_terminal(command: &mut Command) {
    let width = env::var("COLUMNS").ok().filter(|text| text.parse::<u16>().is_ok()).unwrap_or_else(|| "80".to_owned());
    command.env("CARGO_TERM_PROGRESS_WHEN", "always").env("CARGO_TERM_PROGRESS_WIDTH", width);
    if env::var_os("NO_COLOR").is_none() && env::var_os("CARGO_TERM_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always");
    }
}

/// Output held back until it contains an announcement.
#[derive(Default)]
struct Held {
    bytes: Vec<u8>,
    is_open: bool,
}

impl Held {
    /// What may be shown once this chunk has come.
    fn pass(&mut self, chunk: &[u8]) -> Vec<u8> {
        self.bytes.extend_from_slice(chunk);
        let text = String::from_utf8_lossy(&self.bytes);
        self.is_open = self.is_open || ANNOUNCEMENTS.iter().any(|word| text.contains(word));
        if self.is_open { std::mem::take(&mut self.bytes) } else { Vec::new() }
    }

    fn rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_with_nothing_to_do_says_nothing() {
        let mut held = Held::default();
        assert_eq!(held.pass(b"warning: an old warning\n"), b"");
        assert_eq!(held.pass(b"    Finished `dev` profile in 0.05s\n"), b"");
        assert_eq!(held.rest(), b"warning: an old warning\n    Finished `dev` profile in 0.05s\n");
    }

    #[test]
    fn from_the_first_announcement_on_everything_is_shown_even_when_it_comes_in_pieces() {
        let mut held = Held::default();
        assert_eq!(held.pass(b"warning: w\n   Comp"), b"");
        assert_eq!(held.pass(b"iling polars"), b"warning: w\n   Compiling polars");
        assert_eq!(held.pass(b"\n    Finished"), b"\n    Finished");
        assert_eq!(held.rest(), b"");
    }
}

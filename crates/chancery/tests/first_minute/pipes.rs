//! Where what it says goes: to a reader that closes its end early, to a disk that is full.

use std::process::Stdio;

use crate::manner::{VERBS, sound};
use crate::place::Outcome;

/// The end of a pipe whose other end is closed.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn a_reader_that_closes_early_ends_nothing() {
    let place = sound();
    for verb in VERBS.iter().chain(&[&["completions", "bash"][..], &["history", "--help"], &["--version"]]) {
        let mut command = place.command();
        command.args(["--workspace", "w"]).args(*verb).stdout(closed()).stderr(closed());
        assert_eq!(command.status().unwrap().code(), Some(0), "{verb:?}");
    }
    // What was asked for is done: the journal is compiled, sealed, and something taken out of it.
    let verified = place.here(&["verify"]).exits(0).stdout;
    assert!(
        verified.contains("seals/") && place.read("journal/first-entry.toml").contains("[[redacted]]"),
        "{verified}"
    );
    // A problem is one, whoever hears of it.
    place.write("journal/other.toml", "format = 1\n");
    let mut command = place.command();
    let status = command.args(["--workspace", "w", "check"]).stdout(closed()).stderr(closed()).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let (place, twin) = (sound(), sound());
    let mut tried = 0;
    for verb in VERBS {
        let heard = twin.here(verb).exits(0);
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = place.command();
        let child = command.args(["--workspace", "w"]).args(*verb).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let wanted = if heard.stdout.is_empty() { 0 } else { 3 };
        assert_eq!(output.status.code(), Some(wanted), "{verb:?}: {stderr}");
        assert_eq!(stderr.contains("standard output"), wanted == 3, "{verb:?}: {stderr}");
        tried += wanted / 3;
    }
    assert!(tried > 10, "{tried}");
}

#[test]
fn files_in_a_folder_below_are_told_of() {
    let place = sound();
    place.write("journal/2026/inner.toml", "anything");
    place.write("journal/.drafts/inner.toml", "anything");
    place.write("sources/a/b/text.txt", "anything");
    place.write("vocabulary/notes/readme.md", "anything");
    let refused: Outcome = place.here(&["check"]).exits(3);
    let told = refused.stderr.matches("with files that end in").count();
    assert_eq!((told, refused.stderr.contains("journal/2026"), refused.stderr.contains("sources/a")), (2, true, true));
}

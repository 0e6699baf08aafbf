//! Every verb that is not xtask's own: builds what it needs and becomes `chancery`, in the caller's folder.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use super::{Failure, wants_help};
use crate::programs::Program;

/// The verbs for which `chancery` starts `chancery-engine`.
const ENGINE_VERBS: &[&str] = &["run", "table", "report", "export", "why", "reproduce", "feed", "sql"];

/// Options that may stand before the verb and take the next word as their value.
const OPTIONS_WITH_VALUE: &[&str] = &["--workspace", "--format", "--texts", "--threads", "--color", "--colour"];

/// Builds, then passes everything on, the exit code back.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    Program::Chancery.build()?;
    if needs_engine(arguments) {
        Program::Engine.build()?;
    }
    let mut command = Program::Chancery.command()?;
    become_program(command.args(arguments))
}

/// Whether these arguments of `chancery` make it start the engine. Help never does, and it should not cost minutes.
fn needs_engine(arguments: &[OsString]) -> bool {
    let verb = verb(arguments).map(|verb| verb.to_string_lossy());
    verb.is_some_and(|verb| ENGINE_VERBS.contains(&verb.as_ref())) && !wants_help(arguments)
}

/// The first word that is neither an option nor an option's value.
fn verb(arguments: &[OsString]) -> Option<&OsString> {
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        if OPTIONS_WITH_VALUE.contains(&text.as_ref()) {
            words.next();
        } else if !text.starts_with('-') {
            return Some(word);
        }
    }
    None
}

/// Takes the place of xtask, so that signals and the exit code need no passing on.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt;

    let error = command.exec();
    Err(Failure::new(format!("cannot start {}: {error}", command.get_program().display())))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<ExitCode, Failure> {
    let status = command
        .status()
        .map_err(|error| Failure::new(format!("cannot start {}: {error}", command.get_program().display())))?;
    // The codes of `chancery` fit in a byte; anything else comes from the system.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    #[test]
    fn the_engine_is_built_for_its_verbs_alone() {
        for text in [
            "run",
            "table contacts --grain year",
            "feed add x.csv",
            "--workspace run sql 1",
            "--color never -q run",
            "--frozen --format=csv why x",
        ] {
            assert!(needs_engine(&words(text)), "{text}");
        }
        for text in [
            "check",
            "import table --mapping m.toml f.csv",
            "--workspace run check",
            "--format table",
            "log cat",
            "help run",
        ] {
            assert!(!needs_engine(&words(text)), "{text}");
        }
        assert!(!needs_engine(&[]));
    }

    #[test]
    fn help_on_a_verb_does_not_build_polars() {
        assert!(!needs_engine(&words("run --help")));
        assert!(!needs_engine(&words("-h table")));
        assert!(needs_engine(&words("sql -- --help")));
    }
}

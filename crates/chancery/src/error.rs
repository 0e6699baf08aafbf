//! What ends a command: problems of the data, or one reason with hints, each with its exit code.

use std::process::ExitCode;

use chancery_ingest::{InputFile, Problem, Workspace, nearest};

/// Kinds of ends, by exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The data has problems.
    Problems,
    /// The command line asks for what there is not.
    Usage,
    /// A file cannot be read or written, or somebody else holds the lock.
    Files,
    /// A segment's bytes changed.
    Corrupt,
    /// A fault of this program.
    Bug,
}

impl Kind {
    pub fn exit_code(self) -> ExitCode {
        ExitCode::from(match self {
            Kind::Problems => 1,
            Kind::Usage => 2,
            Kind::Files => 3,
            Kind::Corrupt => 4,
            Kind::Bug => 70,
        })
    }

    /// The kind that another program of ours ended with; `None` where it was none.
    pub fn of_exit_code(code: i32) -> Option<Kind> {
        match code {
            0 => None,
            1 => Some(Kind::Problems),
            2 => Some(Kind::Usage),
            3 => Some(Kind::Files),
            4 => Some(Kind::Corrupt),
            _ => Some(Kind::Bug),
        }
    }
}

/// The end of a command that could not do its work.
#[derive(Debug)]
pub enum CommandError {
    /// Problems with places in files.
    Problems {
        /// All of them.
        problems: Vec<Problem>,
        /// The files that they point into.
        files: Vec<InputFile>,
        /// `Problems`, or `Files` where some file could not be read.
        kind: Kind,
    },
    /// One reason.
    Stopped {
        /// Its kind.
        kind: Kind,
        /// What happened.
        message: String,
        /// What to do.
        hints: Vec<String>,
    },
}

impl CommandError {
    pub fn new(kind: Kind, message: impl Into<String>) -> CommandError {
        CommandError::Stopped { kind, message: message.into(), hints: Vec::new() }
    }

    pub fn usage(message: impl Into<String>) -> CommandError {
        CommandError::new(Kind::Usage, message)
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> CommandError {
        if let CommandError::Stopped { hints, .. } = &mut self {
            hints.push(hint.into());
        }
        self
    }

    /// Adds the name that may have been meant, if one of those there are comes near, or is a claim's without its source.
    pub fn meant<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> CommandError {
        let known: Vec<&str> = known.into_iter().collect();
        let of_source = || known.iter().copied().find(|id| id.rsplit_once('/').is_some_and(|(_, claim)| claim == name));
        match nearest(name, known.iter().copied()).or_else(of_source) {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Problems of a workspace that was read, and of what a command would put into it.
    pub fn of_workspace(workspace: Workspace, problems: Vec<Problem>) -> CommandError {
        let Workspace { mut journal, vocabulary, .. } = workspace;
        journal.extend(vocabulary);
        CommandError::Problems { problems, files: journal, kind: Kind::Problems }
    }

    /// One problem that is not of the data but of its files.
    pub fn of_file(problem: Problem, kind: Kind) -> CommandError {
        CommandError::Problems { problems: vec![problem], files: Vec::new(), kind }
    }
}

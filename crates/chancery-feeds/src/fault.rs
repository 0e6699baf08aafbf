//! Why a whole file is refused, and what to do. Rows that are refused one by one are [`Rejected`](crate::Rejected).

use std::{error, fmt, io};

/// A file that is refused as a whole. Batches that were handed over before are void.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind: `spreadsheet`, `format`, `empty`, `truncated`, `damaged`, `several-files`, `ratio`, `size`, `quote`,
    /// `changed` or `rejects`.
    pub code: &'static str,
    /// The line that shows it, from 1, where one does.
    pub line: Option<u64>,
    /// What is wrong. It may quote the file: whoever shows it makes it safe.
    pub message: String,
    /// What to do.
    pub fix: String,
}

impl Fault {
    pub(crate) fn new(code: &'static str, message: impl Into<String>, fix: impl Into<String>) -> Fault {
        Fault { code, line: None, message: message.into(), fix: fix.into() }
    }

    pub(crate) fn at(self, line: u64) -> Fault {
        Fault { line: Some(line), ..self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}; {} ({})", self.message, self.fix, self.code),
            None => write!(f, "{}; {} ({})", self.message, self.fix, self.code),
        }
    }
}

/// Why reading ended before the end of the file.
#[derive(Debug)]
pub enum ReadError<E> {
    /// The file is refused.
    Fault(Fault),
    /// The input could not be read.
    Io(io::Error),
    /// What was given to take the batches refused one.
    Each(E),
}

impl<E: fmt::Display> fmt::Display for ReadError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Fault(fault) => fault.fmt(f),
            ReadError::Io(error) => error.fmt(f),
            ReadError::Each(error) => error.fmt(f),
        }
    }
}

impl<E: error::Error + 'static> error::Error for ReadError<E> {}

/// A fault or an error of the input, before anyone took a batch.
#[derive(Debug)]
pub(crate) enum Broken {
    Fault(Fault),
    Io(io::Error),
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Broken {
        Broken::Fault(fault)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Io(error)
    }
}

impl<E> From<Broken> for ReadError<E> {
    fn from(broken: Broken) -> ReadError<E> {
        match broken {
            Broken::Fault(fault) => ReadError::Fault(fault),
            Broken::Io(error) => ReadError::Io(error),
        }
    }
}

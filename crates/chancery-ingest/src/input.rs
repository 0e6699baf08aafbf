//! What is given: the files of a workspace, already read.

use std::collections::BTreeMap;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Where it lies within the workspace, parts separated by `/`: `journal/2026-11-24-newswire.toml`.
    pub path: String,
    /// What it holds, as it lies on the disk.
    pub bytes: Vec<u8>,
}

impl InputFile {
    /// A file of that path and content.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> InputFile {
        InputFile { path: path.into(), bytes: bytes.into() }
    }
}

/// Every file that an ingest looks at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workspace {
    /// The entries, in any order.
    pub journal: Vec<InputFile>,
    /// The vocabulary, in any order.
    pub vocabulary: Vec<InputFile>,
    /// Texts of sources, by the source's id; none is needed.
    pub texts: BTreeMap<String, InputFile>,
}

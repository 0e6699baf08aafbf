//! What helps reviewers, as the program gives it: agreement of two coders, proposals to link, and what became of anchors.
#![allow(clippy::disallowed_methods, reason = "workspaces are folders of files")]

mod agreement;
mod anchors;
mod corpus;
mod proposals;
mod shown;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The data of this repository.
fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

/// Exit code, standard output and standard error.
fn chancery(workspace: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    let output = command.env("NO_COLOR", "1").arg("--workspace").arg(workspace).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A workspace with the vocabulary of this repository and these entries.
fn workspace(entries: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["journal", "vocabulary"] {
        std::fs::create_dir(dir.path().join(folder)).unwrap();
    }
    for file in std::fs::read_dir(data().join("vocabulary")).unwrap() {
        let path = file.unwrap().path();
        std::fs::copy(&path, dir.path().join("vocabulary").join(path.file_name().unwrap())).unwrap();
    }
    for (name, text) in entries {
        std::fs::write(dir.path().join("journal").join(format!("{name}.toml")), text).unwrap();
    }
    dir
}

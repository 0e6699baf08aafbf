//! A folder with a new workspace in it, and the program that is started there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The entry that `init` writes.
pub const FIRST: &str = "journal/first-entry.toml";

pub struct Place {
    folder: TempDir,
    program: PathBuf,
}

/// How the program ended and what it said.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    /// A new workspace `w`.
    pub fn new() -> Place {
        let place = Place::empty();
        place.chancery(&["init", "w"]).exits(0);
        place
    }

    /// An empty folder.
    pub fn empty() -> Place {
        let folder = tempfile::tempdir().unwrap();
        Place { folder, program: PathBuf::from(env!("CARGO_BIN_EXE_chancery")) }
    }

    /// As [`Place::new`], with a program of its own that has this script as its engine; none where there is no text.
    #[cfg(unix)]
    pub fn with_engine(script: Option<&str>) -> Place {
        use std::os::unix::fs::PermissionsExt;

        let mut place = Place::new();
        let programs = place.folder.path().join("programs");
        fs::create_dir(&programs).unwrap();
        fs::copy(&place.program, programs.join("chancery")).unwrap();
        if let Some(script) = script {
            fs::write(programs.join("chancery-engine"), format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(programs.join("chancery-engine"), fs::Permissions::from_mode(0o755)).unwrap();
        }
        place.program = programs.join("chancery");
        place
    }

    /// The program in this folder, without what the environment says of colours and width.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    pub fn chancery(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command().args(arguments))
    }

    /// `chancery --workspace w …`
    pub fn here(&self, arguments: &[&str]) -> Outcome {
        self.chancery(&[&["--workspace", "w"], arguments].concat())
    }

    /// A file of the workspace.
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join("w").join(path)
    }

    /// A file beside the workspace.
    pub fn beside(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.file(path).parent().unwrap()).unwrap();
        fs::write(self.file(path), text).unwrap();
    }

    /// Replaces a text that stands in a file once.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {path}");
        self.write(path, &text.replace(from, to));
    }
}

impl Outcome {
    pub fn of(command: &mut Command) -> Outcome {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    pub fn exits(self, code: i32) -> Outcome {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// One object a line.
    pub fn objects(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
    }
}

/// Every file below a folder with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

/// A manifest as the engine writes one, of the inputs that are here.
pub fn manifest(place: &Place, version: &str) -> String {
    let mut inputs = Vec::new();
    for folder in ["journal", "vocabulary"] {
        for (path, bytes) in files(&place.file(folder)) {
            let name = path.rsplit('/').next().unwrap().to_owned();
            inputs.push(serde_json::json!({ "path": format!("{folder}/{name}"), "sha256": chancery_log::sha256(&bytes).to_string() }));
        }
    }
    serde_json::json!({ "format": 1, "version": version, "rule": "official", "unit": "occasion", "inputs": inputs,
                        "outputs": [{ "path": "report.md", "sha256": "00" }] })
    .to_string()
}

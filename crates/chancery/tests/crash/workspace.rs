//! A workspace as `init` makes it, a table to import, and the program that is started on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// By how much more is tried than in ordinary runs.
pub fn soak() -> usize {
    usize::try_from(chancery_testkit::mutants::soak()).unwrap_or(usize::MAX)
}

/// Says something past the capture of passing tests.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Every file by its path below the workspace.
pub type Files = BTreeMap<String, Vec<u8>>;

pub struct Workspace {
    folder: TempDir,
}

/// How a program ended and what it said.
#[derive(Debug)]
pub struct Outcome {
    /// None where it was killed.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    pub fn of(output: &Output) -> Outcome {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Outcome { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    pub fn exits(self, code: i32) -> Outcome {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// That it says something, wherever lines are broken.
    pub fn says(self, text: &str) -> Outcome {
        assert!(self.told().contains(text), "it does not say `{text}`\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// What it said on both streams, on one line.
    pub fn told(&self) -> String {
        let both = format!("{} {}", self.stdout, self.stderr).replace('│', " ");
        both.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Workspace {
    /// As `init` makes it, in a folder `data`; beside it a mapping and a table for each row that is asked for.
    pub fn new() -> Workspace {
        let workspace = Workspace::empty();
        assert!(workspace.init().output().expect("starts").status.success());
        workspace
    }

    /// Before `init`.
    pub fn empty() -> Workspace {
        let workspace = Workspace { folder: tempfile::tempdir().expect("makes a folder") };
        fs::write(workspace.beside("rows.toml"), include_str!("rows.toml")).expect("writes");
        workspace
    }

    /// Another one with the same files.
    pub fn copy(&self) -> Workspace {
        let copy = Workspace::empty();
        for (path, bytes) in self.files() {
            copy.write(&path, &bytes);
        }
        copy
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("has a folder")).expect("makes");
        fs::write(path, bytes).expect("writes");
    }

    pub fn init(&self) -> Command {
        let mut command = program();
        command.arg("init").arg(self.root());
        command
    }

    /// `chancery --workspace W …`, not started yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.arg("--workspace").arg(self.root()).args(arguments);
        command
    }

    pub fn chancery(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(&self.command(arguments).output().expect("starts"))
    }

    /// The import of a table of one row as an entry of its own. The number is in the row's id and in the entry's.
    pub fn import(&self, number: usize) -> Command {
        let table = self.beside(&format!("{number:06}.csv"));
        fs::write(&table, format!("id,actors\nr{number:06},MNG:guest;PRK:host\n")).expect("writes");
        let mut command = self.command(&["import", "table", "--recorded", &recorded(number), "--entry"]);
        command.arg(entry(number)).arg("--mapping").arg(self.beside("rows.toml")).arg(table);
        command
    }

    /// All files but the lock.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        collect(&self.root(), "", &mut files);
        files.remove(".chancery/lock");
        files
    }

    pub fn temporary(&self) -> Vec<String> {
        self.files().into_keys().filter(|path| path.ends_with(".tmp")).collect()
    }
}

/// The program, with no terminal to write to.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.env("NO_COLOR", "1").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn entry(number: usize) -> String {
    format!("e{number:06}")
}

/// The file that the import of a row writes.
pub fn entry_text(number: usize) -> String {
    let text = include_str!("entry.toml").replace("000000", &format!("{number:06}"));
    text.replace("2026-11-25T00:00:00Z", &recorded(number))
}

/// One second after another, so that a seal is followed by what is later.
fn recorded(number: usize) -> String {
    format!("2026-11-25T{:02}:{:02}:{:02}Z", number / 3600, number / 60 % 60, number % 60)
}

fn collect(root: &Path, below: &str, files: &mut Files) {
    let Ok(listing) = fs::read_dir(root.join(below)) else { return };
    for item in listing {
        let item = item.expect("reads");
        let name = item.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let kind = item.file_type().expect("reads");
        if kind.is_dir() {
            collect(root, &path, files);
        } else if kind.is_symlink() {
            let target = fs::read_link(item.path()).expect("reads");
            files.insert(path, target.to_string_lossy().into_owned().into_bytes());
        } else {
            files.insert(path, fs::read(item.path()).expect("reads"));
        }
    }
}

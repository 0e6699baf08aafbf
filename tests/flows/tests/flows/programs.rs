//! The two programs as a user starts them, and what came of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that holds `chancery` and `chancery-engine`.
pub struct Programs(PathBuf);

impl Programs {
    /// Those that cargo put beside this test.
    pub fn built() -> Programs {
        Programs::in_folder(&profile_folder(), "cargo xtask test builds both")
    }

    /// Those whose tables lie in a random order, so that a test can be seen to fail.
    pub fn planted() -> Programs {
        let folder = profile_folder().with_file_name("planted");
        Programs::in_folder(&folder, "cargo xtask test builds it")
    }

    fn in_folder(folder: &Path, hint: &str) -> Programs {
        for name in ["chancery", "chancery-engine"] {
            let path = program(folder, name);
            assert!(path.is_file(), "{} is missing: {hint}", path.display());
        }
        Programs(folder.to_owned())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        program(&self.0, name)
    }

    /// `chancery --workspace W`, to be given a verb.
    pub fn chancery(&self, workspace: &Path) -> Command {
        let mut command = Command::new(self.path("chancery"));
        command.arg("--workspace").arg(workspace);
        command
    }
}

fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// `target/debug`: this test lies in its `deps`.
fn profile_folder() -> PathBuf {
    let own = std::env::current_exe().expect("finds its own file");
    let folder = own.parent().and_then(Path::parent).expect("lies in a folder of cargo's");
    folder.to_owned()
}

/// What came of a command.
#[derive(Debug)]
pub struct Outcome {
    /// The command as it was given.
    pub command: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a command to its end.
pub fn outcome(command: &mut Command) -> Outcome {
    let shown = format!("{command:?}");
    let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{shown}: {error}"));
    let text = |bytes| String::from_utf8(bytes).expect("what is written is UTF-8");
    Outcome { command: shown, code: status.code(), stdout: text(stdout), stderr: text(stderr) }
}

/// `chancery --workspace W …` as cargo built it.
pub fn chancery(workspace: &Path, arguments: &[&str]) -> Outcome {
    outcome(Programs::built().chancery(workspace).args(arguments))
}

impl Outcome {
    /// Asserts the exit code and gives standard output.
    pub fn exits(self, code: i32) -> Outcome {
        let Outcome { command, stdout, stderr, .. } = &self;
        assert_eq!(self.code, Some(code), "{command}\nstdout: {}\nstderr: {stderr}", start_of(stdout));
        self
    }

    /// Asserts that standard error holds a text.
    pub fn says(self, text: &str) -> Outcome {
        assert!(self.stderr.contains(text), "{} does not say `{text}` but\n{}", self.command, self.stderr);
        self
    }

    /// The rows of a table that was printed with `--format json`.
    pub fn rows(&self) -> Vec<serde_json::Map<String, serde_json::Value>> {
        let row = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.stdout.lines().map(row).collect()
    }
}

fn start_of(text: &str) -> String {
    text.chars().take(2_000).collect()
}

/// A table as JSON rows.
pub fn table(workspace: &Path, name: &str, arguments: &[&str]) -> Vec<serde_json::Map<String, serde_json::Value>> {
    let mut all = vec!["table", name, "--format", "json"];
    all.extend(arguments);
    chancery(workspace, &all).exits(0).rows()
}

/// Says, past the capture of passing tests, that something was not tested here.
pub fn skipped(what: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {what}");
}

/// A program of the machine, if it is installed.
pub fn found(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| fs::metadata(path).is_ok())
}

//! A workspace in a git repository of its own, and the programs that are run in it: `chancery`, git, Python.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// How a program ended and what it said.
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    what: String,
}

impl Outcome {
    pub fn exits(self, code: i32) -> Outcome {
        assert_eq!(self.code, code, "{}\n{}\n{}", self.what, self.stdout, self.stderr);
        self
    }

    /// That it says something, on either stream, wherever lines are broken.
    pub fn says(self, text: &str) -> Outcome {
        let joined = |said: &str| said.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let said = joined(&self.stdout).contains(text) || joined(&self.stderr).contains(text);
        assert!(said, "{} does not say `{text}`\n{}\n{}", self.what, self.stdout, self.stderr);
        self
    }
}

/// The repository: a folder `data` with a workspace as `init` makes it, committed on the branch `main`.
pub struct Repository {
    folder: TempDir,
}

/// The claim of a new workspace, and its source.
pub const CLAIM: &str = "example-gazette-2013/visit";
pub const FIRST: &str = "journal/first-entry.toml";

impl Repository {
    pub fn new() -> Repository {
        let repository = Repository { folder: tempfile::tempdir().expect("makes a folder") };
        repository.git(&["init", "-q"]).exits(0);
        repository.git(&["symbolic-ref", "HEAD", "refs/heads/main"]).exits(0);
        let made = run(Command::new(env!("CARGO_BIN_EXE_chancery")).arg("init").arg(repository.path("")));
        made.exits(0);
        repository.write("../.gitattributes", "*.clog binary\n");
        repository.commit("begin");
        repository
    }

    /// One whose first entry is sealed and committed.
    pub fn sealed() -> Repository {
        let repository = Repository::new();
        repository.chancery(&["seal", "first", "--by", "coder-a"]).exits(0);
        repository.commit("seal");
        repository
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("data").join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).expect("writes");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("reads")
    }

    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).expect("reads")
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("removes");
    }

    /// Replaces a text that stands in a file exactly once.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {path}");
        self.write(path, &text.replace(from, to));
    }

    /// An entry with a source and a claim.
    pub fn entry(&self, id: &str, recorded: &str) {
        let text = format!(
            "[entry]\nformat = 1\nid = \"{id}\"\nrecorded = {recorded}\nby = \"coder-b\"\n\n[source]\nid = \"{id}\"\n\
             title = \"Made up\"\npublisher = \"Example Monitor\"\npublished = \"2014\"\nlanguage = \"en\"\nseen = \"citation\"\n\n\
             [[claim]]\nid = \"{id}/talks\"\nwhen = \"2013-10-29\"\nform = \"talks\"\ncategories = [\"political\"]\n\
             status = \"happened\"\nstance = \"asserted\"\nactors = [{{ id = \"MNG\", role = \"party\" }}, {{ id = \"PRK\", role = \"party\" }}]\n\
             summary = \"They spoke.\"\n"
        );
        self.write(&format!("journal/{id}.toml"), &text);
    }

    /// Commits everything.
    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]).exits(0);
        self.git(&["commit", "-q", "-m", message]).exits(0);
    }

    /// Runs git without anybody's configuration, in a repository that no hook around this test points elsewhere.
    pub fn git(&self, arguments: &[&str]) -> Outcome {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Tester").env(format!("GIT_{who}_EMAIL"), "tester@example.org");
            command.env(format!("GIT_{who}_DATE"), "2026-11-24T12:00:00Z");
        }
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", self.folder.path().join("no-config"));
        run(command.current_dir(self.folder.path()).args(arguments))
    }

    pub fn chancery(&self, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        run(command.arg("--workspace").arg(self.path("")).args(arguments).env("NO_COLOR", "1"))
    }

    /// The problems that `check` shows, each with all it says.
    pub fn problems(&self) -> Vec<Value> {
        let outcome = self.chancery(&["check", "--format", "json"]);
        outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
    }

    /// The codes of the problems that `check` shows.
    pub fn codes(&self) -> Vec<String> {
        self.problems().iter().map(|problem| problem["code"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Runs the repository's own script over the seals.
    pub fn script(&self) -> Outcome {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify_seals.py");
        self.python(&[script.to_str().expect("a path in UTF-8"), self.path("seals").to_str().expect("a path in UTF-8")])
    }

    pub fn python(&self, arguments: &[&str]) -> Outcome {
        run(Command::new("python3").arg("-B").args(arguments).current_dir(self.folder.path()))
    }
}

fn run(command: &mut Command) -> Outcome {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output();
    let output =
        output.unwrap_or_else(|error| panic!("`{program}` is needed by this test and cannot be started: {error}"));
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what it says is UTF-8");
    Outcome {
        code: output.status.code().unwrap_or(-1),
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
        what: format!("{command:?}"),
    }
}

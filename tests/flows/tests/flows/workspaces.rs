//! Fresh copies of workspaces, their files, and what differs between two sets of files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::programs::Programs;

/// Files by their path within a folder, with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A workspace in a folder of its own, deleted at the end.
pub struct Workspace {
    _folder: TempDir,
    pub path: PathBuf,
}

impl Workspace {
    /// The bundled data: its ground state alone.
    pub fn bundled() -> Workspace {
        Workspace::of(&[(root().join("data"), &["vocabulary", "journal", "sources"])], "bundled")
    }

    /// The inter-Korean talks: figures that sources divide, which is an example of its own.
    pub fn inter_korean() -> Workspace {
        Workspace::of(&[(root().join("tests/examples/inter-korean-talks"), &["vocabulary", "journal"])], "talks")
    }

    /// The bundled vocabulary with the essay alone: one source, known by heart.
    pub fn essay() -> Workspace {
        let workspace = Workspace::bundled();
        for name in files(&workspace.file("journal")).into_keys().filter(|name| format!("journal/{name}") != ESSAY) {
            fs::remove_file(workspace.file("journal").join(name)).expect("removes");
        }
        workspace
    }

    /// The bundled vocabulary with a journal of hard cases.
    pub fn nasty() -> Workspace {
        Workspace::of(&nasty_parts(), "nasty")
    }

    /// A workspace of version 0.1.0 with its first seal, never to be edited: `tests/compat/workspace`, where the manifest of its
    /// release lies too.
    pub fn old() -> Workspace {
        Workspace::of(&[(root().join("tests/compat/workspace"), &["vocabulary", "journal", "seals"])], "old")
    }

    /// The example of published figures, two of which cannot be right.
    pub fn talks() -> Workspace {
        let example = root().join("tests/examples/inter-korean-talks");
        Workspace::of(&[(example, &["vocabulary", "journal"])], "talks")
    }

    /// A new workspace with one claim, as `init` makes it.
    pub fn small() -> Workspace {
        let workspace = Workspace::of(&[], "small");
        let made = Command::new(Programs::built().path("chancery")).arg("init").arg(&workspace.path).output();
        assert!(made.is_ok_and(|made| made.status.success()), "init makes a workspace");
        workspace
    }

    /// The hard cases somewhere else: `place` is a path within a new temporary folder.
    pub fn nasty_at(place: &str) -> Workspace {
        Workspace::of(&nasty_parts(), place)
    }

    fn of(parts: &[(PathBuf, &[&str])], place: &str) -> Workspace {
        let folder = tempfile::tempdir().expect("makes a folder");
        let path = folder.path().join(place);
        for (from, names) in parts {
            for name in names.iter().filter(|name| from.join(name).is_dir()) {
                copy(&from.join(name), &path.join(name));
            }
        }
        Workspace { _folder: folder, path }
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.file(path);
        fs::create_dir_all(path.parent().expect("is in a folder")).expect("makes the folder");
        fs::write(path, text).expect("writes");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a text that stands in a file exactly once.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {path}");
        self.write(path, &text.replace(from, to));
    }

    /// All files below the folder of views.
    pub fn views(&self) -> Files {
        files(&self.file("views"))
    }

    /// The views and the compiled journal, which a command that fails must leave as they are; the lock file may be new.
    pub fn derived(&self) -> Files {
        let mut all = files(&self.path);
        all.retain(|path, _| {
            (path.starts_with("views/") || path.starts_with(".chancery/")) && path != ".chancery/lock"
        });
        all
    }

    /// Names of temporary files that something left behind.
    pub fn temporary(&self) -> Vec<String> {
        files(&self.path).into_keys().filter(|path| path.ends_with(".tmp")).collect()
    }
}

/// The journal file of the essay, among those of the bundled data.
pub const ESSAY: &str = "journal/2026-11-24-dierkes-byambaa.toml";

fn nasty_parts() -> [(PathBuf, &'static [&'static str]); 2] {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("workspaces/nasty");
    [(root().join("data"), &["vocabulary"]), (own, &["journal", "sources"])]
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Copies a folder with all files below it.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let file = to.join(path);
        fs::create_dir_all(file.parent().expect("lies in a folder")).expect("makes a folder");
        fs::write(file, bytes).expect("writes");
    }
}

/// All files below a folder; none where there is no such folder.
pub fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    gather(folder, "", &mut found);
    found
}

fn gather(folder: &Path, before: &str, found: &mut Files) {
    let Ok(listing) = fs::read_dir(folder) else { return };
    for item in listing {
        let item = item.expect("lists a folder");
        let path = format!("{before}{}", item.file_name().to_str().expect("has a name in UTF-8"));
        if item.file_type().expect("is something").is_dir() {
            gather(&item.path(), &format!("{path}/"), found);
        } else {
            found.insert(path, fs::read(item.path()).expect("reads"));
        }
    }
}

/// The first file that is not the same in both, and how it differs.
pub fn difference(before: &Files, after: &Files) -> Option<String> {
    let paths = before.keys().chain(after.keys());
    let different = paths.filter(|path| before.get(*path) != after.get(*path)).min()?;
    Some(match (before.get(different), after.get(different)) {
        (Some(_), None) => format!("{different} is gone"),
        (None, _) => format!("{different} is new"),
        (Some(old), Some(new)) => {
            let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
            format!("{different} differs from byte {at} on ({} bytes before, {} after)", old.len(), new.len())
        }
    })
}

#[test]
fn a_difference_is_seen_in_bytes_and_in_names() {
    let files = |list: &[(&str, &str)]| -> Files {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let old = files(&[("a", "one"), ("b", "two")]);
    assert_eq!(difference(&old, &old.clone()), None);
    for (new, said) in [
        (files(&[("a", "one"), ("b", "twx")]), "b differs from byte 2 on (3 bytes before, 3 after)"),
        (files(&[("a", "one")]), "b is gone"),
        (files(&[("a", "one"), ("b", "two"), ("c", "")]), "c is new"),
        (files(&[("a", "one\n"), ("b", "two")]), "a differs from byte 3 on (3 bytes before, 4 after)"),
    ] {
        assert_eq!(difference(&old, &new).as_deref(), Some(said));
    }
}

/// A digest, as files name it.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

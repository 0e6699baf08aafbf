//! The files that are or would be committed, and the text of those that are text.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::process::Command;

/// Folders that are not ours to judge, where there is no git to say which those are.
const NEVER_COMMITTED: &[&str] = &["target", ".git", ".chancery", "views", "segments", "__pycache__"];

/// Paths from the root, with `/`, and texts; a file that is not UTF-8 is known by name alone.
#[derive(Debug, Default, Clone)]
pub struct Tree {
    texts: BTreeMap<String, String>,
    others: BTreeSet<String>,
}

impl Tree {
    /// Reads what git tracks or would add; in a copy without git, everything but the folders of builds and caches.
    pub fn read(root: &Path) -> io::Result<Self> {
        let names = if root.join(".git").exists() { git_names(root)? } else { walked_names(root)? };
        let mut tree = Self::default();
        for name in names {
            let path = root.join(&name);
            // A link would show a file twice; a file deleted but not yet committed is gone already.
            if !path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
                continue;
            }
            match String::from_utf8(std::fs::read(&path)?) {
                Ok(text) if !text.contains('\0') => drop(tree.texts.insert(name, text)),
                _ => drop(tree.others.insert(name)),
            }
        }
        Ok(tree)
    }

    /// A made-up tree.
    pub fn made_up(files: &[(&str, &str)]) -> Self {
        let texts = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Self { texts, others: BTreeSet::new() }
    }

    /// Every text with its path.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Every Rust file with its path.
    pub fn rust(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(|(name, _)| name.ends_with(".rs"))
    }

    /// The text of one file.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Whether there is such a file, text or not.
    pub fn contains(&self, name: &str) -> bool {
        self.texts.contains_key(name) || self.others.contains(name)
    }
}

fn git_names(root: &Path) -> io::Result<Vec<String>> {
    let mut command = Command::new("git");
    // A clone that belongs to another user, as in a container, is ours to read all the same.
    command.args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = command.current_dir(root).output()?;
    if !output.status.success() {
        return Err(io::Error::other(format!("git ls-files: {}", String::from_utf8_lossy(&output.stderr))));
    }
    let names = String::from_utf8(output.stdout).map_err(io::Error::other)?;
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn walked_names(root: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| io::Error::other(format!("{name:?}")))?;
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() && !NEVER_COMMITTED.contains(&name.as_str()) {
                folders.push(path);
            } else if kind.is_file() {
                names.push(path);
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn git_and_a_walk_agree_on_this_package() {
        let package = &crate::workspace::root().join("tests/house");
        let mut walked = walked_names(package).expect("walks");
        walked.sort();
        assert!(walked.contains(&"src/tree.rs".to_owned()), "{walked:?}");
        // A copy without git has nothing to agree with.
        if package.join("../../.git").exists() {
            let mut tracked = git_names(package).expect("asks git");
            tracked.sort();
            assert_eq!(tracked, walked);
        }
    }

    #[test]
    fn texts_are_read_and_the_rest_is_known_by_name() {
        let mut tree = Tree::read(&crate::workspace::root().join("tests/house")).expect("reads");
        assert!(tree.text("src/tree.rs").is_some_and(|text| text.starts_with("//! The files")));
        assert!(tree.rust().all(|(name, _)| name != "Cargo.toml") && tree.contains("Cargo.toml"));
        tree.others.insert("a.parquet".to_owned());
        assert!(tree.contains("a.parquet") && tree.text("a.parquet").is_none());
    }
}

//! The corpus: a small workspace, and files that are tried in it one at a time.
#![allow(clippy::disallowed_methods)] // the corpus consists of files
#![allow(dead_code)] // each test uses a part of it

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_ingest::{InputFile, Problem, Workspace};

/// `tests/corpus` of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")
}

/// The files of a folder of the corpus with that ending, by name without it, sorted.
pub fn files(folder: &str, ending: &str) -> BTreeMap<String, Vec<u8>> {
    let listing = fs::read_dir(root().join(folder)).unwrap();
    let paths = listing.map(|file| file.unwrap().path());
    let named = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    named.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect()
}

/// The small workspace by itself.
pub fn support() -> Workspace {
    let within = |folder: &str, path: &str| {
        files(folder, "toml")
            .into_iter()
            .map(|(name, bytes)| InputFile::new(format!("{path}/{name}.toml"), bytes))
            .collect()
    };
    let text = InputFile::new("sources/text.txt", fs::read(root().join("support/text.txt")).unwrap());
    let texts = ["gazette-2010", "paper-2012"].map(|source| (source.to_owned(), text.clone())).into();
    Workspace { journal: within("support", "journal"), vocabulary: within("vocabulary", "vocabulary"), texts }
}

/// The small workspace with a case in it, and the path that the case has there. A case is an entry; or, if its first line
/// is `# vocabulary: FILE`, definitions that stand in FILE before all others, in the place of those of the same ids and of
/// any named after `without`.
pub fn with_case(name: &str, bytes: &[u8]) -> (Workspace, String) {
    let mut workspace = support();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let first = text.lines().next().unwrap_or_default();
    let Some(directive) = first.strip_prefix("# vocabulary: ") else {
        let path = format!("journal/{name}.toml");
        workspace.journal.push(InputFile::new(path.clone(), bytes));
        return (workspace, path);
    };
    let (file, without) = directive.split_once(", without ").unwrap_or((directive, ""));
    let path = format!("vocabulary/{file}");
    let base = workspace.vocabulary.iter_mut().find(|known| known.path == path).unwrap();
    let gone: Vec<&str> = ids(&text).chain(without.split(", ")).collect();
    let kept = String::from_utf8(base.bytes.clone()).unwrap();
    let kept =
        kept.split("\n[[").map(|part| if part.starts_with("[[") { part.to_owned() } else { format!("[[{part}") });
    let kept: Vec<String> = kept.filter(|part| ids(part).all(|id| !gone.contains(&id))).collect();
    base.bytes = format!("{text}\n{}", kept.join("\n")).into_bytes();
    (workspace, path)
}

/// The ids that a text gives, line by line.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'))
}

/// A problem as plain text.
pub fn rendered(problem: &Problem) -> String {
    let Problem { code, path, line, column, message, reason, fix, .. } = problem;
    format!("{path}:{line}:{column} {code}\n  {message}\n  why: {reason}\n  fix: {fix}\n")
}

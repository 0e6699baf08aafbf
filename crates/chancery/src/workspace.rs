//! The files of a workspace: where they are, and reading them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chancery_core::wire::Input;
use chancery_ingest::{InputFile, Problem, Workspace, problems};
use chancery_log::chain::SealFile;
use chancery_log::whole::{self, WholeError};
use chancery_log::{format, sha256};

use crate::error::{CommandError, Kind};
use crate::seals;

/// A workspace's files as they lay on the disk at one moment.
pub struct Files {
    /// For the ingest.
    pub workspace: Workspace,
    /// The seals, not looked into yet.
    pub seals: Vec<SealFile>,
    /// Digests of journal, vocabulary and seals, sorted by path.
    pub inputs: Vec<Input>,
    /// Files that could not be read.
    pub problems: Vec<Problem>,
}

impl Files {
    /// All files that a problem may point into.
    pub fn all(&self) -> Vec<InputFile> {
        let Workspace { journal, vocabulary, texts } = &self.workspace;
        journal.iter().chain(vocabulary).chain(texts.values()).cloned().collect()
    }
}

/// Where the compiled journal lies.
pub fn tail_path(workspace: &Path) -> PathBuf {
    workspace.join(".chancery").join("tail.clog")
}

/// Where the lock lies.
pub fn lock_path(workspace: &Path) -> PathBuf {
    workspace.join(".chancery").join("lock")
}

/// The folders of a workspace that commands write files into.
pub fn written_folders(workspace: &Path) -> Vec<PathBuf> {
    let names = [".chancery", "journal", "seals", "vocabulary", "segments", ".chancery/rejected"];
    let mut folders: Vec<PathBuf> = names.iter().map(|name| workspace.join(name)).collect();
    folders.push(workspace.to_owned());
    // Tables lie in folders of their kind, results in those of their engine, cubes in those of their format; links are not followed.
    for above in ["views", "results", ".chancery/cubes"].map(|name| workspace.join(name)) {
        let below = fs::read_dir(&above).into_iter().flatten().flatten();
        folders.extend(below.filter(|item| item.file_type().is_ok_and(|kind| kind.is_dir())).map(|item| item.path()));
        folders.push(above);
    }
    folders
}

/// That there is a workspace.
///
/// # Errors
/// A problem that says what is missing.
pub fn require(dir: &Path) -> Result<(), CommandError> {
    if !dir.join("vocabulary").is_dir() || !dir.join("journal").is_dir() {
        let cause =
            if dir.is_dir() { "it lacks the folders `vocabulary` and `journal`" } else { "there is no such folder" };
        let mut problem = problems::no_workspace(&dir.display().to_string(), cause);
        let near: Vec<String> = near(dir).iter().map(|place| format!("`--workspace {place}`")).collect();
        match near.as_slice() {
            [] => {}
            [one] => problem.fix.insert_str(0, &format!("Here is one: {one}. ")),
            several => problem.fix.insert_str(0, &format!("Here are some: {}. ", several.join(", "))),
        }
        return Err(CommandError::of_file(problem, Kind::Files));
    }
    refuse_links(dir)
}

/// Where a workspace may be that was not named: beside, above, or this folder itself.
const NEAR: [&str; 4] = ["data", ".", "..", "../data"];

/// Workspaces nearby, other than the one that was named.
fn near(named: &Path) -> Vec<String> {
    let is_workspace = |place: &Path| place.join("vocabulary").is_dir() && place.join("journal").is_dir();
    let here = fs::read_dir(".").into_iter().flatten().flatten().map(|item| PathBuf::from(item.file_name()));
    let places: BTreeSet<PathBuf> = here.chain(NEAR.iter().map(PathBuf::from)).collect();
    let mut seen = BTreeSet::from([fs::canonicalize(named).unwrap_or_else(|_| named.to_owned())]);
    let mut found = Vec::new();
    for place in places.iter().filter(|place| is_workspace(place)) {
        if seen.insert(fs::canonicalize(place).unwrap_or_else(|_| place.clone())) {
            found.push(place.display().to_string());
        }
    }
    found.truncate(3);
    found
}

/// That no folder of a workspace is a link: files would be read and written elsewhere.
///
/// # Errors
/// A problem that names the link.
pub fn refuse_links(dir: &Path) -> Result<(), CommandError> {
    let is_link = |name: &&&str| fs::symlink_metadata(dir.join(name)).is_ok_and(|seen| seen.is_symlink());
    match [".chancery", "journal", "results", "seals", "segments", "sources", "views", "vocabulary"]
        .iter()
        .find(is_link)
    {
        None => Ok(()),
        Some(name) => {
            let cause = format!("`{name}` in it is a link, and the folder itself must be there");
            let problem = problems::no_workspace(&dir.display().to_string(), cause);
            Err(CommandError::of_file(problem, Kind::Files))
        }
    }
}

/// Reads every file of a workspace.
///
/// # Errors
/// Only where there is no workspace; files that cannot be read are problems among the others.
pub fn read(dir: &Path, texts: Option<&Path>) -> Result<Files, CommandError> {
    require(dir)?;
    let mut problems = Vec::new();
    let journal = folder(dir, "journal", "toml", whole::read_own, &mut problems);
    let vocabulary = folder(dir, "vocabulary", "toml", whole::read_own, &mut problems);
    let mut files: BTreeMap<String, InputFile> = BTreeMap::new();
    let mut kept = if dir.join("sources").is_dir() {
        folder(dir, "sources", "txt", whole::read_own, &mut problems)
    } else {
        Vec::new()
    };
    if let Some(texts) = texts {
        kept.extend(outside_texts(texts, &mut problems));
    }
    for file in kept {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        files.insert(name.trim_end_matches(".txt").to_owned(), file);
    }
    let digest = |file: &InputFile| Input { path: file.path.clone(), digest: sha256(&file.bytes).to_string() };
    let mut inputs: Vec<Input> = journal.iter().chain(&vocabulary).map(digest).collect();
    let seals = seals::read(dir).unwrap_or_else(|found| {
        problems.extend(found);
        Vec::new()
    });
    let of_seal = |file: &SealFile| Input { path: seals::shown(&file.path), digest: sha256(&file.bytes).to_string() };
    inputs.extend(seals.iter().map(of_seal));
    inputs.sort();
    Ok(Files { workspace: Workspace { journal, vocabulary, texts: files }, seals, inputs, problems })
}

/// Texts given with `--texts`: any folder, named by source.
fn outside_texts(dir: &Path, problems: &mut Vec<Problem>) -> Vec<InputFile> {
    let name = dir.display().to_string();
    let (base, folder_name) = match (dir.parent(), dir.file_name().and_then(|n| n.to_str())) {
        (Some(base), Some(folder_name)) => (base, folder_name),
        _ => (dir, "."),
    };
    if !dir.is_dir() {
        problems.push(problems::unreadable_file(&name, "there is no such folder"));
        return Vec::new();
    }
    folder(base, folder_name, "txt", whole::read_whole, problems)
}

/// How files are read: those of a workspace must not be links, while texts that others keep may be.
type Read = fn(&Path, usize) -> Result<Vec<u8>, WholeError>;

/// So many folders within each other are looked into.
const DEEPEST: usize = 8;

/// Whether a folder has files that would be read if they lay above it.
fn holds(dir: &Path, ending: &str, depth: usize) -> bool {
    fs::read_dir(dir).into_iter().flatten().flatten().any(|item| match item.file_type() {
        Ok(kind) if kind.is_dir() => depth > 0 && holds(&item.path(), ending, depth - 1),
        _ => item.file_name().to_string_lossy().to_lowercase().contains(&format!(".{ending}")),
    })
}

/// The files of one folder with a given ending, sorted by name. Names that begin with a dot are passed over: temporary
/// files, editors' own. So are other kinds of file, unless the name looks like a slip of the ending.
fn folder(dir: &Path, name: &str, ending: &str, read: Read, problems: &mut Vec<Problem>) -> Vec<InputFile> {
    let mut found = Vec::new();
    let listing = match fs::read_dir(dir.join(name)) {
        Ok(listing) => listing,
        Err(cause) => {
            problems.push(problems::unreadable_file(name, cause));
            return found;
        }
    };
    for item in listing {
        let item = match item {
            Ok(item) => item,
            Err(cause) => {
                problems.push(problems::unreadable_file(name, cause));
                continue;
            }
        };
        let file_name = item.file_name();
        let Some(file_name) = file_name.to_str() else {
            let shown = format!("{name}/{}", file_name.to_string_lossy());
            problems.push(problems::not_a_file_name(&shown, "it is not UTF-8"));
            continue;
        };
        if file_name.starts_with('.') {
            continue;
        }
        let path = format!("{name}/{file_name}");
        let has_ending = file_name.to_lowercase().contains(&format!(".{ending}"));
        if !has_ending && item.file_type().is_ok_and(|kind| kind.is_dir()) {
            if holds(&item.path(), ending, DEEPEST) {
                problems.push(problems::folder_not_read(&path, name, ending));
            }
            continue;
        }
        if Path::new(file_name).extension().and_then(|e| e.to_str()) != Some(ending) {
            // A slip of the ending would lose what the file says in silence.
            if has_ending {
                problems.push(problems::not_a_file_name(&path, format!("its name does not end in `.{ending}`")));
            }
            continue;
        }
        match read(&item.path(), format::MAX_SEGMENT_BYTES) {
            Ok(bytes) => found.push(InputFile { path, bytes }),
            Err(error) => problems.push(problems::unreadable_file(&path, error.cause)),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

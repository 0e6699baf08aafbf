//! `reproduce`: makes in a clean folder what a manifest names, and compares every byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chancery_core::feed::segment_path;
use chancery_log::{format, sha256, whole};
use serde_json::json;

use crate::cli::{At, Format, Global, ReproduceArgs};
use crate::commands::feed::MAX_SEGMENT_BYTES;
use crate::engine::Call;
use crate::error::{CommandError, Kind};
use crate::manifest::{self, InputDigest, Manifest, OutputDigest};
use crate::progress::Progress;
use crate::say;
use crate::seals::Seals;
use crate::tail::{self, refused};
use crate::{prepare, show};

const MANIFEST: &str = "manifest.json";
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn run(global: &Global, args: &ReproduceArgs) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let path = args.manifest.clone().unwrap_or_else(|| global.workspace.join("views").join(MANIFEST));
    let manifest = manifest::read(&path)?;
    let scratch = tempfile::Builder::new().prefix("chancery-").tempdir();
    let scratch = scratch.map_err(|cause| CommandError::new(Kind::Files, format!("the clean folder: {cause}")))?;
    let progress = Progress::open("the inputs");
    make(global, &manifest, scratch.path(), &progress)?;
    progress.is_about("comparing");
    let views = scratch.path().join("views");
    let made = manifest::read(&views.join(MANIFEST))?;
    let is_same_version = manifest.version == VERSION;
    let mut compared = compare(&manifest, &made, is_same_version, &views, path.parent().unwrap_or(Path::new(".")))?;
    if is_same_version {
        compared.push(compare_whole(&path, &views.join(MANIFEST))?);
    }
    drop(progress);
    let lines: Vec<String> = if is_json {
        compared.iter().map(|file| file.json().to_string()).collect()
    } else {
        compared.iter().filter_map(Compared::text).collect()
    };
    show::lines(lines.into_iter())?;
    if !is_same_version {
        say::note(format!(
            "made by version {}, compared by version {VERSION}: by what tables say, not by bytes",
            manifest.version
        ));
    }
    let failed = compared.iter().filter(|file| file.is_fault).count();
    if failed == 0 {
        let how = if is_same_version { "byte for byte" } else { "in what they say" };
        let same = compared.iter().filter(|file| file.outcome == Outcome::Same).count();
        say::note(format!("reproduced: {same} files, {how}, from {} inputs", manifest.inputs.len()));
        return Ok(ExitCode::SUCCESS);
    }
    Err(CommandError::new(Kind::Problems, format!("{failed} of {} files are not reproduced", compared.len())))
}

/// Runs what the manifest describes in a folder that holds its inputs and nothing else.
fn make(global: &Global, manifest: &Manifest, folder: &Path, progress: &Progress) -> Result<(), CommandError> {
    let clean = Global { workspace: folder.to_owned(), texts: None, format: Format::Text, frozen: false, ..*global };
    if let Some(release) = &manifest.release {
        // A release rests on its seals alone, with the vocabulary that they hold.
        copy_seals(&global.workspace, release, folder)?;
    } else {
        copy_inputs(&global.workspace, manifest, folder)?;
        let contents = prepare::check(&clean, &[])?.contents;
        tail::write(folder, &contents, &tail::lock(folder, "reproduce")?)?;
    }
    link_segments(&global.workspace, manifest, folder)?;
    copy(&global.workspace, &manifest.results, folder, "results of engines")?;
    let at = At {
        as_of: manifest.as_of.clone(),
        known_by: manifest.known_by.clone(),
        release: manifest.release.clone(),
        rule: Some(manifest.rule.clone()),
        unit: Some(manifest.unit.clone()),
    };
    progress.is_about("tables and report, in a clean folder");
    Call::new("run", &at).run_unheard(&clean)
}

/// Copies the inputs, all of them unchanged since.
fn copy_inputs(workspace: &Path, manifest: &Manifest, folder: &Path) -> Result<(), CommandError> {
    for name in ["journal", "vocabulary"] {
        create(&folder.join(name))?;
    }
    copy(workspace, &manifest.inputs, folder, "inputs").map_err(|error| {
        error.hint("check out what the manifest was made from: `git log -- journal vocabulary seals` in the workspace")
    })
}

/// Copies files, all of them unchanged since.
fn copy(workspace: &Path, files: &[InputDigest], folder: &Path, what: &str) -> Result<(), CommandError> {
    let mut changed = Vec::new();
    for input in files {
        let to = folder.join(&input.path);
        match read(&workspace.join(&input.path))? {
            None => changed.push(format!("{}: is not here", input.path)),
            Some(bytes) if sha256(&bytes).to_string() != input.sha256 => {
                changed.push(format!("{}: changed since", input.path));
            }
            Some(bytes) => {
                create(to.parent().unwrap_or(folder))?;
                put(&to, &bytes)?;
            }
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let message = format!("{} of {} {what} are not those of the manifest", changed.len(), files.len());
    Err(changed.iter().fold(CommandError::new(Kind::Problems, message), |error, line| error.hint(line)))
}

/// Puts the segments of feeds there, without a copy where the disk can, all of them with the digests that are their names.
fn link_segments(workspace: &Path, manifest: &Manifest, folder: &Path) -> Result<(), CommandError> {
    let mut faults = Vec::new();
    for segment in &manifest.segments {
        let path = segment_path(segment);
        let (from, to) = (workspace.join(&path), folder.join(&path));
        match whole::read_whole(&from, MAX_SEGMENT_BYTES) {
            Ok(bytes) if sha256(&bytes).to_string() == *segment => {
                create(to.parent().unwrap_or(folder))?;
                if fs::hard_link(&from, &to).is_err() {
                    put(&to, &bytes)?;
                }
            }
            Ok(_) => faults.push(format!("{path}: changed")),
            Err(error) if error.cause.kind() == std::io::ErrorKind::NotFound => {
                faults.push(format!("{path}: is not here"));
            }
            Err(error) => return Err(CommandError::new(Kind::Files, error.to_string())),
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let message =
        format!("{} of {} segments of feeds are not those of the manifest", faults.len(), manifest.segments.len());
    let error = faults.iter().fold(CommandError::new(Kind::Problems, message), |error, line| error.hint(line));
    Err(error.hint("`chancery feed list` names the files whose rows are missing; `feed add` makes them anew"))
}

/// Copies the seals up to the one of that name, sound and in an unbroken chain.
fn copy_seals(workspace: &Path, release: &str, folder: &Path) -> Result<(), CommandError> {
    let seals = Seals::sound(workspace)?;
    let Some(last) = seals.held.iter().position(|held| held.sealed.name == release) else {
        return Err(CommandError::new(
            Kind::Problems,
            format!("the manifest is of release `{release}`, which is not here"),
        )
        .hint("seals lie in the workspace's folder `seals`"));
    };
    for held in &seals.held[..=last] {
        put(&folder.join(held.shown()), held.sealed.segment.bytes())?;
    }
    Ok(())
}

/// How a file that was made now stands to the one that the manifest names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Same,
    /// As the manifest says, but the file beside the manifest is another.
    PublishedDiffers,
    /// A table that says the same in other bytes.
    BytesDiffer,
    Differs,
    NotMade,
    NotInManifest,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Outcome::Same => "same",
            Outcome::PublishedDiffers => "published-differs",
            Outcome::BytesDiffer => "bytes-differ",
            Outcome::Differs => "differs",
            Outcome::NotMade => "not-made",
            Outcome::NotInManifest => "not-in-manifest",
        }
    }

    /// For people, if there is something to say.
    fn told(self) -> Option<&'static str> {
        match self {
            Outcome::Same => None,
            Outcome::PublishedDiffers => Some("made as the manifest says, but the file beside the manifest is another"),
            Outcome::BytesDiffer => Some("says the same in other bytes"),
            Outcome::Differs => Some("differs"),
            Outcome::NotMade => Some("is in the manifest and was not made"),
            Outcome::NotInManifest => Some("was made and is not in the manifest"),
        }
    }
}

/// A file, compared.
struct Compared {
    path: String,
    /// What the manifest says, what was made now, and what lies beside the manifest.
    digests: [Option<String>; 3],
    outcome: Outcome,
    is_fault: bool,
}

impl Compared {
    fn text(&self) -> Option<String> {
        self.outcome.told().map(|told| format!("{}: {told}", self.path))
    }

    fn json(&self) -> serde_json::Value {
        let [manifest, made, published] = &self.digests;
        json!({ "path": self.path, "result": self.outcome.as_str(), "is_fault": self.is_fault,
                "manifest": manifest, "made": made, "published": published })
    }
}

/// Compares every file that either manifest names, sorted by path.
fn compare(
    manifest: &Manifest,
    made: &Manifest,
    is_same_version: bool,
    views: &Path,
    published: &Path,
) -> Result<Vec<Compared>, CommandError> {
    let (wanted, got) = (by_path(manifest), by_path(made));
    let paths: BTreeSet<&str> = wanted.keys().chain(got.keys()).copied().collect();
    let mut all = Vec::new();
    for path in paths {
        let (wanted, got) = (wanted.get(path), got.get(path));
        let remade = if got.is_some() { digest(&views.join(path))? } else { None };
        let found = if wanted.is_some() { digest(&published.join(path))? } else { None };
        let logical = wanted.and_then(|wanted| wanted.logical.as_ref());
        let says_the_same = logical.is_some() && got.is_some_and(|got| got.logical.as_ref() == logical);
        let sha256 = wanted.map(|wanted| wanted.sha256.clone());
        let (outcome, is_fault) = match (&sha256, &remade) {
            (None, _) => (Outcome::NotInManifest, is_same_version),
            (Some(_), None) => (Outcome::NotMade, true),
            (Some(wanted), Some(remade)) if wanted == remade => match &found {
                Some(found) if found != wanted => (Outcome::PublishedDiffers, true),
                _ => (Outcome::Same, false),
            },
            _ if says_the_same => (Outcome::BytesDiffer, is_same_version),
            // A report has no digest of what it says.
            _ => (Outcome::Differs, is_same_version || logical.is_some()),
        };
        all.push(Compared { path: path.to_owned(), digests: [sha256, remade, found], outcome, is_fault });
    }
    Ok(all)
}

fn by_path(manifest: &Manifest) -> BTreeMap<&str, &OutputDigest> {
    manifest.outputs.iter().map(|output| (output.path.as_str(), output)).collect()
}

/// The manifests themselves: what they say of the data beside the files.
fn compare_whole(manifest: &Path, made: &Path) -> Result<Compared, CommandError> {
    let digests = [digest(manifest)?, digest(made)?, None];
    let is_fault = digests[0] != digests[1];
    let outcome = if is_fault { Outcome::Differs } else { Outcome::Same };
    Ok(Compared { path: MANIFEST.to_owned(), digests, outcome, is_fault })
}

/// SHA-256 of a file, or none where there is no such file.
fn digest(path: &Path) -> Result<Option<String>, CommandError> {
    Ok(read(path)?.map(|bytes| sha256(&bytes).to_string()))
}

/// A file's bytes, or none where there is no such file.
fn read(path: &Path) -> Result<Option<Vec<u8>>, CommandError> {
    match whole::read_whole(path, format::MAX_SEGMENT_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(CommandError::new(Kind::Files, format!("{}: {}", path.display(), error.cause))),
    }
}

fn create(folder: &Path) -> Result<(), CommandError> {
    fs::create_dir_all(folder)
        .map_err(|cause| refused(&whole::WholeError { path: folder.to_owned(), step: whole::Step::Create, cause }))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    create(path.parent().unwrap_or(Path::new(".")))?;
    whole::write_new(path, bytes).map_err(|error| refused(&error))
}

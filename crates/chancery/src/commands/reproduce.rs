//! `reproduce`: makes in a clean folder what a manifest names, and compares every byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chancery_core::text::display_safe;
use chancery_log::{format, sha256, whole};
use serde_json::json;

use crate::cli::{At, Format, Global, ReproduceArgs};
use crate::engine::Call;
use crate::error::{CommandError, Kind};
use crate::manifest::{self, Manifest, OutputDigest};
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
    make(global, &manifest, scratch.path())?;
    let views = scratch.path().join("views");
    let made = manifest::read(&views.join(MANIFEST))?;
    let is_same_version = manifest.version == VERSION;
    let mut compared = compare(&manifest, &made, is_same_version, &views, path.parent().unwrap_or(Path::new(".")))?;
    if is_same_version {
        compared.push(compare_whole(&path, &views.join(MANIFEST))?);
    }
    let lines: Vec<String> = if is_json {
        compared.iter().map(|file| file.json().to_string()).collect()
    } else {
        compared.iter().filter_map(Compared::told).collect()
    };
    show::lines(lines.into_iter())?;
    if !is_same_version {
        eprintln!(
            "made by version {}, compared by version {VERSION}: by what tables say, not by bytes",
            display_safe(&manifest.version)
        );
    }
    let failed = compared.iter().filter(|file| file.is_fault).count();
    if failed == 0 {
        let how = if is_same_version { "byte for byte" } else { "in what they say" };
        let same = compared.iter().filter(|file| file.result == "same").count();
        eprintln!("reproduced: {same} files, {how}, from {} inputs", manifest.inputs.len());
        return Ok(ExitCode::SUCCESS);
    }
    Err(CommandError::new(Kind::Problems, format!("{failed} of {} files are not reproduced", compared.len())))
}

/// Runs what the manifest describes in a folder that holds its inputs and nothing else.
fn make(global: &Global, manifest: &Manifest, folder: &Path) -> Result<(), CommandError> {
    let clean = Global { workspace: folder.to_owned(), texts: None, format: Format::Text, frozen: false, ..*global };
    if let Some(release) = &manifest.release {
        // A release rests on its seals alone, with the vocabulary that they hold.
        copy_seals(&global.workspace, release, folder)?;
    } else {
        copy_inputs(&global.workspace, manifest, folder)?;
        let contents = prepare::check(&clean, &[])?.contents;
        tail::write(folder, &contents, &tail::lock(folder, "reproduce")?)?;
    }
    let at = At {
        as_of: manifest.as_of.clone(),
        known_by: manifest.known_by.clone(),
        release: manifest.release.clone(),
        rule: Some(manifest.rule.clone()),
        unit: Some(manifest.unit.clone()),
    };
    Call::new("run", &at).run_unheard(&clean)
}

/// Copies the inputs, all of them unchanged since.
fn copy_inputs(workspace: &Path, manifest: &Manifest, folder: &Path) -> Result<(), CommandError> {
    let mut changed = Vec::new();
    for name in ["journal", "vocabulary"] {
        create(&folder.join(name))?;
    }
    for input in &manifest.inputs {
        match read(&workspace.join(&input.path))? {
            None => changed.push(format!("{}: is not here", input.path)),
            Some(bytes) if sha256(&bytes).to_string() != input.sha256 => {
                changed.push(format!("{}: changed since", input.path));
            }
            Some(bytes) => put(&folder.join(&input.path), &bytes)?,
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let message = format!("{} of {} inputs are not those of the manifest", changed.len(), manifest.inputs.len());
    let error = changed.iter().fold(CommandError::new(Kind::Problems, message), |error, line| error.hint(line));
    Err(error.hint("check out what the manifest was made from: `git log -- journal vocabulary seals` in the workspace"))
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

/// A file, compared.
struct Compared {
    path: String,
    /// What the manifest says, what was made now, and what lies beside the manifest.
    digests: [Option<String>; 3],
    result: &'static str,
    is_fault: bool,
}

impl Compared {
    /// For people, if there is something to say.
    fn told(&self) -> Option<String> {
        let path = &self.path;
        Some(match self.result {
            "same" => return None,
            "published-differs" => {
                format!("{path}: made as the manifest says, but the file beside the manifest is another")
            }
            "bytes-differ" => format!("{path}: says the same in other bytes"),
            "differs" => format!("{path}: differs"),
            "not-made" => format!("{path}: is in the manifest and was not made"),
            _ => format!("{path}: was made and is not in the manifest"),
        })
    }

    fn json(&self) -> serde_json::Value {
        let [manifest, made, published] = &self.digests;
        json!({ "path": self.path, "result": self.result, "is_fault": self.is_fault,
                "manifest": manifest, "made": made, "published": published })
    }
}

/// Compares every file that either names, and the manifest itself, sorted by path.
fn compare(
    manifest: &Manifest,
    made: &Manifest,
    is_same_version: bool,
    views: &Path,
    published: &Path,
) -> Result<Vec<Compared>, CommandError> {
    let by_path = |manifest: &'_ Manifest| -> BTreeMap<String, (String, Option<String>)> {
        let entry = |output: &OutputDigest| (output.path.clone(), (output.sha256.clone(), output.logical.clone()));
        manifest.outputs.iter().map(entry).collect()
    };
    let (wanted, got) = (by_path(manifest), by_path(made));
    let mut paths: Vec<&String> = wanted.keys().chain(got.keys().filter(|path| !wanted.contains_key(*path))).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let digest_in = |folder: &Path| Ok(read(&folder.join(path))?.map(|bytes| sha256(&bytes).to_string()));
        let remade = if got.contains_key(path) { digest_in(views)? } else { None };
        let found: Option<String> = if wanted.contains_key(path) { digest_in(published)? } else { None };
        let (sha256, logical) =
            wanted.get(path).map_or((None, None), |(sha256, logical)| (Some(sha256), logical.as_ref()));
        let says_the_same = logical.is_some() && got.get(path).is_some_and(|(_, other)| other.as_ref() == logical);
        let (result, is_fault) = match (sha256, &remade) {
            (None, _) => ("not-in-manifest", is_same_version),
            (Some(_), None) => ("not-made", true),
            (Some(wanted), Some(remade)) if wanted == remade => match &found {
                Some(found) if found != wanted => ("published-differs", true),
                _ => ("same", false),
            },
            _ if says_the_same => ("bytes-differ", is_same_version),
            // A report has no digest of what it says.
            _ if logical.is_none() => ("differs", is_same_version),
            _ => ("differs", true),
        };
        all.push(Compared { path: path.clone(), digests: [sha256.cloned(), remade, found], result, is_fault });
    }
    Ok(all)
}

/// The manifests themselves: what they say of the data beside the files.
fn compare_whole(manifest: &Path, made: &Path) -> Result<Compared, CommandError> {
    let digest = |path: &Path| Ok(read(path)?.map(|bytes| sha256(&bytes).to_string()));
    let digests = [digest(manifest)?, digest(made)?, None];
    let is_fault = digests[0] != digests[1];
    let result = if is_fault { "differs" } else { "same" };
    Ok(Compared { path: MANIFEST.to_owned(), digests, result, is_fault })
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

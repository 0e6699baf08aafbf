//! Reading the manifest of a run: what its files were made from, under what, and what they were.

use std::path::{Component, Path};

use chancery_core::feed::segment_path;
use chancery_log::{format, whole};
use serde::Deserialize;

use crate::error::{CommandError, Kind};

/// The version of the manifest's form that is understood.
const FORMAT: u32 = 1;

/// A manifest, as `run` writes it.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    format: u32,
    /// Version of the program that wrote it.
    pub version: String,
    /// Counting rule.
    pub rule: String,
    /// What counted as one.
    pub unit: String,
    /// Name of a release, if one was looked at.
    pub release: Option<String>,
    /// What was recorded by then.
    pub as_of: Option<String>,
    /// What sources had said by then.
    pub known_by: Option<String>,
    /// Journal, vocabulary and seals, with their SHA-256.
    pub inputs: Vec<InputDigest>,
    /// Segments of feeds that the report tells of, by their SHA-256.
    #[serde(default)]
    pub segments: Vec<String>,
    /// What is said of the results of engines elsewhere that the report tells of.
    #[serde(default)]
    pub results: Vec<InputDigest>,
    /// What was written.
    pub outputs: Vec<OutputDigest>,
}

/// A file that a run rests on.
#[derive(Debug, Deserialize)]
pub struct InputDigest {
    /// Within the workspace.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A file that a run wrote.
#[derive(Debug, Deserialize)]
pub struct OutputDigest {
    /// Within the folder of views.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Of a table: SHA-256 over what it says, whatever the file's form.
    pub logical: Option<String>,
}

/// Reads a manifest.
///
/// # Errors
/// Where it cannot be read, is none, has another form, or names files outside of its folders.
pub fn read(path: &Path) -> Result<Manifest, CommandError> {
    let shown = path.display();
    let bytes = whole::read_whole(path, format::MAX_SEGMENT_BYTES).map_err(|error| {
        CommandError::new(Kind::Files, format!("{shown}: {}", error.cause))
            .hint("`chancery run` writes one; `--manifest FILE` names another")
    })?;
    let wrong = |why: String| CommandError::new(Kind::Problems, format!("{shown} is no manifest of a run: {why}"));
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
    if manifest.format != FORMAT {
        return Err(wrong(format!("its format is {}, and this program reads {FORMAT}", manifest.format)));
    }
    let inputs = manifest.inputs.iter().chain(&manifest.results).map(|input| input.path.clone());
    let outputs = manifest.outputs.iter().map(|output| output.path.clone());
    let segments = manifest.segments.iter().map(|segment| segment_path(segment));
    match inputs.chain(outputs).chain(segments).find(|path| !is_inside(path)) {
        Some(outside) => Err(wrong(format!("`{outside}` is no path within a folder"))),
        None => Ok(manifest),
    }
}

/// Whether a path leads to something within its folder on every system: no root, no drive, no `..`.
fn is_inside(path: &str) -> bool {
    let is_plain = |part: Component| matches!(part, Component::Normal(_));
    !path.is_empty() && !path.contains(['\\', ':', '\0']) && Path::new(path).components().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn only_paths_within_a_folder_are_followed() {
        for inside in ["report.md", "tables/contacts.csv", "journal/2026-11-24-a.toml"] {
            assert!(is_inside(inside), "{inside}");
        }
        for outside in ["", "/etc/passwd", "../a", "tables/../../a", ".", "C:\\a", "c:a", "a\0b"] {
            assert!(!is_inside(outside), "{outside}");
        }
    }
}

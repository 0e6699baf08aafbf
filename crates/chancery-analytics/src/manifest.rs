//! The manifest: every input and output with its digest, and what the figures were made under.

use std::collections::BTreeSet;
use std::path::Path;

use chancery_core::feed::RESULTS;
use chancery_log::{sha256, whole};
use serde::Serialize;

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::export::Output;
use crate::feeds;
use crate::feeds::bundle::result;

/// Its name within the folder of views.
pub const MANIFEST: &str = "manifest.json";

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    program: &'static str,
    version: &'static str,
    rule: &'a str,
    unit: &'a str,
    release: Option<&'a str>,
    as_of: Option<&'a str>,
    known_by: Option<&'a str>,
    data: Data,
    logical_digest: String,
    inputs: Vec<InputFile<'a>>,
    /// Segments of the feeds that the report tells of, by their digests, which are their names.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    segments: BTreeSet<String>,
    /// What engines elsewhere made of them, as far as the report tells of it: the path and digest of what is said of each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    results: Vec<Told>,
    outputs: &'a [Output],
}

#[derive(Serialize)]
struct Told {
    path: String,
    sha256: String,
}

#[derive(Serialize)]
struct Data {
    digest: String,
    entries: usize,
    events: usize,
    claims: usize,
    contacts: usize,
    last_recorded: Option<String>,
}

#[derive(Serialize)]
struct InputFile<'a> {
    path: &'a str,
    sha256: &'a str,
}

/// Writes the manifest, last of all files: what it names is then in place. No time, host or folder is in it.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(
    analysis: &Analysis,
    workspace: &Path,
    views: &Path,
    outputs: &[Output],
) -> Result<Output, AnalyticsError> {
    let state = &analysis.state;
    let manifest = Manifest {
        format: 1,
        program: "chancery",
        version: env!("CARGO_PKG_VERSION"),
        rule: &analysis.rule.id,
        unit: analysis.rule.unit.as_str(),
        release: analysis.request.release.as_deref(),
        as_of: analysis.request.as_of.as_deref(),
        known_by: analysis.request.known_by.as_deref(),
        data: Data {
            digest: analysis.data_digest(),
            entries: analysis.entries.len(),
            events: state.events,
            claims: state.claims.len(),
            contacts: state.contacts.len(),
            last_recorded: state.last_recorded.map(|instant| instant.to_string()),
        },
        logical_digest: logical_digest(outputs),
        inputs: analysis.inputs.iter().map(|i| InputFile { path: &i.path, sha256: &i.digest }).collect(),
        // If one is missing the report says so and rests on none.
        segments: feeds::segments(analysis, workspace).unwrap_or_default(),
        results: results(analysis, workspace)?,
        outputs,
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| AnalyticsError::Bug(error.to_string()))?;
    Output::write(views, MANIFEST, format!("{text}\n").as_bytes())
}

fn results(analysis: &Analysis, workspace: &Path) -> Result<Vec<Told>, AnalyticsError> {
    let told = |engine: &String| {
        let path = format!("{RESULTS}/{engine}/{}", result::RESULT);
        let sha256 = sha256(&whole::read_own(&workspace.join(&path), result::MOST_BYTES)?).to_string();
        Ok(Told { path, sha256 })
    };
    result::imported(analysis, workspace)?.keys().map(told).collect()
}

/// SHA-256 over the names and logical digests of all tables.
fn logical_digest(outputs: &[Output]) -> String {
    let lines = outputs.iter().filter(|output| output.logical.is_some() && output.path.ends_with(".csv"));
    let lines: Vec<String> =
        lines.map(|output| format!("{}  {}\n", output.logical.as_deref().unwrap_or_default(), output.path)).collect();
    sha256(lines.concat().as_bytes()).to_string()
}

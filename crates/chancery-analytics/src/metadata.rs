//! Files about the tables, for programs that look for them: codebook, data package, Croissant, citation.
//!
//! All of them are made from [`crate::codebook`], the vocabulary and what the workspace says of the dataset. None holds a time
//! or a path of the machine, so the same data make the same bytes.

mod citation;
mod codebook;
mod croissant;
mod package;

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::export::Output;

/// The codebook's name within the folder of views.
pub const CODEBOOK: &str = "codebook.json";

/// Writes the files about tables that were written before.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(analysis: &Analysis, views: &Path, tables: &[Output]) -> Result<Vec<Output>, AnalyticsError> {
    let files = [
        (CODEBOOK, lines(&codebook::json(analysis)?)?),
        ("codebook.csv", codebook::csv(analysis)?),
        ("codebook.md", codebook::markdown()?),
        ("datapackage.json", lines(&package::json(analysis, tables)?)?),
        ("croissant.json", lines(&croissant::json(analysis, tables)?)?),
        ("CITATION.cff", citation::cff(analysis)),
    ];
    files.iter().map(|(name, text)| Output::write(views, name, text.as_bytes())).collect()
}

/// The version of the data: the release, or else the day on which something was last recorded.
pub fn version(analysis: &Analysis) -> String {
    match &analysis.request.release {
        Some(release) => release.clone(),
        None => last_day(analysis).unwrap_or_else(|| "0".to_owned()),
    }
}

/// The day on which something was last recorded.
fn last_day(analysis: &Analysis) -> Option<String> {
    analysis.state.last_recorded.map(|instant| instant.day().to_string())
}

/// How the data are cited, in a sentence.
pub fn citation(analysis: &Analysis) -> String {
    let dataset = &analysis.dataset;
    let year = last_day(analysis).map(|day| format!(" ({})", day.chars().take(4).collect::<String>()));
    let licence = dataset.licence.as_ref().map(|licence| format!(" {licence}."));
    let url = dataset.url.as_ref().map(|url| format!(" {url}"));
    format!(
        "{}{}. {}, version {}.{}{}",
        dataset.author_names(),
        year.unwrap_or_default(),
        dataset.title,
        version(analysis),
        licence.unwrap_or_default(),
        url.unwrap_or_default()
    )
}

/// Under what the figures were made, so that they can be made again.
fn made_under(analysis: &Analysis) -> Value {
    let request = &analysis.request;
    json!({
        "rule": analysis.rule.id,
        "unit": analysis.rule.unit.as_str(),
        "data": analysis.data_digest(),
        "root": analysis.root,
        "release": request.release,
        "as_of": request.as_of,
        "known_by": request.known_by,
    })
}

fn lines(value: &Value) -> Result<String, AnalyticsError> {
    let text = serde_json::to_string_pretty(value).map_err(|error| AnalyticsError::Bug(error.to_string()))?;
    Ok(format!("{text}\n"))
}

/// An object without the members that say nothing.
fn said<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    members.into_iter().filter(|(_, value)| says(value)).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The file of a table.
fn file_of<'a>(tables: &'a [Output], name: &str, ending: &str) -> Result<&'a Output, AnalyticsError> {
    let path = format!("tables/{name}.{ending}");
    let found = tables.iter().find(|output| output.path == path);
    found.ok_or_else(|| AnalyticsError::Bug(format!("{path} was not written")))
}

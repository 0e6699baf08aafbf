//! CITATION.cff: how the data are cited, in the Citation File Format 1.2.0.

use std::fmt::Write as _;

use serde_json::Value;

use super::{last_day, version};
use crate::analysis::Analysis;

/// The file. Texts stand in double quotes as in JSON, which YAML reads alike, so none can end its own line.
pub(super) fn cff(analysis: &Analysis) -> String {
    let dataset = &analysis.dataset;
    let mut text = "cff-version: 1.2.0\nmessage: \"If you use these data, please cite them as below.\"\n".to_owned();
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key}: {}", quoted(value));
    };
    line("type", "dataset");
    line("title", &dataset.title);
    line("abstract", &dataset.description);
    line("version", &version(analysis));
    let last = last_day(analysis);
    for (key, value) in [("date-released", &last), ("license", &dataset.licence), ("url", &dataset.url)] {
        value.iter().for_each(|value| line(key, value));
    }
    text.push_str("authors:\n");
    for author in &dataset.authors {
        let _ = writeln!(text, "  - name: {}", quoted(&author.name));
        author.orcid.iter().for_each(|orcid| {
            let _ = writeln!(text, "    orcid: {}", quoted(orcid));
        });
    }
    if !dataset.keywords.is_empty() {
        text.push_str("keywords:\n");
        dataset.keywords.iter().for_each(|keyword| {
            let _ = writeln!(text, "  - {}", quoted(keyword));
        });
    }
    text
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

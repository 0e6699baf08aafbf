//! What a workspace says of the dataset as a whole, in `vocabulary/dataset.toml`: title, licence, authors.

use std::path::Path;

use chancery_core::wire::Contents;
use chancery_log::{format, sha256, whole};
use serde::Deserialize;

use crate::error::AnalyticsError;

/// The file, within a workspace. `chancery` has checked it when it compiled the journal.
const PATH: &str = "vocabulary/dataset.toml";

/// What is said of a dataset as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dataset {
    /// A short name: lower case letters, digits, hyphens.
    pub name: String,
    /// As it is cited.
    pub title: String,
    /// A sentence or two.
    pub description: String,
    /// The SPDX identifier of its licence; none where nothing is said, which allows nobody anything.
    pub licence: Option<String>,
    /// Where the licence is explained.
    pub licence_url: Option<String>,
    /// Who made it.
    pub authors: Vec<Author>,
    /// What to find it by.
    pub keywords: Vec<String>,
    /// Where it is published.
    pub url: Option<String>,
}

/// A person or body that made a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// As in a citation.
    pub name: String,
    /// ORCID, as an address.
    pub orcid: Option<String>,
}

impl Default for Dataset {
    fn default() -> Dataset {
        Dataset {
            name: "contacts-between-states".to_owned(),
            title: "Contacts between states".to_owned(),
            description: "What sources say about contacts between states, and how often they were in contact."
                .to_owned(),
            licence: None,
            licence_url: None,
            authors: vec![Author { name: "The coders of this dataset".to_owned(), orcid: None }],
            keywords: Vec::new(),
            url: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dataset: Dataset,
}

impl Dataset {
    /// What a workspace says, or the default where it says nothing. Of a release it is what the seal kept.
    ///
    /// # Errors
    /// Where the file is not what was compiled, or cannot be read.
    pub(crate) fn read(workspace: &Path, contents: &Contents) -> Result<Dataset, AnalyticsError> {
        if let Some(file) = contents.files.iter().find(|file| file.path == PATH) {
            return Dataset::parse(&file.bytes);
        }
        let Some(input) = contents.inputs.iter().find(|input| input.path == PATH) else {
            return Ok(Dataset::default());
        };
        let bytes = whole::read_own(&workspace.join(PATH), format::MAX_SEGMENT_BYTES)?;
        if sha256(&bytes).to_string() != input.digest {
            return Err(AnalyticsError::Usage(format!("{PATH} changed while it was read; run the command again")));
        }
        Dataset::parse(&bytes)
    }

    fn parse(bytes: &[u8]) -> Result<Dataset, AnalyticsError> {
        let text = str::from_utf8(bytes).map_err(|error| AnalyticsError::Usage(format!("{PATH}: {error}")))?;
        let file: Result<File, _> = toml::from_str(text.trim_start_matches('\u{feff}'));
        file.map(|file| file.dataset).map_err(|error| AnalyticsError::Usage(format!("{PATH}: {}", error.message())))
    }

    /// The names of its authors, as in a citation.
    pub fn author_names(&self) -> String {
        self.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_the_default_and_what_nobody_knows_is_refused() {
        let said =
            Dataset::parse(b"[dataset]\ntitle = \"Visits\"\nauthors = [{ name = \"A\" }, { name = \"B\" }]").unwrap();
        assert_eq!(
            (said.title.as_str(), said.author_names().as_str(), said.licence.as_deref()),
            ("Visits", "A; B", None)
        );
        assert_eq!(said.name, Dataset::default().name);
        for wrong in ["[dataset]\ntitel = \"Visits\"", "[dataset]\nauthors = [{ nam = \"A\" }]", "title = \"Visits\""] {
            assert!(Dataset::parse(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}

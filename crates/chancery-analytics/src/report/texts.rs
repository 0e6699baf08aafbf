//! The words that claims rest on, where the texts of sources are given.

use std::collections::BTreeMap;
use std::path::Path;

use chancery_core::Anchor;
use chancery_core::canonical::CanonicalText;
use chancery_log::{sha256, whole};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;

/// A text is read up to this size.
const MOST_BYTES: usize = 64 << 20;

/// Texts of sources; none unless a folder is given.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<String, CanonicalText>);

impl Texts {
    /// Reads `<source id>.txt` of every source that has claims with anchors, as far as they are in the folder.
    ///
    /// # Errors
    /// Where a file is there and cannot be read.
    pub(super) fn read(folder: Option<&Path>, analysis: &Analysis) -> Result<Texts, AnalyticsError> {
        let mut texts = BTreeMap::new();
        let Some(folder) = folder else { return Ok(Texts(texts)) };
        for held in analysis.state.claims.values() {
            let source = &held.claim.source;
            let file = folder.join(format!("{source}.txt"));
            if held.claim.anchor.is_empty() || texts.contains_key(source) || !file.is_file() {
                continue;
            }
            let bytes = whole::read_whole(&file, MOST_BYTES)?;
            // One that is no UTF-8 holds no anchor's characters; `check` says so.
            if let Ok(text) = CanonicalText::of_bytes(&bytes) {
                texts.insert(source.clone(), text);
            }
        }
        Ok(Texts(texts))
    }

    /// What stands at an anchor: nothing where there is no text, and no words where the text at hand is not the one that was coded.
    pub(super) fn at(&self, source: &str, anchor: &Anchor) -> Option<Option<&str>> {
        let span = self.0.get(source)?.slice(anchor.start, anchor.end);
        Some(span.filter(|span| sha256(span.as_bytes()).to_string() == anchor.digest))
    }
}

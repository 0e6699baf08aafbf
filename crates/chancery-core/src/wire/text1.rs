//! Version 1 of `TextChanged`. Frozen, as `v1` is: fields are never added, dropped, reordered or retyped here.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

use crate::event;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextChange {
    pub source: String,
    pub was: Option<String>,
    pub digest: String,
    pub length: u64,
    pub reason: String,
}

impl From<&event::TextChange> for TextChange {
    fn from(change: &event::TextChange) -> TextChange {
        let event::TextChange { source, was, digest, length, reason } = change.clone();
        TextChange { source, was, digest, length, reason }
    }
}

impl From<TextChange> for event::TextChange {
    fn from(change: TextChange) -> event::TextChange {
        let TextChange { source, was, digest, length, reason } = change;
        event::TextChange { source, was, digest, length, reason }
    }
}

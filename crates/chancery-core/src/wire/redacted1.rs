//! Version 1 of the frame that stands where a redacted frame stood. Frozen, as `v1` is: fields are never added, dropped,
//! reordered or retyped here.
//!
//! `leaf` comes first: in the payload it is the first 32 bytes as they are, where the log looks for it.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Redacted {
    pub leaf: [u8; 32],
    pub was: u16,
    pub entry: String,
    pub place: u32,
    pub of: String,
    pub reason: String,
    pub by: String,
}

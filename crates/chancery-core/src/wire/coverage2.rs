//! Version 2 of `CoverageDeclared`. Frozen, as `v1` is: fields are never added, dropped, reordered or retyped here.
//!
//! Version 1, in `v1`, did not say how was searched. The frame around it is `v1::InEntry` still.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    pub dyad: (String, String),
    pub categories: Vec<String>,
    pub extent: String,
    pub searched: Vec<String>,
    pub search: String,
    pub by: String,
    pub reason: Option<String>,
}

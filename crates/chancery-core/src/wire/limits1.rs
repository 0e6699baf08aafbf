//! Version 1 of the frame of rules' limits. Frozen, as `v1` is: fields are never added, dropped, reordered or retyped here.
//!
//! A rule's own twin was published before rules had limits, so they have a frame of theirs.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleLimits {
    pub rules: Vec<Limits>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    pub rule: String,
    pub forms: Vec<String>,
    pub except_forms: Vec<String>,
    pub confidence: String,
    pub origins: u32,
    pub qualified_dates: bool,
    pub links: String,
}

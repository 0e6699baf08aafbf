//! Version 1 of the crosswalks' frame. Frozen, as `v1` is: fields are never added, dropped, reordered or retyped here.
//!
//! The vocabulary's own frame was published before there were crosswalks, so they have one of theirs.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crosswalks {
    pub schemes: Vec<Scheme>,
    pub rows: Vec<Crosswalk>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scheme {
    pub id: String,
    pub name: String,
    pub source: String,
    pub note: Option<String>,
    pub codes: Vec<SchemeCode>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SchemeCode {
    pub code: String,
    pub name: String,
    pub retired: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crosswalk {
    pub category: String,
    pub scheme: String,
    pub codes: Vec<String>,
    pub lossy: bool,
    pub note: Option<String>,
}

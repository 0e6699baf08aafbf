//! Version 1 of the frames that only a seal has. Frozen, as `v1` is: fields are never added, dropped, reordered or retyped here.
//!
//! A seal says what it is, and keeps the files of its vocabulary byte for byte beside the typed vocabulary, so that somebody
//! without this program can read them.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    pub number: u32,
    pub name: String,
    pub by: Option<String>,
    pub until: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
}

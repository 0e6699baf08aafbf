//! Version 2 of `ContactSettled`. Frozen, as `v1` is: fields are never added, dropped, reordered or retyped here.
//!
//! Version 1, in `v1`, could not undo a decision. The frame around it and the settings in it are those of `v1` still.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

use super::v1::Setting;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    pub contact: String,
    pub set: Vec<Setting>,
    pub unset: Vec<String>,
    pub reject: Vec<String>,
    pub readmit: Vec<String>,
    pub because: Vec<String>,
    pub reason: String,
}

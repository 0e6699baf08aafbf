//! Version 1 of the frame that says of which register an entry is. Frozen, as `v1` is: fields are never added, dropped,
//! reordered or retyped here.
//!
//! An entry's own twin was published before there were registers, so those have a frame of theirs, behind the entry's.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfRegister {
    pub entry: String,
    pub register: String,
}

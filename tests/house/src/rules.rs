//! The rules, one file each, and their list.

pub mod asserts;
pub mod bincode;
pub mod clock;
pub mod core_room;
pub mod edges;
pub mod headers;
pub mod manifests;
pub mod members;
pub mod modules;
pub mod polars;
pub mod targets;
pub mod words;

use crate::{Violations, Workspace};

/// A rule and what it is called when it is broken.
pub type Rule = (&'static str, fn(&Workspace) -> Violations);

/// Every rule; `tests/house.rs` holds the workspace to each.
pub const ALL: &[Rule] = &[
    ("packages depend on what their room allows", edges::check),
    ("polars is reached from one crate, and linked into few test programs", polars::check),
    ("bincode is named by chancery-log alone", bincode::check),
    ("members, default members and folders agree", members::check),
    ("every test target is run", targets::check),
    ("every module is declared", modules::check),
    ("every answer in a test is asserted", asserts::check),
    ("every Rust file begins with its purpose and is short", headers::check),
    ("chancery-core is pure", core_room::check),
    ("only one module asks the clock", clock::check),
    ("no file knows the machine it was written on", words::check),
    ("versions are exact and lints are shared", manifests::check),
];

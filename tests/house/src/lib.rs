//! House rules: what must hold of the workspace's own files and has no better place to be checked.
//!
//! Every rule is a function from a [`Workspace`] to its violations, all of them at once, and has tests of its own on made-up
//! workspaces that it must refuse. `tests/house.rs` applies the rules to the real one. Nothing here knows what a contact is,
//! builds anything, or needs a network: packages come from `cargo metadata --no-deps`, the graph from `Cargo.lock`.

pub mod code;
pub mod lock;
pub mod rules;
pub mod tree;
pub mod workspace;

pub use workspace::Workspace;

/// One line each: which file or package, and what is wrong with it.
pub type Violations = Vec<String>;

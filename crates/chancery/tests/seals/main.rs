//! Whole workspaces with seals, in real git repositories: the program as it is built, and the script that needs no program.
//!
//! git and python3 are needed; a test fails with a sentence where one is missing.
#![allow(clippy::disallowed_methods, reason = "workspaces are folders of files")]

mod branches;
mod damage;
mod edits;
mod proofs;
mod redactions;
mod repository;

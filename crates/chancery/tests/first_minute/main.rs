//! The first minute with the light program: what it says of a workspace that is broken, how it speaks, and to whom.
//!
//! No engine is needed: where one is asked for, a small script stands beside a copy of the program.
#![allow(clippy::disallowed_methods, reason = "workspaces are folders of files")]

#[cfg(unix)]
mod doctor;
mod manner;
mod meant;
mod pipes;
mod place;

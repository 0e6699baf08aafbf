//! Commands that are killed, refused and failed by the system, as their users meet it: the program itself, started from here.
//!
//! `CHANCERY_SOAK=N` multiplies what is tried: 34 makes ten thousand rounds of kills.
#![allow(clippy::disallowed_methods, reason = "workspaces are folders of files, and kills come after a time")]

mod calls;
mod kills;
mod names;
mod repair;
mod workspace;
mod writers;

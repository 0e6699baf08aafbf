//! The programs as their users meet them: every test starts `chancery` on a fresh workspace and looks at what it did.
//!
//! Nothing of the product is linked, so that what is tested is what is shipped, and the recount owes nothing to it.

mod attaching;
mod begin;
mod browser;
mod change;
mod choices;
mod cluster;
mod corpus;
mod determinism;
mod disk;
mod duckdb;
mod explain;
mod feeds;
mod history;
mod hostile;
mod jobs;
mod kept;
mod metadata;
mod notebooks;
mod page;
mod points;
mod programs;
mod recount;
mod refusals;
mod reproduce;
mod run;
mod snapshots;
mod tail;
mod texts;
mod traced;
mod transcript;
mod warnings;
mod workspaces;

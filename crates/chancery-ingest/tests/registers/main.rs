//! Registers: a table that somebody keeps and corrects, snapshot by snapshot.
#![allow(clippy::disallowed_methods)] // registers lie in files

mod cases;
#[path = "../common/mod.rs"]
mod common;
mod example;
mod flow;
mod history;
mod sheets;
mod visitors;

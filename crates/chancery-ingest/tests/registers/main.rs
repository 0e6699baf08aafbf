//! Registers: a table that somebody keeps and corrects, snapshot by snapshot.
#![allow(clippy::disallowed_methods)] // registers lie in files

#[path = "../common/mod.rs"]
mod common;
mod cases;
mod example;
mod flow;
mod history;
mod visitors;

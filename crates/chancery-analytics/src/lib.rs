//! Frames, measures, reports and exports over a folded state: the only crate that names polars.
//!
//! This crate never reads the journal: it opens compiled segments, folds them with `chancery-core` and makes tables. It
//! decides nothing about what counts (that is core's arithmetic and the vocabulary's rules); it sums, joins and prints.
//! Published tables are collected by polars' in-memory engine and sorted on a key that is proven unique.

pub mod analysis;
pub mod codebook;
pub mod dataset;
pub mod error;
pub mod export;
pub mod feeds;
pub mod filter;
pub mod logical;
pub mod manifest;
pub mod metadata;
pub mod print;
pub mod report;
pub mod sums;
pub mod table;
pub mod tables;

pub use analysis::{Analysis, Request};
pub use error::AnalyticsError;
pub use report::Report;
pub use table::Table;

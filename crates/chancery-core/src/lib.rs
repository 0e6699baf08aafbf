//! The words and the arithmetic of Chancery: typed events, dates that stay vague, the fold, settling and counting.
//!
//! This crate never touches a file, a clock, a random number, polars or bincode: everything it needs is given, everything
//! it finds is returned. Reading text is `chancery-ingest`'s work, keeping bytes `chancery-log`'s, tables `chancery-analytics`'.

pub mod agreement;
pub mod canonical;
pub mod claim;
pub mod count;
pub mod crossfoot;
mod draws;
pub mod event;
pub mod feed;
pub mod filter;
pub mod fold;
pub mod history;
pub mod instant;
pub mod panel;
pub mod propose;
pub mod rhythm;
pub mod settle;
pub mod spells;
pub mod terms;
pub mod text;
pub mod vintages;
pub mod vocabulary;
pub mod when;
pub mod wire;

pub use claim::{Actor, Anchor, Claim, Field, FieldValue, Quantity, Rate, WhenRule};
pub use event::{Entry, Event, Source};
pub use fold::{State, fold};
pub use instant::Instant;
pub use settle::Contact;
pub use vocabulary::Vocabulary;

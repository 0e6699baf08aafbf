//! Verbs for reviewers: how far coders agree, and what may belong together.

use std::path::PathBuf;

use chancery_core::propose::LEAST;
use clap::{Args, Subcommand};

#[derive(Args)]
#[command(
    after_help = "Both are read with the vocabulary of the workspace and enter nothing. docs/REVIEW.md says what the figures mean."
)]
pub struct AgreementArgs {
    /// The entry of one coder: a file, outside the journal
    #[arg(value_name = "ENTRY-A")]
    pub a: PathBuf,
    /// The entry of the other, on the same source
    #[arg(value_name = "ENTRY-B")]
    pub b: PathBuf,
    /// What the intervals are drawn from; the same seed gives the same intervals
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Subcommand)]
pub enum ProposeVerb {
    /// Claims that may be about one contact, each pair with what speaks for it and against it; nothing is linked
    Links(ProposeLinks),
}

#[derive(Args)]
#[command(after_help = "docs/REVIEW.md says what weighs how much, and how a proposal becomes a link.")]
pub struct ProposeLinks {
    /// How many at most, the highest scores first
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Only from this score on
    #[arg(long, value_name = "SCORE", default_value_t = LEAST, allow_negative_numbers = true)]
    pub least: i64,
    /// Print an entry in which every link is commented out, for a reviewer to edit
    #[arg(long)]
    pub toml: bool,
    /// Who reviews; stands in that entry
    #[arg(long, value_name = "NAME", default_value = "reviewer", requires = "toml")]
    pub by: String,
}

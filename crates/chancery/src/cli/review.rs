//! Verbs for reviewers: how far coders agree, what may belong together, and where passages went.

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
    /// What became of each anchor of a source whose text is another now: exact, moved, changed, ambiguous, orphan
    Anchors(ProposeAnchors),
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

#[derive(Args)]
#[command(after_help = "Examples:\n  chancery propose anchors newswire-2007-07 --text new.txt --old old.txt\n  \
                  chancery propose anchors newswire-2007-07 --text new.txt --toml --by coder-a > anchors.toml\n\n\
                  Nothing is written. A changed number or negation is always shown, and never taken for a passage that moved.\n\
                  docs/REVIEW.md says how each fate is told, and how a proposal gets into the journal.")]
pub struct ProposeAnchors {
    /// The source whose text is another now
    #[arg(value_name = "SOURCE")]
    pub source: String,
    /// The text as it is now
    #[arg(long, value_name = "NEW.txt")]
    pub text: PathBuf,
    /// The text that was coded; left out: that of the workspace or of `--texts`, if it still has the source's digest
    #[arg(long, value_name = "OLD.txt")]
    pub old: Option<PathBuf>,
    /// Print an entry in which what is equal stands ready and all else is commented out, for a reviewer to edit
    #[arg(long)]
    pub toml: bool,
    /// Who reviews; stands in that entry
    #[arg(long, value_name = "NAME", default_value = "reviewer", requires = "toml")]
    pub by: String,
}

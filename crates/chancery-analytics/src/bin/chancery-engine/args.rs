//! What `chancery` asks of the engine: its verbs and their options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Parser)]
#[command(name = "chancery-engine", version, about = "Part of chancery: runs measures, reports and exports")]
pub(crate) struct Cli {
    /// The workspace
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: PathBuf,
    /// How many threads look at feeds; without it, as many as there are processors
    #[arg(long, global = true)]
    pub(crate) threads: Option<usize>,
    /// Say nothing of what was done; errors, and why an answer is empty, are said all the same
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Tables, report, export, manifest
    Run(At),
    /// One table
    Table(TableArgs),
    /// The report on standard output
    Report(ReportArgs),
    /// Parquet and CSV of every table
    Export(At),
    /// A feed file into segments; what came of it as one JSON object
    FeedRead(FeedRead),
    /// Counts the rows of feeds again and compares
    FeedRecount(FeedRecount),
    /// Rows of feeds, measures and what they come to, as a bundle for a cluster
    FeedExport(FeedExport),
    /// What a cluster made of a bundle
    FeedImportResult(FeedImportResult),
    /// Contact frequency in the rows of attached feeds
    FeedFrequency(FeedFrequency),
    /// Contacts coded by hand beside feeds
    FeedCompare(FeedCompare),
    /// One of the measures over feeds
    FeedMeasure(FeedMeasure),
    /// A query
    Sql(SqlArgs),
}

#[derive(Args, Clone)]
pub(crate) struct At {
    #[arg(long)]
    pub(crate) as_of: Option<String>,
    #[arg(long)]
    pub(crate) known_by: Option<String>,
    #[arg(long)]
    pub(crate) release: Option<String>,
    #[arg(long)]
    pub(crate) rule: Option<String>,
    #[arg(long)]
    pub(crate) unit: Option<String>,
}

#[derive(Args)]
pub(crate) struct ReportArgs {
    /// As a page of HTML
    #[arg(long)]
    pub(crate) html: bool,
    /// A folder with texts of sources, whose words then stand in the page
    #[arg(long)]
    pub(crate) texts: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at: At,
}

#[derive(Args)]
pub(crate) struct TableArgs {
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) at: At,
    #[arg(long)]
    pub(crate) dyad: Option<String>,
    #[arg(long)]
    pub(crate) grain: Option<String>,
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[arg(long)]
    pub(crate) form: Option<String>,
    #[arg(long)]
    pub(crate) direction: Option<String>,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

#[derive(Args)]
pub(crate) struct FeedRead {
    /// The format, if its beginning does not tell it
    #[arg(long = "as")]
    pub(crate) format_of_file: Option<String>,
    /// Nothing is read of a file with this SHA-256, and `null` is said
    #[arg(long)]
    pub(crate) unless: Option<String>,
    /// Show how many rows were read: somebody looks
    #[arg(long)]
    pub(crate) progress: bool,
    pub(crate) file: PathBuf,
}

#[derive(Args)]
pub(crate) struct FeedRecount {
    #[arg(long)]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

#[derive(Args)]
pub(crate) struct FeedImportResult {
    #[command(flatten)]
    pub(crate) shown: Shown,
    pub(crate) folder: PathBuf,
}

#[derive(Args)]
pub(crate) struct FeedExport {
    #[arg(long)]
    pub(crate) as_of: Option<String>,
    /// Nothing is run here
    #[arg(long)]
    pub(crate) unexpected: bool,
    #[command(flatten)]
    pub(crate) shown: Shown,
    pub(crate) folder: PathBuf,
}

#[derive(Args)]
pub(crate) struct FeedFrequency {
    #[arg(long)]
    pub(crate) as_of: Option<String>,
    #[arg(long)]
    pub(crate) dyad: Option<String>,
    #[arg(long)]
    pub(crate) actor: Option<String>,
    #[arg(long)]
    pub(crate) grain: Option<String>,
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[arg(long)]
    pub(crate) unit: Option<String>,
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

#[derive(Args)]
pub(crate) struct FeedCompare {
    #[command(flatten)]
    pub(crate) at: At,
    #[arg(long)]
    pub(crate) dyad: Option<String>,
    #[arg(long)]
    pub(crate) grain: Option<String>,
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[arg(long)]
    pub(crate) contacts: bool,
    #[arg(long)]
    pub(crate) on: Option<String>,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

#[derive(Args)]
pub(crate) struct FeedMeasure {
    pub(crate) name: Option<String>,
    #[arg(long)]
    pub(crate) query: bool,
    #[arg(long)]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

#[derive(Args)]
pub(crate) struct SqlArgs {
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) at: At,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

#[derive(Args)]
pub(crate) struct Shown {
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Width of the terminal, if the output is one
    #[arg(long)]
    pub(crate) width: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Csv,
    Json,
}

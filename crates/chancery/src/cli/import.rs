//! Verbs that bring somebody else's table in.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Subcommand)]
pub enum ImportVerb {
    /// A table of statements, one row a claim; docs/MAPPINGS.md says how a mapping is written
    Table(ImportTable),
    /// A snapshot of a table that somebody keeps: new rows, changed ones and those that are gone; docs/REGISTERS.md
    Register(ImportRegister),
}

#[derive(Args)]
pub struct ImportTable {
    /// The table: CSV, TSV, XLSX, JSON or XML
    pub file: PathBuf,
    /// What its columns and values mean
    #[arg(long, value_name = "MAP.toml")]
    pub mapping: PathBuf,
    /// When the entry is recorded: a day or an instant; without it, now
    #[arg(long, value_name = "T")]
    pub recorded: Option<String>,
    /// Who records it, if not whom the mapping names
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// The entry's id; without it, the day and the mapping's id
    #[arg(long, value_name = "ID")]
    pub entry: Option<String>,
    /// Print the entry and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Args)]
pub struct ImportRegister {
    /// The files that together are the register at one moment: CSV, TSV, XLSX, JSON or XML
    #[arg(required = true, value_name = "SNAPSHOT")]
    pub files: Vec<PathBuf>,
    /// What its columns and values mean, and how snapshots are compared
    #[arg(long, value_name = "MAP.toml")]
    pub mapping: PathBuf,
    /// When the register held this: a day or an instant, after all that is known of it
    #[arg(long, value_name = "T")]
    pub recorded: String,
    /// The source that all its claims speak from; the first import registers it
    #[arg(long, value_name = "ID")]
    pub source: String,
    /// Who records it, if not whom the mapping names
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// The entry's id; without it, the day and the mapping's id
    #[arg(long, value_name = "ID")]
    pub entry: Option<String>,
    /// Added to the reason of every correction and retraction
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Print the entry and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

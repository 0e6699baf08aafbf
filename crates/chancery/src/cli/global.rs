//! What every verb takes.

use std::path::PathBuf;

use clap::{Args, ColorChoice, ValueEnum};

/// The workspace, if none is named.
pub const DEFAULT_WORKSPACE: &str = "data";

/// Under which heading help shows what every verb takes, after what is its own.
const EVERYWHERE: &str = "Options of every verb";

#[derive(Args)]
pub struct Global {
    /// The folder that holds vocabulary, journal and all that is made from them
    #[arg(long, global = true, help_heading = EVERYWHERE, default_value = DEFAULT_WORKSPACE, value_name = "DIR")]
    pub workspace: PathBuf,
    /// A folder with the texts of sources that may not be kept in the workspace, one <source id>.txt each
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// How tables, lists and problems are written; verbs whose output is no list know text and JSON
    #[arg(long, global = true, help_heading = EVERYWHERE, value_enum, default_value = "text")]
    pub format: Format,
    /// Say nothing on standard error but problems and errors; results on standard output stay
    #[arg(long, short, global = true, help_heading = EVERYWHERE)]
    pub quiet: bool,
    /// Whether problems and help are shown in colours; without it NO_COLOR and CLICOLOR_FORCE are heeded, then whether a
    /// terminal looks
    #[arg(long, global = true, help_heading = EVERYWHERE, alias = "colour", value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: ColorChoice,
    /// Refuse to bring the compiled journal up to date
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub frozen: bool,
    /// How many threads to use; results never depend on it
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For spreadsheets
    Csv,
    /// One object a line
    Json,
}

impl Format {
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }
}

//! Verbs on feeds, and queries.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::At;

#[derive(Subcommand)]
pub enum FeedVerb {
    /// Attach a file: its rows become segments, and an entry of the journal names them
    Add(FeedAdd),
    /// List what is attached
    List,
    /// Take a feed off again; what was published with it can still be made
    Detach(FeedDetach),
    /// Count contacts between two countries in the rows of feeds, in four units
    Frequency(FeedFrequency),
    /// Compare what was coded by hand with what feeds saw: what they recalled, and what they saw besides
    Compare(FeedCompare),
    /// Run one of the measures as it stands
    Measure(FeedMeasure),
    /// Count all rows again and compare every cell with what is kept
    Recount(FeedRecount),
    /// Write rows and measures for an engine that a cluster has, with what the measures come to here
    Export(FeedExport),
    /// Take in what a cluster made of a bundle, after working out every digest again
    ImportResult(FeedImportResult),
}

#[derive(Args)]
#[command(after_help = "Adding a file \
again changes nothing, but makes its segments anew if they are missing. docs/FEEDS.md says which columns are kept.")]
pub struct FeedAdd {
    /// The file as its publisher made it, plain or as .gz or .zip
    pub file: PathBuf,
    /// Its format, if its beginning does not tell it: gdelt-1, gdelt-2, icews or ucdp-ged
    #[arg(long = "as", value_name = "FORMAT")]
    pub format_of_file: Option<String>,
    /// The feed's id; without it, the format and the file's name
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Who attaches it
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// When it is recorded: a day or an instant; without it, now
    #[arg(long, value_name = "T")]
    pub recorded: Option<String>,
}

#[derive(Args)]
pub struct FeedDetach {
    /// The feed's id
    pub id: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who detaches it
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// When it is recorded: a day or an instant; without it, now
    #[arg(long, value_name = "T")]
    pub recorded: Option<String>,
}

#[derive(Args)]
#[command(
    after_help = "Then `chancery table contact_frequency@spark` and `chancery feed compare --on spark` show it. The result must be of the feeds that are attached now, and what is said to be equal to a run here is run here once more. What the same engine made before is replaced."
)]
pub struct FeedImportResult {
    /// The folder that run_measures.py wrote
    pub dir: PathBuf,
}

#[derive(Args)]
#[command(
    after_help = "Then, where a cluster sees the folder: spark-submit bundle/run_measures.py bundle result. docs/CLUSTER.md says how to run it on a laptop, on a cluster and on object storage."
)]
pub struct FeedExport {
    /// The folder to make; it must not exist, or be empty
    pub dir: PathBuf,
    /// For which engine: spark
    #[arg(long, value_name = "NAME", value_parser = ["spark"])]
    pub engine: String,
    /// Run no measure here: for feeds that are too large for this machine; there is then nothing to compare with
    #[arg(long)]
    pub no_expected: bool,
    /// What was attached at an instant or on a day
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
}

#[derive(Args)]
#[command(
    after_help = "A row goes with a contact of the same pair if its day is one on which the contact may have begun. Contacts are left \
out, and counted, unless the feed's files tell of each of those days. With --category: contacts of it, and rows whose root \
code leads to it through the crosswalk."
)]
pub struct FeedCompare {
    /// A pair: MNG-PRK
    #[arg(long, value_name = "A-B")]
    pub dyad: Option<String>,
    /// all or year
    #[arg(long)]
    pub grain: Option<String>,
    /// all or 2013
    #[arg(long)]
    pub period: Option<String>,
    /// A category that root codes lead to
    #[arg(long)]
    pub category: Option<String>,
    /// Each contact beside each feed instead of sums
    #[arg(long)]
    pub contacts: bool,
    /// Rows as an engine elsewhere counted them, whose result was imported: spark
    #[arg(long, value_name = "ENGINE")]
    pub on: Option<String>,
    #[command(flatten)]
    pub at: At,
}

#[derive(Args)]
#[command(
    after_help = "Counts come from what is kept of every month, which is made as feeds come and go. This counts the rows again, \
another way, and says whether both agree; what does not is thrown away and made anew from the rows."
)]
pub struct FeedRecount {
    /// The feeds that were attached by the end of this day, or by this instant
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
}

#[derive(Args)]
pub struct FeedMeasure {
    /// Its name; without it, all are listed
    pub name: Option<String>,
    /// Print the query instead of running it
    #[arg(long)]
    pub query: bool,
    /// The feeds that were attached by the end of this day, or by this instant
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
}

#[derive(Args)]
#[command(
    after_help = "Units: row (every row), one-a-day (one for each day, source, target and code), undirected (one for each day, pair \
and root code), dyad-day (one for each day and pair)."
)]
pub struct FeedFrequency {
    /// The feeds that were attached by the end of this day, or by this instant
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
    /// A pair, by ids of the vocabulary or as the feed writes it: MNG-PRK
    #[arg(long, value_name = "A-B")]
    pub dyad: Option<String>,
    /// One side, as the feed writes it
    #[arg(long, value_name = "CODE")]
    pub actor: Option<String>,
    /// all, decade, year or month
    #[arg(long)]
    pub grain: Option<String>,
    /// all, 201X, 2013 or 2013-10
    #[arg(long)]
    pub period: Option<String>,
    /// row, one-a-day, undirected or dyad-day
    #[arg(long)]
    pub unit: Option<String>,
    /// A category that root codes lead to through the crosswalk, or `each`; without it, all rows together
    #[arg(long)]
    pub category: Option<String>,
}

#[derive(Args)]
#[command(
    after_help = "Tables: rows (of all attached feeds: actor_a, actor_b, day, year, month, source, target, code, root, row, score, \
mentions, is_root, added, last_day, precision, place, place_precision, story, low, best, high, format), crosswalk (root, category, lossy), \
feed_actors (format, code, actor), and those of `chancery table`."
)]
pub struct SqlArgs {
    /// The query
    pub query: String,
    #[command(flatten)]
    pub at: At,
}

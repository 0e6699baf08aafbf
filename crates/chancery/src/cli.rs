//! The command line: every verb, option and example.

mod examples;
mod feeds;
mod global;
mod import;
mod review;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use examples::command;
pub use feeds::{
    FeedAdd, FeedCompare, FeedDetach, FeedExport, FeedFrequency, FeedImportResult, FeedMeasure, FeedRecount, FeedVerb,
    SqlArgs,
};
pub use global::{DEFAULT_WORKSPACE, Format, Global};
pub use import::{ImportRegister, ImportTable, ImportVerb};
pub use review::{AgreementArgs, ProposeAnchors, ProposeLinks, ProposeVerb};

/// Contacts between states: what sources say, counted honestly, walked back to what it rests on.
#[derive(Parser)]
#[command(
    name = "chancery",
    version,
    after_help = "Exit codes: 0 ok, 1 problems in the data, 2 usage, 3 files or lock, 4 corrupt segment, 70 a fault of the program."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Check, ingest, tables, report, export, manifest: the main job
    Run(At),
    /// Make a new workspace that runs
    Init {
        /// The folder to make; it must not exist, or be empty
        dir: PathBuf,
    },
    /// Show every problem in the workspace
    Check {
        /// Leave out a check by its name
        #[arg(long, value_name = "NAME")]
        skip: Vec<String>,
    },
    /// Compile the journal and say what changed
    Ingest {
        /// Say what would change and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Print a table
    Table(TableArgs),
    /// Print the report, as Markdown or HTML
    Report(ReportArgs),
    /// Write every table as Parquet and CSV
    Export(At),
    /// Tell the life of a source, claim or contact: every event about it, and what each changed
    History {
        /// Its id
        id: String,
    },
    /// Compare two moments: events, claims, contacts, cells
    Diff(DiffArgs),
    /// Say which events moved a figure, and by how much each
    Why(WhyArgs),
    /// Tell for each release what it changed, the newest first
    Changelog,
    /// Bring somebody's table in as a new entry
    #[command(subcommand)]
    Import(ImportVerb),
    /// Compare two coders' entries on one source: which claims both have, and how far they agree on each field
    Agreement(AgreementArgs),
    /// Show what may belong together, or what became of anchors in another text, for a reviewer to decide
    #[command(subcommand)]
    Propose(ProposeVerb),
    /// Attach machine-coded rows (GDELT, ICEWS, UCDP), and count them beside what was coded by hand
    #[command(subcommand)]
    Feed(FeedVerb),
    /// Ask the rows of attached feeds, and every table, in SQL
    Sql(SqlArgs),
    /// Close every open entry under a name: a release that can be cited, and never edited unnoticed
    Seal(SealArgs),
    /// Take a sealed claim or source away; that it was there, and why it went, stays
    Redact(RedactArgs),
    /// Check every seal, the chain of them, the compiled journal, and the texts that are here
    Verify,
    /// Run again, in a clean folder, what a manifest names, and compare every byte
    Reproduce(ReproduceArgs),
    /// Look at the compiled journal, and prove what is sealed
    #[command(subcommand)]
    Log(LogVerb),
    /// Say what a date means, and how one in English is written as EDTF
    Date(DateArgs),
    /// Say what is wrong with the workspace and the installation, and how to mend it; nothing is written
    #[command(
        after_help = "Exit codes: 0 all is well, or what is noted mends itself; 1 there is a fault. What is looked at: the programs, the \
workspace, vocabulary, journal, texts, seals, compiled journal, lock, temporary files, segments of feeds, views, terminal."
    )]
    Doctor,
    /// Say what a problem means and how to mend it
    Explain {
        /// The code of the problem; without it, all codes are listed
        code: Option<String>,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print a generated page of the documentation
    #[command(hide = true)]
    Docs {
        /// Which page
        #[arg(value_enum)]
        page: DocsPage,
    },
}

/// From which point and under which rule to look.
#[derive(Args, Default)]
pub struct At {
    /// Only what was recorded by the end of this day, or by this instant
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
    /// Only what sources had said by this day
    #[arg(long, value_name = "DAY")]
    pub known_by: Option<String>,
    /// What a release holds, with the vocabulary and rules of its day: the name of a seal
    #[arg(long, value_name = "NAME")]
    pub release: Option<String>,
    /// Counting rule, of vocabulary/rules.toml
    #[arg(long, value_name = "NAME")]
    pub rule: Option<String>,
    /// What counts as one, if not what the rule says; `table units` shows these and days and people side by side
    #[arg(long, value_name = "UNIT", value_parser = ["claim", "origin", "contact", "occasion"])]
    pub unit: Option<String>,
}

#[derive(Args)]
pub struct ReportArgs {
    /// As one page of HTML that needs no network and no script; with `--texts` it shows the words that claims rest on
    #[arg(long)]
    pub html: bool,
    #[command(flatten)]
    pub at: At,
}

#[derive(Args)]
#[command(
    after_help = "Tables:\n  contact_frequency    how often two actors were in contact, by period and by category or form\n  \
exchange_categories  what their contacts were about, with each category's share\n  \
diversity            how mixed that was: Blau's index over the categories\n  \
imbalance            who goes to whom: contacts there and back\n  \
units                the same cells in every unit, from claims to days and people\n  \
sensitivity          the headline figures under every other choice that could be made\n  \
panel                every pair of states in every year and month, with zeros and join columns\n  \
jumps                years in which contacts and sources jump together\n  \
joint                what the counts of several periods can be at once\n  \
distribution         how many there were if every possible day is as likely as any other\n  \
rhythm               how their contacts follow each other: silences, burstiness, dispersion\n  \
gaps                 the days between one contact and the next\n  \
mediation            who brought others together\n  \
contacts             what is held to have happened: one row a contact\n  \
claims               what sources say: one row a claim\n  \
sources              who says it: one row a source\n  \
actors               who had which part: one row an actor and role of a contact\n  \
categories           what it was about: one row a category of a contact\n  \
dates                when it may have begun, in UCDP's columns: one row a contact\n  \
recurrences          what happens again and again; never counted\n  \
states               what holds over a time: embassies, postings, policies; never counted\n  \
spells               missions that contacts open and close, with uncertain ends\n  \
mission_years        each mission in each year: whether it was there, on how many days\n  \
diplomatic_exchange  the same in the columns of Correlates of War\n  \
stocks               how many there are or move: stocks and flows; never counted\n  \
margins              whether the parts that a source gives sum to its totals\n  \
contradictions       different figures that one source gives for one thing\n  \
lags                 how long after a contact its source appeared, was coded, was corrected\n  \
revisions            what was corrected, linked, settled or taken back: one row a field\n  \
contested            where claims disagree, and which value holds\n  \
evidence             what each contact adds to each cell of contact_frequency"
)]
pub struct TableArgs {
    /// Which table
    pub name: String,
    #[command(flatten)]
    pub at: At,
    /// Two actors: MNG-PRK, or MNG>PRK for one direction
    #[arg(long)]
    pub dyad: Option<String>,
    /// How long the periods are
    #[arg(long, value_parser = ["all", "decade", "year", "month"])]
    pub grain: Option<String>,
    /// all, 201X, 2013 or 2013-10
    #[arg(long)]
    pub period: Option<String>,
    /// A category, or all
    #[arg(long)]
    pub category: Option<String>,
    /// A form, or all
    #[arg(long)]
    pub form: Option<String>,
    /// Whether rows have a direction
    #[arg(long, value_parser = ["none", "a-b"])]
    pub direction: Option<String>,
}

/// How a moment of the dataset's history is named.
const MOMENTS: &str = "A moment is `now`, `start` (nothing known), a day or an instant (what was recorded by then), \
known-by:DAY (what sources had said by then), the name of a release, or several of these joined by `+`:\n  \
chancery diff known-by:2013-11-30 known-by:2014-02-28\n  \
chancery diff 2026-spring now\n  \
chancery why contact_frequency MNG-PRK/2012/all --from 2026-spring\n  \
chancery why contact_frequency MNG-PRK/201X/medical --from known-by:2013-11-30+2026-12-31";

#[derive(Args)]
#[command(after_help = MOMENTS)]
pub struct DiffArgs {
    /// The first moment
    pub from: String,
    /// The second
    #[arg(default_value = "now")]
    pub to: String,
    /// Counting rule, of vocabulary/rules.toml
    #[arg(long, value_name = "NAME")]
    pub rule: Option<String>,
}

#[derive(Args)]
#[command(after_help = MOMENTS)]
pub struct WhyArgs {
    /// The table: contact_frequency or exchange_categories
    pub table: String,
    /// The cell: DYAD/PERIOD/CATEGORY, a form instead of a category too; left out, all
    pub cell: String,
    /// The first moment
    #[arg(long, default_value = "start")]
    pub from: String,
    /// The second
    #[arg(long, default_value = "now")]
    pub to: String,
    /// Counting rule, of vocabulary/rules.toml
    #[arg(long, value_name = "NAME")]
    pub rule: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Every reading is listed; docs/DATES.md says what is understood.")]
pub struct DateArgs {
    /// The date, as EDTF or as people write it; several words are one date
    #[arg(required = true)]
    pub text: Vec<String>,
    /// When the text was written, as EDTF: what "yesterday", "last year" and dates without a year are reckoned from
    #[arg(long, value_name = "DAY")]
    pub anchor: Option<String>,
}

#[derive(Args)]
#[command(after_help = "docs/SEALS.md says what to publish and how to check it.")]
pub struct SealArgs {
    /// The release's name: lower case letters, digits and hyphens
    pub name: String,
    /// Who seals
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

#[derive(Args)]
#[command(
    after_help = "The inputs must be as the manifest names them; what was added since is left aside. A manifest of \
`run --release` needs the seals alone. Where another version made it, tables are compared by what they say."
)]
pub struct ReproduceArgs {
    /// The manifest; without it, the one of the last run
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
}

#[derive(Args)]
pub struct RedactArgs {
    /// Id of a sealed claim or source
    pub id: String,
    /// Why it must go; this stays in the seal and in the journal
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who takes it away
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

#[derive(Subcommand)]
pub enum LogVerb {
    /// List the events, one a line
    Cat,
    /// Count frames by type
    Stats,
    /// Check every byte
    Verify,
    /// Make anew what is damaged: the compiled journal from the journal, the text of a sealed entry from its seal
    ///
    /// Without --write it says what would be done. What is replaced is kept in .chancery, with `-damaged-1` after its name. A
    /// damaged seal is not made anew: restore it from a copy.
    Repair {
        /// Do it
        #[arg(long)]
        write: bool,
    },
    /// Prove that seals hold what is said of a source, claim, contact or entry: one JSON object a line
    Prove {
        /// Id of a source, claim, contact or entry
        #[arg(required_unless_present = "check")]
        id: Option<String>,
        /// Check such lines against the seals here; `-` reads them from standard input
        #[arg(long, value_name = "FILE", conflicts_with = "id")]
        check: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum DocsPage {
    /// docs/CODEBOOK.md
    Codebook,
    /// docs/CLI.md
    Cli,
    /// docs/PROBLEMS.md
    Problems,
    /// docs/schema/entry.schema.json
    EntrySchema,
    /// docs/schema/mapping.schema.json
    MappingSchema,
    /// docs/schema/vocabulary.schema.json
    VocabularySchema,
}

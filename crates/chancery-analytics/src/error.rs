//! What can stop an analysis, with the exit code that the program gives it.

use std::path::PathBuf;

use chancery_core::wire::WireError;
use chancery_log::Damage;
use chancery_log::chain::OpenError;
use chancery_log::whole::WholeError;
use polars::error::PolarsError;

/// Why an analysis could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AnalyticsError {
    /// A name that nothing has: a table, a rule, a column.
    #[error("{what} `{name}` does not exist; {}there are {known}", meant(name, known))]
    Unknown {
        /// What kind of thing was asked for.
        what: &'static str,
        /// The name given.
        name: String,
        /// The names there are, separated by commas.
        known: String,
    },
    /// A filter on a column that the table does not have.
    #[error(
        "table `{table}` has no column `{column}`, so --{column} cannot choose rows of it\n  hint: {}",
        chosen_by(known)
    )]
    NoSuchColumn {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Those by which rows of it can be chosen.
        known: Vec<&'static str>,
    },
    /// A value that does not read.
    #[error("{0}")]
    Usage(String),
    /// A file that could not be read or written.
    #[error(transparent)]
    File(#[from] WholeError),
    /// A seal that cannot be opened.
    #[error(transparent)]
    Seals(OpenError),
    /// A segment whose bytes changed.
    #[error("{path}: {damage}")]
    Damaged {
        /// Path of the segment.
        path: String,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A segment whose bytes are sound but which this version does not understand.
    #[error("{path}: {error}")]
    NotUnderstood {
        /// Path of the segment.
        path: String,
        /// What is wrong with it.
        error: WireError,
    },
    /// A feed's file that is refused, or segments that are not there.
    #[error("{message}\n  hint: {fix}")]
    Feed {
        /// What is wrong.
        message: String,
        /// What to do.
        fix: String,
    },
    /// A cube that is damaged; it is made again when it is gone.
    #[error("{}: {damaged}", path.display())]
    Cube {
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        damaged: chancery_feeds::cube::Damaged,
    },
    /// A table whose key is not unique, or a file that does not read back: a fault of this program.
    #[error("this is a fault of Chancery, not of your data: {0}")]
    Bug(String),
}

fn chosen_by(known: &[&str]) -> String {
    if known.is_empty() {
        return "`--format csv` gives all of it to choose from elsewhere, and `chancery sql` chooses by anything"
            .to_owned();
    }
    let known: Vec<String> = known.iter().map(|column| format!("--{column}")).collect();
    format!("rows of it are chosen by {}; `chancery sql` chooses by anything", known.join(", "))
}

/// `did you mean x? `, if one of the names comes near.
fn meant(name: &str, known: &str) -> String {
    nearest(name, known.split(", ")).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default()
}

/// Longer texts get no suggestion: nobody mistypes a page, and the distance costs the product of the lengths.
const MAX_CHARACTERS: usize = 60;

/// The name that comes nearest, if it is near enough to be a slip.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.chars().count() > MAX_CHARACTERS {
        return None;
    }
    let near = known.map(|known| (strsim::damerau_levenshtein(known, name), known)).min();
    near.filter(|(distance, _)| *distance <= 3).map(|(_, near)| near)
}

impl From<PolarsError> for AnalyticsError {
    fn from(error: PolarsError) -> AnalyticsError {
        AnalyticsError::Bug(error.to_string())
    }
}

impl AnalyticsError {
    /// 1 problems of the data, 2 usage, 3 files, 4 corrupt segment, 70 bug.
    pub fn exit_code(&self) -> u8 {
        match self {
            AnalyticsError::Feed { .. } => 1,
            AnalyticsError::Unknown { .. } | AnalyticsError::NoSuchColumn { .. } | AnalyticsError::Usage(_) => 2,
            AnalyticsError::File(_) | AnalyticsError::Seals(OpenError::Unreadable(_)) => 3,
            AnalyticsError::Seals(_)
            | AnalyticsError::Damaged { .. }
            | AnalyticsError::NotUnderstood { .. }
            | AnalyticsError::Cube { .. } => 4,
            AnalyticsError::Bug(_) => 70,
        }
    }
}

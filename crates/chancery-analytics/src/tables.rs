//! Every table that Chancery publishes, by name.

mod choices;
mod claims;
mod contacts;
mod frequency;
mod histories;
mod imbalance;
mod joint;
mod lasting;
mod margins;
mod mediation;
mod panel;
mod rhythm;
mod shares;
mod spells;

pub(crate) use contacts::{contested_fields, parts, statuses};

pub(crate) use joint::of_dyad as joint_of;
pub(crate) use lasting::{claims, rate};
pub(crate) use panel::jump_rows;
pub(crate) use rhythm::rows as rhythm_rows;
pub(crate) use spells::spell_rows;

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::Table;

pub use frequency::of_sums as contact_frequency;

type Maker = fn(&Analysis) -> Result<Table, AnalyticsError>;

/// The tables: name, what a row is, how it is made. In the order in which a reader meets them.
pub const TABLES: &[(&str, &str, Maker)] = &[
    (
        "contact_frequency",
        "how often two actors were in contact, by period and by category or form",
        frequency::frequency,
    ),
    ("exchange_categories", "what their contacts were about, with each category's share", shares::exchange_categories),
    ("diversity", "how mixed that was: Blau's index over the categories", shares::diversity),
    ("imbalance", "who goes to whom: contacts there and back", imbalance::imbalance),
    ("units", "the same cells in every unit, from claims to days and people", choices::units),
    ("sensitivity", "the headline figures under every other choice that could be made", choices::sensitivity),
    ("panel", "every pair of states in every year and month, with zeros and join columns", panel::panels),
    ("jumps", "years in which contacts and sources jump together", panel::jumping),
    ("joint", "what the counts of several periods can be at once", joint::joint),
    ("distribution", "how many there were if every possible day is as likely as any other", joint::distribution),
    ("rhythm", "how their contacts follow each other: silences, burstiness, dispersion", rhythm::rhythms),
    ("gaps", "the days between one contact and the next", rhythm::gaps),
    ("mediation", "who brought others together", mediation::mediation),
    ("contacts", "what is held to have happened: one row a contact", contacts::contacts),
    ("claims", "what sources say: one row a claim", claims::claims),
    ("sources", "who says it: one row a source", claims::sources),
    ("actors", "who had which part: one row an actor and role of a contact", contacts::actors),
    ("categories", "what it was about: one row a category of a contact", contacts::categories),
    ("dates", "when it may have begun, in UCDP's columns: one row a contact", contacts::dates),
    ("recurrences", "what happens again and again; never counted", lasting::recurrences),
    ("states", "what holds over a time: embassies, postings, policies; never counted", lasting::states),
    ("spells", "missions that contacts open and close, with uncertain ends", spells::spells),
    ("mission_years", "each mission in each year: whether it was there, on how many days", spells::missions),
    ("diplomatic_exchange", "the same in the columns of Correlates of War", spells::exchange),
    ("stocks", "how many there are or move: stocks and flows; never counted", lasting::stocks),
    ("margins", "whether the parts that a source gives sum to its totals", margins::margins),
    ("contradictions", "different figures that one source gives for one thing", margins::contradictions),
    ("lags", "how long after a contact its source appeared, was coded, was corrected", histories::lags),
    ("revisions", "what was corrected, linked, settled or taken back: one row a field", histories::revised),
    ("contested", "where claims disagree, and which value holds", contacts::contested),
    ("evidence", "what each contact adds to each cell of contact_frequency", frequency::evidence),
];

/// Makes one table.
///
/// # Errors
/// [`AnalyticsError::Unknown`] with the names there are.
pub fn table(analysis: &Analysis, name: &str) -> Result<Table, AnalyticsError> {
    match TABLES.iter().find(|(known, ..)| *known == name) {
        Some((_, _, make)) => make(analysis),
        None => {
            let known: Vec<&str> = TABLES.iter().map(|(known, ..)| *known).collect();
            Err(AnalyticsError::Unknown { what: "table", name: name.to_owned(), known: known.join(", ") })
        }
    }
}

/// Makes all tables, in order.
///
/// # Errors
/// Only for a fault of this program.
pub fn all(analysis: &Analysis) -> Result<Vec<Table>, AnalyticsError> {
    TABLES.iter().map(|(_, _, make)| make(analysis)).collect()
}

//! A claim: what one source says about one contact.

mod field;

pub use field::{Field, FieldValue, WrongShape};

use crate::terms::{Confidence, Level, Nature, Per, Role, Stance, Status};
use crate::when::When;

/// What one source says about one contact. Its id is given once and never derived from content.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// `<source>/<slug>`.
    pub id: String,
    /// Id of the source that says it.
    pub source: String,
    /// What kind of thing it is about.
    pub nature: Nature,
    /// Code of the form (vocabulary/forms.toml).
    pub form: String,
    /// Codes of the subject matter (vocabulary/categories.toml), sorted, no repeats.
    pub categories: Vec<String>,
    /// How far the form has come, by the source.
    pub status: Status,
    /// The source's own commitment.
    pub stance: Stance,
    /// Whose word the source relays.
    pub attributed_to: Option<String>,
    /// Who has which part.
    pub actors: Vec<Actor>,
    /// When: the onset of an episode, the extent of what lasts.
    pub when: Option<When>,
    /// How a date that the source does not state was derived.
    pub when_rule: Option<WhenRule>,
    /// Places; the first is where it began.
    pub place: Vec<String>,
    /// Why, as somebody says; contestable.
    pub motive: Option<String>,
    /// The larger contact, named by its id or by a claim in it.
    pub part_of: Option<String>,
    /// The recurrence that it exemplifies.
    pub instance_of: Option<String>,
    /// Which one in a row it is by the source.
    pub ordinal: Option<i64>,
    /// How often, for recurrences.
    pub rate: Option<Rate>,
    /// How many or how much.
    pub quantity: Vec<Quantity>,
    /// The coder's confidence.
    pub confidence: Option<Confidence>,
    /// Its key in the table it was imported from.
    pub reference: Option<String>,
    /// In the coder's own words.
    pub summary: String,
    /// Where in the text it stands.
    pub anchor: Vec<Anchor>,
}

impl Claim {
    /// A claim with nothing said yet; `nature` begins as `episode`, the rest is filled by [`Claim::set`].
    pub fn new(id: &str, source: &str) -> Claim {
        Claim {
            id: id.to_owned(),
            source: source.to_owned(),
            nature: Nature::Episode,
            form: String::new(),
            categories: Vec::new(),
            status: Status::Mooted,
            stance: Stance::Speculated,
            attributed_to: None,
            actors: Vec::new(),
            when: None,
            when_rule: None,
            place: Vec::new(),
            motive: None,
            part_of: None,
            instance_of: None,
            ordinal: None,
            rate: None,
            quantity: Vec::new(),
            confidence: None,
            reference: None,
            summary: String::new(),
            anchor: Vec::new(),
        }
    }
}

/// One actor's part in a contact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// A state or body of the vocabulary.
    pub id: String,
    /// Its part.
    pub role: Role,
    /// People or bodies acting for it, by id, sorted.
    pub who: Vec<String>,
    /// Sector code (vocabulary/sectors.toml).
    pub sector: Option<String>,
    /// Rank of the people.
    pub level: Option<Level>,
    /// An alleged principal: a state or body.
    pub on_behalf_of: Option<String>,
    /// The source's commitment to that allegation.
    pub stance: Option<Stance>,
}

/// How a date was derived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhenRule {
    /// What it is reckoned from: `published`, a claim id, or an EDTF date.
    pub from: String,
    /// How, in own words.
    pub basis: String,
}

/// How often a recurrence happens: at least `min`, at most `max` (if the source says so) times over `per`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// At least so often; 2 over the extent if nothing is said.
    pub min: u32,
    /// At most so often.
    pub max: Option<u32>,
    /// Over what.
    pub per: Per,
}

impl Default for Rate {
    fn default() -> Rate {
        Rate { min: 2, max: None, per: Per::Extent }
    }
}

/// How many or how much, in whole units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Of what.
    pub of: String,
    /// At least.
    pub low: Option<i64>,
    /// The source's own figure.
    pub best: Option<i64>,
    /// At most.
    pub high: Option<i64>,
    /// Unit, if it is not plain heads or pieces.
    pub unit: Option<String>,
}

/// A span of a source's canonical text (UTF-8, no byte order mark, LF).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// First code point, counted from 0.
    pub start: u64,
    /// One past the last code point.
    pub end: u64,
    /// SHA-256 of the span's UTF-8 bytes, in lower case hex.
    pub digest: String,
}

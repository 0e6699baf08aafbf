//! The events of the log, and the entry that brings them in.

use crate::claim::{Claim, Field, FieldValue};
use crate::feed::{Detachment, Feed};
use crate::instant::Instant;
use crate::terms::{Redactable, Search, Seen};
use crate::when::When;

/// One journal file: a batch of events that enters whole or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Id, equal to the file's name.
    pub id: String,
    /// When the dataset learned it.
    pub recorded: Instant,
    /// When the work was done, if `recorded` had to be later.
    pub coded: Option<Instant>,
    /// Who entered it.
    pub by: String,
    /// A remark.
    pub note: Option<String>,
    /// The register, by its source's id, of which a snapshot was imported as this entry; nobody else's hand is in it.
    pub register: Option<String>,
    /// The events, in the order of the file.
    pub events: Vec<Event>,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant)] // nearly all events of a journal are claims
pub enum Event {
    /// A source is known from now on.
    SourceRegistered(Source),
    /// A source says something about a contact.
    ClaimRecorded(Claim),
    /// Our reading of a claim is mended.
    ClaimCorrected(Correction),
    /// A claim should never have been recorded.
    ClaimRetracted(Retraction),
    /// A retraction was wrong: the claim stands again, as it was.
    ClaimReinstated(Retraction),
    /// Claims are about one contact.
    ClaimsLinked(Link),
    /// Claims are not about that contact after all.
    ClaimsUnlinked(Link),
    /// An editor overrules sources.
    ContactSettled(Settlement),
    /// Somebody searched.
    CoverageDeclared(Coverage),
    /// A file of machine-coded rows belongs to the dataset.
    FeedAttached(Feed),
    /// It does no longer.
    FeedDetached(Detachment),
    /// A source's text is another from now on; its claims' anchors point into that one.
    TextChanged(TextChange),
    /// What stood here was taken away, from the seals too; it does nothing.
    Redacted(Redaction),
}

impl Event {
    /// The event's name as in the design's list of words.
    pub const fn name(&self) -> &'static str {
        match self {
            Event::SourceRegistered(_) => "SourceRegistered",
            Event::ClaimRecorded(_) => "ClaimRecorded",
            Event::ClaimCorrected(_) => "ClaimCorrected",
            Event::ClaimRetracted(_) => "ClaimRetracted",
            Event::ClaimReinstated(_) => "ClaimReinstated",
            Event::ClaimsLinked(_) => "ClaimsLinked",
            Event::ClaimsUnlinked(_) => "ClaimsUnlinked",
            Event::ContactSettled(_) => "ContactSettled",
            Event::CoverageDeclared(_) => "CoverageDeclared",
            Event::FeedAttached(_) => "FeedAttached",
            Event::FeedDetached(_) => "FeedDetached",
            Event::TextChanged(_) => "TextChanged",
            Event::Redacted(_) => "Redacted",
        }
    }
}

/// A document or register that says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Id, the first part of its claims' ids.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who brought it out.
    pub publisher: String,
    /// The account's own origin (an agency); what a vote counts.
    pub origin: String,
    /// Who wrote it.
    pub author: Vec<String>,
    /// When it said so; `None` where it bears no date and none can be inferred.
    pub published: Option<When>,
    /// How an inferred date was inferred.
    pub published_basis: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// How much of it the coder saw.
    pub seen: Seen,
    /// Where it is.
    pub url: Option<String>,
    /// SHA-256 of the canonical text.
    pub digest: Option<String>,
    /// Code points of the canonical text.
    pub length: Option<u64>,
    /// The source that this one revises.
    pub supersedes: Option<String>,
}

/// The publisher changed a text that was coded: from now on digest and length are those of the new one.
///
/// Nothing else of the source changes. A source that says something else now is a new one, with `supersedes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// The source.
    pub source: String,
    /// The digest that it must have before, as a guard; none where it had none.
    pub was: Option<String>,
    /// SHA-256 of the new canonical text.
    pub digest: String,
    /// Code points of it.
    pub length: u64,
    /// Why the new text is taken for the source's.
    pub reason: String,
}

/// A field and the value it gets or must have.
pub type FieldSetting = (Field, FieldValue);

/// Our reading of a claim is mended; the new value must be what the source says.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The claim.
    pub claim: String,
    /// What the fields must hold before; refused if they do not.
    pub expect: Vec<FieldSetting>,
    /// What they hold from now on.
    pub set: Vec<FieldSetting>,
    /// Claims that led to it; it holds once all of them are known.
    pub because: Vec<String>,
    /// Why.
    pub reason: String,
}

/// A claim should never have been recorded; or, of [`Event::ClaimReinstated`], should have been after all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retraction {
    /// The claim.
    pub claim: String,
    /// Why.
    pub reason: String,
}

/// Claims put together in, or taken out of, one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The contact.
    pub contact: String,
    /// The claims.
    pub claims: Vec<String>,
    /// Why.
    pub reason: String,
}

/// An editor overrules sources; their claims stay as they are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settlement {
    /// The contact.
    pub contact: String,
    /// What its fields hold from now on.
    pub set: Vec<FieldSetting>,
    /// Fields that are left to the claims again: an earlier `set` is undone.
    pub unset: Vec<Field>,
    /// Claims that no longer vote.
    pub reject: Vec<String>,
    /// Claims that vote again: an earlier `reject` is undone.
    pub readmit: Vec<String>,
    /// The claims it rests on.
    pub because: Vec<String>,
    /// Why.
    pub reason: String,
}

/// What is left of a sealed event that had to be taken away: its leaf in the seal's tree, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// SHA-256 of the frame that stood here, as RFC 6962 hashes a leaf.
    pub leaf: [u8; 32],
    /// What it was.
    pub was: Redactable,
    /// Id of the source or claim that it was about.
    pub of: String,
    /// Why.
    pub reason: String,
    /// Who took it away.
    pub by: String,
}

impl Redaction {
    /// The leaf in lower case hex.
    pub fn leaf_hex(&self) -> String {
        self.leaf.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A leaf from 64 hex digits.
    pub fn leaf_of(hex: &str) -> Option<[u8; 32]> {
        let digits: Vec<u8> = hex.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect();
        if hex.len() == 64 { bytes.try_into().ok() } else { None }
    }
}

/// What was searched, so that an empty cell may mean that nothing happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Two actors.
    pub dyad: (String, String),
    /// Category codes; empty for all.
    pub categories: Vec<String>,
    /// The days it covers.
    pub extent: When,
    /// Sources or languages.
    pub searched: Vec<String>,
    /// Whether all of them was gone through; only then does silence say anything.
    pub search: Search,
    /// Who searched.
    pub by: String,
    /// Remarks.
    pub reason: Option<String>,
}

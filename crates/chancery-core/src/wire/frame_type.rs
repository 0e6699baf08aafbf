//! Frame types. Numbers are never reused.

/// Head of an entry; its events follow.
pub const ENTRY: u16 = 1;
/// `SourceRegistered`.
pub const SOURCE_REGISTERED: u16 = 2;
/// `ClaimRecorded`.
pub const CLAIM_RECORDED: u16 = 3;
/// `ClaimCorrected`.
pub const CLAIM_CORRECTED: u16 = 4;
/// `ClaimRetracted`.
pub const CLAIM_RETRACTED: u16 = 5;
/// `ClaimsLinked`.
pub const CLAIMS_LINKED: u16 = 6;
/// `ClaimsUnlinked`.
pub const CLAIMS_UNLINKED: u16 = 7;
/// `ContactSettled`.
pub const CONTACT_SETTLED: u16 = 8;
/// `CoverageDeclared`.
pub const COVERAGE_DECLARED: u16 = 9;
/// `ClaimReinstated`.
pub const CLAIM_REINSTATED: u16 = 10;
/// `FeedAttached`.
pub const FEED_ATTACHED: u16 = 11;
/// `FeedDetached`.
pub const FEED_DETACHED: u16 = 12;
/// `TextChanged`.
pub const TEXT_CHANGED: u16 = 13;
/// The vocabulary in force.
pub const VOCABULARY: u16 = 100;
/// Digest of a file that the segment was made from.
pub const INPUT: u16 = 101;
/// The crosswalks of the vocabulary; left out where there are none, as in every segment from before they were thought of.
pub const CROSSWALKS: u16 = 102;
/// What rules ask of contacts beyond nature, status and stance; left out where none asks for anything. Follows the vocabulary.
pub const RULE_LIMITS: u16 = 103;
/// That the entry at hand is a register's; left out of all others. Follows the entry's head.
pub const OF_REGISTER: u16 = 106;
/// A file kept byte for byte; only in seals.
pub const FILE: u16 = 104;
/// What a seal is; only in seals, once.
pub const SEAL: u16 = 105;
/// What is left of a frame that was redacted. The log reserves this number.
pub const REDACTED: u16 = u16::MAX;

/// The schema in which a type is written. Those before it are read, each through upcasters to the next.
pub const fn schema(frame_type: u16) -> u16 {
    match frame_type {
        COVERAGE_DECLARED | CONTACT_SETTLED => 2,
        _ => super::SCHEMA,
    }
}

/// The name of a type, for people.
pub const fn name(frame_type: u16) -> &'static str {
    match frame_type {
        ENTRY => "Entry",
        SOURCE_REGISTERED => "SourceRegistered",
        CLAIM_RECORDED => "ClaimRecorded",
        CLAIM_CORRECTED => "ClaimCorrected",
        CLAIM_RETRACTED => "ClaimRetracted",
        CLAIM_REINSTATED => "ClaimReinstated",
        CLAIMS_LINKED => "ClaimsLinked",
        CLAIMS_UNLINKED => "ClaimsUnlinked",
        CONTACT_SETTLED => "ContactSettled",
        COVERAGE_DECLARED => "CoverageDeclared",
        FEED_ATTACHED => "FeedAttached",
        FEED_DETACHED => "FeedDetached",
        TEXT_CHANGED => "TextChanged",
        VOCABULARY => "Vocabulary",
        INPUT => "Input",
        CROSSWALKS => "Crosswalks",
        RULE_LIMITS => "RuleLimits",
        OF_REGISTER => "OfRegister",
        FILE => "File",
        SEAL => "Seal",
        REDACTED => "Redacted",
        _ => "unknown",
    }
}

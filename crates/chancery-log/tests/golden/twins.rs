//! Every `(type, schema)` that exists, and the frozen type that its payload is.

use chancery_core::wire::{
    SCHEMA, coverage2, crosswalks1, feed1, frame_type, limits1, redacted1, register1, seal1, settlement2, text1, v1,
};
use chancery_log::{CodecError, codec};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::spelling::spelling;

/// A payload read and written again.
#[derive(Debug, PartialEq)]
pub struct Again {
    /// What it says.
    pub spelling: String,
    /// Its bytes.
    pub payload: Vec<u8>,
}

/// All types with all of their schemas, sorted.
pub fn all() -> Vec<(u16, u16)> {
    let types = (0..=u16::MAX).filter(|number| frame_type::name(*number) != "unknown");
    types.flat_map(|number| (SCHEMA..=frame_type::schema(number)).map(move |schema| (number, schema))).collect()
}

/// Reads a payload as the twin of its type and schema, and writes it again. `None` where this table has no line for it.
pub fn again(kind: (u16, u16), payload: &[u8]) -> Option<Result<Again, CodecError>> {
    use frame_type::*;
    Some(match kind {
        (ENTRY, 1) => of::<v1::Entry>(payload),
        (SOURCE_REGISTERED, 1) => of::<v1::InEntry<v1::Source>>(payload),
        (CLAIM_RECORDED, 1) => of::<v1::InEntry<v1::Claim>>(payload),
        (CLAIM_CORRECTED, 1) => of::<v1::InEntry<v1::Correction>>(payload),
        (CLAIM_RETRACTED | CLAIM_REINSTATED, 1) => of::<v1::InEntry<v1::Retraction>>(payload),
        (CLAIMS_LINKED | CLAIMS_UNLINKED, 1) => of::<v1::InEntry<v1::Link>>(payload),
        (CONTACT_SETTLED, 1) => of::<v1::InEntry<v1::Settlement>>(payload),
        (CONTACT_SETTLED, 2) => of::<v1::InEntry<settlement2::Settlement>>(payload),
        (COVERAGE_DECLARED, 1) => of::<v1::InEntry<v1::Coverage>>(payload),
        (COVERAGE_DECLARED, 2) => of::<v1::InEntry<coverage2::Coverage>>(payload),
        (FEED_ATTACHED, 1) => of::<v1::InEntry<feed1::Feed>>(payload),
        (FEED_DETACHED, 1) => of::<v1::InEntry<feed1::Detachment>>(payload),
        (TEXT_CHANGED, 1) => of::<v1::InEntry<text1::TextChange>>(payload),
        (VOCABULARY, 1) => of::<v1::Vocabulary>(payload),
        (INPUT, 1) => of::<v1::Input>(payload),
        (CROSSWALKS, 1) => of::<crosswalks1::Crosswalks>(payload),
        (RULE_LIMITS, 1) => of::<limits1::RuleLimits>(payload),
        (OF_REGISTER, 1) => of::<register1::OfRegister>(payload),
        (FILE, 1) => of::<seal1::File>(payload),
        (SEAL, 1) => of::<seal1::Seal>(payload),
        (REDACTED, 1) => of::<redacted1::Redacted>(payload),
        _ => return None,
    })
}

/// Reads a payload as a type, and writes it again.
pub fn of<T: Serialize + DeserializeOwned>(payload: &[u8]) -> Result<Again, CodecError> {
    let value: T = codec::decode(payload)?;
    Ok(Again { spelling: spelling(&value), payload: codec::encode(&value)? })
}

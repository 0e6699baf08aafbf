//! Between a redaction and its twin.

use super::{frame_type, redacted1};
use crate::event::Redaction;
use crate::terms::Redactable;

/// The frame type of what was redacted.
pub const fn type_of(was: Redactable) -> u16 {
    match was {
        Redactable::Source => frame_type::SOURCE_REGISTERED,
        Redactable::Claim => frame_type::CLAIM_RECORDED,
        Redactable::Correct => frame_type::CLAIM_CORRECTED,
    }
}

/// What is left of an event of that entry and place, as the frame holds it.
pub fn twin(redaction: &Redaction, entry: &str, place: u32) -> redacted1::Redacted {
    let Redaction { leaf, was, of, reason, by } = redaction.clone();
    redacted1::Redacted { leaf, was: type_of(was), entry: entry.to_owned(), place, of, reason, by }
}

impl TryFrom<redacted1::Redacted> for Redaction {
    type Error = String;
    fn try_from(twin: redacted1::Redacted) -> Result<Redaction, String> {
        let known = Redactable::ALL.iter().copied().find(|was| type_of(*was) == twin.was);
        let was = known.ok_or_else(|| format!("an event of type {} cannot be redacted", twin.was))?;
        Ok(Redaction { leaf: twin.leaf, was, of: twin.of, reason: twin.reason, by: twin.by })
    }
}

//! Entries of registers: that they say nothing which a snapshot of the register would not.

use chancery_core::Event;

use crate::context::Context;
use crate::problem::Sink;
use crate::problems;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (index, read) in context.events() {
        let Some(register) = &context.files[index.0].entry.register else { continue };
        let is_of = |id: &str| id.split('/').next() == Some(register);
        let belongs = match &read.event {
            Event::SourceRegistered(source) => source.id == *register,
            Event::ClaimRecorded(claim) => is_of(&claim.id) && claim.reference.is_some(),
            Event::ClaimCorrected(correction) => is_of(&correction.claim),
            Event::ClaimRetracted(retraction) => is_of(&retraction.claim),
            _ => false,
        };
        if !belongs && read.sound {
            sink.add(context.spot(index, "id"), |at| problems::not_of_the_register(at, register));
        }
    }
}

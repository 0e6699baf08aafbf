//! Whether parts and instances find the contacts that they name, and no contact is part of itself.

use chancery_core::fold::FaultKind;

use super::history::nearest_contact;
use crate::context::Context;
use crate::problem::Sink;
use crate::problems;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for fault in &context.faults {
        let index = context.read_at(fault.place);
        match &fault.kind {
            FaultKind::UnknownWhole { key, whole } if !context.doubt.may_exist(whole) => {
                sink.add(context.spot(index, key), |at| {
                    problems::unknown_whole(at, key, whole, nearest_contact(context, whole).as_deref())
                });
            }
            FaultKind::PartOfItself { cycle } => {
                sink.add(context.spot(index, "part_of"), |at| problems::part_of_itself(at, cycle));
            }
            FaultKind::NotARecurrence { contact } if !context.doubt.may_differ(contact) => {
                sink.add(context.spot(index, "instance_of"), |at| problems::not_a_recurrence(at, contact));
            }
            _ => {}
        }
    }
}

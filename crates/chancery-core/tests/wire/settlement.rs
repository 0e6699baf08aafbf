//! Settlements in both of their schemas, and reinstatements.

use chancery_core::event::Event;
use chancery_core::wire::{self, frame_type, v1};
use chancery_testkit::sample::{contents, contents_with_undoings};

use crate::{Frame, frames, frozen};

#[test]
fn schema_1_undoes_nothing() {
    let old = frozen(include_str!("v1.txt"));
    assert_eq!((old[10].kind, old[10].schema), (frame_type::CONTACT_SETTLED, 1));
    let read = wire::read(&old).expect("old frames are read");
    assert_eq!(read, contents());
    let Some(Event::ContactSettled(settlement)) = read.entries[0].events.get(7) else { panic!("it settles") };
    assert!(settlement.unset.is_empty() && settlement.readmit.is_empty());
}

/// Nothing writes it any more, so its shape is held by writing what was read.
#[test]
fn the_twin_of_schema_1_is_frozen() {
    let old = frozen(include_str!("v1.txt"));
    let twin: v1::InEntry<v1::Settlement> = serde_json::from_str(&old[10].payload).expect("it is read");
    assert_eq!(serde_json::to_string(&twin).expect("it is JSON"), old[10].payload);
}

/// As first published. A change here is a new schema, not a new text.
#[test]
fn schema_2_and_reinstatements_are_frozen() {
    let written = frames(&contents_with_undoings());
    let undoings: Vec<Frame> = written.iter().skip(12).cloned().collect();
    assert_eq!(undoings, frozen(include_str!("settlement2.txt")));
    assert_eq!(wire::read(&written), Ok(contents_with_undoings()));
}

#[test]
fn a_field_that_is_none_cannot_be_left_to_the_claims() {
    let mut written = frames(&contents_with_undoings());
    let last = written.last_mut().expect("it settles");
    last.edit(|event| event["event"]["unset"] = serde_json::json!(["date"]));
    let refused = wire::read(&written).expect_err("there is no such field").to_string();
    assert!(refused.ends_with("`date` is no field"), "{refused}");
}

//! Texts of sources that become others: what the fold makes of it, at which point it is known, and how it is told.

use chancery_core::event::Entry;
use chancery_core::filter::{Point, known_at};
use chancery_core::fold::fold;
use chancery_core::history::revisions;
use chancery_core::{Instant, wire};
use chancery_testkit::sample;
use chancery_testkit::table::check;

#[test]
fn a_text_changes_if_it_is_the_one_that_is_meant() {
    check(
        "
        entry   2026-01-01 a
        source  s 2010               | ok
        text    t d1                 | UnknownSource
        text    s d1                 | ok
        text    s d2                 | AnotherText
        text    s d3 was=d1          | AnotherText
        text    s d4 was=d3          | ok
        ",
    );
}

#[test]
fn two_entries_of_one_instant_that_touch_a_text_are_a_fault() {
    check(
        "
        entry   2026-01-01 a
        source  s 2010               | ok
        entry   2026-02-01 b
        text    s d1                 | ok
        entry   2026-02-01 c
        text    s d2 was=d1          | SameInstant
        ",
    );
}

fn entries() -> Vec<Entry> {
    let mut entries = sample::contents_with_texts().entries;
    entries[0].events.retain(|event| matches!(event.name(), "SourceRegistered"));
    entries[1].recorded = Instant(entries[0].recorded.0 + 1);
    entries
}

#[test]
fn before_the_change_is_recorded_the_source_has_its_old_text() {
    let entries = entries();
    let digest = |as_of: Option<Instant>| {
        let kept = known_at(&entries, Point { as_of, known_by: None });
        let (state, _) = fold(&kept.entries);
        state.sources["s1"].digest.clone().unwrap_or_default()
    };
    assert_eq!(digest(None), "c".repeat(64));
    assert_ne!(digest(Some(entries[0].recorded)), digest(None));
    // Where the source drops out, so does its text, without a fault of its own.
    let kept = known_at(&entries, Point { as_of: None, known_by: "1900-01-01".parse().ok() });
    assert!(kept.entries.iter().all(|entry| entry.events.is_empty()));
}

#[test]
fn a_change_of_text_is_a_revision() {
    let found = revisions(&entries());
    let told: Vec<String> = found.iter().map(|one| format!("{} {} {}", one.of, one.field, &one.to[..1])).collect();
    assert_eq!(told, ["s0 text a", "s1 text c"]);
}

#[test]
fn the_wire_has_a_type_for_it() {
    assert_eq!(wire::frame_type::name(wire::frame_type::TEXT_CHANGED), "TextChanged");
    assert_eq!((wire::frame_type::TEXT_CHANGED, wire::frame_type::schema(13)), (13, 1));
}

//! Feeds in the fold: what is attached at the end, and what is refused.

use chancery_core::fold::fold;
use chancery_testkit::sample;
use chancery_testkit::table::check;

#[test]
fn a_file_is_attached_once_and_an_id_is_free_after_it_is_detached() {
    check(
        "
        entry   2026-01-01 a
        attach  gdelt-a d1           | ok
        attach  gdelt-a d2           | FeedAttachedTwice
        attach  gdelt-b d1           | FeedAttachedTwice
        attach  gdelt-b d2           | ok
        detach  gdelt-c              | UnknownFeed
        detach  gdelt-a              | ok
        detach  gdelt-a              | UnknownFeed
        attach  gdelt-c d1           | ok
        attach  gdelt-a d3           | ok
        ",
    );
}

#[test]
fn two_entries_of_one_instant_that_touch_a_feed_are_a_fault() {
    check(
        "
        entry   2026-01-01 a
        attach  gdelt-a d1           | ok
        entry   2026-01-01 b
        detach  gdelt-a              | SameInstant
        ",
    );
}

#[test]
fn the_state_holds_what_is_attached_and_no_more() {
    let (state, faults) = fold(&sample::contents_with_feeds().entries[1..]);
    assert_eq!(faults, []);
    let feeds: Vec<(&str, u64)> = state.feeds.values().map(|feed| (feed.id.as_str(), feed.rejected())).collect();
    assert_eq!(feeds, [("gdelt-2-x", 1)]);
}

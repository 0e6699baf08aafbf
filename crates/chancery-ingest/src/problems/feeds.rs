//! Feeds: what is attached and what is not.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(FEED_ROWS = "feed-rows", "a feed's numbers of rows cannot be right",
    "Of the `rows_in` rows of a feed's file, `rows` were taken and lie in its segments; the others were rejected. So `rows` is at \
     most `rows_in`, and there are segments exactly if there are rows. `chancery feed add` writes these numbers.",
    wrong: "rows_in = 1000\nrows = 1001", right: "rows_in = 1000\nrows = 998");

/// Both numbers, and how many segments there are.
pub fn feed_rows(at: Spot<'_>, rows_in: u64, rows: u64, segments: usize) -> Problem {
    FEED_ROWS.problem(
        at,
        format!("{rows} rows in {segments} segment files cannot come of a file of {rows_in} rows"),
        "What the feed saw, and how much of it was rejected, is reckoned from these numbers.",
        "Write what `chancery feed add` wrote; or delete this entry and add the file again.",
    )
}

explanation!(FEED_TWICE = "feed-twice", "a feed that is attached already",
    "Either its id belongs to another feed that is attached, or its very file is attached under another id. The rows would be \
     counted twice. An id is free again after `[[detach]]`.",
    wrong: "[[feed]]\nid = \"b\"\ndigest = \"<that of a>\"", right: "[[detach]]\nfeed = \"a\"\nreason = \"Renamed.\"\n\n[[feed]]\nid = \"b\"\ndigest = \"<that of a>\"");

/// `attached` is the feed that has the id or the file.
pub fn feed_twice(at: Spot<'_>, feed: &str, attached: &str) -> Problem {
    let what = if feed == attached { "its id" } else { "its file" };
    FEED_TWICE.problem(
        at,
        format!("{} cannot be attached: {what} is attached as {}", quoted(feed), quoted(attached)),
        "The same rows would be counted twice.",
        format!(
            "Detach {} first, in an earlier entry or further up in this one; or delete this `[[feed]]`.",
            quoted(attached)
        ),
    )
}

explanation!(UNKNOWN_FEED = "unknown-feed", "a feed that is not attached",
    "`[[detach]]` names a feed by its id. None of that id is attached at this point: it may be spelt otherwise, attached only \
     later, or detached before. `chancery feed list` shows what is attached.",
    wrong: "[[detach]]\nfeed = \"gdelt\"", right: "[[detach]]\nfeed = \"gdelt-2-20191024143000\"");

/// `nearest` is the id that comes nearest.
pub fn unknown_feed(at: Spot<'_>, feed: &str, nearest: Option<&str>) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean {}? Otherwise delete the `[[detach]]`.", quoted(nearest)),
        None => "Delete the `[[detach]]`; `chancery feed list` shows what is attached.".to_owned(),
    };
    UNKNOWN_FEED.problem(
        at,
        format!("no feed {} is attached at this point", quoted(feed)),
        "Nothing can be detached.",
        fix,
    )
}

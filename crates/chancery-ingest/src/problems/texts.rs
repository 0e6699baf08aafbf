//! Anchors, digests, and the texts they are checked against.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(BAD_DIGEST = "bad-digest", "a digest that is no SHA-256",
    "Digests are SHA-256, written as 64 digits 0-9 and a-f. They are computed, never typed: `sha256sum` gives that of a \
     file. A shorter or longer one was cut off or is of another kind.",
    wrong: "digest = \"3F47FD63\"", right: "digest = \"3f47fd63483a9bed726cecf63ad61478582f9c8f27f4b86f607ee57321d33764\"");

/// `found` as written.
pub fn bad_digest(at: Spot<'_>, found: &str) -> Problem {
    BAD_DIGEST.problem(
        at,
        format!("{} is no SHA-256 digest", quoted(found)),
        "Without it nobody can tell whether they hold the same text.",
        "Copy the whole digest: 64 digits 0-9 and a-f, in lower case.",
    )
}

explanation!(TEXT_DIGEST = "text-digest", "the text at hand is not the one that was coded",
    "The source's digest is that of the text the coder saw, in its canonical form (UTF-8, no byte order mark, lines ended by \
     LF). The text at hand has another, so anchors into it would point to other words. It may be another version, or one \
     cleaned or wrapped anew. Find the text that was coded; where the publisher changed it, `chancery propose anchors` says what \
     became of every anchor. A text that says something else is a new source, with `supersedes`.",
    wrong: "digest = \"<that of an earlier copy>\"", right: "digest = \"<that of the text in sources/>\"");

/// Both digests, and the path of the text.
pub fn text_digest(at: Spot<'_>, declared: &str, found: &str, text: &str) -> Problem {
    TEXT_DIGEST.problem(
        at,
        format!("{} is not the text that was coded", quoted(text)),
        format!("Its digest is {}, the source declares {}.", quoted(found), quoted(declared)),
        "Put the text that was coded in its place; or, if the publisher changed it, see `chancery propose anchors`.",
    )
}

explanation!(ANOTHER_TEXT = "another-text", "a text changes that is another than was meant",
    "`was` guards a `[[text]]`: it is the digest of the text on which the anchors were looked up. The source has another by now, \
     perhaps because somebody else recorded a change first; or it has one, and `was` is missing. Look at what stands, and let \
     `chancery propose anchors` say anew what became of the anchors.",
    wrong: "was = \"<that of an earlier text>\"", right: "was = \"<that of the text as it stands>\"");

/// Both digests of a source's text, as far as there are any.
pub fn another_text(at: Spot<'_>, source: &str, expected: Option<&str>, found: Option<&str>) -> Problem {
    let named = |digest: Option<&str>| digest.map_or("none".to_owned(), quoted);
    ANOTHER_TEXT.problem(
        at,
        format!("the digest of {} is not {} at this point", quoted(source), named(expected)),
        format!("It is {}; the anchors were looked up in another text than the one that stands.", named(found)),
        "Look at `chancery history` of the source; then make the proposal anew with `chancery propose anchors`.",
    )
}

explanation!(TEXT_OF_NO_SOURCE = "text-of-no-source", "the text of a source that is not there",
    "`[[text]]` names the source whose text is another now, by its id. No source of that id is registered at this point: it may \
     be spelt otherwise, or registered only later.",
    wrong: "[[text]]\nsource = \"newswire-2006\"      # no entry has it", right: "[[text]]\nsource = \"newswire-2007-06\"");

/// `source` as written.
pub fn text_of_no_source(at: Spot<'_>, source: &str, nearest: Option<&str>) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean {}?", quoted(nearest)),
        None => "Register the source in an earlier entry, or delete the `[[text]]`.".to_owned(),
    };
    TEXT_OF_NO_SOURCE.problem(
        at,
        format!("no source {} is registered at this point", quoted(source)),
        "Nobody can tell whose text is another now.",
        fix,
    )
}

explanation!(TEXT_LENGTH = "text-length", "the length is not that of the text",
    "`length` is the number of characters (code points) of the canonical text, and bounds the anchors where the text is not \
     at hand. The text at hand has another number; bytes may have been counted instead.",
    wrong: "length = 7141      # bytes", right: "length = 7123      # characters");

/// Both lengths.
pub fn text_length(at: Spot<'_>, declared: u64, found: u64) -> Problem {
    TEXT_LENGTH.problem(
        at,
        format!("the text has {found} characters, not {declared}"),
        "`length` bounds the anchors for those who do not hold the text.",
        format!("Write `length = {found}`."),
    )
}

explanation!(ANCHOR_ORDER = "anchor-order", "an anchor that ends before it starts",
    "An anchor is a stretch of the text: `start` is the first character, counted from 0, and `end` the one after the last. \
     So `end` is greater than `start`.",
    wrong: "anchor = [{ start = 225, end = 107, digest = \"…\" }]", right: "anchor = [{ start = 107, end = 225, digest = \"…\" }]");

/// As written.
pub fn anchor_order(at: Spot<'_>, start: u64, end: u64) -> Problem {
    ANCHOR_ORDER.problem(
        at,
        format!("the anchor ends at {end}, but starts at {start}"),
        "It holds not a single character.",
        "Exchange or correct the two; `end` is one more than the last character's place.",
    )
}

explanation!(ANCHOR_OUTSIDE = "anchor-outside", "an anchor beyond the text",
    "The anchor ends after the last character of the source's text. Positions are counted in characters (code points), not \
     in bytes, from 0. It may have been made for another copy of the text.",
    wrong: "length = 7123\n…\nanchor = [{ start = 7100, end = 8000, digest = \"…\" }]",
    right: "length = 7123\n…\nanchor = [{ start = 7000, end = 7123, digest = \"…\" }]");

/// `length` in characters.
pub fn anchor_outside(at: Spot<'_>, end: u64, length: u64) -> Problem {
    ANCHOR_OUTSIDE.problem(
        at,
        format!("the anchor ends at {end}, but the text has {length} characters"),
        "Nobody can look up what it points to.",
        "Count in characters, not bytes, in the canonical text (no byte order mark, one character an end of line).",
    )
}

explanation!(ANCHOR_TOO_LONG = "anchor-too-long", "an anchor of more than 20,000 characters",
    "An anchor points to the passage that a claim rests on, so that a reader can check the claim. Twenty thousand characters \
     are a whole article or more. Point to the sentences that say it; several anchors may be given.",
    wrong: "anchor = [{ start = 0, end = 90000, digest = \"…\" }]", right: "anchor = [{ start = 107, end = 225, digest = \"…\" }]");

/// `characters` is its length, `most` what is allowed.
pub fn anchor_too_long(at: Spot<'_>, characters: u64, most: u64) -> Problem {
    ANCHOR_TOO_LONG.problem(
        at,
        format!("the anchor spans {characters} characters, {most} are allowed"),
        "A reader cannot check a claim against a whole article.",
        "Point to the sentences that say it; give several anchors where they stand apart.",
    )
}

explanation!(ANCHOR_DIGEST = "anchor-digest", "an anchor points to other words than those that were coded",
    "The anchor's digest is the SHA-256 of the characters from `start` to `end`. In the text at hand these characters have \
     another, so the anchor has slipped or was made on another copy. Find the passage again and take its place and digest.",
    wrong: "anchor = [{ start = 108, end = 225, digest = \"<that of 107 to 225>\" }]",
    right: "anchor = [{ start = 107, end = 225, digest = \"<that of 107 to 225>\" }]");

/// The digest that the span has in the text at hand.
pub fn anchor_digest(at: Spot<'_>, start: u64, end: u64, found: &str) -> Problem {
    ANCHOR_DIGEST.problem(
        at,
        format!("characters {start} to {end} of the text are not those that were coded"),
        format!("Their digest is {}.", quoted(found)),
        "Find the passage and correct `start` and `end`; if it is this one, write the digest given above.",
    )
}

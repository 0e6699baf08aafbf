//! Keys and values: what is written where, and of which kind.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, listed, quoted};

/// A table as it is called in a sentence: a heading in backticks, others in plain words.
fn named(place: &str) -> String {
    if place.contains(' ') { place.to_owned() } else { quoted(place) }
}

explanation!(UNKNOWN_KEY = "unknown-key", "a key that means nothing here",
    "Every key has one meaning and is listed in docs/ENTRIES.md. A key that is not in the list is most often a typing \
     slip, and what it says would be lost in silence. Correct the key, or keep a remark in a comment that begins with `#`.",
    wrong: "attribute_to = \"Kyodo\"", right: "attributed_to = \"Kyodo\"");

/// `place` names the table, `allowed` its keys.
pub fn unknown_key(at: Spot<'_>, key: &str, place: &str, nearest: Option<&str>, allowed: &[&str]) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => format!("Delete it, or use one of {}.", listed(allowed, "or")),
    };
    UNKNOWN_KEY.problem(
        at,
        format!("{} has no key {}", named(place), quoted(key)),
        "What it says would be lost in silence.",
        fix,
    )
}

explanation!(MISSING_KEY = "missing-key", "a key that is needed is not there",
    "Some keys are needed because nothing can be counted or traced without them: which source, what form, who took part, \
     how far it came, how sure the source is. Add the key; docs/ENTRIES.md says what it holds.",
    wrong: "[[claim]]\nid = \"newswire-2007-07/visit\"\nform = \"visit\"\n# no status",
    right: "[[claim]]\nid = \"newswire-2007-07/visit\"\nform = \"visit\"\nstatus = \"happened\"");

/// `place` names the table, `example` shows the key with a value.
pub fn missing_key(at: Spot<'_>, key: &str, place: &str, example: &str) -> Problem {
    MISSING_KEY.problem(
        at,
        format!("{} lacks {}", named(place), quoted(key)),
        "Without it this cannot be understood by anybody else.",
        format!("Add it, for example: `{example}`."),
    )
}

explanation!(WRONG_TYPE = "wrong-type", "a value of the wrong kind",
    "A text stands in double quotes, a list in square brackets, a number and yes or no (`true`, `false`) without quotes. \
     Dates of contacts are texts, because they may be vague; only `recorded` and `coded` of an entry are written without quotes.",
    wrong: "categories = \"medical\"\nordinal = \"4\"", right: "categories = [\"medical\"]\nordinal = 4");

/// `found` and `wanted` are kinds in words: `a text`, `a list of texts`; `example` shows the key with a value.
pub fn wrong_type(at: Spot<'_>, key: &str, found: &str, wanted: &str, example: &str) -> Problem {
    WRONG_TYPE.problem(
        at,
        format!("{} is {found}, but should be {wanted}", quoted(key)),
        "A value of another kind could be taken for something that was not meant.",
        format!("Write, for example: `{example}`."),
    )
}

explanation!(EMPTY_TEXT = "empty-text", "a text without a character",
    "An empty text says less than no text: it looks as if something had been entered. Where there is nothing to say, leave \
     the key out. (Within `set` and `expect` an empty text is allowed, and means that the source says nothing of it.)",
    wrong: "motive = \"\"", right: "# no motive is given");

/// `key` as written.
pub fn empty_text(at: Spot<'_>, key: &str) -> Problem {
    EMPTY_TEXT.problem(
        at,
        format!("{} is empty", quoted(key)),
        "An empty text looks as if something had been entered.",
        format!("Fill {} in, or leave the key out where it is not needed.", quoted(key)),
    )
}

explanation!(EMPTY_LIST = "empty-list", "a list without an item",
    "The list is there but holds nothing, so it cannot be told whether something was forgotten. Fill it, or leave the key \
     out where it is not needed.",
    wrong: "place = []", right: "place = [\"Ulaanbaatar\"]");

/// `key` as written.
pub fn empty_list(at: Spot<'_>, key: &str) -> Problem {
    EMPTY_LIST.problem(
        at,
        format!("the list {} is empty", quoted(key)),
        "It cannot be told whether something was forgotten.",
        format!("Fill {} in, or leave the key out where it is not needed.", quoted(key)),
    )
}

explanation!(REPEATED_VALUE = "repeated-value", "a list names one thing twice",
    "In lists of codes, people and claims each stands once; the second time is a slip, perhaps for another one. Delete it, \
     or write what was meant.",
    wrong: "categories = [\"medical\", \"medical\"]", right: "categories = [\"medical\"]");

/// `key` is the list's, `value` what stands twice.
pub fn repeated_value(at: Spot<'_>, key: &str, value: &str) -> Problem {
    REPEATED_VALUE.problem(
        at,
        format!("{} names {} twice", quoted(key), quoted(value)),
        "The second time adds nothing, so another one may have been meant.",
        "Delete it, or write the one that was meant.",
    )
}

explanation!(BAD_ID = "bad-id", "an id of the wrong shape",
    "Ids are typed, sorted, used as file names and cited for years, so they keep to lower case letters a-z, digits and \
     hyphens; a claim's id is its source's id, a slash and a name of its own; a state's id is three capital letters. Ids are \
     given once and never derived from what may change.",
    wrong: "id = \"Newswire 2007/Visit\"", right: "id = \"newswire-2007/visit\"");

/// `kind` in words (`an entry's id`), `shape` what it looks like, `instead` a text of that shape.
pub fn bad_id(at: Spot<'_>, id: &str, kind: &str, shape: &str, instead: Option<&str>) -> Problem {
    let fix = match instead {
        Some(instead) => format!("Write it as {shape}: `{instead}`."),
        None => format!("Write it as {shape}."),
    };
    BAD_ID.problem(
        at,
        format!("{} cannot be {kind}", quoted(id)),
        "Ids are typed, sorted, cited and used as file names, on every machine alike.",
        fix,
    )
}

explanation!(UNSUPPORTED_FORMAT = "unsupported-format", "a format that this program does not know",
    "`format` says by which rules the file is written, so that old files can be read for ever. The only format so far is 1. \
     A higher number means that the file was written for a newer program.",
    wrong: "[entry]\nformat = 2", right: "[entry]\nformat = 1");

/// `found` as written.
pub fn unsupported_format(at: Spot<'_>, found: i64) -> Problem {
    UNSUPPORTED_FORMAT.problem(
        at,
        format!("entries of format {found} are not known"),
        "The only format so far is 1, so its keys may mean something else.",
        "Write `format = 1`, or use the newer program that the file was written for.",
    )
}

explanation!(BAD_NUMBER = "bad-number", "a number out of range",
    "Positions in a text are counted from 0, `ordinal` and rates from 1, lengths in whole characters. A number outside of \
     what can be meant is a typing slip.",
    wrong: "ordinal = 0", right: "ordinal = 1");

/// `range` in words: `1 or more`.
pub fn bad_number(at: Spot<'_>, key: &str, found: &str, range: &str) -> Problem {
    BAD_NUMBER.problem(
        at,
        format!("{} is {found}, but should be {range}", quoted(key)),
        "No such number can be meant here.",
        format!("Give a whole number: {range}."),
    )
}

explanation!(SUMMARY_TOO_LONG = "summary-too-long", "a summary of more than 500 characters",
    "A summary is the claim in the coder's own words, in a sentence or two; it stands in tables and reports. A longer text \
     is most often a quotation, which the dataset must not hold, or several claims in one. Anchors lead to the full text. \
     The reason of a coverage is kept as short. Only an entry of a register may carry a row's text, of 2,000 characters.",
    wrong: "summary = \"… a whole paragraph of the article …\"", right: "summary = \"The head of the DPRK parliament paid a four-day visit.\"");

/// `characters` is its length, `most` what is allowed.
pub fn summary_too_long(at: Spot<'_>, key: &str, characters: usize, most: usize) -> Problem {
    SUMMARY_TOO_LONG.problem(
        at,
        format!("{} holds {characters} characters, {most} are allowed", quoted(key)),
        "It stands in tables and reports, and so long a text is most often a quotation.",
        "Say it in a sentence or two of your own; split what are several claims; let `anchor` point to the text.",
    )
}

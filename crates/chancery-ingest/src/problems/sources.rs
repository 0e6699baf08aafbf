//! Sources, and the claims that belong to them.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(DUPLICATE_SOURCE = "duplicate-source", "a source is registered twice",
    "A source is registered once, and claims of later entries refer to it by its id. Two registrations could differ in date \
     or publisher, and both move figures. Delete the second; a source that was published anew is another source with \
     `supersedes`.",
    wrong: "[source]\nid = \"newswire-2007-07\"      # stands in an earlier entry", right: "[[claim]]\nid = \"newswire-2007-07/second-visit\"");

/// `first` says where the source was registered first.
pub fn duplicate_source(at: Spot<'_>, source: &str, first: &str) -> Problem {
    DUPLICATE_SOURCE.problem(
        at,
        format!("the source {} is registered already", quoted(source)),
        format!("It stands in {first}."),
        "Delete this `[source]`: claims may belong to a source of an earlier entry. If it is another source, give it another id.",
    )
}

explanation!(MISSING_SOURCE = "missing-source", "a claim without its source",
    "A claim is what a source says, and the first part of its id names the source. That source must be registered, with \
     publisher and date, in the same entry or in one recorded earlier. Add its `[source]`, or correct the claim's id.",
    wrong: "[[claim]]\nid = \"newswire-2007-07/visit\"      # no entry has this source",
    right: "[source]\nid = \"newswire-2007-07\"\n…\n\n[[claim]]\nid = \"newswire-2007-07/visit\"");

/// `later` says where the source is registered, if only after the claim; `nearest` is a source of a similar id.
pub fn missing_source(at: Spot<'_>, source: &str, later: Option<&str>, nearest: Option<&str>) -> Problem {
    let reason = match later {
        Some(later) => format!("It is registered only afterwards, in {later}."),
        None => "No entry registers it, so nobody can tell who says this and when.".to_owned(),
    };
    let fix = match (later, nearest) {
        (Some(_), _) => "Record this entry later, or the source's entry earlier (`recorded`).".to_owned(),
        (None, Some(nearest)) => {
            format!("Did you mean the source `{nearest}`? Otherwise add a `[source]` with this id to the entry.")
        }
        (None, None) => "Add a `[source]` with this id to the entry.".to_owned(),
    };
    MISSING_SOURCE.problem(at, format!("the claim's source {} is not registered", quoted(source)), reason, fix)
}

explanation!(CLAIM_OF_ANOTHER_SOURCE = "claim-of-another-source", "the claim's id begins with another source than the entry's",
    "A claim's id is its source's id, a slash and a name. Here the first part is neither the source of this entry nor one \
     of any other entry, so most often it is misspelt, or the claim was copied from another file.",
    wrong: "[source]\nid = \"newswire-2007-07\"\n\n[[claim]]\nid = \"newswire-2007/visit\"",
    right: "[source]\nid = \"newswire-2007-07\"\n\n[[claim]]\nid = \"newswire-2007-07/visit\"");

/// `source` as the claim has it, `own` the entry's, `slug` the rest of the claim's id.
pub fn claim_of_another_source(at: Spot<'_>, source: &str, own: &str, slug: &str) -> Problem {
    CLAIM_OF_ANOTHER_SOURCE.problem(
        at,
        format!("the claim is of the source {}, which no entry registers", quoted(source)),
        format!("This entry's own source is {}.", quoted(own)),
        format!("Write `{own}/{slug}`, or register the other source in an entry of its own."),
    )
}

explanation!(UNKNOWN_SOURCE = "unknown-source", "a revised source that is not there",
    "`supersedes` names the source that this one revises, by the id under which it is registered. A source cannot revise \
     itself. Register the earlier version, or correct the id.",
    wrong: "supersedes = \"newswire-2006\"      # no entry has it", right: "supersedes = \"newswire-2007-06\"");

/// `source` as written.
pub fn unknown_source(at: Spot<'_>, source: &str, nearest: Option<&str>) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => "Register the earlier version in an entry of its own, or delete `supersedes`.".to_owned(),
    };
    UNKNOWN_SOURCE.problem(
        at,
        format!("there is no other source {} to supersede", quoted(source)),
        "A revision must be traceable to what it revises.",
        fix,
    )
}

explanation!(BAD_LANGUAGE = "bad-language", "a language that is no language tag",
    "The language is a BCP 47 tag: two or three lower case letters, perhaps followed by a script or region (`en`, `mn`, \
     `ko-KP`, `zh-Hant`). Coverage and reports compare it letter by letter.",
    wrong: "language = \"English\"", right: "language = \"en\"");

/// `found` as written.
pub fn bad_language(at: Spot<'_>, found: &str) -> Problem {
    BAD_LANGUAGE.problem(
        at,
        format!("{} is no language tag", quoted(found)),
        "Coverage and reports compare languages letter by letter.",
        "Write a BCP 47 tag: `en`, `mn`, `ja`, `ko`, `ko-KP`, `zh-Hant`.",
    )
}

//! Contacts that are part of, or stand for, other contacts.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(UNKNOWN_WHOLE = "unknown-whole", "a larger contact that is not there",
    "`part_of` names the larger contact (talks on a visit), `instance_of` the recurrence that a contact exemplifies, by its \
     id or that of a claim in it. What is named does not exist. Without it the part would count as an occasion of its own.",
    wrong: "part_of = \"newswire-2007-07/vist\"", right: "part_of = \"newswire-2007-07/visit\"");

/// `key` is `part_of` or `instance_of`.
pub fn unknown_whole(at: Spot<'_>, key: &str, whole: &str, nearest: Option<&str>) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => format!("Write the id of a contact or claim, record the claim, or leave {} out.", quoted(key)),
    };
    UNKNOWN_WHOLE.problem(
        at,
        format!("there is no contact or claim {} ({})", quoted(whole), quoted(key)),
        "Without its whole a part counts as an occasion of its own.",
        fix,
    )
}

explanation!(PART_OF_ITSELF = "part-of-itself", "a contact that is part of itself",
    "Following `part_of` from this contact leads back to it, directly or through others. One of them must be the largest. \
     Delete `part_of` where it points the wrong way; what happened twice under one name is two contacts.",
    wrong: "# talks: part_of = \"…/visit\"\n# visit: part_of = \"…/talks\"", right: "# talks: part_of = \"…/visit\"\n# visit: no part_of");

/// `cycle` from one contact to itself.
pub fn part_of_itself(at: Spot<'_>, cycle: &str) -> Problem {
    PART_OF_ITSELF.problem(
        at,
        "the contact is part of itself",
        format!("`part_of` leads in a circle: {}.", quoted(cycle)),
        "Delete `part_of` where it points from the larger to the smaller.",
    )
}

explanation!(NOT_A_RECURRENCE = "not-a-recurrence", "an instance of what does not recur",
    "`instance_of` names the recurrence (\"regular exchanges\") of which a contact is an example. What is named has another \
     nature. If the contact belongs to a larger one, use `part_of`; if the other does recur, correct its nature.",
    wrong: "instance_of = \"newswire-2007-07/visit\"      # an episode", right: "part_of = \"newswire-2007-07/visit\"");

/// `whole` as written.
pub fn not_a_recurrence(at: Spot<'_>, whole: &str) -> Problem {
    NOT_A_RECURRENCE.problem(
        at,
        format!("{} is no recurrence", quoted(whole)),
        "`instance_of` makes a contact an example of something that happens again and again.",
        "Use `part_of` if it belongs to a larger contact; or correct the other's nature to `recurrence`.",
    )
}

//! The journal against what is sealed, and seals against each other.

use std::fmt::Display;

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, listed, quoted};

explanation!(SEALED_ENTRY_CHANGED = "sealed-entry-changed", "a sealed entry was edited",
    "What is sealed has been published, and others may have cited it. Its text in the journal now says something else than \
     the sealed segment. Put the text back and mend the claim by a `[[correct]]` in a new entry, so that the change shows in \
     the history.",
    wrong: "# an edit in journal/2026-11-24-newswire.toml, sealed long ago",
    right: "# journal/2027-01-05-correction.toml\n[[correct]]\nclaim = \"newswire-2007-07/visit\"\nset = { when = \"2007-07-20\" }\nreason = \"…\"");

/// `field` of `what` (a claim, a source, the entry …), both values as they are shown, and the seal.
pub fn sealed_entry_changed(
    at: Spot<'_>,
    field: &str,
    what: &str,
    (sealed, found): (&str, &str),
    seal: &str,
) -> Problem {
    SEALED_ENTRY_CHANGED.problem(
        at,
        format!("{} of {what} was changed after it had been sealed", quoted(field)),
        format!("The seal {} has {sealed}, the file says {found}.", quoted(seal)),
        "Put the sealed value back, and mend the claim by a `[[correct]]` in a new entry.",
    )
}

explanation!(SEALED_ENTRY_GONE = "sealed-entry-gone", "a sealed entry has no file any more",
    "What is sealed has been published. Its events are safe in the sealed segment, but the text that people read and review \
     is gone. Restore the file from version control. To take a claim back, use `[[retract]]` in a new entry.",
    wrong: "$ rm data/journal/2026-11-24-newswire.toml", right: "$ git checkout -- data/journal/2026-11-24-newswire.toml");

/// `entry` is its id, `seal` the seal that holds it.
pub fn sealed_entry_gone(at: Spot<'_>, entry: &str, seal: &str) -> Problem {
    SEALED_ENTRY_GONE.problem(
        at,
        format!("the entry {} is sealed, but its file is gone", quoted(entry)),
        format!("The seal {} holds it.", quoted(seal)),
        "Restore the file from version control; take claims back by `[[retract]]` in a new entry.",
    )
}

explanation!(SEALED_EVENT_GONE = "sealed-event-gone", "an event of a sealed entry is gone",
    "A sealed entry enters whole, and the seal has an event that the file does not have any more. Whoever cited the seal \
     would look for it in vain. Restore the lines from version control; a claim is taken back by `[[retract]]` in a new entry, \
     a link by `[[unlink]]`.",
    wrong: "# a [[claim]] deleted from a sealed entry",
    right: "# journal/2027-01-05-retraction.toml\n[[retract]]\nclaim = \"newswire-2007-07/visit\"\nreason = \"…\"");

/// `event` says what it was: the claim, the link of a contact.
pub fn sealed_event_gone(at: Spot<'_>, event: &str, seal: &str) -> Problem {
    SEALED_EVENT_GONE.problem(
        at,
        format!("the {event} is sealed, but the entry does not have it any more"),
        format!("The seal {} holds it.", quoted(seal)),
        "Restore the lines from version control; take it back by an event in a new entry.",
    )
}

explanation!(SEALED_EVENT_ADDED = "sealed-event-added", "an event was added to a sealed entry",
    "A sealed entry is closed: what was published under its seal does not have this event, so the history would say that it \
     was known before it was. Move it into a new entry with a `recorded` of its own.",
    wrong: "# a [[claim]] written into an entry that is sealed",
    right: "# journal/2027-01-05-more.toml, a new entry that holds the claim");

/// `event` says what it is: the claim, the link of a contact.
pub fn sealed_event_added(at: Spot<'_>, event: &str, seal: &str) -> Problem {
    SEALED_EVENT_ADDED.problem(
        at,
        format!("the {event} was added to an entry that is sealed"),
        format!("The seal {} has the entry without it.", quoted(seal)),
        "Move it into a new entry, recorded when it is added.",
    )
}

explanation!(RECORDED_BEFORE_SEAL = "recorded-before-seal", "a new entry that claims to be older than a seal",
    "A seal closes the history up to the moment of its newest entry. A new entry with an earlier `recorded` would change \
     what was already published for that moment. Give the day on which it enters as `recorded` and keep the day of the \
     work as `coded`.",
    wrong: "recorded = 2026-11-20      # sealed up to 2026-11-24", right: "recorded = 2026-11-25\ncoded = 2026-11-20");

/// `recorded` of the entry, that of the newest sealed entry, the first that may be given, and whether the entry has a `coded`.
pub fn recorded_before_seal(at: Spot<'_>, recorded: &str, sealed: &str, first: &str, has_coded: bool) -> Problem {
    let keep =
        if has_coded { "leave `coded` as it is".to_owned() } else { format!("keep the old as `coded = {recorded}`") };
    RECORDED_BEFORE_SEAL.problem(
        at,
        format!("the entry is new, but recorded {recorded}, when the history was sealed already"),
        format!("The seals close the history up to {sealed}."),
        format!("Write `recorded = {first}`, or the moment in which it enters if that is later; {keep}."),
    )
}

explanation!(TWO_SEALS = "two-seals", "two seals of one number",
    "Two branches sealed, each without the other, and were merged. Seals are a chain, so one of them can stay: the one that \
     was published, or the first if none was. Remove the file of the other; its entries are then open again. Where their \
     `recorded` is not after the newest of the seal that stays, give them a new one and keep the old as `coded`. Then seal \
     again.",
    wrong: "seals/002-spring.clog\nseals/002-april.clog", right: "$ git rm data/seals/002-april.clog\n$ chancery check\n$ chancery seal april");

/// The files, and what is sealed in each.
pub fn two_seals(path: &str, number: u32, files: &[String]) -> Problem {
    TWO_SEALS.problem(
        Spot::file(path),
        format!("{} are seals of one number, {number}", listed(files, "and")),
        "Seals are a chain, and two branches each went on from the same seal.",
        "Keep the one that was published and remove the other file: its entries are then open again. Run `chancery check`: \
         where their `recorded` is not after the seal that stays, give a new one and keep the old as `coded`. Then seal again.",
    )
}

explanation!(BROKEN_CHAIN = "broken-chain", "seals that are no chain",
    "Every seal names the one before it by its commitment, so that nobody can exchange, drop or slip in a seal unnoticed. \
     Here a seal is missing, or another stands in its place. Restore the folder of seals from version control, or from \
     where the releases were published.",
    wrong: "$ rm data/seals/001-first.clog", right: "$ git checkout -- data/seals");

/// `cause` says which seal, and what is wrong with it.
pub fn broken_chain(path: &str, cause: impl Display) -> Problem {
    BROKEN_CHAIN.problem(
        Spot::file(path),
        format!("the chain of seals is broken: {cause}"),
        "A seal names the one before it, so none can be exchanged or lost unnoticed.",
        "Restore the folder of seals from version control, or from where they were published.",
    )
}

explanation!(NOT_A_SEAL = "not-a-seal", "a file among the seals that is none",
    "The folder of seals holds files named by number and name, `001-first.clog`, and what is in them says the same number and \
     name. Another segment there would be passed over in silence or taken for what it is not. Give the file its name back, or \
     move it elsewhere.",
    wrong: "seals/first.clog", right: "seals/001-first.clog");

/// `cause` says what it is instead.
pub fn not_a_seal(path: &str, cause: impl Display) -> Problem {
    NOT_A_SEAL.problem(
        Spot::file(path),
        format!("{} is no seal as it should be: {cause}", quoted(path)),
        "What is sealed is found by number and name, and must be what it says.",
        "Give the file its own name back, or move it out of the folder of seals.",
    )
}

//! Corrections, settlements and coverage.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(EXPECT_FAILED = "expect-failed", "a correction meets another value than it expects",
    "`expect` guards a correction: it holds the value that the coder saw and meant to mend. Another value stands there by \
     now, perhaps because somebody else corrected it first. Look at what stands, and write the correction anew if it is \
     still needed.",
    wrong: "expect = { when = \"2012-21\" }      # 2012-03 stands there", right: "expect = { when = \"2012-03\" }");

/// `field`, and both values in words.
pub fn expect_failed(at: Spot<'_>, claim: &str, field: &str, expected: &str, found: &str) -> Problem {
    EXPECT_FAILED.problem(
        at,
        format!("{} of {} is not {} at this point", quoted(field), quoted(claim), quoted(expected)),
        format!("It is {}; somebody may have corrected it already.", quoted(found)),
        "Look at `chancery history` of the claim; then correct `expect`, or delete the correction.",
    )
}

explanation!(VALUE_REFUSED = "value-refused", "a value that the field cannot take",
    "The value was read, but the field cannot hold it: a needed field cannot be emptied, and each field takes one kind of \
     value. docs/ENTRIES.md says which.",
    wrong: "set = { form = \"\" }", right: "set = { form = \"talks\" }");

/// `why` of the field's own check.
pub fn value_refused(at: Spot<'_>, field: &str, why: &str) -> Problem {
    VALUE_REFUSED.problem(
        at,
        format!("{} cannot be set so: {why}", quoted(field)),
        "Every claim needs it, so the claim would be left without meaning.",
        "Give the value that is right; to take the claim away altogether, use `[[retract]]`.",
    )
}

explanation!(CORRECTION_CHANGES_NOTHING = "correction-changes-nothing", "a correction that changes nothing",
    "`set` is missing, empty, or the same as `expect`; or the digest of a `[[text]]` is the one before. Such a correction would stand in the history as a change that is \
     none. Give the new value, or delete it.",
    wrong: "expect = { when = \"2012-03\" }\nset = { when = \"2012-03\" }", right: "expect = { when = \"2012-21\" }\nset = { when = \"2012-03\" }");

/// At the correction.
pub fn correction_changes_nothing(at: Spot<'_>) -> Problem {
    CORRECTION_CHANGES_NOTHING.problem(
        at,
        "the correction changes nothing",
        "What it sets is nothing, or what it expects already, so the history would show a change that is none.",
        "Write the new value, or delete the `[[correct]]` or `[[text]]`.",
    )
}

explanation!(SETTLE_WITHOUT_BECAUSE = "settle-without-because", "a decision that rests on nothing",
    "A settlement overrules what sources say, so it must rest on at least one claim that can be looked up: `because`. If \
     the ground is a source that is not coded yet, record it first, then settle.",
    wrong: "because = []", right: "because = [\"mofa-japan-2012-11/talks\"]");

/// At the settlement or its list.
pub fn settle_without_because(at: Spot<'_>) -> Problem {
    SETTLE_WITHOUT_BECAUSE.problem(
        at,
        "the settlement names no claim that it rests on",
        "It overrules sources, and readers must be able to look up on whose word.",
        "Add `because = [\"…\"]` with one or more claims; record the claim first if it is not there yet.",
    )
}

explanation!(SETTLEMENT_CHANGES_NOTHING = "settlement-changes-nothing", "a decision that decides nothing",
    "A settlement sets fields of the contact (`set`) or takes the vote from claims (`reject`), or undoes what an earlier one \
     did (`unset`, `readmit`). With none of these it would stand in the history as a decision that is none.",
    wrong: "[[settle]]\ncontact = \"talks-2012\"\nbecause = [\"a/x\"]\nreason = \"…\"",
    right: "[[settle]]\ncontact = \"talks-2012\"\nset = { when = \"2012-11-15\" }\nbecause = [\"a/x\"]\nreason = \"…\"");

/// At the settlement.
pub fn settlement_changes_nothing(at: Spot<'_>) -> Problem {
    SETTLEMENT_CHANGES_NOTHING.problem(
        at,
        "the settlement neither sets nor rejects anything, nor undoes it",
        "The history would show a decision that is none.",
        "Add `set = { … }` or `reject = [\"…\"]`, or delete the `[[settle]]`.",
    )
}

explanation!(NOT_A_SETTLED_FIELD = "not-a-settled-field", "a field that no settlement can have set",
    "`unset` names fields that an earlier `set` of a settlement fixed; they are left to the claims again. It takes the \
     names of the fields that `set` takes.",
    wrong: "unset = [\"date\"]", right: "unset = [\"when\"]");

/// `known` are the fields that may be named.
pub fn not_a_settled_field(at: Spot<'_>, name: &str, known: &[&str]) -> Problem {
    NOT_A_SETTLED_FIELD.problem(
        at,
        format!("{} is no field that a settlement sets", quoted(name)),
        "Only what was set can be left to the claims again.",
        format!("Name one of {}.", known.join(", ")),
    )
}

explanation!(NOTHING_TO_UNDO = "nothing-to-undo", "an undoing of what was never decided",
    "`unset` takes back an earlier `set` of the same contact, and `readmit` an earlier `reject`. There is none before this \
     entry: perhaps it was undone already, or recorded later, or decided of another contact.",
    wrong: "unset = [\"place\"]                # only `when` was settled", right: "unset = [\"when\"]");

/// `what` is the field or the claim.
pub fn nothing_to_undo(at: Spot<'_>, contact: &str, what: &str) -> Problem {
    NOTHING_TO_UNDO.problem(
        at,
        format!("no settlement of {} before this one decided {}", quoted(contact), quoted(what)),
        "An undoing without anything to undo would stand in the history as a change that is none.",
        "Look at `chancery history` of the contact; then name what was decided, or delete the key.",
    )
}

explanation!(NOT_RETRACTED = "not-retracted", "a reinstatement of a claim that stands",
    "`[[reinstate]]` takes a retraction back. The claim was not retracted before this entry, so it stands already; or it \
     was reinstated before.",
    wrong: "[[reinstate]]\nclaim = \"a/x\"          # nobody retracted it", right: "[[retract]]\nclaim = \"a/x\"          # earlier\n\n[[reinstate]]\nclaim = \"a/x\"");

/// At the claim's id.
pub fn not_retracted(at: Spot<'_>, claim: &str) -> Problem {
    NOT_RETRACTED.problem(
        at,
        format!("{} is not retracted at this point", quoted(claim)),
        "Only a retracted claim can be reinstated.",
        "Delete the `[[reinstate]]`; or look at `chancery history` of the claim for what was meant.",
    )
}

explanation!(COVERAGE_DYAD = "coverage-dyad", "coverage of something else than two actors",
    "Coverage says which contacts between two actors were searched for, so `dyad` holds exactly two different ids. For \
     several pairs write several `[[coverage]]` tables.",
    wrong: "dyad = [\"MNG\", \"MNG\"]", right: "dyad = [\"MNG\", \"PRK\"]");

/// `found` are the ids as written.
pub fn coverage_dyad(at: Spot<'_>, found: &[String]) -> Problem {
    COVERAGE_DYAD.problem(
        at,
        format!("a dyad is two different actors, not {}", quoted(&found.join(", "))),
        "An empty cell of a table may only mean `nothing happened` for pairs that were searched.",
        "Write two different ids: `dyad = [\"MNG\", \"PRK\"]`; several pairs need several `[[coverage]]` tables.",
    )
}

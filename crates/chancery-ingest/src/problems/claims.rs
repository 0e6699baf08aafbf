//! What does not fit together within a claim.

use chancery_core::terms::{Nature, Status};

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(NO_CATEGORIES = "no-categories", "a claim without a category",
    "Categories say what a contact was about, never who took part. A claim without one would be missing from every table by \
     subject. Give one or more codes of vocabulary/categories.toml; `other` where none fits.",
    wrong: "categories = []", right: "categories = [\"political\"]");

/// At the list.
pub fn no_categories(at: Spot<'_>) -> Problem {
    NO_CATEGORIES.problem(
        at,
        "the claim has no category",
        "It would be missing from every table by subject.",
        "Give one or more codes of vocabulary/categories.toml: `categories = [\"political\"]`; `other` where none fits.",
    )
}

explanation!(NO_ACTORS = "no-actors", "a claim without an actor",
    "A contact is between actors. A claim that names none can make no pair and would be counted nowhere. Name those who \
     took part and their roles.",
    wrong: "actors = []", right: "actors = [{ id = \"PRK\", role = \"visitor\" }, { id = \"MNG\", role = \"host\" }]");

/// At the list.
pub fn no_actors(at: Spot<'_>) -> Problem {
    NO_ACTORS.problem(
        at,
        "the claim has no actor",
        "Without actors it makes no pair and is counted nowhere.",
        "Name who took part: `actors = [{ id = \"PRK\", role = \"visitor\" }, { id = \"MNG\", role = \"host\" }]`.",
    )
}

explanation!(REPEATED_ACTOR = "repeated-actor", "an actor has one role twice",
    "Each actor stands once with each role; several people of one side go into one list `who`. A second row of the same \
     actor and role is a slip, perhaps for another actor or role.",
    wrong: "actors = [{ id = \"MNG\", role = \"host\", who = [\"elbegdorj\"] }, { id = \"MNG\", role = \"host\", who = [\"bold\"] }]",
    right: "actors = [{ id = \"MNG\", role = \"host\", who = [\"elbegdorj\", \"bold\"] }]");

/// `actor` and `role` as written.
pub fn repeated_actor(at: Spot<'_>, actor: &str, role: &str) -> Problem {
    REPEATED_ACTOR.problem(
        at,
        format!("{} is {} twice", quoted(actor), quoted(role)),
        "The second row adds nothing, so another actor or role may have been meant.",
        "Put the people of one side into one list `who`, give rows of another sector or level, or correct the actor or role.",
    )
}

explanation!(STANCE_WITHOUT_FOR = "stance-without-for", "a commitment to an allegation that is not there",
    "Within `actors`, `stance` says how far the source stands by the allegation that the actor served another, named in \
     `for`. Without `for` there is nothing to stand by. The stance of the claim itself is a key of the claim.",
    wrong: "{ id = \"MNG\", role = \"offeror\", stance = \"hedged\" }",
    right: "{ id = \"MNG\", role = \"offeror\", for = \"JPN\", stance = \"hedged\" }");

/// `actor` as written.
pub fn stance_without_for(at: Spot<'_>, actor: &str) -> Problem {
    STANCE_WITHOUT_FOR.problem(
        at,
        format!("{} has a stance, but no `for`", quoted(actor)),
        "An actor's stance is about the one it is said to have served, and none is named.",
        "Add `for = \"…\"`, or move the stance to the claim.",
    )
}

explanation!(FOR_WITHOUT_STANCE = "for-without-stance", "an alleged principal without a commitment",
    "`for` names the one whom an actor is said to have served. That is an allegation, and a source may assert, report, hedge \
     or only guess it, so `stance` must say which.",
    wrong: "{ id = \"MNG\", role = \"offeror\", for = \"JPN\" }",
    right: "{ id = \"MNG\", role = \"offeror\", for = \"JPN\", stance = \"speculated\" }");

/// `actor` and its alleged principal as written.
pub fn for_without_stance(at: Spot<'_>, actor: &str, principal: &str) -> Problem {
    FOR_WITHOUT_STANCE.problem(
        at,
        format!("{} acts for {}, but how sure the source is of that is not said", quoted(actor), quoted(principal)),
        "That one actor serves another is an allegation of the source, with a commitment of its own.",
        "Add `stance` next to `for`: `asserted`, `reported`, `hedged` or `speculated`.",
    )
}

explanation!(STANCE_NEEDS_ATTRIBUTION = "stance-needs-attribution", "reported, but by whom is not said",
    "`reported` means that the source relays another's word. Whose word it is decides what it is worth, and whether two \
     sources are two witnesses or one. Say it in `attributed_to`, in free text.",
    wrong: "stance = \"reported\"", right: "stance = \"reported\"\nattributed_to = \"a Mongolian official, unnamed\"");

/// At the stance.
pub fn stance_needs_attribution(at: Spot<'_>) -> Problem {
    STANCE_NEEDS_ATTRIBUTION.problem(
        at,
        "the claim is `reported`, but `attributed_to` is missing",
        "Whose word a source relays decides what the claim is worth.",
        "Add `attributed_to = \"…\"` with whose word it is; or give the stance `asserted` if the source speaks for itself.",
    )
}

explanation!(STATUS_NATURE = "status-nature", "an episode that is ongoing or ended",
    "An episode happens once; `ongoing` and `ended` are for what lasts: states, recurrences, stocks and flows. Only episodes \
     are counted, so the difference moves figures. Set the nature, or give the status `happened`.",
    wrong: "form = \"posting\"\nstatus = \"ongoing\"", right: "nature = \"state\"\nform = \"posting\"\nstatus = \"ongoing\"");

/// The two that do not fit.
pub fn status_nature(at: Spot<'_>, status: Status, nature: Nature) -> Problem {
    STATUS_NATURE.problem(
        at,
        format!("an {nature} cannot be `{status}`"),
        "Only natures that last (state, recurrence, stock, flow) go on and end; an episode happens.",
        "Write `nature = \"state\"` (or another that lasts), or `status = \"happened\"`.",
    )
}

explanation!(RATE_ON_OTHER = "rate-on-other", "a rate on what does not recur",
    "`rate` says how often a recurrence happens. What happened once has no rate, and what is counted at a time has a \
     `quantity`. Set `nature = \"recurrence\"`, or say it otherwise.",
    wrong: "nature = \"state\"\nrate = { min = 2, per = \"year\" }", right: "nature = \"recurrence\"\nrate = { min = 2, per = \"year\" }");

/// The nature that has no rate.
pub fn rate_on_other(at: Spot<'_>, nature: Nature) -> Problem {
    RATE_ON_OTHER.problem(
        at,
        format!("the nature `{nature}` has no rate"),
        "A rate says how often a recurrence happens.",
        "Write `nature = \"recurrence\"`, or delete `rate`; numbers of people or things go into `quantity`.",
    )
}

explanation!(RATE_RANGE = "rate-range", "a rate of nothing, or with its ends exchanged",
    "`min` is at least how often, `max` at most how often, each time `per`. What recurs does so at least once, and `max` is \
     not below `min`. Leave `max` out where the source gives no upper bound.",
    wrong: "rate = { min = 4, max = 2, per = \"year\" }", right: "rate = { min = 2, max = 4, per = \"year\" }");

/// As written.
pub fn rate_range(at: Spot<'_>, min: i64, max: Option<i64>) -> Problem {
    let message = match max {
        Some(max) if max < min => format!("at least {min} and at most {max} times cannot be"),
        _ => format!("a recurrence cannot happen {min} times"),
    };
    RATE_RANGE.problem(
        at,
        message,
        "`min` is at least how often it happens, `max` at most.",
        "Give `min` as 1 or more and `max` no smaller than `min`; leave `max` out where none is given.",
    )
}

explanation!(QUANTITY_WITHOUT_NUMBER = "quantity-without-number", "a quantity without a number",
    "A quantity holds the source's own figure (`best`) or bounds (`low`, `high`), as whole numbers. Without any of them it \
     only says that there was something, which the form and the summary say already.",
    wrong: "quantity = [{ of = \"workers\" }]", right: "quantity = [{ of = \"workers\", low = 2000, high = 3000 }]");

/// `of` as written.
pub fn quantity_without_number(at: Spot<'_>, of: &str) -> Problem {
    QUANTITY_WITHOUT_NUMBER.problem(
        at,
        format!("the quantity of {} has no number", quoted(of)),
        "Without a number it says no more than the summary.",
        "Add `best = …`, or `low` and `high` where the source gives bounds; or delete the quantity.",
    )
}

explanation!(QUANTITY_ORDER = "quantity-order", "a quantity whose bounds are exchanged",
    "`low` is at least, `best` the source's own figure, `high` at most, so they rise in this order. One that falls is a \
     typing slip, perhaps a missing zero.",
    wrong: "quantity = [{ of = \"workers\", low = 3000, high = 2000 }]", right: "quantity = [{ of = \"workers\", low = 2000, high = 3000 }]");

/// `of` and the numbers given, in the order low, best, high.
pub fn quantity_order(at: Spot<'_>, of: &str, numbers: &[i64]) -> Problem {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    QUANTITY_ORDER.problem(
        at,
        format!("the numbers of {} fall: {}", quoted(of), numbers.join(", ")),
        "`low`, `best` and `high` rise in this order.",
        "Exchange or correct them.",
    )
}

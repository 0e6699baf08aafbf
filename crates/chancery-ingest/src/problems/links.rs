//! Claims, and the contacts that hold them.

use chancery_core::Instant;

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

/// Why a claim that an event names is not there at that point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// No entry has it; perhaps one of a similar id.
    Nowhere(Option<String>),
    /// It is recorded afterwards: where.
    Later(String),
    /// It was retracted: where.
    Retracted(String),
}

impl Absence {
    fn reason(&self) -> String {
        match self {
            Absence::Nowhere(_) => "No entry records a claim of this id.".to_owned(),
            Absence::Later(place) => format!("It is recorded only afterwards, in {place}."),
            Absence::Retracted(place) => format!("It was retracted in {place}."),
        }
    }

    fn fix(&self) -> String {
        match self {
            Absence::Nowhere(Some(nearest)) => format!("Did you mean `{nearest}`?"),
            Absence::Nowhere(None) => "Write the full id of a claim, `<source>/<name>`, or take it out.".to_owned(),
            Absence::Later(_) => "Move it below the claim, or give its entry a later `recorded`.".to_owned(),
            Absence::Retracted(_) => "Take it out, or name a claim that stands.".to_owned(),
        }
    }
}

explanation!(DUPLICATE_CLAIM = "duplicate-claim", "a claim's id is given twice",
    "A claim's id is given once; corrections, links and reports refer to it. A second claim of that id is most often a copy \
     that was meant as a start for a new one, or a correction written the wrong way.",
    wrong: "[[claim]]\nid = \"newswire-2007-07/visit\"\n…\n\n[[claim]]\nid = \"newswire-2007-07/visit\"",
    right: "[[claim]]\nid = \"newswire-2007-07/visit\"\n…\n\n[[claim]]\nid = \"newswire-2007-07/talks\"");

/// `first` says where the claim was recorded first.
pub fn duplicate_claim(at: Spot<'_>, claim: &str, first: &str) -> Problem {
    DUPLICATE_CLAIM.problem(
        at,
        format!("the claim {} is recorded already", quoted(claim)),
        format!("It stands in {first}."),
        "Give this claim a name of its own after the slash; to mend the first, use `[[correct]]`.",
    )
}

explanation!(LINK_TO_NOTHING = "link-to-nothing", "a link names a claim that is not there",
    "`[[link]]` puts claims into one contact and `[[unlink]]` takes them out, so each claim must stand by then: recorded in \
     the same entry above, or in an entry recorded earlier, and not retracted since. Otherwise the link would hold less than \
     its author meant. Correct the id, or record the claim first.",
    wrong: "claims = [\"newswire-2007-07/vist\"]", right: "claims = [\"newswire-2007-07/visit\"]");

/// One item of `claims`.
pub fn link_to_nothing(at: Spot<'_>, claim: &str, absence: &Absence) -> Problem {
    LINK_TO_NOTHING.problem(
        at,
        format!("there is no claim {} to link or unlink", quoted(claim)),
        absence.reason(),
        absence.fix(),
    )
}

explanation!(UNKNOWN_CLAIM = "unknown-claim", "a claim is named that is not there",
    "A correction, retraction or settlement names claims by id: the one it changes, those it rejects, those it rests on. \
     Each must stand by then, recorded above or earlier and not retracted since. So must a claim that a date is reckoned from.",
    wrong: "[[correct]]\nclaim = \"newswire-2007-07/vist\"", right: "[[correct]]\nclaim = \"newswire-2007-07/visit\"");

/// `key` is `claim`, `because`, `reject` or `from`.
pub fn unknown_claim(at: Spot<'_>, key: &str, claim: &str, absence: &Absence) -> Problem {
    UNKNOWN_CLAIM.problem(
        at,
        format!("there is no claim {} ({})", quoted(claim), quoted(key)),
        absence.reason(),
        absence.fix(),
    )
}

explanation!(UNKNOWN_CONTACT = "unknown-contact", "a contact is named that is not there",
    "A settlement decides about a contact: the id of a `[[link]]`, or of a claim that is not linked. It must exist by then. \
     A claim that was linked has no contact of its own any more; name the link's.",
    wrong: "[[settle]]\ncontact = \"talks-2012\"      # no link makes it", right: "[[settle]]\ncontact = \"japan-dprk-talks-2012-november\"");

/// `nearest` is a contact of a similar id.
pub fn unknown_contact(at: Spot<'_>, contact: &str, nearest: Option<&str>) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => "Write the `contact` of a `[[link]]` that stands above or was recorded earlier, or the id of an unlinked claim.".to_owned(),
    };
    UNKNOWN_CONTACT.problem(
        at,
        format!("there is no contact {} at this point", quoted(contact)),
        "A decision must be about something that claims tell of.",
        fix,
    )
}

explanation!(CLAIM_IN_TWO_CONTACTS = "claim-in-two-contacts", "a claim would be in two contacts",
    "A claim tells of one contact and belongs to exactly one, or the same visit would count twice. Unlink it from the first \
     before linking it to another. If the source tells of two contacts, make two claims.",
    wrong: "[[link]]\ncontact = \"b\"\nclaims = [\"newswire-2007-07/visit\"]      # is in `a`",
    right: "[[unlink]]\ncontact = \"a\"\nclaims = [\"newswire-2007-07/visit\"]\nreason = \"…\"\n\n[[link]]\ncontact = \"b\"\n…");

/// `has` is the contact that holds it.
pub fn claim_in_two_contacts(at: Spot<'_>, claim: &str, has: &str) -> Problem {
    CLAIM_IN_TWO_CONTACTS.problem(
        at,
        format!("the claim {} is in another contact already", quoted(claim)),
        format!("It is in {}; one claim tells of one contact.", quoted(has)),
        format!("`[[unlink]]` it from {} first; or make two claims if the source tells of two contacts.", quoted(has)),
    )
}

explanation!(CONTACT_ID_TAKEN = "contact-id-taken", "a contact takes the id of a claim that is in another one",
    "An unlinked claim is a contact under its own id, and others may be linked to it there. Once it is linked into another \
     contact, its id as a contact would mean one thing and as a claim another. Give the contact a name of its own.",
    wrong: "[[link]]\ncontact = \"a/x\"      # which is in `visit-2007`\nclaims = [\"b/y\", \"c/z\"]",
    right: "[[link]]\ncontact = \"talks-2007\"\nclaims = [\"b/y\", \"c/z\"]");

/// `contact` as written.
pub fn contact_id_taken(at: Spot<'_>, contact: &str) -> Problem {
    CONTACT_ID_TAKEN.problem(
        at,
        format!("{} is the id of a claim that is in another contact", quoted(contact)),
        "The id would mean two contacts: this one, and the one that holds the claim.",
        "Give the contact a name of its own.",
    )
}

explanation!(NOT_IN_CONTACT = "not-in-contact", "a claim is not in the contact that is named",
    "`[[unlink]]` takes a claim out of the contact that holds it, and `reject` takes the vote from a claim of the contact \
     that is settled. The claim named is in another contact, or in none.",
    wrong: "[[unlink]]\ncontact = \"a\"\nclaims = [\"newswire-2007-07/visit\"]      # is in `b`",
    right: "[[unlink]]\ncontact = \"b\"\nclaims = [\"newswire-2007-07/visit\"]");

/// `key` is `claims` or `reject`.
pub fn not_in_contact(at: Spot<'_>, key: &str, claim: &str, contact: &str) -> Problem {
    NOT_IN_CONTACT.problem(
        at,
        format!("the claim {} ({}) is not in {}", quoted(claim), quoted(key), quoted(contact)),
        "Only what a contact holds can be taken out of it or lose its vote.",
        "Look at `chancery history` of the claim, and name the contact that holds it.",
    )
}

explanation!(MIXED_NATURES = "mixed-natures", "claims of different natures in one contact",
    "Claims in one contact tell of the same thing. One that happened once and one that lasts are not the same thing, and \
     only the first is counted. Link those of one nature, and tie the others by `part_of` or `instance_of`; or correct a \
     nature that is wrong.",
    wrong: "claims = [\"a/embassy-opens\", \"b/embassy\"]      # an episode and a state",
    right: "claims = [\"a/embassy-opens\", \"b/opening-of-embassy\"]");

/// `natures` of its claims.
pub fn mixed_natures(at: Spot<'_>, contact: &str, natures: &str) -> Problem {
    MIXED_NATURES.problem(
        at,
        format!("the contact {} holds claims of different natures", quoted(contact)),
        format!("They are {natures}; only episodes are counted."),
        "Link claims of one nature only, or correct the nature that is wrong by `[[correct]]`.",
    )
}

explanation!(SAME_INSTANT = "same-instant", "two entries of the same instant change the same thing",
    "Entries take effect in the order of `recorded`. Where two of one instant touch the same field, nothing but their names \
     would decide which holds, and names must never decide values. Record one of them a second later.",
    wrong: "# a.toml and b.toml\nrecorded = 2026-11-24", right: "# b.toml\nrecorded = 2026-11-24T00:00:01Z");

/// `thing` and `field` that both touch, the other entry, and the instant one second later.
pub fn same_instant(at: Spot<'_>, thing: &str, field: &str, other: &str, after: Instant) -> Problem {
    SAME_INSTANT.problem(
        at,
        format!("another entry of the same instant changes {} of {} too", quoted(field), quoted(thing)),
        format!("{} has the same `recorded`, so nothing but their names would decide which holds.", quoted(other)),
        format!("Record the entry that is to hold last a second later: `recorded = {after}`."),
    )
}

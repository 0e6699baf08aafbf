//! Tables of what is recorded: contacts, claims, sources, and what lasts.

use super::TableBook;
use super::column::*;

pub(super) const CONTACTS: TableBook = TableBook {
    name: "contacts",
    key: &["contact"],
    columns: &[
        text("contact", "The contact's id; a claim that is linked to no other is a contact under its own id."),
        WHEN,
        day("earliest", "The first day on which an episode may have begun, or on which what lasts was there."),
        day("latest", "The last day on which an episode may have begun, or on which what lasts was there."),
        whole("onset_days", "days", "How many days an episode may have begun on; nothing where there is no bound."),
        NATURE,
        FORM,
        CATEGORIES,
        ACTORS,
        STATUS,
        STANCE,
        PLACE,
        PART_OF,
        CLAIMS,
        whole("sources", "sources", "How many sources tell of it."),
        whole("origins", "origins", "How many distinct origins those have."),
        text("contested", "The fields on which its claims disagree, separated by `;`."),
    ],
};

pub(super) const CLAIMS_TABLE: TableBook = TableBook {
    name: "claims",
    key: &["claim"],
    columns: &[
        text("claim", "The claim's id: its source's id, a slash, a name."),
        SOURCE,
        CONTACT,
        WHEN,
        day("earliest", "The first day on which it may have begun, by this claim."),
        day(
            "latest",
            "The last day on which it may have begun, by this claim; not after its source was published, for what happened.",
        ),
        whole("onset_days", "days", "How many days it may have begun on; nothing where there is no bound."),
        NATURE,
        FORM,
        CATEGORIES,
        ACTORS,
        STATUS,
        STANCE,
        text("attributed_to", "Whose word the source passes on."),
        PLACE,
        PART_OF,
        text("instance_of", "The recurrence of which it is an example."),
        text("when_rule", "From what a date that is not in the text was reckoned, and why."),
        text("motive", "Why it was done, by the source's account."),
        number("ordinal", "Which of its kind it was: 4 for \"the fourth tour\"."),
        text("rate", "How often a recurrence recurs."),
        text("quantity", "What the source counts, with its bounds."),
        text("confidence", "How sure the coder is of the reading.").of("confidences"),
        text("anchors", "Where in the source's text it stands, in code points: `start-end`, separated by `;`."),
        text("ref", "Its key in the table that it was imported from."),
        text("recorded", "When the dataset learned of it, in UTC."),
        text("entry", "The journal's entry that brought it."),
        text("summary", "What the source says, in the coder's own words."),
    ],
};

pub(super) const SOURCES: TableBook = TableBook {
    name: "sources",
    key: &["source"],
    columns: &[
        text("source", "The source's id."),
        text("title", "Its title."),
        text("publisher", "Who published it."),
        text("origin", "Whose account it is: an agency, if the publisher only repeats one."),
        text("author", "Its authors, separated by `; `."),
        text("published", "When it was published, in EDTF."),
        day("published_earliest", "The first day on which it may have been published."),
        day("published_latest", "The last day on which it may have been published."),
        text("language", "Its language, in BCP 47."),
        text("seen", "What the coder saw of it: `text`, `excerpt` or `citation`."),
        text("url", "Where it can be found."),
        text("digest", "SHA-256 of its canonical text."),
        text("supersedes", "The source that it replaces."),
        whole("claims", "claims", "How many claims rest on it."),
    ],
};

pub(super) const ACTORS_TABLE: TableBook = TableBook {
    name: "actors",
    key: &["contact", "actor", "role", "sector", "level", "for", "for_stance"],
    columns: &[
        CONTACT,
        text("actor", "The id of a state or body of the vocabulary."),
        text("role", "As what it took part.").of("roles"),
        text("class", "The role's class: sending, receiving, mutual, facilitating or named."),
        text("sector", "Through what kind of people or body it took part.").of("sectors"),
        text("level", "The rank of those who took part.").of("levels"),
        text("for", "For whom it is said to have acted."),
        text("for_stance", "How far a source stands behind that.").of("stances"),
        text("who", "Ids of people and bodies that took part, separated by `;`."),
        text("name", "The actor's short name."),
    ],
};

pub(super) const CATEGORIES_TABLE: TableBook = TableBook {
    name: "categories",
    key: &["contact", "category"],
    columns: &[
        CONTACT,
        text("category", "One thing that it was about.").of("categories"),
        text("name", "The category's name."),
    ],
};

pub(super) const DATES: TableBook =
    TableBook { name: "dates", key: &["contact"], columns: &[CONTACT, WHEN, DATE_START, DATE_END, DATE_PREC] };

const DYADS: Column = text("dyads", "The pairs that it makes under the rule in force, separated by `;`.");
const FIRST: Column = day("first", "The first day for which sources vouch.");
const LAST: Column = day("last", "The last day for which sources vouch.");
const SUMMARY: Column = text("summary", "What the first claim says, in the coder's own words.");

pub(super) const RECURRENCES: TableBook = TableBook {
    name: "recurrences",
    key: &["contact"],
    columns: &[
        CONTACT,
        DYADS,
        FORM,
        CATEGORIES,
        ACTORS,
        STATUS,
        STANCE,
        WHEN,
        FIRST,
        LAST,
        PLACE,
        whole("rate_min", "times", "How often it recurs at least."),
        whole("rate_max", "times", "How often it recurs at most."),
        text("per", "Over what: a year, a month, the whole extent."),
        CLAIMS,
        SUMMARY,
    ],
};

pub(super) const STATES: TableBook = TableBook {
    name: "states",
    key: &["contact"],
    columns: &[CONTACT, DYADS, FORM, CATEGORIES, ACTORS, STATUS, STANCE, WHEN, FIRST, LAST, PLACE, CLAIMS, SUMMARY],
};

pub(super) const STOCKS: TableBook = TableBook {
    name: "stocks",
    key: &["contact", "claim", "n"],
    columns: &[
        CONTACT,
        CLAIM,
        number("n", "The number's place within the claim."),
        text("of", "What is counted."),
        text("unit", "In what it is counted, if not in heads or pieces."),
        whole("low", "as `unit` says", "The least, by the source."),
        whole("best", "as `unit` says", "The source's own number."),
        whole("high", "as `unit` says", "The most, by the source."),
        NATURE,
        ACTORS,
        WHEN,
        STATUS,
        STANCE,
        text("summary", "What the claim says, in the coder's own words."),
    ],
};

pub(super) const CONTESTED: TableBook = TableBook {
    name: "contested",
    key: &["contact", "field", "value"],
    columns: &[
        CONTACT,
        text("field", "On what the claims disagree."),
        text("value", "One of the values that they give."),
        text("claims", "The claims that give it, separated by `;`."),
        whole("origins", "origins", "How many distinct origins give it."),
        flag("held", "Whether it is the value that holds."),
        flag("rejected", "Whether an editor rejected the claims that give it."),
        flag("contested", "Whether the field is contested after all votes."),
        flag("settled", "Whether an editor decided the field."),
    ],
};

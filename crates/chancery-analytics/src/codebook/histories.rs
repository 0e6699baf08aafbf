//! Tables of missions, of figures that sources divide, and of how the dataset came to say what it says.

use super::TableBook;
use super::column::*;

const KIND: Column = text("kind", "The kind of mission.");

pub(super) const SPELLS: TableBook = TableBook {
    name: "spells",
    key: &["kind", "sender", "host", "n"],
    columns: &[
        KIND,
        text("sender", "The id of the state whose mission it is."),
        text("host", "The id of the state where it is."),
        number("n", "The spell's number, in the order of time."),
        day("opened_earliest", "The first day on which it may have opened."),
        day("opened_latest", "The last day on which it may have opened."),
        day("closed_earliest", "The first day on which it may have closed."),
        day("closed_latest", "The last day on which it may have closed."),
        day("known_until", "Without a closing: the day of the last evidence. Nothing is claimed of the time after it."),
        text("opened_by", "Contacts that open it, separated by `;`."),
        text("closed_by", "Contacts that close it, separated by `;`."),
        text("vouched_for_by", "Contacts that show it was there, separated by `;`."),
        text("contested_by", "Contacts that contradict it, separated by `;`."),
        text("notes", "What no contact tells, separated by `;`."),
    ],
};

pub(super) const MISSION_YEARS: TableBook = TableBook {
    name: "mission_years",
    key: &["kind", "mission_of", "mission_at", "year"],
    columns: &[
        KIND,
        DYAD,
        number("ccode1", "The smaller of the two codes in Correlates of War."),
        number("ccode2", "The larger of the two codes in Correlates of War."),
        text("mission_of", "The id of the state whose mission it is."),
        text("mission_at", "The id of the state where it is."),
        number("year", "The year."),
        text("status", "Whether it was there: `whole_year`, `part`, `possible` or `none`."),
        whole("days_min", "days", "On how many days of the year it was there at least."),
        whole("days_max", "days", "On how many days of the year it was there at most."),
        text("presumed", "What is presumed where no contact tells."),
    ],
};

pub(super) const DIPLOMATIC_EXCHANGE: TableBook = TableBook {
    name: "diplomatic_exchange",
    key: &["kind", "dyad", "year"],
    columns: &[
        KIND,
        DYAD,
        text("state_1", "The id of the state with the smaller code."),
        text("state_2", "The id of the state with the larger code."),
        number("ccode1", "The smaller of the two codes in Correlates of War."),
        number("ccode2", "The larger of the two codes in Correlates of War."),
        number("year", "The year."),
        number(
            "DR_at_1",
            "Correlates of War's level of state 2's mission at state 1: 0 none, 9 other, for no form tells ranks apart.",
        ),
        number("DR_at_2", "The same of state 1's mission at state 2."),
        number("DE", "Correlates of War's flag: 1 if either has a mission at the other."),
    ],
};

pub(super) const MARGINS: TableBook = TableBook {
    name: "margins",
    key: &["whole", "margin", "of", "unit"],
    columns: &[
        text("whole", "The claim with the total."),
        SOURCE,
        text("margin", "By what the source divides it: category, period, side or place."),
        text("of", "What is counted."),
        text("unit", "In what it is counted."),
        whole("whole_low", "as `unit` says", "The least of the total."),
        whole("whole_best", "as `unit` says", "The total itself."),
        whole("whole_high", "as `unit` says", "The most of the total."),
        whole("sum_low", "as `unit` says", "The sum of the parts' least."),
        whole("sum_best", "as `unit` says", "The sum of the parts."),
        whole("sum_high", "as `unit` says", "The sum of the parts' most."),
        whole("difference", "as `unit` says", "The total less the sum."),
        flag("complete", "Whether the parts are meant to make up the whole."),
        flag("agrees", "Whether sum and total can be the same."),
        text("parts", "The claims with the parts, separated by `;`."),
    ],
};

pub(super) const CONTRADICTIONS: TableBook = TableBook {
    name: "contradictions",
    key: &["source", "of", "unit", "claim", "best", "low", "high"],
    columns: &[
        SOURCE,
        text("of", "What is counted."),
        text("unit", "In what it is counted."),
        text("claim", "The claim that gives the figure."),
        whole("low", "as `unit` says", "The least."),
        whole("best", "as `unit` says", "The figure itself."),
        whole("high", "as `unit` says", "The most."),
    ],
};

pub(super) const LAGS: TableBook = TableBook {
    name: "lags",
    key: &["claim"],
    columns: &[
        text("claim", "The claim's id."),
        SOURCE,
        day("contact_earliest", "The first day on which the contact may have begun, by this claim."),
        day("contact_latest", "The last day on which the contact may have begun, by this claim."),
        day("published_earliest", "The first day on which the source may have been published."),
        day("published_latest", "The last day on which the source may have been published."),
        day("coded", "When it was coded, where that is not when it was recorded."),
        day("recorded", "When the dataset learned of it."),
        day("corrected", "When it was first corrected."),
        whole(
            "contact_to_source_min",
            "days",
            "The least time from contact to source; below zero where a source looks ahead.",
        ),
        whole("contact_to_source_max", "days", "The most time from contact to source."),
        whole("source_to_recorded_min", "days", "The least time from source to dataset."),
        whole("source_to_recorded_max", "days", "The most time from source to dataset."),
        whole("coded_to_recorded", "days", "The time from coding to dataset."),
        whole("recorded_to_corrected", "days", "The time from dataset to the first correction."),
        whole("corrections", "corrections", "How often it was corrected."),
    ],
};

pub(super) const REVISIONS: TableBook = TableBook {
    name: "revisions",
    key: &["recorded", "entry", "place", "of", "field"],
    columns: &[
        text("recorded", "When it was changed, in UTC."),
        text("entry", "The journal's entry that changed it."),
        number("place", "The place of the event within its entry."),
        text("event", "What happened to it: a correction, a link, a settlement, a retraction."),
        text("of", "The claim or contact that changed."),
        text("field", "The field that changed."),
        text("from", "What it said before."),
        text("to", "What it says since."),
        text("by", "Who did it."),
        text("reason", "Why."),
    ],
};

//! Tables of counts: how often, about what, under which choice, in what rhythm.

use super::TableBook;
use super::column::*;

pub(super) const CONTACT_FREQUENCY: TableBook = TableBook {
    name: "contact_frequency",
    key: &["dyad", "direction", "grain", "period", "category", "form"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        DIRECTION,
        GRAIN,
        PERIOD,
        CATEGORY,
        FORM_OF_CELL,
        CERTAIN,
        POSSIBLE,
        EXPECTED,
        OPEN,
        RECURRING,
        COVERAGE,
    ],
};

pub(super) const EXCHANGE_CATEGORIES: TableBook = TableBook {
    name: "exchange_categories",
    key: &["dyad", "grain", "period", "category"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        GRAIN,
        PERIOD,
        CATEGORY,
        CERTAIN,
        POSSIBLE,
        EXPECTED,
        share(
            "share",
            "of 1",
            "The category's expected contacts over all expected contacts. Shares may add up to more than 1, since a contact may have several categories; nothing where none is expected.",
        ),
    ],
};

pub(super) const DIVERSITY: TableBook = TableBook {
    name: "diversity",
    key: &["dyad", "period"],
    columns: &[
        DYAD,
        PERIOD,
        share("contacts", "contacts", "Expected contacts of the pair in the period."),
        share(
            "blau",
            "of 1",
            "Blau's index, 1 less the sum of squared shares of the categories: 0 where all are of one category; nothing where none is expected.",
        ),
    ],
};

pub(super) const IMBALANCE: TableBook = TableBook {
    name: "imbalance",
    key: &["dyad", "grain", "period"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        GRAIN,
        PERIOD,
        whole("a_to_b_certain", "contacts", "Certain contacts from the first actor to the second."),
        whole("a_to_b_possible", "contacts", "Possible contacts from the first actor to the second."),
        share("a_to_b_expected", "contacts", "Expected contacts from the first actor to the second."),
        whole("b_to_a_certain", "contacts", "Certain contacts from the second actor to the first."),
        whole("b_to_a_possible", "contacts", "Possible contacts from the second actor to the first."),
        share("b_to_a_expected", "contacts", "Expected contacts from the second actor to the first."),
        share(
            "balance",
            "of 1",
            "(there - back) / (there + back) of the expected contacts: 1 where all go from the first actor to the second, -1 where all go back. Contacts of equals count both ways.",
        ),
    ],
};

pub(super) const UNITS: TableBook = TableBook {
    name: "units",
    key: &["dyad", "grain", "period", "step"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        GRAIN,
        PERIOD,
        number("step", "The unit's place in the list, from what sources say to what people did."),
        text("unit", "What counts as one: claim, origin, contact, occasion, dyad-day, contact-day or person-visit."),
        whole("certain", "of the row's unit", "The least there were."),
        whole("possible", "of the row's unit", "The most there were."),
        share("expected", "of the row's unit", "The expected number; nothing for units that weigh contacts."),
        whole("lost", "of the unit before", "How many of the unit before this one leaves out."),
    ],
};

pub(super) const SENSITIVITY: TableBook = TableBook {
    name: "sensitivity",
    key: &["dyad", "grain", "period", "n"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        GRAIN,
        PERIOD,
        number("n", "The row's place among those of its pair and period."),
        text("choice", "Which choice is made otherwise."),
        text("value", "How it is made."),
        flag("in_force", "Whether the rule in force makes it so."),
        flag("same_question", "Whether it still asks how many contacts there were, and so bounds the headline figure."),
        CERTAIN,
        POSSIBLE,
        EXPECTED,
    ],
};

pub(super) const PANEL: TableBook = TableBook {
    name: "panel",
    key: &["dyad", "grain", "period"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        text("iso3_a", "The first actor's code in ISO 3166-1, of that year."),
        text("iso3_b", "The second actor's code in ISO 3166-1, of that year."),
        number("ccode1", "The smaller of the two codes in Correlates of War."),
        number("ccode2", "The larger of the two codes in Correlates of War."),
        number("gwcode1", "The code in Gleditsch and Ward of the state that `ccode1` names."),
        number("gwcode2", "The code in Gleditsch and Ward of the state that `ccode2` names."),
        number("dyad_id", "ccode1 * 1000 + ccode2."),
        GRAIN,
        PERIOD,
        number("year", "The year."),
        number("month", "The month, 1 to 12; nothing in rows of years."),
        CERTAIN,
        POSSIBLE,
        EXPECTED,
        flag("at_least", "Whether the numbers are lower bounds, because the period was not searched from end to end."),
        COVERAGE,
    ],
};

pub(super) const JUMPS: TableBook = TableBook {
    name: "jumps",
    key: &["dyad", "from"],
    columns: &[
        DYAD,
        number("from", "The year before the jump."),
        number("to", "The year after it."),
        share("contacts_before", "contacts", "Expected contacts of the year before."),
        share("contacts_after", "contacts", "Expected contacts of the year after."),
        whole("sources_before", "sources", "Sources that tell of the year before."),
        whole("sources_after", "sources", "Sources that tell of the year after."),
        whole("origins_before", "origins", "Distinct origins of those of the year before."),
        whole("origins_after", "origins", "Distinct origins of those of the year after."),
    ],
};

pub(super) const JOINT: TableBook = TableBook {
    name: "joint",
    key: &["dyad", "grain", "statistic", "from", "to"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        GRAIN,
        text("statistic", "What is bounded over all periods at once."),
        text("from", "The first period that it is about."),
        text("to", "The last period that it is about."),
        whole(
            "low",
            "contacts, or periods, as the statistic says",
            "The least that it can be, over every choice of days.",
        ),
        whole(
            "high",
            "contacts, or periods, as the statistic says",
            "The most that it can be, over every choice of days.",
        ),
        flag("exact", "Whether both bounds are attained; else they are only known not to be passed."),
    ],
};

pub(super) const DISTRIBUTION: TableBook = TableBook {
    name: "distribution",
    key: &["dyad", "grain", "period"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        GRAIN,
        PERIOD,
        CERTAIN,
        POSSIBLE,
        OPEN,
        whole("p05", "contacts", "The number that is passed in 95 of 100 cases, if every possible day is as likely."),
        whole("p25", "contacts", "The same for 75 of 100 cases."),
        whole("median", "contacts", "The same for half of the cases."),
        whole("p75", "contacts", "The same for 25 of 100 cases."),
        whole("p95", "contacts", "The same for 5 of 100 cases."),
        text("method", "How it was found: by every case, or by draws with a fixed seed."),
    ],
};

pub(super) const RHYTHM: TableBook = TableBook {
    name: "rhythm",
    key: &["dyad"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        whole("contacts", "contacts", "Contacts whose dates are firm enough to be put in order."),
        whole(
            "left_out",
            "contacts",
            "Counted contacts that are not: contested, without a first or last day, or vaguer than a year.",
        ),
        day("first_earliest", "The earliest day that the first contact may have begun."),
        day("first_latest", "The latest day that the first contact may have begun."),
        day("last_earliest", "The earliest day that the last contact may have begun."),
        day("last_latest", "The latest day that the last contact may have begun."),
        text("last", "The contact, or contacts, that may be the last."),
        whole("silence_min", "days", "The least time since the last contact, up to the dataset's last day."),
        whole("silence_max", "days", "The most time since the last contact, up to the dataset's last day."),
        whole("longest_min", "days", "The least that the longest silence between two contacts can be."),
        flag("longest_min_exact", "Whether that least is attained; else it is only known not to be less."),
        whole("longest_max", "days", "The most that the longest silence between two contacts can be."),
        text("longest_after", "The contact after which the longest possible silence began."),
        text("longest_before", "The contact that ended it."),
        whole("median_gap_min", "days", "The least that the median gap can be."),
        whole("median_gap_max", "days", "The most that the median gap can be."),
        flag("median_gap_exact", "Whether both are attained."),
        share(
            "burstiness",
            "of 1",
            "(s - m) / (s + m) of the gaps' mean m and deviation s, for middle days; nothing under ten gaps.",
        ),
        share("burstiness_low", "of 1", "The lowest over the choices of days that were tried; no bound."),
        share("burstiness_high", "of 1", "The highest over the choices of days that were tried; no bound."),
        share("burstiness_finite", "of 1", "The form of burstiness for few contacts."),
        share("burstiness_finite_low", "of 1", "Its lowest over the choices that were tried."),
        share("burstiness_finite_high", "of 1", "Its highest over the choices that were tried."),
        share("dispersion", "ratio", "The variance of yearly counts over their mean, for middle days."),
        share("dispersion_low", "ratio", "Its lowest over the choices that were tried."),
        share("dispersion_high", "ratio", "Its highest over the choices that were tried."),
        whole(
            "poisson_draws_above",
            "draws",
            "In how many draws as many contacts thrown into the same years are at least as dispersed.",
        ),
        whole("draws", "draws", "How many draws were made."),
    ],
};

pub(super) const GAPS: TableBook = TableBook {
    name: "gaps",
    key: &["dyad", "n"],
    columns: &[
        DYAD,
        number("n", "The gap's number within the pair, in the order of time."),
        text("after", "The contact before the gap."),
        text("before", "The contact after it."),
        whole("min_days", "days", "The least that the gap can be."),
        whole("max_days", "days", "The most that the gap can be."),
    ],
};

pub(super) const MEDIATION: TableBook = TableBook {
    name: "mediation",
    key: &["mediator", "party_a", "party_b", "grain", "period"],
    columns: &[
        text("mediator", "The id of the actor that mediated or convened."),
        text("party_a", "The id of the first of the two that it brought together."),
        text("party_b", "The id of the second."),
        GRAIN,
        PERIOD,
        CERTAIN,
        POSSIBLE,
        EXPECTED,
    ],
};

pub(super) const EVIDENCE: TableBook = TableBook {
    name: "evidence",
    key: &["dyad", "direction", "grain", "period", "category", "form", "contact"],
    columns: &[
        DYAD,
        ACTOR_A,
        ACTOR_B,
        DIRECTION,
        GRAIN,
        PERIOD,
        CATEGORY,
        FORM_OF_CELL,
        text("contact", "The contact that is counted, by the id of the whole where parts are counted with it."),
        whole("certain", "contacts", "1 if it adds to the cell's `certain`."),
        whole("possible", "contacts", "1 if it adds to the cell's `possible`."),
        share("expected", "contacts", "What it adds to the cell's `expected`."),
        whole("open", "contacts", "1 if it adds to the cell's `open`."),
        whole("recurring", "recurrences", "1 if it adds to the cell's `recurring`."),
    ],
};

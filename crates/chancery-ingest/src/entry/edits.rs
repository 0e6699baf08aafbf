//! Events about claims that stand already, and coverage.

use chancery_core::claim::Field;
use chancery_core::event::{Correction, Coverage, Event, FieldSetting, Link, Retraction, Settlement};
use chancery_core::terms::Search;
use chancery_core::when::When;

use super::{Made, fields, values};
use crate::ids;
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

const CLAIMS: &str = "[\"newswire-2007-07/visit\"]";
const REASON: Example = ("reason", "\"The same visit.\"");

pub(super) const LINK: &[Example] = &[("contact", "\"kim-visit-2007\""), ("claims", CLAIMS), REASON];

pub(super) const SETTLE: &[Example] = &[
    ("contact", "\"kim-visit-2007\""),
    ("set", "{ when = \"2007-07-20\" }"),
    ("unset", "[\"when\"]"),
    ("reject", CLAIMS),
    ("readmit", CLAIMS),
    ("because", CLAIMS),
    REASON,
];

pub(super) const CORRECT: &[Example] = &[
    ("claim", "\"newswire-2007-07/visit\""),
    ("expect", "{ when = \"2012-21\" }"),
    ("set", "{ when = \"2012-03\" }"),
    ("because", CLAIMS),
    REASON,
];

pub(super) const RETRACT: &[Example] = &[("claim", "\"newswire-2007-07/visit\""), REASON];

pub(super) const COVERAGE: &[Example] = &[
    ("dyad", "[\"MNG\", \"PRK\"]"),
    ("categories", "[\"medical\"]"),
    ("extent", "\"2001/2013\""),
    ("searched", "[\"newswire.mn\", \"ko\"]"),
    ("search", "\"selective\""),
    ("by", "\"coder-a\""),
    ("reason", "\"Every issue was read.\""),
];

pub(super) fn link(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let contact = ids::defined(r, &mut table, "contact", ids::Kind::Contact).unwrap_or_default();
    (Some(Event::ClaimsLinked(claims_of(r, table, contact))), Vec::new())
}

pub(super) fn unlink(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let contact = table.needed_text(r, "contact").map(|text| text.value).unwrap_or_default();
    (Some(Event::ClaimsUnlinked(claims_of(r, table, contact))), Vec::new())
}

fn claims_of(r: &mut Reader<'_>, mut table: Table<'_, '_>, contact: String) -> Link {
    r.id = Some(contact.clone());
    table.need("claims");
    let claims = values::plain(table.some_texts(r, "claims")).unwrap_or_default();
    let reason = reason(r, &mut table);
    table.finish(r);
    Link { contact, claims, reason }
}

fn reason(r: &mut Reader<'_>, table: &mut Table<'_, '_>) -> String {
    table.needed_text(r, "reason").map(|text| text.value).unwrap_or_default()
}

/// What an editor may decide over the sources; the rest is what a source says or does not.
pub(super) const SETTLED: &[Example] = &[
    ("nature", "\"episode\""),
    ("form", "\"visit\""),
    ("categories", "[\"political\"]"),
    ("status", "\"happened\""),
    ("stance", "\"asserted\""),
    ("actors", "[{ id = \"PRK\", role = \"visitor\" }, { id = \"MNG\", role = \"host\" }]"),
    ("when", "\"2007-07-20/2007-07-23\""),
    ("place", "[\"Ulaanbaatar\"]"),
    ("part_of", "\"newswire-2007-07/visit\""),
];

pub(super) fn settle(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let contact = table.needed_text(r, "contact").map(|text| text.value).unwrap_or_default();
    r.id = Some(contact.clone());
    let set = table.table(r, "set", SETTLED).map(|set| fields::settings(r, set)).unwrap_or_default();
    let unset = unset(r, &mut table);
    let reject = values::plain(table.different_texts(r, "reject"));
    let readmit = values::plain(table.different_texts(r, "readmit"));
    let because = values::plain(table.different_texts(r, "because"));
    if because.as_ref().is_some_and(Vec::is_empty) || !table.has("because") {
        r.tell(table.span_of("because"), problems::settle_without_because);
    }
    if !["set", "unset", "reject", "readmit"].iter().any(|key| holds_something(&table, key)) {
        r.tell(table.span.clone(), problems::settlement_changes_nothing);
    }
    let reason = reason(r, &mut table);
    table.finish(r);
    let (reject, readmit) = (reject.unwrap_or_default(), readmit.unwrap_or_default());
    let settlement = Settlement { contact, set, unset, reject, readmit, because: because.unwrap_or_default(), reason };
    (Some(Event::ContactSettled(settlement)), Vec::new())
}

/// The fields that a settlement leaves to the claims again.
fn unset(r: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Vec<Field> {
    let known: Vec<&str> = SETTLED.iter().map(|(key, _)| *key).collect();
    let mut fields = Vec::new();
    for text in table.different_texts(r, "unset").unwrap_or_default() {
        match Field::from_key(&text.value).filter(|_| known.contains(&text.value.as_str())) {
            Some(field) => fields.push(field),
            None => r.tell(text.span, |at| problems::not_a_settled_field(at, &text.value, &known)),
        }
    }
    fields
}

/// Whether a key holds a list or table that is not empty. (One of another kind was told already.)
fn holds_something(table: &Table<'_, '_>, key: &str) -> bool {
    table.has(key) && !table.is_empty_inside(key)
}

pub(super) fn correct(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let claim = table.needed_text(r, "claim").map(|text| text.value).unwrap_or_default();
    r.id = Some(claim.clone());
    let examples = &fields::CLAIM[1..];
    let before = r.sink.total();
    // What a row of a register says must be repeated to be expected, however long it is.
    let longest = std::mem::replace(&mut r.longest, values::MAX_ROW);
    let expect = table.table(r, "expect", examples).map(|table| fields::settings(r, table)).unwrap_or_default();
    r.longest = longest;
    let set = table.table(r, "set", examples).map(|table| fields::settings(r, table)).unwrap_or_default();
    if r.sink.total() == before && changes_nothing(&set, &expect) {
        r.tell(table.span_of("set"), problems::correction_changes_nothing);
    }
    let because = values::plain(table.different_texts(r, "because")).unwrap_or_default();
    let reason = reason(r, &mut table);
    table.finish(r);
    (Some(Event::ClaimCorrected(Correction { claim, expect, set, because, reason })), Vec::new())
}

/// Whether every field that is set is expected to hold that value already.
fn changes_nothing(set: &[FieldSetting], expect: &[FieldSetting]) -> bool {
    set.iter().all(|setting| expect.contains(setting))
}

pub(super) fn retract(r: &mut Reader<'_>, table: Table<'_, '_>) -> Made {
    (Some(Event::ClaimRetracted(retraction(r, table))), Vec::new())
}

pub(super) fn reinstate(r: &mut Reader<'_>, table: Table<'_, '_>) -> Made {
    (Some(Event::ClaimReinstated(retraction(r, table))), Vec::new())
}

fn retraction(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Retraction {
    let claim = table.needed_text(r, "claim").map(|text| text.value).unwrap_or_default();
    r.id = Some(claim.clone());
    let reason = reason(r, &mut table);
    table.finish(r);
    Retraction { claim, reason }
}

pub(super) fn coverage(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    for key in ["dyad", "extent", "searched"] {
        table.need(key);
    }
    let dyad = dyad(r, &table).unwrap_or_default();
    let mut categories = values::plain(table.some_texts(r, "categories")).unwrap_or_default();
    categories.sort();
    let extent = values::date(r, &table, "extent");
    let searched = values::plain(table.some_texts(r, "searched")).unwrap_or_default();
    let search = values::term(r, &table, "search", &values::codes(Search::ALL, |search| search.as_str()));
    let search = search.and_then(|search| search.parse().ok()).unwrap_or(Search::Systematic);
    let by = table.needed_text(r, "by").map(|text| text.value).unwrap_or_default();
    let reason = fields::short_text(r, &table, "reason");
    table.finish(r);
    // An extent that failed was told: the event is not sound, and the stand-in only lets its other values be checked.
    let extent = extent.or_else(|| When::parse("0000").ok());
    let coverage = extent.map(|extent| Coverage { dyad, categories, extent, searched, search, by, reason });
    (coverage.map(Event::CoverageDeclared), Vec::new())
}

/// Two different actors.
fn dyad(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<(String, String)> {
    let found = values::plain(table.texts(r, "dyad"))?;
    if let [a, b] = found.as_slice()
        && a != b
    {
        return Some((a.clone(), b.clone()));
    }
    r.tell(table.span_of("dyad"), |at| problems::coverage_dyad(at, &found));
    None
}

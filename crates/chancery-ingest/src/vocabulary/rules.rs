//! `[[rule]]` tables: which contacts are counted, and which pairs they make.

use std::str::FromStr;

use chancery_core::terms::{Confidence, Links, Nature, Stance, Status};
use chancery_core::vocabulary::{Limits, Rule, Unit};
use toml::de::DeTable;

use super::{RULES, ReadVocabulary, ReferenceKind};
use crate::entry::values::{codes, known_term, term};
use crate::ids;
use crate::problem::Spot;
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const FILE: &[Example] = &[("rule", "[[rule]]")];

pub(super) const RULE: &[Example] = &[
    ("id", "\"official\""),
    ("definition", "\"…\""),
    ("natures", "[\"episode\"]"),
    ("statuses", "[\"happened\"]"),
    ("stances", "[\"asserted\", \"reported\", \"hedged\"]"),
    ("unit", "\"occasion\""),
    ("convenor", "false"),
    ("multilateral", "false"),
    ("unofficial", "false"),
    ("forms", "[\"visit\", \"talks\"]"),
    ("except_forms", "[\"embassy-closed\"]"),
    ("confidence", "\"low\""),
    ("origins", "1"),
    ("qualified_dates", "true"),
    ("links", "\"all\""),
    ("default", "false"),
];

pub(super) fn read(read: &mut ReadVocabulary, r: &mut Reader<'_>, table: &DeTable<'_>) {
    let mut root = Table::new(table, 0..0, "the file", String::new(), FILE);
    root.need("rule");
    let before = r.sink.total();
    let mut rules: Vec<Rule> = Vec::new();
    for table in root.tables(r, "rule", "[[rule]]", RULE).unwrap_or_default() {
        r.id = None;
        let span = table.span_of("id");
        let Some(rule) = read_rule(read, r, table) else { continue };
        match read.given(r, RULES, &rule.id, &span) {
            Some(first) => r.tell(span, |at| problems::duplicate_term(at, &rule.id, &first)),
            None => rules.push(rule),
        }
    }
    r.id = None;
    root.finish(r);
    let defaults: Vec<&str> = rules.iter().filter(|rule| rule.default).map(|rule| rule.id.as_str()).collect();
    if defaults.len() != 1 && r.sink.total() == before {
        r.sink.add(Spot::file(r.document.path), |at| problems::no_default_rule(at, &defaults));
    }
    read.vocabulary.rules.extend(rules);
}

fn read_rule(read: &mut ReadVocabulary, r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<Rule> {
    let id = ids::defined(r, &mut table, "id", ids::Kind::Rule);
    r.id.clone_from(&id);
    for key in ["natures", "statuses", "stances", "unit"] {
        table.need(key);
    }
    let definition = table.needed_text(r, "definition").map(|text| text.value).unwrap_or_default();
    let natures: Vec<Nature> = all(r, &table, "natures", &codes(Nature::ALL, |term| term.as_str()));
    let statuses: Vec<Status> = all(r, &table, "statuses", &codes(Status::ALL, |term| term.as_str()));
    let stances: Vec<Stance> = all(r, &table, "stances", &codes(Stance::ALL, |term| term.as_str()));
    let unit = term(r, &table, "unit", &codes(Unit::OF_CELLS, |term| term.as_str()));
    let limits = limits(read, r, &table);
    let mut flag = |key| table.flag(r, key).unwrap_or(false);
    let (convenor, multilateral) = (flag("convenor"), flag("multilateral"));
    let (unofficial, default) = (flag("unofficial"), flag("default"));
    table.finish(r);
    let unit = unit.and_then(|unit| unit.parse().ok()).unwrap_or(Unit::Occasion);
    Some(Rule {
        id: id?,
        definition,
        natures,
        statuses,
        stances,
        unit,
        convenor,
        multilateral,
        unofficial,
        limits,
        default,
    })
}

/// What a rule asks besides; what is left out asks for nothing.
fn limits(read: &mut ReadVocabulary, r: &mut Reader<'_>, table: &Table<'_, '_>) -> Limits {
    let none = Limits::default();
    let mut forms = |key| {
        let texts = table.some_texts(r, key).unwrap_or_default();
        texts.iter().for_each(|text| read.refer(r, ReferenceKind::Form, &text.value, text.span.clone()));
        texts.into_iter().map(|text| text.value).collect()
    };
    let (forms, except_forms) = (forms("forms"), forms("except_forms"));
    let confidence = term(r, table, "confidence", &codes(Confidence::ALL, |term| term.as_str()));
    let links = term(r, table, "links", &codes(Links::ALL, |term| term.as_str()));
    let origins = table.number_from(r, "origins", 1).map(|number| u32::try_from(number).unwrap_or(u32::MAX));
    Limits {
        forms,
        except_forms,
        confidence: confidence.and_then(|text| text.parse().ok()).unwrap_or(none.confidence),
        origins: origins.unwrap_or(none.origins),
        qualified_dates: table.flag(r, "qualified_dates").unwrap_or(none.qualified_dates),
        links: links.and_then(|text| text.parse().ok()).unwrap_or(none.links),
    }
}

/// A list of codes of a closed list, one at least.
fn all<T: FromStr>(r: &mut Reader<'_>, table: &Table<'_, '_>, key: &'static str, known: &[&'static str]) -> Vec<T> {
    let texts = table.some_texts(r, key).unwrap_or_default();
    let mut terms = Vec::with_capacity(texts.len());
    for text in texts.iter() {
        if known_term(r, key, text, known) {
            terms.extend(text.value.parse::<T>().ok());
        }
    }
    terms
}

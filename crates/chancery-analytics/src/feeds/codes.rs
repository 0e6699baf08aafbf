//! What the vocabulary says of the codes in feeds: which state a code is, and to which categories a root leads.

use std::collections::{BTreeSet, HashMap};

use chancery_core::feed::FORMATS;
use chancery_core::vocabulary::{DatedCode, Vocabulary};
use polars::prelude::*;

use crate::error::AnalyticsError;
use crate::table::Columns;

/// The scheme of the crosswalk that root codes go through.
const ROOTS: &str = "cameo-root";

/// Each root code of each category, and whether the way there loses meaning: root, category, lossy.
pub(super) fn edges(vocabulary: &Vocabulary) -> impl Iterator<Item = (&str, &str, bool)> {
    let rows = vocabulary.crosswalks.rows.iter().filter(|row| row.scheme == ROOTS);
    rows.flat_map(|row| row.codes.iter().map(|code| (code.as_str(), row.category.as_str(), row.lossy)))
}

/// The [`edges`] as a table; `lossy` is 1 or 0.
pub(super) fn crosswalk(vocabulary: &Vocabulary) -> Result<DataFrame, AnalyticsError> {
    Columns::default()
        .text("root", edges(vocabulary).map(|edge| edge.0.to_owned()))
        .text("category", edges(vocabulary).map(|edge| edge.1.to_owned()))
        .whole("lossy", edges(vocabulary).map(|edge| i64::from(edge.2)))
        .frame()
}

/// The codes of our states in each format, sorted: format, code, actor.
pub(super) fn feed_actors(vocabulary: &Vocabulary) -> Result<DataFrame, AnalyticsError> {
    let ids = ids(vocabulary);
    let of_format = |format: &'static str| ids.iter().filter(move |(key, _)| key.0 == scheme(format));
    let rows: BTreeSet<(&str, &str, &str)> =
        FORMATS.iter().flat_map(|format| of_format(format).map(|((_, code), id)| (*format, *code, *id))).collect();
    Columns::default()
        .text("format", rows.iter().map(|row| row.0.to_owned()))
        .text("code", rows.iter().map(|row| row.1.to_owned()))
        .text("actor", rows.iter().map(|row| row.2.to_owned()))
        .frame()
}

/// By which scheme of codes a format names countries; `name` stands for names in words.
pub(super) fn scheme(format: &str) -> &'static str {
    match format {
        "icews" => "name",
        "ucdp-ged" => "gw",
        _ => "cameo",
    }
}

/// The ids of states by the scheme and code, or name, that feeds use. A name that two states share is no one's.
pub(super) fn ids(vocabulary: &Vocabulary) -> HashMap<(&'static str, &str), &str> {
    let mut ids = HashMap::new();
    let mut shared = Vec::new();
    for (id, state) in &vocabulary.states {
        for scheme in ["cameo", "gw"] {
            let codes = state.codes.iter().filter(|code: &&DatedCode| code.scheme == scheme);
            ids.extend(codes.map(|code| ((scheme, code.code.as_str()), id.as_str())));
        }
        let names = state.names.iter().map(|dated| dated.name.as_str());
        for name in names.chain(state.aliases.iter().map(String::as_str)).chain([state.name.as_str()]) {
            match ids.insert(("name", name), id.as_str()) {
                Some(other) if other != id => shared.push(name),
                _ => {}
            }
        }
    }
    for name in shared {
        ids.remove(&("name", name));
    }
    ids
}

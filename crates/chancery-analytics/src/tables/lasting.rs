//! `recurrences`, `states`, `stocks`: what lasts or repeats. Shown, never counted.

use chancery_core::claim::{Claim, Quantity, Rate};
use chancery_core::count::pairs;
use chancery_core::settle::Contact;
use chancery_core::terms::Nature;

use super::contacts::{filled, parts, statuses};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// Recurrences with their extents and rates; a recurrence happens at least twice if nothing else is said.
pub(super) fn recurrences(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let contacts = of_nature(analysis, &[Nature::Recurrence]);
    let rates: Vec<Rate> = contacts.iter().map(|c| rate(analysis, c)).collect();
    common(analysis, &contacts)?
        .whole("rate_min", rates.iter().map(|r| i64::from(r.min)))
        .whole("rate_max", rates.iter().map(|r| r.max.map(i64::from)))
        .text("per", rates.iter().map(|r| r.per.to_string()))
        .text("claims", contacts.iter().map(|c| c.claims.join(";")))
        .text("summary", contacts.iter().map(|c| summary(analysis, c)))
        .table("recurrences", &["contact"])
}

/// States with the outermost days over which sources vouch for them.
pub(super) fn states(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let contacts = of_nature(analysis, &[Nature::State]);
    common(analysis, &contacts)?
        .text("claims", contacts.iter().map(|c| c.claims.join(";")))
        .text("summary", contacts.iter().map(|c| summary(analysis, c)))
        .table("states", &["contact"])
}

/// Stocks and flows: one row for each quantity of each claim; one without numbers where the source gives none.
pub(super) fn stocks(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let mut rows: Vec<(&Contact, &Claim, usize, Option<&Quantity>)> = Vec::new();
    for contact in of_nature(analysis, &[Nature::Stock, Nature::Flow]) {
        for claim in claims(analysis, contact) {
            if claim.quantity.is_empty() {
                rows.push((contact, claim, 1, None));
            }
            rows.extend(claim.quantity.iter().enumerate().map(|(n, quantity)| (contact, claim, n + 1, Some(quantity))));
        }
    }
    Columns::default()
        .text("contact", rows.iter().map(|(c, ..)| c.id.clone()))
        .text("claim", rows.iter().map(|(_, claim, ..)| claim.id.clone()))
        .whole("n", rows.iter().map(|(_, _, n, _)| *n as i64))
        .text("of", rows.iter().map(|(.., q)| q.map(|q| q.of.clone())))
        .text("unit", rows.iter().map(|(.., q)| q.and_then(|q| q.unit.clone())))
        .whole("low", rows.iter().map(|(.., q)| q.and_then(|q| q.low)))
        .whole("best", rows.iter().map(|(.., q)| q.and_then(|q| q.best)))
        .whole("high", rows.iter().map(|(.., q)| q.and_then(|q| q.high)))
        .text("nature", rows.iter().map(|(c, ..)| c.nature.to_string()))
        .text("actors", rows.iter().map(|(c, ..)| parts(&c.actors)))
        .text("when", rows.iter().map(|(_, claim, ..)| claim.when.as_ref().map(|when| when.text().to_owned())))
        .text("status", rows.iter().map(|(c, ..)| statuses(c)))
        .text("stance", rows.iter().map(|(_, claim, ..)| claim.stance.to_string()))
        .text("summary", rows.iter().map(|(_, claim, ..)| claim.summary.clone()))
        .table("stocks", &["contact", "claim", "n"])
}

/// The columns that lasting things share.
fn common(analysis: &Analysis, contacts: &[&Contact]) -> Result<Columns, AnalyticsError> {
    let dyads = |c: &Contact| {
        let made = pairs(c, &analysis.rule).undirected;
        made.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
    };
    Ok(Columns::default()
        .text("contact", contacts.iter().map(|c| c.id.clone()))
        .text("dyads", contacts.iter().map(|c| filled(&dyads(c))))
        .text("form", contacts.iter().map(|c| c.form.clone()))
        .text("categories", contacts.iter().map(|c| c.categories.join(";")))
        .text("actors", contacts.iter().map(|c| parts(&c.actors)))
        .text("status", contacts.iter().map(|c| statuses(c)))
        .text("stance", contacts.iter().map(|c| c.stance.to_string()))
        .text("when", contacts.iter().map(|c| filled(&c.when)))
        .day("first", contacts.iter().map(|c| c.extent.first))?
        .day("last", contacts.iter().map(|c| c.extent.last))?
        .text("place", contacts.iter().map(|c| filled(&c.place.join(";")))))
}

fn of_nature<'a>(analysis: &'a Analysis, natures: &[Nature]) -> Vec<&'a Contact> {
    analysis.state.contacts.values().filter(|c| natures.contains(&c.nature)).collect()
}

/// The claims of a contact.
pub(crate) fn claims<'a>(analysis: &'a Analysis, contact: &'a Contact) -> impl Iterator<Item = &'a Claim> {
    contact.claims.iter().filter_map(|id| analysis.state.claims.get(id)).map(|held| &held.claim)
}

/// The first rate that a claim gives.
pub(crate) fn rate(analysis: &Analysis, contact: &Contact) -> Rate {
    claims(analysis, contact).find_map(|claim| claim.rate).unwrap_or_default()
}

fn summary(analysis: &Analysis, contact: &Contact) -> String {
    claims(analysis, contact).next().map(|claim| claim.summary.clone()).unwrap_or_default()
}

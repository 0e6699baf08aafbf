//! `spells`, `mission_years` and `diplomatic_exchange`: missions that contacts opened and closed.

use chancery_core::spells::{Closing, History, KINDS, Spell, exchange_years, histories, mission_years};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// Each spell, with the days on which it may have begun and ended. Without a last closing it ends with its last evidence,
/// and nothing is known of the time up to the dataset's last day.
pub(super) fn spells(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let spells = spell_rows(analysis);
    let closed = |of: fn(&chancery_core::when::Days) -> Option<chancery_core::when::Day>| {
        spells.iter().map(move |spell| spell.closed.days().and_then(of))
    };
    let until = |spell: &Spell| match spell.closed {
        Closing::On(_) => None,
        Closing::StillOpen { known_until, .. } => known_until,
    };
    let notes = |spell: &Spell| spell.notes.iter().map(ToString::to_string).collect::<Vec<_>>().join(";");
    let filled = |texts: &[String]| (!texts.is_empty()).then(|| texts.join(";"));
    Columns::default()
        .text("kind", spells.iter().map(|spell| spell.kind.to_owned()))
        .text("sender", spells.iter().map(|spell| spell.sender.clone()))
        .text("host", spells.iter().map(|spell| spell.host.clone()))
        .whole("n", spells.iter().map(|spell| i64::from(spell.number)))
        .day("opened_earliest", spells.iter().map(|spell| spell.opened.first()))?
        .day("opened_latest", spells.iter().map(|spell| spell.opened.last()))?
        .day("closed_earliest", closed(|days| days.first()))?
        .day("closed_latest", closed(|days| days.last()))?
        .day("known_until", spells.iter().map(until))?
        .text("opened_by", spells.iter().map(|spell| filled(&spell.opened_by)))
        .text("closed_by", spells.iter().map(|spell| filled(&spell.closed_by)))
        .text("vouched_for_by", spells.iter().map(|spell| filled(&spell.vouched_for_by)))
        .text("contested_by", spells.iter().map(|spell| filled(&spell.contested_by)))
        .text("notes", spells.iter().map(|spell| Some(notes(spell)).filter(|notes| !notes.is_empty())))
        .table("spells", &["kind", "sender", "host", "n"])
}

/// Each mission in each year from the first of which a contact tells.
pub(super) fn missions(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows = mission_years(&all(analysis), &analysis.vocabulary);
    Columns::default()
        .text("kind", rows.iter().map(|row| row.kind.to_owned()))
        .text("dyad", rows.iter().map(|row| row.dyad.to_string()))
        .whole("ccode1", rows.iter().map(|row| row.ccode_1.map(i64::from)))
        .whole("ccode2", rows.iter().map(|row| row.ccode_2.map(i64::from)))
        .text("mission_of", rows.iter().map(|row| row.mission_of.clone()))
        .text("mission_at", rows.iter().map(|row| row.mission_at.clone()))
        .whole("year", rows.iter().map(|row| i64::from(row.year)))
        .text("status", rows.iter().map(|row| row.status.as_str().to_owned()))
        .whole("days_min", rows.iter().map(|row| i64::from(row.days_min)))
        .whole("days_max", rows.iter().map(|row| i64::from(row.days_max)))
        .text("presumed", rows.iter().map(|row| row.presumed.map(|presumed| presumed.as_str().to_owned())))
        .table("mission_years", &["kind", "mission_of", "mission_at", "year"])
}

/// Pairs of states and years in the columns of Correlates of War's Diplomatic Exchange.
pub(super) fn exchange(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows = exchange_years(&mission_years(&all(analysis), &analysis.vocabulary), &analysis.vocabulary);
    Columns::default()
        .text("kind", rows.iter().map(|row| row.kind.to_owned()))
        .text("dyad", rows.iter().map(|row| row.dyad.to_string()))
        .text("state_1", rows.iter().map(|row| row.state_1.clone()))
        .text("state_2", rows.iter().map(|row| row.state_2.clone()))
        .whole("ccode1", rows.iter().map(|row| row.ccode1.map(i64::from)))
        .whole("ccode2", rows.iter().map(|row| row.ccode2.map(i64::from)))
        .whole("year", rows.iter().map(|row| i64::from(row.year)))
        .whole("DR_at_1", rows.iter().map(|row| row.dr_at_1.map(i64::from)))
        .whole("DR_at_2", rows.iter().map(|row| row.dr_at_2.map(i64::from)))
        .whole("DE", rows.iter().map(|row| row.de.map(i64::from)))
        .table("diplomatic_exchange", &["kind", "dyad", "year"])
}

fn all(analysis: &Analysis) -> Vec<History> {
    KINDS.iter().flat_map(|kind| histories(&analysis.state, &analysis.rule, kind)).collect()
}

/// The spells of every kind.
pub(crate) fn spell_rows(analysis: &Analysis) -> Vec<Spell> {
    chancery_core::spells::spells(&analysis.state, &analysis.rule)
}

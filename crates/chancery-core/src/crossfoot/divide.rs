//! The parts of one division: which of them tell of the same cell, and whether together they make up the whole.

use std::collections::BTreeMap;

use super::Division;
use super::figure::Figure;
use crate::when::Day;

/// Parts that can be added up.
pub(super) struct Divided<'f, 'a> {
    /// The parts, those of one cell together.
    pub(super) cells: Vec<Vec<&'f Figure<'a>>>,
    /// Whether nothing of the whole is left out.
    pub(super) covers: bool,
    /// Whether nothing reaches beyond the whole.
    pub(super) within: bool,
}

/// Sorts the parts of a division into cells; nothing where they overlap and cannot be added.
pub(super) fn divide<'f, 'a>(
    whole: &Figure<'_>,
    division: Division,
    parts: &[&'f Figure<'a>],
) -> Option<Divided<'f, 'a>> {
    if division == Division::Period {
        return by_period(whole, parts);
    }
    let mut cells: BTreeMap<_, Vec<&Figure<'_>>> = BTreeMap::new();
    for part in parts {
        cells.entry(part.cell(division)).or_default().push(part);
    }
    // One part of a total is no division: the rest is simply not told.
    let covers = cells.len() > 1;
    Some(Divided { cells: cells.into_values().collect(), covers, within: true })
}

/// Periods one after the other. A period inside another (a year of a decade) is part of that one and passed over; periods
/// that otherwise overlap are several divisions, and nothing tells which part belongs to which.
fn by_period<'f, 'a>(whole: &Figure<'_>, parts: &[&'f Figure<'a>]) -> Option<Divided<'f, 'a>> {
    if whole.has_gaps() || parts.iter().any(|part| part.has_gaps()) {
        return None;
    }
    let mut sorted: Vec<((Day, Day), &'f Figure<'a>)> =
        parts.iter().filter_map(|part| Some((part.extent?, *part))).collect();
    sorted.sort_by_key(|((first, last), _)| (*first, std::cmp::Reverse(*last)));
    let (start, end) = whole.extent.unwrap_or((Day::MIN, Day::MAX));
    let mut cells: Vec<((Day, Day), Vec<&Figure<'_>>)> = Vec::new();
    for (extent, part) in sorted {
        match cells.last_mut() {
            Some((same, cell)) if *same == extent => cell.push(part),
            Some(((_, last), _)) if extent.1 <= *last => {}
            Some(((_, last), _)) if extent.0 <= *last => return None,
            _ => cells.push((extent, vec![part])),
        }
    }
    let mut reached = start;
    let mut covers = false;
    for ((first, last), _) in &cells {
        if *first > reached {
            break;
        }
        covers |= *last >= end;
        reached = reached.max(last.tomorrow().unwrap_or(Day::MAX));
    }
    let within = cells.iter().all(|((first, last), _)| start <= *first && *last <= end);
    Some(Divided { cells: cells.into_iter().map(|(_, cell)| cell).collect(), covers, within })
}

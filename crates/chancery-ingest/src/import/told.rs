//! Problems of the entry that was made, told of the cell or the line of the mapping that they come from.

use std::collections::BTreeMap;

use chancery_core::{Claim, Event, Field};

use super::bound::Bound;
use super::draft::{Draft, Origin};
use super::write::Written;
use crate::document::Document;
use crate::input::InputFile;
use crate::problem::{Problem, Sink, Spot};
use crate::problems;

/// Tells the problems of the entry where they come from. What the mapping says wrongly is told once, with its first row.
pub(super) fn of_entry(found: &[Problem], written: &Written, bound: &Bound<'_>, sink: &mut Sink) {
    let mut of_mapping: BTreeMap<(usize, usize, &str), (Problem, String, usize)> = BTreeMap::new();
    // A warning is of the source, not of the table, and is told once the entry is there.
    for problem in found.iter().filter(|problem| !problem.is_warning()) {
        let start = problem.span.as_ref().map_or(0, |span| span.start);
        match written.origin_of(start) {
            Some((row, Origin::Cell(span))) => {
                let spot = Spot::at(bound.path, span.clone()).of(Some(row));
                sink.add(spot, |at| moved(problem, at));
            }
            Some((row, Origin::Mapping(span))) => {
                let key = (span.start, span.end, problem.code);
                let spot = Spot::at(bound.mapping_path, span.clone());
                let told = of_mapping.entry(key).or_insert_with(|| (moved(problem, spot), row.to_owned(), 0));
                told.2 += 1;
            }
            None => {
                let spot = Spot::at(bound.mapping_path, bound.mapping.heading.clone());
                sink.add(spot, |at| moved(problem, at));
            }
        }
    }
    for (problem, row, rows) in of_mapping.into_values() {
        let more = if rows == 1 { String::new() } else { format!(" and {} more", rows - 1) };
        let Problem { path, span, message, .. } = &problem;
        let message = format!("{message} (row {}{more})", chancery_core::text::display_safe(&row));
        let spot = Spot { path, span: span.clone(), id: None };
        sink.add(spot, |at| Problem { message, ..moved(&problem, at) });
    }
}

fn moved(problem: &Problem, at: Spot<'_>) -> Problem {
    Problem { path: at.path.to_owned(), span: at.span, id: at.id.map(str::to_owned), ..problem.clone() }
}

/// Tells rows that were imported before and now say something else.
pub(super) fn differences<'k>(
    all: &Written,
    drafts: &[&Draft],
    known: impl Iterator<Item = &'k Claim>,
    bound: &Bound<'_>,
    sink: &mut Sink,
) {
    let file = InputFile::new("entry", all.text.clone());
    let mut inner = Sink::default();
    let Some(document) = Document::open(&file, &mut inner) else { return };
    let read = crate::entry::read(document, &mut inner);
    let claims = read.events.iter().filter_map(|read| match &read.event {
        Event::ClaimRecorded(claim) => Some((claim.id.as_str(), claim)),
        _ => None,
    });
    let claims: BTreeMap<&str, &Claim> = claims.collect();
    let known: BTreeMap<&str, &Claim> = known.map(|claim| (claim.id.as_str(), claim)).collect();
    for draft in drafts {
        let id = draft.id();
        let (Some(now), Some(before)) = (claims.get(id.as_str()), known.get(id.as_str())) else { continue };
        let fields = Field::ALL.iter().copied().filter(|field| now.get(*field) != before.get(*field));
        for field in fields {
            let spot = Spot::at(bound.path, draft.key_span.clone()).of(Some(&draft.key));
            let (was, is) = (before.get(field).to_string(), now.get(field).to_string());
            sink.add(spot, |at| problems::row_differs(at, &id, field.as_str(), &was, &is));
        }
    }
}

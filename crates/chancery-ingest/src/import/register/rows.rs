//! The rows of a snapshot: one draft for each key, all of one source, and the claims that they make.

use std::collections::HashMap;

use chancery_core::{Claim, Event};
use toml::Value;

use super::held::Held;
use super::snapshot::{self, Snapshot};
use crate::document::Document;
use crate::import::bound::Bound;
use crate::import::draft::{Draft, Held as HeldValue};
use crate::import::mapping::{Register, Repeated};
use crate::import::sheet::Sheet;
use crate::import::sources::{self, SourceDraft};
use crate::import::told;
use crate::import::write::{Heading, Written, body, body_of};
use crate::input::InputFile;
use crate::problem::{Sink, Spot, quoted};
use crate::problems;

/// A row with its claim as it is built, and its cells in the columns that can be read back.
pub(super) struct Row {
    pub(super) draft: Draft,
    pub(super) cells: Vec<String>,
}

/// The rows of a snapshot as they are read.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) skipped: usize,
    pub(super) notes: Vec<String>,
}

impl Rows {
    /// A draft for each row that is not skipped, one for each key.
    pub(super) fn read(
        &mut self,
        bound: &Bound<'_>,
        sheet: &Sheet,
        register: &Register,
        snapshot: &Snapshot,
        used: &mut [usize],
        sink: &mut Sink,
    ) {
        let mut places: HashMap<String, usize> = HashMap::new();
        for cells in &sheet.rows {
            let Some(row) = bound.row(cells, sink) else { continue };
            if bound.mapping.skips.iter().any(|condition| bound.passes(&row, condition)) {
                self.skipped += 1;
                continue;
            }
            let column = &bound.mapping.key.value;
            let key = bound.cell(&row, column).clone();
            if key.text.is_empty() {
                sink.add(Spot::at(snapshot::PATH, key.span), |at| problems::row_key(at, "", column));
                continue;
            }
            let cells = register.back.iter().map(|back| bound.cell(&row, &back.column.value).text.clone());
            let row = Row { draft: Draft::of(bound, &row, used, sink), cells: cells.collect() };
            let Some(place) = places.get(&key.text).copied() else {
                places.insert(key.text, self.rows.len());
                self.rows.push(row);
                continue;
            };
            let first = snapshot.place(self.rows[place].draft.key_span.start);
            let which = match register.repeated {
                Repeated::Refuse => {
                    let spot = Spot::at(snapshot::PATH, key.span.clone()).of(Some(&key.text));
                    sink.add(spot, |at| problems::repeated_key(at, &key.text, &first));
                    continue;
                }
                Repeated::First => "the first",
                Repeated::Last => {
                    self.rows[place] = row;
                    "the last"
                }
            };
            let (key, second) = (quoted(&key.text), snapshot.place(key.span.start));
            self.notes.push(format!("the key {key} stands in {first} and in {second}: {which} counts"));
        }
    }
}

/// Gives every row the register's source and its claim's id; the source itself where the journal does not have it.
pub(super) fn one_source(
    bound: &Bound<'_>,
    rows: &mut [Row],
    source: &str,
    held: &Held<'_>,
    sink: &mut Sink,
) -> Option<SourceDraft> {
    let mut drafts: Vec<&mut Draft> = rows.iter_mut().map(|row| &mut row.draft).collect();
    let first = drafts.first().map(|draft| SourceDraft {
        id: source.to_owned(),
        fields: draft.source.clone(),
        row: draft.key.clone(),
        origin: draft.origin(),
    })?;
    for draft in &mut drafts {
        sources::check_same(bound, &first, draft, sink);
        let origin = draft.origin();
        let wanted = draft.claim.get("slug").and_then(|held| held.value.as_str()).unwrap_or_default();
        let slug = held.slug(source, &draft.key, &crate::ids::slug(wanted));
        draft.claim.insert("slug".to_owned(), HeldValue { value: Value::String(slug), origin });
    }
    let made = first.fields.get("id").and_then(|held| held.value.as_str()).unwrap_or_default();
    if made != source {
        let spot = Spot::at(bound.mapping_path, bound.mapping.heading.clone());
        sink.add(spot, |at| problems::other_source(at, made, source));
    }
    (!held.has_source(source)).then_some(first)
}

/// The claims that the rows make, read by the very code that reads a coder's; `None` for rows whose claims are as the
/// register's own entries left them, to the letter.
pub(super) fn typed(
    heading: &Heading,
    bound: &Bound<'_>,
    rows: &[Row],
    held: &Held<'_>,
    sink: &mut Sink,
) -> Option<Vec<Option<Claim>>> {
    let is_other = |row: &&Row| held.claim(&row.draft.key).is_none_or(|claim| body(&row.draft) != body_of(claim));
    let others: Vec<bool> = rows.iter().map(|row| is_other(&row)).collect();
    let drafts = rows.iter().zip(&others).filter(|(_, is_other)| **is_other).map(|(row, _)| &row.draft);
    let written = Written::entry(heading, std::iter::empty(), drafts);
    let file = InputFile::new("entry", written.text.clone());
    let mut inner = Sink::default();
    let read = Document::open(&file, &mut inner).map(|document| crate::entry::read(document, &mut inner));
    let found = inner.finish(|_| Some(&file.bytes));
    told::of_entry(&found, &written, bound, sink);
    let events = read.map(|read| read.events).unwrap_or_default();
    let mut claims = events.into_iter().filter_map(|read| match read.event {
        Event::ClaimRecorded(claim) => Some(claim),
        _ => None,
    });
    let claims: Vec<Option<Claim>> = others.iter().map(|is_other| is_other.then(|| claims.next()).flatten()).collect();
    (sink.total() == 0).then_some(claims)
}

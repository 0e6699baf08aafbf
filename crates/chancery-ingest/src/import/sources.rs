//! The sources of a table: which rows speak from one, and under which id.

use std::collections::{BTreeMap, HashMap, HashSet};

use chancery_core::event::Source;
use toml::Value;

use super::bound::Bound;
use super::draft::{Draft, Fields, Held, Origin};
use crate::ids::slug;
use crate::problem::{Sink, Spot};
use crate::problems;

/// A source as its rows have it.
#[derive(Debug, Clone)]
pub(super) struct SourceDraft {
    pub(super) id: String,
    pub(super) fields: Fields,
    /// The first row that speaks from it.
    pub(super) row: String,
    pub(super) origin: Origin,
}

/// Gathers the sources in the order of their first rows, and gives each draft its source's id. Rows of one source that say
/// different things of it are told.
pub(super) fn gather(
    bound: &Bound<'_>,
    drafts: &mut [Draft],
    known: &BTreeMap<&str, &Source>,
    sink: &mut Sink,
) -> Vec<SourceDraft> {
    let mut sources: Vec<SourceDraft> = Vec::new();
    let mut by_cells: HashMap<String, usize> = HashMap::new();
    let mut taken = Taken::default();
    for draft in drafts {
        let at = match by_cells.get(&draft.same) {
            Some(at) => {
                check_same(bound, &sources[*at], draft, sink);
                *at
            }
            None => {
                let id = taken.free_id(draft, known);
                by_cells.insert(draft.same.clone(), sources.len());
                let (fields, row, origin) = (draft.source.clone(), draft.key.clone(), draft.origin());
                sources.push(SourceDraft { id, fields, row, origin });
                sources.len() - 1
            }
        };
        let origin = draft.origin();
        draft.source.insert("id".to_owned(), Held { value: Value::String(sources[at].id.clone()), origin });
    }
    sources
}

/// Tells what a row says otherwise of its source than the row that spoke of it first.
pub(super) fn check_same(bound: &Bound<'_>, source: &SourceDraft, draft: &Draft, sink: &mut Sink) {
    let keys = source.fields.keys().chain(draft.source.keys().filter(|key| !source.fields.contains_key(*key)));
    for key in keys {
        let value = |fields: &Fields| fields.get(key).map(|held| held.value.clone());
        if value(&source.fields) != value(&draft.source) {
            let spot = Spot::at(bound.path, draft.key_span.clone()).of(Some(&draft.key));
            sink.add(spot, |at| problems::source_clash(at, key, &draft.key, &source.row));
        }
    }
}

/// Ids that sources of this table have.
#[derive(Default)]
struct Taken {
    ids: HashSet<String>,
    /// For each id that the mapping made, the number to try next: trying all from 2 again would take the square of the rows.
    next: HashMap<String, usize>,
}

impl Taken {
    /// The id that the mapping makes, with a number behind it if another source has it: one of this table, or one of the
    /// journal that is not this very source.
    fn free_id(&mut self, draft: &Draft, known: &BTreeMap<&str, &Source>) -> String {
        let text = |key: &str| draft.source.get(key).and_then(|held| held.value.as_str()).unwrap_or_default();
        let wanted = slug(text("id"));
        let next = self.next.entry(wanted.clone()).or_insert(1);
        loop {
            let id = if *next == 1 { wanted.clone() } else { format!("{wanted}-{next}") };
            *next += 1;
            let is_other = known.get(id.as_str()).is_some_and(|source| !is_it(source, &text));
            if !is_other && self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Whether a registered source is the one that a row speaks from.
fn is_it<'d>(source: &Source, text: &impl Fn(&str) -> &'d str) -> bool {
    source.title == text("title")
        && source.publisher == text("publisher")
        && source.url.as_deref().unwrap_or_default() == text("url")
}

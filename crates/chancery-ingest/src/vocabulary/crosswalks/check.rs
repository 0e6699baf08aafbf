//! Whether the crosswalks fit the categories, the schemes and each other.
//!
//! What is lost is computed from the rows and compared with what they say, and only once they name nothing unknown: a
//! misspelt code would seem to lose what it does not.

use std::collections::{BTreeMap, BTreeSet};

use chancery_core::vocabulary::{Crosswalk, Crosswalks, Scheme, SchemeCode, TermList};

use super::RowPlaces;
use crate::problem::{Sink, Spot};
use crate::problems;
use crate::suggest::Budget;
use crate::vocabulary::{CROSSWALKS, ReadVocabulary};

pub(in crate::vocabulary) fn check(read: &ReadVocabulary, sink: &mut Sink) {
    let crosswalks = &read.vocabulary.crosswalks;
    let before = sink.total();
    let checker = Checker::new(read);
    for (row, places) in crosswalks.rows.iter().zip(&read.crosswalks.rows) {
        checker.category(row, places, sink);
        checker.codes(row, places, sink);
    }
    let whole = [CROSSWALKS, TermList::Categories.as_str()].iter().all(|list| !read.doubtful_lists.contains(*list));
    if !whole || sink.total() > before {
        return;
    }
    checker.missing(sink);
    if sink.total() == before {
        marks(crosswalks, &read.crosswalks.rows, sink);
    }
}

struct Checker<'r> {
    read: &'r ReadVocabulary,
    categories: BTreeSet<&'r str>,
    schemes: BTreeMap<&'r str, &'r Scheme>,
    codes: BTreeMap<(&'r str, &'r str), &'r SchemeCode>,
    budget: Budget,
}

impl<'r> Checker<'r> {
    fn new(read: &'r ReadVocabulary) -> Checker<'r> {
        let schemes = &read.vocabulary.crosswalks.schemes;
        let codes = schemes.iter().flat_map(|scheme| scheme.codes.iter().map(move |code| (scheme, code)));
        Checker {
            read,
            categories: read.vocabulary.ids(TermList::Categories).collect(),
            schemes: schemes.iter().map(|scheme| (scheme.id.as_str(), scheme)).collect(),
            codes: codes.map(|(scheme, code)| ((scheme.id.as_str(), code.code.as_str()), code)).collect(),
            budget: Budget::default(),
        }
    }

    fn category(&self, row: &Crosswalk, places: &RowPlaces, sink: &mut Sink) {
        let category = row.category.as_str();
        let doubtful = self.read.doubtful_lists.contains(TermList::Categories.as_str());
        if doubtful || self.categories.contains(category) || self.read.doubtful_ids.contains(category) {
            return;
        }
        sink.add(spot(row, places, &places.category), |at| {
            let known: Vec<&str> = self.categories.iter().copied().collect();
            let near = self.budget.nearest(category, known.iter().copied());
            problems::unknown_term(at, "category", category, near, &known)
        });
    }

    fn codes(&self, row: &Crosswalk, places: &RowPlaces, sink: &mut Sink) {
        let doubtful = self.read.doubtful_lists.contains(CROSSWALKS);
        let Some(scheme) = self.schemes.get(row.scheme.as_str()) else {
            if !doubtful {
                sink.add(spot(row, places, &places.scheme), |at| {
                    let known: Vec<&str> = self.schemes.keys().copied().collect();
                    let near = self.budget.nearest(&row.scheme, known.iter().copied());
                    problems::unknown_scheme(at, &row.scheme, near, &known)
                });
            }
            return;
        };
        for (code, span) in row.codes.iter().zip(&places.codes) {
            match self.codes.get(&(row.scheme.as_str(), code.as_str())) {
                Some(SchemeCode { retired: Some(retired), .. }) => {
                    sink.add(spot(row, places, span), |at| problems::retired_code(at, code, &scheme.name, retired))
                }
                None if !doubtful => sink.add(spot(row, places, span), |at| {
                    let in_force = scheme.codes.iter().filter(|code| code.retired.is_none());
                    let known: Vec<&str> = in_force.map(|code| code.code.as_str()).collect();
                    problems::unknown_code(
                        at,
                        code,
                        &scheme.name,
                        self.budget.nearest(code, known.iter().copied()),
                        &known,
                    )
                }),
                _ => {}
            }
        }
    }

    /// Categories of which a scheme's rows say nothing. No row names a category that is not there, or this is not asked: so
    /// it is enough to count before the names are gathered.
    fn missing(&self, sink: &mut Sink) {
        let mut said: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in &self.read.vocabulary.crosswalks.rows {
            said.entry(&row.scheme).or_default().insert(&row.category);
        }
        let (none, schemes) = (BTreeSet::new(), &self.read.vocabulary.crosswalks.schemes);
        for (scheme, place) in schemes.iter().zip(&self.read.crosswalks.schemes) {
            let said = said.get(scheme.id.as_str()).unwrap_or(&none);
            if said.len() < self.categories.len() {
                let at = Spot::at(&place.path, place.span.clone()).of(Some(&scheme.id));
                sink.add(at, |at| {
                    let silent: Vec<&str> = self.categories.difference(said).copied().collect();
                    problems::missing_crosswalk(at, &scheme.id, &silent)
                });
            }
        }
    }
}

/// Rows that say otherwise than is computed of what they lose.
fn marks(crosswalks: &Crosswalks, places: &[RowPlaces], sink: &mut Sink) {
    for ((row, loss), places) in crosswalks.rows.iter().zip(crosswalks.losses()).zip(places) {
        if places.marked && row.lossy != loss.is_some() {
            sink.add(spot(row, places, &places.lossy), |at| {
                problems::crosswalk_loss(at, &row.category, &row.scheme, loss)
            });
        }
    }
}

fn spot<'a>(row: &'a Crosswalk, places: &'a RowPlaces, span: &std::ops::Range<usize>) -> Spot<'a> {
    Spot::at(&places.path, span.clone()).of(Some(&row.category))
}

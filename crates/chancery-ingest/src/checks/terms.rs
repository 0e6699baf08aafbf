//! Whether forms, categories and sectors are in the vocabulary; the closed lists were checked when they were read.

use chancery_core::event::FieldSetting;
use chancery_core::vocabulary::TermList;
use chancery_core::{Actor, Event, Field, FieldValue};

use crate::context::{Context, Index};
use crate::problem::Sink;
use crate::problems;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let mut lookup = Lookup { context, sink };
    for (index, read) in context.events() {
        match &read.event {
            Event::ClaimRecorded(claim) => {
                lookup.code(index, "form", TermList::Forms, &claim.form);
                lookup.categories(index, "categories", &claim.categories);
                lookup.sectors(index, "actors", &claim.actors);
            }
            Event::ClaimCorrected(correction) => lookup.settings(index, &correction.set),
            Event::ContactSettled(settlement) => lookup.settings(index, &settlement.set),
            Event::CoverageDeclared(coverage) => lookup.categories(index, "categories", &coverage.categories),
            _ => {}
        }
    }
}

struct Lookup<'c, 's> {
    context: &'c Context<'c>,
    sink: &'s mut Sink,
}

impl Lookup<'_, '_> {
    fn settings(&mut self, index: Index, set: &[FieldSetting]) {
        for setting in set {
            match setting {
                (Field::Form, FieldValue::Text(form)) => self.code(index, "set.form", TermList::Forms, form),
                (Field::Categories, FieldValue::List(list)) => self.categories(index, "set.categories", list),
                (Field::Actors, FieldValue::Actors(actors)) => self.sectors(index, "set.actors", actors),
                _ => {}
            }
        }
    }

    fn categories(&mut self, index: Index, path: &str, categories: &[String]) {
        for category in categories {
            let key = format!("{path}={category}");
            self.code(index, &key, TermList::Categories, category);
        }
    }

    fn sectors(&mut self, index: Index, path: &str, actors: &[Actor]) {
        for (at, actor) in actors.iter().enumerate() {
            if let Some(sector) = &actor.sector {
                self.code(index, &format!("{path}[{at}].sector"), TermList::Sectors, sector);
            }
        }
    }

    fn code(&mut self, index: Index, path: &str, list: TermList, code: &str) {
        let read = self.context.vocabulary;
        if code.is_empty() || read.doubtful_lists.contains(list.as_str()) || read.doubtful_ids.contains(code) {
            return;
        }
        if read.vocabulary.term(list, code).is_none() {
            self.sink.add(self.context.spot(index, path), |at| {
                let known: Vec<&str> = read.vocabulary.ids(list).collect();
                problems::unknown_term(at, name(list), code, self.context.nearest(code, known.iter().copied()), &known)
            });
        }
    }
}

/// What a code of the list is called in an entry.
fn name(list: TermList) -> &'static str {
    match list {
        TermList::Forms => "form",
        TermList::Categories => "categories",
        _ => "sector",
    }
}

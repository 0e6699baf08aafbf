//! The actors of a row: from one packed column, or from columns of their own; and what a rule changes about them.

use std::collections::BTreeMap;

use toml::Value;

use super::bound::{Bound, Row};
use super::draft::{Draft, DraftActor, Origin};
use super::mapping::{ActorPatch, PackedActors, Setting};
use super::settings;
use crate::problem::{Sink, Spot};
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const ACTORS: &[Example] = &[
    ("column", "\"actors\""),
    ("split", "\";\""),
    ("role_after", "\":\""),
    ("ids", "{ SUN = \"RUS\" }"),
    ("roles", "{ host = { role = \"host\" } }"),
];

/// `[actors]`.
pub(super) fn read(r: &mut Reader<'_>, root: &Table<'_, '_>) -> Option<PackedActors> {
    let mut table = root.table(r, "actors", ACTORS)?.named("[actors]");
    let column = table.needed_text(r, "column");
    let split = table.needed_text(r, "split");
    let role_after = table.needed_text(r, "role_after");
    table.need("roles");
    let ids = table.table(r, "ids", &[]).map(|ids| super::who::texts(r, &ids)).unwrap_or_default();
    let roles = table.table(r, "roles", &[]).map(|roles| roles.each(r, "[actors.roles]", settings::ROLE));
    let roles = roles.into_iter().flatten();
    let roles = roles.map(|(word, table)| (word.value, settings::all(r, table, &[]))).collect();
    table.finish(r);
    Some(PackedActors { column: column?, split: split?.value, role_after: role_after?.value, ids, roles })
}

/// Gives a draft the actors of its row.
pub(super) fn fill(bound: &Bound<'_>, row: &Row, draft: &mut Draft, sink: &mut Sink) {
    if let Some(packed) = &bound.mapping.packed {
        let cell = bound.cell(row, &packed.column.value);
        for (part, span) in super::draft::parts(cell, &packed.split) {
            let (id, word) = part.split_once(packed.role_after.as_str()).unwrap_or((part.as_str(), ""));
            let (id, word) = (id.trim(), word.trim());
            let Some(settings) = packed.roles.get(word) else {
                let near = bound.budget.nearest(word, packed.roles.keys().map(String::as_str));
                let spot = Spot::at(bound.path, span).of(Some(&draft.key));
                sink.add(spot, |at| problems::unmapped_value(at, word, &packed.column.value, "[actors.roles]", near));
                continue;
            };
            let id = packed.ids.get(id).map_or(id, |text| text.value.as_str());
            let mut actor = DraftActor::new(bound.actor_id(id), word, Origin::Cell(span));
            actor.set(bound, row, settings);
            draft.actors.push(actor);
        }
    }
    for settings in &bound.mapping.actors {
        let mut actor = DraftActor::new(String::new(), "", draft.origin());
        actor.set(bound, row, settings);
        let Some(id) = actor.keys.remove("id").filter(|id| id.value.as_str() != Some("")) else { continue };
        actor.id = bound.actor_id(id.value.as_str().unwrap_or_default());
        actor.origin = id.origin;
        draft.actors.push(actor);
    }
}

impl DraftActor {
    fn new(id: String, word: &str, origin: Origin) -> DraftActor {
        DraftActor { id, word: word.to_owned(), keys: BTreeMap::new(), origin }
    }

    fn set(&mut self, bound: &Bound<'_>, row: &Row, settings: &[Setting]) {
        for setting in settings {
            super::draft::put(bound, row, &mut self.keys, setting);
        }
    }

    /// Adds a person or body.
    pub(super) fn add_who(&mut self, id: &str, origin: Origin) {
        let who = self.keys.entry("who".to_owned());
        let held = who.or_insert_with(|| super::draft::Held { value: Value::Array(Vec::new()), origin });
        if let Value::Array(list) = &mut held.value
            && !list.iter().any(|known| known.as_str() == Some(id))
        {
            list.push(Value::String(id.to_owned()));
        }
    }
}

/// Does to a row's actors what a rule says.
pub(super) fn patch(bound: &Bound<'_>, row: &Row, draft: &mut Draft, patch: &ActorPatch, sink: &mut Sink) {
    let (id, word) = match patch.name.value.split_once(':') {
        Some((id, word)) => (id, Some(word)),
        None => (patch.name.value.as_str(), None),
    };
    let id = bound.mapping.packed.as_ref().and_then(|packed| packed.ids.get(id)).map_or(id, |text| text.value.as_str());
    let meant = |actor: &DraftActor| actor.id == id && word.is_none_or(|word| actor.word == word);
    if !draft.actors.iter().any(meant) {
        let spot = Spot::at(bound.mapping_path, patch.name.span.clone()).of(Some(&draft.key));
        let has: Vec<String> = draft.actors.iter().map(|actor| format!("{}:{}", actor.id, actor.word)).collect();
        sink.add(spot, |at| problems::no_such_actor(at, &patch.name.value, &draft.key, &has));
    }
    if patch.drop {
        draft.actors.retain(|actor| !meant(actor));
    }
    for actor in draft.actors.iter_mut().filter(|actor| meant(actor)) {
        actor.set(bound, row, &patch.set);
    }
}

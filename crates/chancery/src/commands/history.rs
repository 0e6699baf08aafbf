//! `history`: the life of one source, claim or contact.

use std::process::ExitCode;

use chancery_core::history::{FieldChange, Moment, Told, life};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::error::CommandError;
use crate::moments::Moments;
use crate::show;

pub fn run(global: &Global, id: &str) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let now = Moments::of(global, "history")?.past("now", None)?;
    let moments = life(&now, id);
    if moments.is_empty() {
        let error = CommandError::usage(format!("nothing of the id `{id}` was ever recorded"));
        let state = now.state();
        let ids = state.contacts.keys().chain(state.claims.keys()).chain(state.sources.keys()).map(String::as_str);
        return Err(error.meant(id, ids).hint("`chancery table claims`, `contacts` and `sources` list the ids"));
    }
    let lines = moments.iter().flat_map(|moment| if is_json { vec![object(moment).to_string()] } else { text(moment) });
    show::lines(lines)
}

/// An event as the head of a paragraph.
pub fn head(told: &Told) -> String {
    let Told { recorded, entry, by, event, about, .. } = told;
    format!("{recorded} {event} {about} ({entry}, {by})")
}

fn text(moment: &Moment) -> Vec<String> {
    let mut lines = vec![head(&moment.told)];
    if !moment.told.reason.is_empty() {
        lines.push(format!("    {}", moment.told.reason));
    }
    for (kind, id, fields) in &moment.changed {
        let fields: Vec<String> = fields.iter().map(field).collect();
        lines.push(format!("    {kind} {id}: {}", fields.join("; ")));
    }
    lines
}

/// A field with what it held and holds.
pub fn field(change: &FieldChange) -> String {
    let FieldChange { field, from, to } = change;
    match (from.as_str(), to.as_str()) {
        ("", to) => format!("{field} = {to}"),
        (from, "") => format!("{field} {from} → nothing"),
        (from, to) => format!("{field} {from} → {to}"),
    }
}

/// An event as an object.
pub fn told(told: &Told) -> Value {
    let Told { recorded, entry, by, event, about, reason } = told;
    json!({ "recorded": recorded.to_string(), "entry": entry, "by": by, "event": event, "about": about, "reason": reason })
}

/// Changed fields as a list of objects.
pub fn fields(changes: &[FieldChange]) -> Value {
    changes.iter().map(|change| json!({ "field": change.field, "from": change.from, "to": change.to })).collect()
}

fn object(moment: &Moment) -> Value {
    let changed: Value =
        moment.changed.iter().map(|(kind, id, all)| json!({ "kind": kind, "id": id, "fields": fields(all) })).collect();
    let mut object = told(&moment.told);
    object["changed"] = changed;
    object
}

//! Corrections and retractions as the text of an entry; and claims that are held, to be compared with those that are made.

use std::fmt::Write;

use chancery_core::event::FieldSetting;
use chancery_core::terms::Nature;
use chancery_core::{Actor, Anchor, Claim, Field, FieldValue, Quantity, Rate, WhenRule};
use toml::Value;
use toml::map::Map;

use super::{CLAIM_KEYS, INNER_KEYS, Written, text, value};
use crate::import::draft::Draft;

impl Written {
    /// Adds a correction of a claim, made from a row. Each field that it sets points to what the row's is made from.
    pub(in crate::import) fn correct(
        &mut self,
        draft: &Draft,
        claim: &str,
        (expect, set): (&[FieldSetting], &[FieldSetting]),
        reason: &str,
    ) {
        let start = self.text.len();
        let _ = write!(self.text, "\n[[correct]]\nclaim = {}\nexpect = {{ ", text(claim));
        self.settings(expect, None);
        self.text.push_str(" }\nset = { ");
        self.settings(set, Some(draft));
        let _ = write!(self.text, " }}\nreason = {}\n", text(reason));
        self.traces.push((start..self.text.len(), draft.key.clone(), draft.origin()));
    }

    /// Adds a retraction of a claim whose row is gone.
    pub(in crate::import) fn retract(&mut self, claim: &str, reason: &str) {
        let _ = write!(self.text, "\n[[retract]]\nclaim = {}\nreason = {}\n", text(claim), text(reason));
    }

    fn settings(&mut self, settings: &[FieldSetting], draft: Option<&Draft>) {
        for (index, (field, new)) in settings.iter().enumerate() {
            let start = self.text.len();
            let order = if matches!(new, FieldValue::Actors(_)) { ACTORS } else { INNER_KEYS };
            let _ = write!(self.text, "{}{field} = {}", if index == 0 { "" } else { ", " }, value(&owned(new), order));
            if let Some((draft, held)) = draft.and_then(|draft| Some((draft, draft.claim.get(field.as_str())?))) {
                self.traces.push((start..self.text.len(), draft.key.clone(), held.origin.clone()));
            }
        }
    }
}

/// What an entry says of a draft's claim, but for its id.
pub(in crate::import) fn body(draft: &Draft) -> String {
    let mut written = Written::default();
    written.claim(draft);
    match written.text.match_indices('\n').nth(2) {
        Some((end, _)) => written.text.split_off(end + 1),
        None => String::new(),
    }
}

/// As [`body`], of a claim that is held; what is so unless said otherwise is left out.
pub(in crate::import) fn body_of(claim: &Claim) -> String {
    let mut body = String::new();
    for key in CLAIM_KEYS {
        let held = match Field::from_key(key).map(|field| claim.get(field)) {
            Some(FieldValue::Actors(actors)) => {
                let lines = actors.iter().map(|held| format!("    {},\n", value(&actor(held), ACTORS)));
                let _ = writeln!(body, "actors = [\n{}]", lines.collect::<String>());
                continue;
            }
            Some(FieldValue::Text(text)) if *key == "nature" && text == Nature::Episode.as_str() => continue,
            None | Some(FieldValue::Absent) => continue,
            Some(held) => owned(&held),
        };
        if held.as_array().is_none_or(|items| !items.is_empty()) {
            let _ = writeln!(body, "{key} = {}", value(&held, INNER_KEYS));
        }
    }
    body
}

/// An actor's keys in the order in which entries have them.
const ACTORS: &[&str] = &["id", "role", "who", "sector", "level", "for", "stance"];

/// A field's value as an entry writes it; what is not said is an empty text.
fn owned(of: &FieldValue) -> Value {
    match of {
        FieldValue::Absent => Value::String(String::new()),
        FieldValue::Text(string) => Value::String(string.clone()),
        FieldValue::List(items) => list(items, |item| Value::String(item.clone())),
        FieldValue::Number(number) => Value::Integer(*number),
        FieldValue::WhenRule(WhenRule { from, basis }) => table([("from", string(from)), ("basis", string(basis))]),
        FieldValue::Rate(Rate { min, max, per }) => table([
            ("min", Some(Value::Integer(i64::from(*min)))),
            ("max", max.map(|max| Value::Integer(i64::from(max)))),
            ("per", string(per.as_str())),
        ]),
        FieldValue::Quantities(items) => list(items, quantity),
        FieldValue::Actors(items) => list(items, actor),
        FieldValue::Anchors(items) => list(items, anchor),
    }
}

fn quantity(of: &Quantity) -> Value {
    let Quantity { of, low, best, high, unit } = of;
    let number = |number: &Option<i64>| number.map(Value::Integer);
    table([
        ("of", string(of)),
        ("low", number(low)),
        ("best", number(best)),
        ("high", number(high)),
        ("unit", unit.as_deref().and_then(string)),
    ])
}

fn actor(of: &Actor) -> Value {
    let Actor { id, role, who, sector, level, on_behalf_of, stance } = of;
    table([
        ("id", string(id)),
        ("role", string(role.as_str())),
        ("who", (!who.is_empty()).then(|| list(who, |id| Value::String(id.clone())))),
        ("sector", sector.as_deref().and_then(string)),
        ("level", level.and_then(|level| string(level.as_str()))),
        ("for", on_behalf_of.as_deref().and_then(string)),
        ("stance", stance.and_then(|stance| string(stance.as_str()))),
    ])
}

fn anchor(of: &Anchor) -> Value {
    let number = |number: u64| i64::try_from(number).ok().map(Value::Integer);
    table([("start", number(of.start)), ("end", number(of.end)), ("digest", string(&of.digest))])
}

fn string(text: &str) -> Option<Value> {
    Some(Value::String(text.to_owned()))
}

fn list<T>(items: &[T], of: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(of).collect())
}

fn table<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let said = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Table(said.collect::<Map<String, Value>>())
}

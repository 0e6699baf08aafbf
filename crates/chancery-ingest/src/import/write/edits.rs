//! Corrections and retractions as the text of an entry.

use std::fmt::Write;

use chancery_core::event::FieldSetting;
use chancery_core::{Actor, Anchor, FieldValue, Quantity, Rate, WhenRule};
use toml::Value;
use toml::map::Map;

use super::{INNER_KEYS, Written, text, value};
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
        self.sort_traces();
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

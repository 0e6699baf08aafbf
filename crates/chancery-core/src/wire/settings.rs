//! Between corrections and settlements, which set fields, and their twins.

use super::{settlement2, v1};
use crate::claim::{Actor, Anchor, Field, FieldValue, Quantity, Rate, WhenRule};
use crate::event::{Correction, FieldSetting, Settlement};

impl From<&Correction> for v1::Correction {
    fn from(c: &Correction) -> v1::Correction {
        v1::Correction {
            claim: c.claim.clone(),
            expect: write(&c.expect),
            set: write(&c.set),
            because: c.because.clone(),
            reason: c.reason.clone(),
        }
    }
}

impl TryFrom<v1::Correction> for Correction {
    type Error = String;
    fn try_from(c: v1::Correction) -> Result<Correction, String> {
        Ok(Correction {
            expect: read(c.expect)?,
            set: read(c.set)?,
            claim: c.claim,
            because: c.because,
            reason: c.reason,
        })
    }
}

impl From<&Settlement> for settlement2::Settlement {
    fn from(s: &Settlement) -> settlement2::Settlement {
        settlement2::Settlement {
            contact: s.contact.clone(),
            set: write(&s.set),
            unset: s.unset.iter().map(|field| field.as_str().to_owned()).collect(),
            reject: s.reject.clone(),
            readmit: s.readmit.clone(),
            because: s.because.clone(),
            reason: s.reason.clone(),
        }
    }
}

/// Schema 1 could set and reject, and take neither back.
impl From<v1::Settlement> for settlement2::Settlement {
    fn from(s: v1::Settlement) -> settlement2::Settlement {
        settlement2::Settlement {
            contact: s.contact,
            set: s.set,
            unset: Vec::new(),
            reject: s.reject,
            readmit: Vec::new(),
            because: s.because,
            reason: s.reason,
        }
    }
}

impl TryFrom<settlement2::Settlement> for Settlement {
    type Error = String;
    fn try_from(s: settlement2::Settlement) -> Result<Settlement, String> {
        Ok(Settlement {
            set: read(s.set)?,
            unset: s.unset.iter().map(|key| field(key)).collect::<Result<_, _>>()?,
            contact: s.contact,
            reject: s.reject,
            readmit: s.readmit,
            because: s.because,
            reason: s.reason,
        })
    }
}

fn field(key: &str) -> Result<Field, String> {
    Field::from_key(key).ok_or_else(|| format!("`{key}` is no field"))
}

fn write(settings: &[FieldSetting]) -> Vec<v1::Setting> {
    let twin = |(field, value): &FieldSetting| v1::Setting { field: field.as_str().to_owned(), value: value.into() };
    settings.iter().map(twin).collect()
}

fn read(settings: Vec<v1::Setting>) -> Result<Vec<FieldSetting>, String> {
    let setting = |twin: v1::Setting| Ok((field(&twin.field)?, twin.value.try_into()?));
    settings.into_iter().map(setting).collect()
}

impl From<&FieldValue> for v1::Value {
    fn from(value: &FieldValue) -> v1::Value {
        match value {
            FieldValue::Absent => v1::Value::Absent,
            FieldValue::Text(t) => v1::Value::Text(t.clone()),
            FieldValue::List(l) => v1::Value::List(l.clone()),
            FieldValue::Number(n) => v1::Value::Number(*n),
            FieldValue::WhenRule(r) => v1::Value::WhenRule(r.into()),
            FieldValue::Rate(r) => v1::Value::Rate(r.into()),
            FieldValue::Quantities(l) => v1::Value::Quantities(l.iter().map(v1::Quantity::from).collect()),
            FieldValue::Actors(l) => v1::Value::Actors(l.iter().map(v1::Actor::from).collect()),
            FieldValue::Anchors(l) => v1::Value::Anchors(l.iter().map(v1::Anchor::from).collect()),
        }
    }
}

impl TryFrom<v1::Value> for FieldValue {
    type Error = String;
    fn try_from(value: v1::Value) -> Result<FieldValue, String> {
        Ok(match value {
            v1::Value::Absent => FieldValue::Absent,
            v1::Value::Text(t) => FieldValue::Text(t),
            v1::Value::List(l) => FieldValue::List(l),
            v1::Value::Number(n) => FieldValue::Number(n),
            v1::Value::WhenRule(r) => FieldValue::WhenRule(WhenRule::from(r)),
            v1::Value::Rate(r) => FieldValue::Rate(Rate::try_from(r)?),
            v1::Value::Quantities(l) => FieldValue::Quantities(l.into_iter().map(Quantity::from).collect()),
            v1::Value::Actors(l) => FieldValue::Actors(l.into_iter().map(Actor::try_from).collect::<Result<_, _>>()?),
            v1::Value::Anchors(l) => FieldValue::Anchors(l.into_iter().map(Anchor::from).collect()),
        })
    }
}

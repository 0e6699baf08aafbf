//! Between corrections and settlements, which set fields, and their twins.

use super::v1;
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

impl From<&Settlement> for v1::Settlement {
    fn from(s: &Settlement) -> v1::Settlement {
        v1::Settlement {
            contact: s.contact.clone(),
            set: write(&s.set),
            reject: s.reject.clone(),
            because: s.because.clone(),
            reason: s.reason.clone(),
        }
    }
}

impl TryFrom<v1::Settlement> for Settlement {
    type Error = String;
    fn try_from(s: v1::Settlement) -> Result<Settlement, String> {
        Ok(Settlement { set: read(s.set)?, contact: s.contact, reject: s.reject, because: s.because, reason: s.reason })
    }
}

fn write(settings: &[FieldSetting]) -> Vec<v1::Setting> {
    let twin = |(field, value): &FieldSetting| v1::Setting { field: field.as_str().to_owned(), value: value.into() };
    settings.iter().map(twin).collect()
}

fn read(settings: Vec<v1::Setting>) -> Result<Vec<FieldSetting>, String> {
    let setting = |twin: v1::Setting| {
        let field = Field::from_key(&twin.field).ok_or_else(|| format!("`{}` is no field", twin.field))?;
        Ok((field, twin.value.try_into()?))
    };
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

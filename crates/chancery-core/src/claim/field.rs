//! A claim field by field: what a correction or a settlement may set, and how two readings are compared.

use std::fmt;

use super::{Actor, Anchor, Claim, Quantity, Rate, WhenRule};
use crate::terms::UnknownTerm;
use crate::when::When;

macro_rules! fields {
    ($($item:ident = $text:literal),+ $(,)?) => {
        /// A field of a claim that can be set. `id` and `source` are not among them: they never change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Field { $($item),+ }

        impl Field {
            /// Every field, in the order of docs/ENTRIES.md.
            pub const ALL: &'static [Field] = &[$(Field::$item),+];

            /// The key as written in entries.
            pub const fn as_str(self) -> &'static str {
                match self { $(Field::$item => $text),+ }
            }

            /// The field of that key.
            pub fn from_key(key: &str) -> Option<Field> {
                match key { $($text => Some(Field::$item),)+ _ => None }
            }
        }
    };
}

fields! {
    Nature = "nature", Form = "form", Categories = "categories", Status = "status", Stance = "stance",
    AttributedTo = "attributed_to", Actors = "actors", When = "when", WhenRule = "when_rule", Place = "place",
    Motive = "motive", PartOf = "part_of", InstanceOf = "instance_of", Ordinal = "ordinal", Rate = "rate",
    Quantity = "quantity", Confidence = "confidence", Reference = "ref", Summary = "summary", Anchor = "anchor",
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A field's value, apart from the claim it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// The source says nothing of it.
    Absent,
    /// A code, an EDTF date or free text.
    Text(String),
    /// Several codes or names.
    List(Vec<String>),
    /// A whole number.
    Number(i64),
    /// For `when_rule`.
    WhenRule(WhenRule),
    /// For `rate`.
    Rate(Rate),
    /// For `quantity`.
    Quantities(Vec<Quantity>),
    /// For `actors`.
    Actors(Vec<Actor>),
    /// For `anchor`.
    Anchors(Vec<Anchor>),
}

/// A value that does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongShape {
    /// The field.
    pub field: Field,
    /// Why not.
    pub reason: String,
}

impl fmt::Display for WrongShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be set: {}", self.field, self.reason)
    }
}

impl std::error::Error for WrongShape {}

impl Claim {
    /// The value of a field as it stands.
    pub fn get(&self, field: Field) -> FieldValue {
        match field {
            Field::Nature => text(self.nature.as_str()),
            Field::Form => text(&self.form),
            Field::Categories => FieldValue::List(self.categories.clone()),
            Field::Status => text(self.status.as_str()),
            Field::Stance => text(self.stance.as_str()),
            Field::AttributedTo => optional(&self.attributed_to),
            Field::Actors => FieldValue::Actors(self.actors.clone()),
            Field::When => self.when.as_ref().map_or(FieldValue::Absent, |when| text(when.text())),
            Field::WhenRule => self.when_rule.clone().map_or(FieldValue::Absent, FieldValue::WhenRule),
            Field::Place => FieldValue::List(self.place.clone()),
            Field::Motive => optional(&self.motive),
            Field::PartOf => optional(&self.part_of),
            Field::InstanceOf => optional(&self.instance_of),
            Field::Ordinal => self.ordinal.map_or(FieldValue::Absent, FieldValue::Number),
            Field::Rate => self.rate.map_or(FieldValue::Absent, FieldValue::Rate),
            Field::Quantity => FieldValue::Quantities(self.quantity.clone()),
            Field::Confidence => self.confidence.map_or(FieldValue::Absent, |c| text(c.as_str())),
            Field::Reference => optional(&self.reference),
            Field::Summary => text(&self.summary),
            Field::Anchor => FieldValue::Anchors(self.anchor.clone()),
        }
    }

    /// Sets a field. `Absent` empties what may be empty.
    ///
    /// # Errors
    /// [`WrongShape`] where the value is of another kind, no such term exists, or the field may not be empty; the claim
    /// is then unchanged.
    pub fn set(&mut self, field: Field, value: &FieldValue) -> Result<(), WrongShape> {
        let wrong = |reason: String| WrongShape { field, reason };
        let unknown = |error: UnknownTerm| WrongShape { field, reason: error.to_string() };
        match (field, value) {
            (Field::Nature, FieldValue::Text(t)) => self.nature = t.parse().map_err(unknown)?,
            (Field::Form, FieldValue::Text(t)) => self.form.clone_from(t),
            (Field::Categories, FieldValue::List(list)) => self.categories = sorted(list),
            (Field::Status, FieldValue::Text(t)) => self.status = t.parse().map_err(unknown)?,
            (Field::Stance, FieldValue::Text(t)) => self.stance = t.parse().map_err(unknown)?,
            (Field::AttributedTo, _) => self.attributed_to = option(field, value)?,
            (Field::Actors, FieldValue::Actors(actors)) => self.actors.clone_from(actors),
            (Field::When, FieldValue::Text(t)) => {
                self.when = Some(When::parse(t).map_err(|error| wrong(error.to_string()))?);
            }
            (Field::When, FieldValue::Absent) => self.when = None,
            (Field::WhenRule, FieldValue::WhenRule(rule)) => self.when_rule = Some(rule.clone()),
            (Field::WhenRule, FieldValue::Absent) => self.when_rule = None,
            (Field::Place, FieldValue::List(list)) => self.place.clone_from(list),
            (Field::Place, FieldValue::Absent) => self.place.clear(),
            (Field::Motive, _) => self.motive = option(field, value)?,
            (Field::PartOf, _) => self.part_of = option(field, value)?,
            (Field::InstanceOf, _) => self.instance_of = option(field, value)?,
            (Field::Ordinal, FieldValue::Number(n)) => self.ordinal = Some(*n),
            (Field::Ordinal, FieldValue::Absent) => self.ordinal = None,
            (Field::Rate, FieldValue::Rate(rate)) => self.rate = Some(*rate),
            (Field::Rate, FieldValue::Absent) => self.rate = None,
            (Field::Quantity, FieldValue::Quantities(list)) => self.quantity.clone_from(list),
            (Field::Quantity, FieldValue::Absent) => self.quantity.clear(),
            (Field::Confidence, FieldValue::Text(t)) => self.confidence = Some(t.parse().map_err(unknown)?),
            (Field::Confidence, FieldValue::Absent) => self.confidence = None,
            (Field::Reference, _) => self.reference = option(field, value)?,
            (Field::Summary, FieldValue::Text(t)) => self.summary.clone_from(t),
            (Field::Anchor, FieldValue::Anchors(list)) => self.anchor.clone_from(list),
            (Field::Anchor, FieldValue::Absent) => self.anchor.clear(),
            (_, FieldValue::Absent) => return Err(wrong("it may not be empty".to_owned())),
            _ => return Err(wrong("the value is of another kind".to_owned())),
        }
        Ok(())
    }
}

fn text(value: &str) -> FieldValue {
    FieldValue::Text(value.to_owned())
}

fn optional(value: &Option<String>) -> FieldValue {
    value.as_deref().map_or(FieldValue::Absent, text)
}

fn option(field: Field, value: &FieldValue) -> Result<Option<String>, WrongShape> {
    match value {
        FieldValue::Text(t) => Ok(Some(t.clone())),
        FieldValue::Absent => Ok(None),
        _ => Err(WrongShape { field, reason: "the value is of another kind".to_owned() }),
    }
}

fn sorted(list: &[String]) -> Vec<String> {
    let mut list = list.to_vec();
    list.sort();
    list.dedup();
    list
}

impl fmt::Display for FieldValue {
    /// One line for people: codes as written, lists with `;`, `–` where nothing is said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldValue::Absent => f.write_str("–"),
            FieldValue::Text(t) => f.write_str(t),
            FieldValue::List(list) => f.write_str(&list.join(";")),
            FieldValue::Number(n) => write!(f, "{n}"),
            FieldValue::WhenRule(rule) => write!(f, "from {}: {}", rule.from, rule.basis),
            FieldValue::Rate(rate) => match rate.max {
                Some(max) => write!(f, "{}-{max} per {}", rate.min, rate.per),
                None => write!(f, "at least {} per {}", rate.min, rate.per),
            },
            FieldValue::Quantities(list) => {
                let parts: Vec<String> = list.iter().map(Quantity::to_string).collect();
                f.write_str(&parts.join(";"))
            }
            FieldValue::Actors(list) => {
                let parts: Vec<String> = list.iter().map(|a| format!("{}:{}", a.id, a.role)).collect();
                f.write_str(&parts.join(";"))
            }
            FieldValue::Anchors(list) => {
                let parts: Vec<String> = list.iter().map(|a| format!("{}-{}", a.start, a.end)).collect();
                f.write_str(&parts.join(";"))
            }
        }
    }
}

impl fmt::Display for Quantity {
    /// `of 200-300 unit`, `of >=200`, `of 20 per cent`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.of)?;
        match (self.best, self.low, self.high) {
            (Some(best), _, _) => write!(f, " {best}")?,
            (None, Some(low), Some(high)) => write!(f, " {low}-{high}")?,
            (None, Some(low), None) => write!(f, " >={low}")?,
            (None, None, Some(high)) => write!(f, " <={high}")?,
            (None, None, None) => {}
        }
        match &self.unit {
            Some(unit) => write!(f, " {unit}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_is_got_can_be_set_back() {
        let mut claim = Claim::new("a/x", "a");
        claim.set(Field::When, &text("200X")).unwrap();
        claim.set(Field::Categories, &FieldValue::List(vec!["sports".into(), "medical".into()])).unwrap();
        let mut copy = Claim::new("a/x", "a");
        for field in Field::ALL {
            copy.set(*field, &claim.get(*field)).unwrap();
            assert_eq!(Field::from_key(field.as_str()), Some(*field));
        }
        assert_eq!(copy, claim);
        assert_eq!(copy.categories, ["medical", "sports"]);
    }

    #[test]
    fn a_value_of_another_kind_is_refused_and_nothing_changes() {
        let mut claim = Claim::new("a/x", "a");
        let before = claim.clone();
        for (field, value) in [
            (Field::Status, text("done")),
            (Field::When, text("last Tuesday")),
            (Field::Ordinal, text("fourth")),
            (Field::Summary, FieldValue::Absent),
            (Field::Motive, FieldValue::Number(1)),
        ] {
            assert!(claim.set(field, &value).is_err());
        }
        assert_eq!(claim, before);
    }
}

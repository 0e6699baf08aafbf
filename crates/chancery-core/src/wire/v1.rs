//! Version 1 of the wire types. Frozen: fields are never added, dropped, reordered or retyped here.
//!
//! Terms and dates are text, instants whole seconds since 1970 UTC. What each field means is said at its core type.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

macro_rules! wire {
    ($($name:ident { $($field:ident: $type:ty),+ $(,)? })+) => {
        $(
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct $name { $(pub $field: $type),+ }
        )+
    };
}

/// An event with its place, so that a frame tells where it belongs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InEntry<T> {
    pub entry: String,
    pub place: u32,
    pub event: T,
}

wire! {
    Input { path: String, digest: String }
    Entry { id: String, recorded: i64, coded: Option<i64>, by: String, note: Option<String> }
    Source {
        id: String, title: String, publisher: String, origin: String, author: Vec<String>, published: Option<String>,
        published_basis: Option<String>, language: String, seen: String, url: Option<String>, digest: Option<String>,
        length: Option<u64>, supersedes: Option<String>,
    }
    Claim {
        id: String, source: String, nature: String, form: String, categories: Vec<String>, status: String,
        stance: String, attributed_to: Option<String>, actors: Vec<Actor>, when: Option<String>,
        when_rule: Option<WhenRule>, place: Vec<String>, motive: Option<String>, part_of: Option<String>,
        instance_of: Option<String>, ordinal: Option<i64>, rate: Option<Rate>, quantity: Vec<Quantity>,
        confidence: Option<String>, reference: Option<String>, summary: String, anchor: Vec<Anchor>,
    }
    Actor {
        id: String, role: String, who: Vec<String>, sector: Option<String>, level: Option<String>,
        on_behalf_of: Option<String>, stance: Option<String>,
    }
    WhenRule { from: String, basis: String }
    Rate { min: u32, max: Option<u32>, per: String }
    Quantity { of: String, low: Option<i64>, best: Option<i64>, high: Option<i64>, unit: Option<String> }
    Anchor { start: u64, end: u64, digest: String }
    Setting { field: String, value: Value }
    Correction { claim: String, expect: Vec<Setting>, set: Vec<Setting>, because: Vec<String>, reason: String }
    Retraction { claim: String, reason: String }
    Link { contact: String, claims: Vec<String>, reason: String }
    Settlement { contact: String, set: Vec<Setting>, reject: Vec<String>, because: Vec<String>, reason: String }
    Coverage {
        dyad: (String, String), categories: Vec<String>, extent: String, searched: Vec<String>, by: String,
        reason: Option<String>,
    }
    Vocabulary { states: Vec<State>, bodies: Vec<Body>, people: Vec<Person>, terms: Vec<Term>, rules: Vec<Rule> }
    DatedName { name: String, during: Option<String> }
    DatedCode { scheme: String, code: String, during: Option<String> }
    State {
        id: String, name: String, names: Vec<DatedName>, aliases: Vec<String>, exists: String, codes: Vec<DatedCode>,
        note: Option<String>,
    }
    Body {
        id: String, name: String, names: Vec<DatedName>, aliases: Vec<String>, of: Option<String>,
        sector: Option<String>, note: Option<String>,
    }
    Person { id: String, name: String, aliases: Vec<String>, roles: Vec<Office>, note: Option<String> }
    Office {
        role: String, of: Option<String>, sector: Option<String>, level: Option<String>, during: Option<String>,
    }
    Term {
        list: String, id: String, name: String, definition: String, typical: String, borderline: String,
        excluded: String, class: Option<String>,
    }
    Rule {
        id: String, definition: String, natures: Vec<String>, statuses: Vec<String>, stances: Vec<String>,
        unit: String, convenor: bool, multilateral: bool, unofficial: bool, default: bool,
    }
}

/// A field's value in a correction or settlement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    Absent,
    Text(String),
    List(Vec<String>),
    Number(i64),
    WhenRule(WhenRule),
    Rate(Rate),
    Quantities(Vec<Quantity>),
    Actors(Vec<Actor>),
    Anchors(Vec<Anchor>),
}

//! Fields that consist of tables: actors, rates, quantities, anchors.

use chancery_core::terms::{Level, Per, Role, Stance};
use chancery_core::{Actor, Anchor, FieldValue, Quantity, Rate};

use super::Use;
use crate::entry::values::{codes, digest, plain, term};
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(in crate::entry) const ACTOR: &[Example] = &[
    ("id", "\"PRK\""),
    ("role", "\"visitor\""),
    ("who", "[\"kim-yong-nam\"]"),
    ("sector", "\"GOV\""),
    ("level", "\"head\""),
    ("for", "\"JPN\""),
    ("stance", "\"hedged\""),
];

pub(super) fn actors(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<FieldValue> {
    let tables = table.tables(r, "actors", "an actor", ACTOR)?;
    if tables.is_empty() {
        r.tell(table.span_of("actors"), problems::no_actors);
        return None;
    }
    let mut actors: Vec<Actor> = Vec::with_capacity(tables.len());
    let mut seen = std::collections::HashSet::new();
    for table in tables {
        let span = table.span.clone();
        let Some(actor) = actor(r, table) else { continue };
        // People of several sectors or ranks on one side need a row each; without either the row says nothing new.
        if !seen.insert((actor.id.clone(), actor.role, actor.sector.clone(), actor.level)) {
            r.tell(span, |at| problems::repeated_actor(at, &actor.id, actor.role.as_str()));
        }
        actors.push(actor);
    }
    Some(FieldValue::Actors(actors))
}

fn actor(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<Actor> {
    let id = table.needed_text(r, "id");
    table.need("role");
    let role = term(r, &table, "role", &codes(Role::ALL, |term| term.as_str()));
    let mut who = plain(table.some_texts(r, "who")).unwrap_or_default();
    who.sort();
    let sector = table.text(r, "sector").map(|text| text.value);
    let level = term(r, &table, "level", &codes(Level::ALL, |term| term.as_str()));
    let on_behalf_of = table.text(r, "for").map(|text| text.value);
    let stance = term(r, &table, "stance", &codes(Stance::ALL, |term| term.as_str()));
    let name = id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
    match (table.has("for"), table.has("stance"), &on_behalf_of) {
        (false, true, _) => r.tell(table.span_of("stance"), |at| problems::stance_without_for(at, &name)),
        (true, false, Some(principal)) => {
            r.tell(table.span_of("for"), |at| problems::for_without_stance(at, &name, principal));
        }
        _ => {}
    }
    table.finish(r);
    Some(Actor {
        id: id?.value,
        role: role?.parse().ok()?,
        who,
        sector,
        level: level.and_then(|level| level.parse().ok()),
        on_behalf_of,
        stance: stance.and_then(|stance| stance.parse().ok()),
    })
}

pub(in crate::entry) const RATE: &[Example] = &[("min", "2"), ("max", "4"), ("per", "\"year\"")];

pub(super) fn rate(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<FieldValue> {
    let table = table.table(r, "rate", RATE)?;
    let before = r.sink.total();
    let default = Rate::default();
    let min = table.number(r, "min").unwrap_or(i64::from(default.min));
    let max = table.number(r, "max");
    let per = term(r, &table, "per", &codes(Per::ALL, |term| term.as_str()));
    if min < 1 || max.is_some_and(|max| max < min) {
        let key = if min < 1 { "min" } else { "max" };
        r.tell(table.span_of(key), |at| problems::rate_range(at, min, max));
    }
    let per = per.and_then(|per| per.parse().ok()).unwrap_or(default.per);
    for (key, number) in [("min", Some(min)), ("max", max)] {
        if let Some(number) = number.filter(|number| *number > i64::from(u32::MAX)) {
            r.tell(table.span_of(key), |at| problems::bad_number(at, key, &number.to_string(), "1 to 4294967295"));
        }
    }
    table.finish(r);
    if r.sink.total() > before {
        return None;
    }
    let max = max.and_then(|max| u32::try_from(max).ok());
    Some(FieldValue::Rate(Rate { min: u32::try_from(min).ok()?, max, per }))
}

pub(in crate::entry) const QUANTITY: &[Example] =
    &[("of", "\"workers\""), ("low", "2000"), ("best", "2500"), ("high", "3000"), ("unit", "\"people\"")];

pub(super) fn quantities(r: &mut Reader<'_>, table: &Table<'_, '_>, usage: Use) -> Option<FieldValue> {
    let tables = some(r, table, "quantity", "a quantity", QUANTITY, usage)?;
    let before = r.sink.total();
    let quantities: Vec<Quantity> = tables.into_iter().filter_map(|table| quantity(r, table)).collect();
    (r.sink.total() == before).then_some(FieldValue::Quantities(quantities))
}

fn quantity(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<Quantity> {
    let of = table.needed_text(r, "of").map(|text| text.value);
    let (low, best, high) = (table.number(r, "low"), table.number(r, "best"), table.number(r, "high"));
    let unit = table.text(r, "unit").map(|text| text.value);
    let name = of.clone().unwrap_or_default();
    let numbers: Vec<i64> = [low, best, high].into_iter().flatten().collect();
    if !["low", "best", "high"].iter().any(|key| table.has(key)) {
        r.tell(table.span.clone(), |at| problems::quantity_without_number(at, &name));
    }
    if !numbers.is_sorted() {
        r.tell(table.span.clone(), |at| problems::quantity_order(at, &name, &numbers));
    }
    table.finish(r);
    Some(Quantity { of: of?, low, best, high, unit })
}

/// The longest anchor, in characters; it also bounds what checking one costs.
const MAX_ANCHOR: u64 = 20_000;

pub(in crate::entry) const ANCHOR: &[Example] = &[("start", "107"), ("end", "225"), ("digest", "\"<64 hex digits>\"")];

pub(super) fn anchors(r: &mut Reader<'_>, table: &Table<'_, '_>, usage: Use) -> Option<FieldValue> {
    let tables = some(r, table, "anchor", "an anchor", ANCHOR, usage)?;
    let anchors: Vec<Option<Anchor>> = tables.into_iter().map(|table| anchor(r, table)).collect();
    anchors.into_iter().collect::<Option<Vec<Anchor>>>().map(FieldValue::Anchors)
}

fn anchor(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<Anchor> {
    for key in ["start", "end", "digest"] {
        table.need(key);
    }
    let start = table.number_from(r, "start", 0).and_then(|start| u64::try_from(start).ok());
    let end = table.number_from(r, "end", 0).and_then(|end| u64::try_from(end).ok());
    let digest = digest(r, &table, "digest");
    let ordered = match (start, end) {
        (Some(start), Some(end)) if start >= end => {
            r.tell(table.span_of("end"), |at| problems::anchor_order(at, start, end));
            false
        }
        (Some(start), Some(end)) if end - start > MAX_ANCHOR => {
            r.tell(table.span.clone(), |at| problems::anchor_too_long(at, end - start, MAX_ANCHOR));
            false
        }
        _ => true,
    };
    table.finish(r);
    ordered.then_some(Anchor { start: start?, end: end?, digest: digest? })
}

/// A list of tables, which may be empty only within `set` and `expect`.
fn some<'t, 'd>(
    r: &mut Reader<'_>,
    table: &Table<'t, 'd>,
    key: &'static str,
    name: &'static str,
    examples: &'static [Example],
    usage: Use,
) -> Option<Vec<Table<'t, 'd>>> {
    let tables = table.tables(r, key, name, examples)?;
    if tables.is_empty() && usage == Use::Claim {
        r.tell(table.span_of(key), |at| problems::empty_list(at, key));
        return None;
    }
    Some(tables)
}

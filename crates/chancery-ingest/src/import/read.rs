//! Reading a mapping's file.

use super::mapping::{ActorPatch, Capture, DateRule, Derived, Layout, Mapping, Rule, ValueMap};
use super::settings::{self, ACTOR, condition, pattern};
use crate::ids;
use crate::problems;
use crate::reader::{Reader, Text};
use crate::table::{Example, Table};

/// What may stand between cells; a tab is what the format `tsv` is for.
const SEPARATORS: &[&str] = &[",", ";", "|"];

/// The format of mappings that this program reads.
const FORMAT: i64 = 1;

pub(super) const FILE: &[Example] = &[
    ("mapping", "[mapping]"),
    ("table", "[table]"),
    ("skip", "[[skip]]"),
    ("capture", "[[capture]]"),
    ("column", "[[column]]"),
    ("source", "[source]"),
    ("claim", "[claim]"),
    ("values", "{ kind = { visit = { form = \"visit\" } } }"),
    ("date", "[[date]]"),
    ("actors", "[actors]"),
    ("actor", "[[actor]]"),
    ("who", "[who]"),
    ("quantity", "[quantity]"),
    ("rule", "[[rule]]"),
    ("register", "[register]"),
];

pub(super) const MAPPING: &[Example] =
    &[("format", "1"), ("id", "\"contacts-1948-2024\""), ("by", "\"coder-a\""), ("note", "\"…\"")];

pub(super) const TABLE: &[Example] = &[
    ("key", "\"id\""),
    ("format", "\"tsv\""),
    ("quotes", "false"),
    ("separator", "\";\""),
    ("sheet", "\"Contacts\""),
    ("ignore", "[\"remarks\"]"),
    ("english_dates", "true"),
    ("rows", "\"visits/visit\""),
    ("join", "{ place = \"; \" }"),
];

pub(super) const SKIP: &[Example] = &[("where", "{ kind = \"seed\" }"), ("reason", "\"…\"")];
pub(super) const CAPTURE: &[Example] = &[("column", "\"publisher\""), ("pattern", "'^(?<outlet>[^(]+)'")];
pub(super) const COLUMN: &[Example] =
    &[("name", "\"state\""), ("where", "{ country = \"Siam\" }"), ("is", "\"Thailand\"")];
pub(super) const DATE: &[Example] =
    &[("pattern", "'^\\.\\./(?<end>.+)$'"), ("becomes", "\"[..{end}]\""), ("where", "{ status = \"happened\" }")];
pub(super) const RULE: &[Example] = &[
    ("where", "{ kind = \"other\" }"),
    ("set", "{ form = \"conference\" }"),
    ("actors", "{ MNG = { role = \"convenor\" } }"),
    ("reason", "\"…\""),
];

/// What the file says of the table's layout, whether or not the rest of it is sound.
pub(super) fn layout(r: &mut Reader<'_>, root: &Table<'_, '_>) -> Layout {
    let Some(table) = root.table(r, "table", TABLE) else { return Layout::default() };
    let text = |r: &mut Reader<'_>, key| table.text(r, key).map(|text| text.value);
    let format = table.text(r, "format");
    if let Some(format) = &format {
        crate::entry::values::known_term(r, "format", format, super::sheet::FORMATS);
    }
    let ignore = table.different_texts(r, "ignore").unwrap_or_default();
    let join = table.table(r, "join", &[]).map(|join| super::who::texts(r, &join)).unwrap_or_default();
    Layout {
        format: format.map(|text| text.value),
        quotes: table.flag(r, "quotes"),
        separator: separator(r, &table),
        sheet: text(r, "sheet"),
        key: text(r, "key").unwrap_or_default(),
        rows: text(r, "rows"),
        join: join.into_iter().map(|(column, between)| (column, between.value)).collect(),
        ignore: ignore.into_iter().map(|text| text.value).collect(),
    }
}

/// What stands between the cells of a text, if not what its format says.
fn separator(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<u8> {
    let text = table.text(r, "separator")?;
    crate::entry::values::known_term(r, "separator", &text, SEPARATORS).then(|| text.value.as_bytes()[0])
}

/// Reads a mapping; `None` if it lacks what nothing can be made without.
pub(super) fn mapping(r: &mut Reader<'_>, mut root: Table<'_, '_>) -> Option<Mapping> {
    for key in ["mapping", "table", "source", "claim"] {
        root.need(key);
    }
    let heading = root.span_of("mapping");
    let (id, by, note) = head(r, &root);
    let (key, ignore, english_dates) = keys(r, &root);
    let skips = root.tables(r, "skip", "[[skip]]", SKIP).unwrap_or_default().into_iter().map(|table| skip(r, table));
    let skips = skips.collect();
    let captures = root.tables(r, "capture", "[[capture]]", CAPTURE).unwrap_or_default();
    let captures = captures.into_iter().filter_map(|table| capture(r, table)).collect();
    let columns = root.tables(r, "column", "[[column]]", COLUMN).unwrap_or_default();
    let columns = columns.into_iter().filter_map(|table| column(r, table)).collect();
    let register = super::register::settings::read(r, &root);
    let (same, source) = settings::source(r, &root, register.is_some());
    let claim = settings::claim(r, &root);
    let values = values(r, &root);
    let dates = root.tables(r, "date", "[[date]]", DATE).unwrap_or_default();
    let dates = dates.into_iter().filter_map(|table| date(r, table)).collect();
    let packed = super::actors::read(r, &root);
    let actors = root.tables(r, "actor", "[[actor]]", ACTOR).unwrap_or_default();
    let actors = actors.into_iter().map(|table| settings::all(r, table, &["id", "role"])).collect();
    let who = super::who::read(r, &root);
    let quantity = super::quantity::read(r, &root);
    let rules = root.tables(r, "rule", "[[rule]]", RULE).unwrap_or_default();
    let rules = rules.into_iter().map(|table| rule(r, table)).collect();
    root.finish(r);
    Some(Mapping {
        id: id?,
        by,
        note,
        heading,
        key: key?,
        ignore,
        skips,
        captures,
        columns,
        same,
        source,
        claim,
        values,
        dates,
        english_dates,
        packed,
        actors,
        who,
        quantity,
        rules,
        register,
    })
}

fn head(r: &mut Reader<'_>, root: &Table<'_, '_>) -> (Option<String>, Option<String>, Option<String>) {
    let Some(table) = root.table(r, "mapping", MAPPING) else { return (None, None, None) };
    let mut table = table.named("[mapping]");
    table.need("format");
    if let Some(format) = table.number(r, "format")
        && format != FORMAT
    {
        r.tell(table.span_of("format"), |at| problems::unsupported_format(at, format));
    }
    let id = ids::defined(r, &mut table, "id", ids::Kind::Mapping);
    let by = table.text(r, "by").map(|text| text.value);
    let note = table.text(r, "note").map(|text| text.value);
    table.finish(r);
    (id, by, note)
}

fn keys(r: &mut Reader<'_>, root: &Table<'_, '_>) -> (Option<Text>, Vec<Text>, bool) {
    let Some(table) = root.table(r, "table", TABLE) else { return (None, Vec::new(), false) };
    let mut table = table.named("[table]");
    let key = table.needed_text(r, "key");
    let ignore = table.different_texts(r, "ignore").unwrap_or_default();
    let english_dates = table.flag(r, "english_dates").unwrap_or(false);
    table.finish(r);
    (key, ignore, english_dates)
}

fn skip(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> super::mapping::Condition {
    table.need("where");
    let condition = condition(r, &table);
    table.needed_text(r, "reason");
    table.finish(r);
    condition
}

fn capture(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<Capture> {
    let column = table.needed_text(r, "column");
    let written = table.needed_text(r, "pattern");
    table.finish(r);
    let (column, written) = (column?, written?);
    let pattern = pattern(r, &written)?;
    let names = pattern.capture_names().flatten().map(str::to_owned).collect();
    Some(Capture { column, pattern, written, names })
}

fn column(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<Derived> {
    let name = table.needed_text(r, "name");
    let condition = condition(r, &table);
    let is = if table.is_empty_text("is") {
        Some(Text { value: String::new(), span: table.span_of("is") })
    } else {
        table.needed_text(r, "is")
    };
    table.finish(r);
    Some(Derived { name: name?, condition, is: is? })
}

fn date(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<DateRule> {
    let written = table.needed_text(r, "pattern");
    let becomes = table.needed_text(r, "becomes");
    let condition = condition(r, &table);
    table.finish(r);
    Some(DateRule { pattern: pattern(r, &written?)?, becomes: becomes?, condition })
}

/// `[values.COLUMN]`, whose keys are the column's values.
fn values(r: &mut Reader<'_>, root: &Table<'_, '_>) -> Vec<ValueMap> {
    let Some(columns) = root.table(r, "values", &[]) else { return Vec::new() };
    let mut maps = Vec::new();
    for (column, table) in columns.each(r, "[values]", &[]) {
        let values = table.each(r, "what a value sets", settings::SET).into_iter();
        let values = values.map(|(value, table)| (value.value, settings::all(r, table, &[]))).collect();
        maps.push(ValueMap { column, values });
    }
    maps
}

fn rule(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Rule {
    let span = table.span.clone();
    table.need("where");
    let condition = condition(r, &table);
    let set = table.table(r, "set", settings::SET).map(|set| settings::all(r, set.named("`set`"), &[]));
    let patches = table.table(r, "actors", &[]).map(|patches| patches.each(r, "an actor's changes", settings::PATCH));
    let actors = patches.into_iter().flatten().map(|(name, table)| patch(r, name, table)).collect();
    table.needed_text(r, "reason");
    table.finish(r);
    Rule { span, condition, set: set.unwrap_or_default(), actors }
}

fn patch(r: &mut Reader<'_>, name: Text, table: Table<'_, '_>) -> ActorPatch {
    let drop = table.flag(r, "drop").unwrap_or(false);
    let mut set = settings::all(r, table, &[]);
    set.retain(|setting| setting.key != "drop");
    ActorPatch { name, drop, set }
}

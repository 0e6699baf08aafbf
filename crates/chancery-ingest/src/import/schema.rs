//! The JSON Schema of mappings, so that an editor completes and checks them. The reader is the law; a test holds that the
//! schema knows the same keys.
#![allow(dead_code, reason = "the types are there for their schema alone")]

mod registers;
mod says;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde_json::Value;

use registers::Register;
use says::{Claim, Set, Source};

/// The schema as JSON, for docs/schema/mapping.schema.json.
pub fn mapping_schema() -> String {
    let schema = schemars::schema_for!(MappingFile);
    serde_json::to_string_pretty(schema.as_value()).unwrap_or_default()
}

/// What the columns and values of somebody's table mean; see docs/MAPPINGS.md. In texts, a column's name in braces stands
/// for the row's cell.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct MappingFile {
    mapping: Head,
    table: TableLayout,
    skip: Option<Vec<Skip>>,
    capture: Option<Vec<Capture>>,
    column: Option<Vec<Column>>,
    source: Source,
    claim: Claim,
    /// By column, then by the column's value: what the value sets.
    values: Option<BTreeMap<String, BTreeMap<String, Set>>>,
    date: Option<Vec<Date>>,
    actors: Option<Actors>,
    actor: Option<Vec<Actor>>,
    who: Option<Who>,
    quantity: Option<Quantity>,
    rule: Option<Vec<Rule>>,
    register: Option<Register>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Head {
    /// 1, the only format so far.
    format: u8,
    /// The entry is named after the day and this id.
    id: String,
    /// Who made the mapping.
    by: Option<String>,
    /// Becomes the entry's note.
    note: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TableLayout {
    /// The column that names a row, each value once.
    key: String,
    /// csv, json, tsv, xlsx or xml; otherwise by the file's ending.
    format: Option<String>,
    /// Whether quotation marks enclose cells; yes if left out.
    quotes: Option<bool>,
    /// What stands between the cells of a csv: a comma if left out, `;` or `|`.
    separator: Option<String>,
    /// Which sheet of a workbook; the first if left out.
    sheet: Option<String>,
    /// Columns that are known and not used.
    ignore: Option<Vec<String>>,
    /// Whether a `when` that is no EDTF is read as English, if it has one reading; no if left out.
    english_dates: Option<bool>,
    /// xml: the elements from the root to a row, `/` between them.
    rows: Option<String>,
    /// xml: by column, what stands between the texts of an element that a row has several times.
    join: Option<BTreeMap<String, String>>,
}

/// Rows that make no claim.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Skip {
    r#where: Condition,
    reason: String,
}

/// New columns out of parts of a cell, named by the groups of the pattern.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Capture {
    column: String,
    /// A regular expression with named groups; every cell must fit.
    pattern: String,
}

/// A new column: the first of its name that a row passes gives the text.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Column {
    name: String,
    r#where: Option<Condition>,
    /// With columns in braces; may be empty.
    is: String,
}

/// Columns and what their cells must be; all must hold.
type Condition = BTreeMap<String, Test>;

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Test {
    Is(String),
    OneOf(Vec<String>),
    Pattern(Matches),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Matches {
    /// A regular expression that the cell holds.
    matches: String,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum List {
    Texts(Vec<String>),
    Column(Split),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Split {
    column: String,
    split: String,
}

/// The first whose pattern matches `when` rewrites it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Date {
    pattern: String,
    /// May name the pattern's groups in braces.
    becomes: String,
    r#where: Option<Condition>,
}

/// A column that packs all actors of a row.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Actors {
    column: String,
    /// Between actors.
    split: String,
    /// Between an actor's id and its role word.
    role_after: String,
    /// Where the table's code is no id, name or alias of the vocabulary.
    ids: Option<BTreeMap<String, String>>,
    /// Every role word of the table.
    roles: BTreeMap<String, Role>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Role {
    role: Option<String>,
    sector: Option<String>,
    level: Option<String>,
    r#for: Option<String>,
    stance: Option<String>,
}

/// An actor from columns of its own; an empty id makes no actor.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Actor {
    id: String,
    role: String,
    who: Option<List>,
    sector: Option<String>,
    level: Option<String>,
    r#for: Option<String>,
    stance: Option<String>,
}

/// A column with people and bodies.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Who {
    column: String,
    split: String,
    /// Phrases that name nobody in particular.
    unnamed: Option<Vec<String>>,
    names: Option<BTreeMap<String, Named>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Named {
    /// The id in the vocabulary.
    is: Option<String>,
    /// The actor for whom it acts.
    actor: Option<String>,
}

/// A column with numbers and their units.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Quantity {
    column: String,
    split: Option<String>,
    units: BTreeMap<String, Unit>,
    /// Parts that are no number and unit.
    cells: Option<BTreeMap<String, Vec<Value>>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Unit {
    of: Option<String>,
    unit: Option<String>,
    /// The number is a recurrence's rate over this.
    rate: Option<String>,
    /// The number is the claim's ordinal.
    ordinal: Option<bool>,
}

/// An exception, applied in order.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Rule {
    r#where: Condition,
    set: Option<Set>,
    /// By `ID` or `ID:word`.
    actors: Option<BTreeMap<String, Patch>>,
    reason: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Patch {
    role: Option<String>,
    who: Option<Vec<String>>,
    sector: Option<String>,
    level: Option<String>,
    r#for: Option<String>,
    stance: Option<String>,
    /// Takes the actor out.
    drop: Option<bool>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{actors, quantity, read, register, settings, who};
    use super::*;
    use crate::table::Example;

    #[test]
    fn the_schema_knows_the_keys_that_the_reader_knows() {
        let schema: Value = serde_json::from_str(&mapping_schema()).unwrap();
        let keys = |of: &Value| -> BTreeSet<String> { of["properties"].as_object().unwrap().keys().cloned().collect() };
        assert_eq!(keys(&schema), read::FILE.iter().map(|(key, _)| (*key).to_owned()).collect());
        let lists: &[(&str, &[Example])] = &[
            ("Head", read::MAPPING),
            ("TableLayout", read::TABLE),
            ("Skip", read::SKIP),
            ("Capture", read::CAPTURE),
            ("Column", read::COLUMN),
            ("Register", register::settings::REGISTER),
            ("Back", register::settings::BACK),
            ("Matches", settings::MATCHES),
            ("Split", settings::SPLIT),
            ("Source", settings::SOURCE),
            ("Claim", settings::CLAIM),
            ("Set", settings::SET),
            ("Date", read::DATE),
            ("Actors", actors::ACTORS),
            ("Role", settings::ROLE),
            ("Actor", settings::ACTOR),
            ("Who", who::WHO),
            ("Named", who::NAMED),
            ("Quantity", quantity::QUANTITY),
            ("Unit", quantity::UNIT),
            ("Rule", read::RULE),
            ("Patch", settings::PATCH),
        ];
        for (name, list) in lists {
            let listed: BTreeSet<String> = list.iter().map(|(key, _)| (*key).to_owned()).collect();
            assert_eq!(keys(&schema["$defs"][name]), listed, "{name}");
        }
        assert_eq!(schema["$defs"].as_object().unwrap().len(), lists.len() + 3, "and SourceSet, Test, List");
    }
}

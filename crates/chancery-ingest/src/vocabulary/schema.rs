//! The JSON Schema of the vocabulary's files: one for all, which a file uses by its own headings.
#![allow(dead_code, reason = "the types are there for their schema alone")]

use schemars::JsonSchema;

use crate::schema::{self, ConfidenceCode, LevelCode, NatureCode, StanceCode, StatusCode, code};

code!(ClassCode, chancery_core::terms::RoleClass::ALL);
code!(LinksCode, chancery_core::terms::Links::ALL);
code!(UnitCode, chancery_core::vocabulary::Unit::OF_CELLS);

/// The schema as JSON, for docs/schema/vocabulary.schema.json.
pub fn vocabulary_schema() -> String {
    schema::printed(&schemars::schema_for!(VocabularyFile))
}

/// A file of the vocabulary; see docs/ENTRIES.md.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct VocabularyFile {
    /// categories.toml, forms.toml and the other lists of codes.
    term: Option<Vec<Term>>,
    /// actors.toml.
    state: Option<Vec<State>>,
    /// actors.toml.
    body: Option<Vec<Body>>,
    /// actors.toml.
    person: Option<Vec<Person>>,
    /// rules.toml.
    rule: Option<Vec<Rule>>,
    /// crosswalks.toml.
    scheme: Option<Vec<Scheme>>,
    /// crosswalks.toml.
    crosswalk: Option<Vec<Crosswalk>>,
    /// dataset.toml.
    dataset: Option<Dataset>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Term {
    id: String,
    name: String,
    definition: String,
    /// An example that plainly belongs.
    typical: String,
    /// One that belongs, with the reason.
    borderline: String,
    /// One that looks alike and belongs elsewhere.
    excluded: String,
    /// Roles only, where it is needed.
    class: Option<ClassCode>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct State {
    /// Three capital letters.
    id: String,
    name: String,
    names: Option<Vec<Name>>,
    aliases: Option<Vec<String>>,
    /// EDTF, from a day to a day or on: `1948-09-09/..`.
    exists: String,
    codes: Option<Vec<Code>>,
    note: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Body {
    id: String,
    name: String,
    names: Option<Vec<Name>>,
    aliases: Option<Vec<String>>,
    /// The state that it belongs to.
    of: Option<String>,
    sector: Option<String>,
    note: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Person {
    id: String,
    name: String,
    aliases: Option<Vec<String>>,
    roles: Option<Vec<Office>>,
    note: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Office {
    role: String,
    of: Option<String>,
    sector: Option<String>,
    level: Option<LevelCode>,
    /// EDTF.
    during: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Name {
    name: String,
    /// EDTF.
    during: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Code {
    /// `cow`, `gw`, `iso3166-1-alpha3`, …
    scheme: String,
    code: String,
    /// EDTF.
    during: Option<String>,
}

/// Which contacts are counted, and which pairs they make.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Rule {
    id: String,
    definition: String,
    natures: Vec<NatureCode>,
    statuses: Vec<StatusCode>,
    stances: Vec<StanceCode>,
    unit: UnitCode,
    convenor: Option<bool>,
    multilateral: Option<bool>,
    unofficial: Option<bool>,
    forms: Option<Vec<String>>,
    except_forms: Option<Vec<String>>,
    confidence: Option<ConfidenceCode>,
    origins: Option<u32>,
    qualified_dates: Option<bool>,
    links: Option<LinksCode>,
    default: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Scheme {
    id: String,
    name: String,
    source: String,
    note: Option<String>,
    codes: Vec<SchemeCode>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SchemeCode {
    code: String,
    name: String,
    retired: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Crosswalk {
    category: String,
    scheme: String,
    codes: Vec<String>,
    lossy: bool,
    /// Needed if `lossy`, or if there is no code.
    note: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Dataset {
    /// Lower case letters, digits, hyphens.
    name: Option<String>,
    title: Option<String>,
    description: Option<String>,
    /// An identifier of SPDX.
    licence: Option<String>,
    licence_url: Option<String>,
    authors: Option<Vec<Author>>,
    keywords: Option<Vec<String>>,
    url: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Author {
    name: String,
    /// As an address.
    orcid: Option<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{actors, crosswalks, dataset, rules, terms};
    use super::vocabulary_schema;
    use crate::schema::keys;
    use crate::table::Example;

    #[test]
    fn the_schema_knows_the_keys_that_the_readers_know() {
        let schema = serde_json::from_str(&vocabulary_schema()).unwrap();
        let names = |list: &[Example]| -> BTreeSet<String> { list.iter().map(|(key, _)| (*key).to_owned()).collect() };
        let files = [terms::FILE, actors::FILE, rules::FILE, crosswalks::FILE, dataset::FILE];
        assert_eq!(keys(&schema, ""), files.into_iter().flat_map(names).collect());
        let lists: &[(&str, &[Example])] = &[
            ("Term", terms::ROLE),
            ("State", actors::STATE),
            ("Body", actors::BODY),
            ("Person", actors::PERSON),
            ("Office", actors::OFFICE),
            ("Name", actors::NAME),
            ("Code", actors::CODE),
            ("Rule", rules::RULE),
            ("Scheme", crosswalks::SCHEME),
            ("SchemeCode", crosswalks::CODE),
            ("Crosswalk", crosswalks::ROW),
            ("Dataset", dataset::DATASET),
            ("Author", dataset::AUTHOR),
        ];
        for (name, list) in lists {
            assert_eq!(keys(&schema, name), names(list), "{name}");
        }
    }
}

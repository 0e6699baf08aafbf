//! The JSON Schema of entries.
#![allow(dead_code, reason = "the types are there for their schema alone")]

use schemars::JsonSchema;

use crate::schema::{
    self, ConfidenceCode, Digest, LevelCode, NatureCode, Nothing, RoleCode, StanceCode, StatusCode, code,
};

code!(PerCode, chancery_core::terms::Per::ALL);
code!(SeenCode, chancery_core::terms::Seen::ALL);
code!(SearchCode, chancery_core::terms::Search::ALL);
code!(RedactableCode, chancery_core::terms::Redactable::ALL);

/// The schema as JSON, for docs/schema/entry.schema.json.
pub fn entry_schema() -> String {
    schema::printed(&schemars::schema_for!(EntryFile))
}

/// A batch of events that enters whole or not at all; see docs/ENTRIES.md.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct EntryFile {
    entry: Head,
    /// What claims of this entry come from.
    source: Option<Sources>,
    /// What a source says about a contact.
    claim: Option<Vec<Claim>>,
    /// Claims of one contact.
    link: Option<Vec<Link>>,
    /// Claims that are taken out of a contact.
    unlink: Option<Vec<Link>>,
    /// What an editor decides over the sources.
    settle: Option<Vec<Settle>>,
    /// Mends our reading of a source.
    correct: Option<Vec<Correct>>,
    /// Takes a claim back.
    retract: Option<Vec<Retract>>,
    /// Brings a retracted claim back.
    reinstate: Option<Vec<Retract>>,
    /// What was searched, for whom and for when.
    coverage: Option<Vec<Coverage>>,
    /// Machine-coded rows that are attached; `chancery feed add` writes it.
    feed: Option<Vec<Feed>>,
    detach: Option<Vec<Detach>>,
    /// A source's text that is another from now on; `chancery propose anchors` proposes it.
    text: Option<Vec<Text>>,
    /// What stands where something was taken away; `chancery redact` writes it.
    redacted: Option<Vec<Redacted>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Head {
    /// 1, the only format so far.
    format: u8,
    /// The file's name without its ending.
    id: String,
    /// When the dataset learned of it: a day, or an instant with its offset from UTC.
    recorded: String,
    /// Who coded it.
    by: String,
    /// When it was coded, if that is not when it was recorded.
    coded: Option<String>,
    note: Option<String>,
    /// The register that it is a snapshot of.
    register: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Sources {
    One(Box<Source>),
    Several(Vec<Source>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Source {
    /// Lower case letters, digits and hyphens; never changed.
    id: String,
    title: String,
    publisher: String,
    /// Whose account it is; the publisher's if left out.
    origin: Option<String>,
    author: Option<Vec<String>>,
    /// EDTF.
    published: Option<String>,
    /// How the date of publication is known, if it is not in the text.
    published_basis: Option<String>,
    /// BCP 47.
    language: String,
    seen: SeenCode,
    url: Option<String>,
    digest: Option<Digest>,
    /// Of the canonical text, in code points.
    length: Option<u64>,
    /// The source that it replaces.
    supersedes: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Claim {
    /// The source's id, a slash, a name; never changed.
    id: String,
    nature: Option<NatureCode>,
    /// A code of vocabulary/forms.toml.
    form: String,
    /// Codes of vocabulary/categories.toml.
    categories: Vec<String>,
    status: StatusCode,
    stance: StanceCode,
    /// Whose word the source passes on.
    attributed_to: Option<String>,
    actors: Vec<Actor>,
    /// EDTF.
    when: Option<String>,
    when_rule: Option<WhenRule>,
    place: Option<Vec<String>>,
    motive: Option<String>,
    /// The claim or contact of which it is a part.
    part_of: Option<String>,
    /// The recurrence of which it is an example.
    instance_of: Option<String>,
    /// 4 for "the fourth tour".
    ordinal: Option<u32>,
    rate: Option<Rate>,
    quantity: Option<Vec<Quantity>>,
    confidence: Option<ConfidenceCode>,
    /// Its key in the table that it was imported from.
    r#ref: Option<String>,
    /// In your own words.
    summary: String,
    anchor: Option<Vec<Anchor>>,
}

/// Fields of a claim; an empty text or list says that the source says nothing.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Set {
    nature: Option<Or<NatureCode>>,
    form: Option<String>,
    categories: Option<Vec<String>>,
    status: Option<Or<StatusCode>>,
    stance: Option<Or<StanceCode>>,
    attributed_to: Option<String>,
    actors: Option<Vec<Actor>>,
    when: Option<String>,
    when_rule: Option<Or<WhenRule>>,
    place: Option<Vec<String>>,
    motive: Option<String>,
    part_of: Option<String>,
    instance_of: Option<String>,
    ordinal: Option<Or<u32>>,
    rate: Option<Or<Rate>>,
    quantity: Option<Vec<Quantity>>,
    confidence: Option<Or<ConfidenceCode>>,
    r#ref: Option<String>,
    summary: Option<String>,
    anchor: Option<Vec<Anchor>>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Or<T> {
    Value(T),
    Nothing(Nothing),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Actor {
    /// A state or body of vocabulary/actors.toml.
    id: String,
    role: RoleCode,
    /// People and bodies of vocabulary/actors.toml.
    who: Option<Vec<String>>,
    /// A code of vocabulary/sectors.toml.
    sector: Option<String>,
    level: Option<LevelCode>,
    /// For whom it is said to act; needs `stance`.
    r#for: Option<String>,
    /// How far the source stands behind `for`.
    stance: Option<StanceCode>,
}

/// From what a date that is not in the text was reckoned.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WhenRule {
    /// `published`, a claim's id, or a date.
    from: String,
    basis: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Rate {
    min: Option<u32>,
    max: Option<u32>,
    per: Option<PerCode>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Quantity {
    of: String,
    low: Option<i64>,
    best: Option<i64>,
    high: Option<i64>,
    unit: Option<String>,
}

/// Where in the source's text it stands, in code points.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Anchor {
    start: u64,
    end: u64,
    digest: Digest,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Link {
    contact: String,
    claims: Vec<String>,
    reason: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Settle {
    contact: String,
    set: Option<Settled>,
    /// Fields that are left to the claims again.
    unset: Option<Vec<String>>,
    reject: Option<Vec<String>>,
    readmit: Option<Vec<String>>,
    /// The claims that decide it.
    because: Vec<String>,
    reason: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Settled {
    nature: Option<Or<NatureCode>>,
    form: Option<String>,
    categories: Option<Vec<String>>,
    status: Option<Or<StatusCode>>,
    stance: Option<Or<StanceCode>>,
    actors: Option<Vec<Actor>>,
    when: Option<String>,
    place: Option<Vec<String>>,
    part_of: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Correct {
    claim: String,
    /// What the fields say now; refused if they do not.
    expect: Option<Set>,
    set: Option<Set>,
    because: Option<Vec<String>>,
    reason: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Retract {
    claim: String,
    reason: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Coverage {
    /// Two actors.
    dyad: Vec<String>,
    /// All, if left out.
    categories: Option<Vec<String>>,
    /// EDTF.
    extent: String,
    /// Sources, publishers or languages.
    searched: Vec<String>,
    search: Option<SearchCode>,
    by: String,
    reason: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Feed {
    id: String,
    format: String,
    file: String,
    digest: Digest,
    importer: u32,
    rows_in: u64,
    rows: u64,
    segments: Vec<Digest>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Detach {
    feed: String,
    reason: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Text {
    source: String,
    /// The digest it has now; refused if it does not.
    was: Option<Digest>,
    digest: Digest,
    /// Of the new canonical text, in code points.
    length: u64,
    reason: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Redacted {
    leaf: Digest,
    was: RedactableCode,
    of: String,
    reason: String,
    by: String,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{FILE, HEADING, edits, feeds, fields, redacted, source, texts};
    use super::entry_schema;
    use crate::schema::keys;
    use crate::table::Example;

    #[test]
    fn the_schema_knows_the_keys_that_the_reader_knows() {
        let schema = serde_json::from_str(&entry_schema()).unwrap();
        let lists: &[(&str, &[Example])] = &[
            ("", FILE),
            ("Head", HEADING),
            ("Source", source::SOURCE),
            ("Claim", fields::CLAIM),
            ("Set", &fields::CLAIM[1..]),
            ("Actor", fields::parts::ACTOR),
            ("WhenRule", fields::WHEN_RULE),
            ("Rate", fields::parts::RATE),
            ("Quantity", fields::parts::QUANTITY),
            ("Anchor", fields::parts::ANCHOR),
            ("Link", edits::LINK),
            ("Settle", edits::SETTLE),
            ("Settled", edits::SETTLED),
            ("Correct", edits::CORRECT),
            ("Retract", edits::RETRACT),
            ("Coverage", edits::COVERAGE),
            ("Feed", feeds::FEED),
            ("Detach", feeds::DETACH),
            ("Text", texts::TEXT),
            ("Redacted", redacted::REDACTED),
        ];
        for (name, list) in lists {
            let listed: BTreeSet<String> = list.iter().map(|(key, _)| (*key).to_owned()).collect();
            assert_eq!(keys(&schema, name), listed, "{name}");
        }
    }
}

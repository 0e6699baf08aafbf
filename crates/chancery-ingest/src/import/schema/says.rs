//! What a mapping says of claims and their sources.

use schemars::JsonSchema;
use serde_json::Value;

use super::List;

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Source {
    /// Rows with equal cells in these columns speak from one source.
    same: Option<Vec<String>>,
    /// Made into letters, digits and hyphens.
    id: String,
    title: String,
    publisher: String,
    /// The account's own origin; the publisher if empty.
    origin: Option<String>,
    author: Option<List>,
    /// EDTF.
    published: Option<String>,
    published_basis: Option<String>,
    /// BCP 47.
    language: String,
    /// text, excerpt or citation.
    seen: String,
    url: Option<String>,
}

/// Keys of the source that a value or a rule sets.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SourceSet {
    id: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    origin: Option<String>,
    author: Option<List>,
    published: Option<String>,
    published_basis: Option<String>,
    language: Option<String>,
    seen: Option<String>,
    url: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Claim {
    /// The claim's id is the source's id, a slash and this.
    slug: String,
    /// The claim in the coder's own words.
    summary: String,
    nature: Option<String>,
    form: Option<String>,
    categories: Option<List>,
    status: Option<String>,
    stance: Option<String>,
    attributed_to: Option<String>,
    /// EDTF.
    when: Option<String>,
    when_rule: Option<Value>,
    place: Option<List>,
    motive: Option<String>,
    part_of: Option<String>,
    instance_of: Option<String>,
    ordinal: Option<i64>,
    rate: Option<Value>,
    quantity: Option<Vec<Value>>,
    confidence: Option<String>,
}

/// What a value or a rule sets; an empty text or list takes back what an earlier layer said.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Set {
    nature: Option<String>,
    form: Option<String>,
    categories: Option<List>,
    status: Option<String>,
    stance: Option<String>,
    attributed_to: Option<String>,
    when: Option<String>,
    when_rule: Option<Value>,
    place: Option<List>,
    motive: Option<String>,
    part_of: Option<String>,
    instance_of: Option<String>,
    ordinal: Option<i64>,
    rate: Option<Value>,
    quantity: Option<Vec<Value>>,
    confidence: Option<String>,
    summary: Option<String>,
    source: Option<SourceSet>,
}

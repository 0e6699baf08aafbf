//! What a mapping says of a register.

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// How snapshots are compared; with it, the mapping is for `import register`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Register {
    /// Which of the rows with one key counts: refuse (if left out), first or last.
    repeated: Option<String>,
    /// What a key that is about something else names: refuse (if left out), new or same.
    reused: Option<String>,
    /// Where all of these columns differ, a row is about something else.
    identity: Option<Vec<String>>,
    /// By column, how it is read back out of a claim.
    columns: Option<BTreeMap<String, Back>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Back {
    /// The claim's key.
    r#in: String,
    /// A regular expression: the first group that takes part is the column's text.
    pattern: String,
}

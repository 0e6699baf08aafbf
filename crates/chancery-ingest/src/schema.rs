//! What the JSON Schemas of entries and vocabulary files share. They are for editors, which complete and check what is typed;
//! the readers are the law, and tests hold that both know the same keys.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A text of a closed list, by a type of its own, so that an editor offers the list.
macro_rules! code {
    ($name:ident, $all:expr) => {
        pub(crate) struct $name;

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let codes: Vec<&str> = $all.iter().map(|code| code.as_str()).collect();
                schemars::json_schema!({ "type": "string", "enum": codes })
            }
        }
    };
}

pub(crate) use code;

code!(NatureCode, chancery_core::terms::Nature::ALL);
code!(StatusCode, chancery_core::terms::Status::ALL);
code!(StanceCode, chancery_core::terms::Stance::ALL);
code!(ConfidenceCode, chancery_core::terms::Confidence::ALL);
code!(LevelCode, chancery_core::terms::Level::ALL);
code!(RoleCode, chancery_core::terms::Role::ALL);

/// An empty text.
pub(crate) struct Nothing;

impl JsonSchema for Nothing {
    fn schema_name() -> Cow<'static, str> {
        "Nothing".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": "", "description": "The source says nothing of it." })
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) struct Digest;

impl JsonSchema for Digest {
    fn schema_name() -> Cow<'static, str> {
        "Digest".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 in hexadecimal digits." })
    }
}

/// A schema as it is committed.
pub(crate) fn printed(schema: &Schema) -> String {
    serde_json::to_string_pretty(schema.as_value()).unwrap_or_default()
}

/// The keys of a definition, for tests that compare them with what a reader knows.
#[cfg(test)]
pub(crate) fn keys(schema: &serde_json::Value, of: &str) -> std::collections::BTreeSet<String> {
    let place = if of.is_empty() { schema } else { &schema["$defs"][of] };
    let properties = place["properties"].as_object();
    properties.unwrap_or_else(|| panic!("no {of}")).keys().cloned().collect()
}

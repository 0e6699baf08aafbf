//! Kinds of values: what was wanted, what was found, and how the one may be written as the other.

use chancery_core::Instant;
use toml::de::DeValue;

/// The kind of value that a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Text,
    Texts,
    Number,
    Flag,
    Moment,
    Table,
    Tables,
}

impl Wanted {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Wanted::Text => "a text",
            Wanted::Texts => "a list of texts",
            Wanted::Number => "a whole number",
            Wanted::Flag => "`true` or `false`",
            Wanted::Moment => "a date without quotes",
            Wanted::Table => "a table in braces",
            Wanted::Tables => "a list of tables",
        }
    }

    /// A value of another kind written as one of this kind, where that is plain.
    pub(crate) fn from(self, value: &DeValue<'_>) -> Option<String> {
        match (self, value) {
            (Wanted::Text, DeValue::Datetime(moment)) => Some(format!("\"{moment}\"")),
            (Wanted::Text, DeValue::Integer(number)) => Some(format!("\"{}\"", plain(number.as_str())?)),
            (Wanted::Texts, DeValue::String(text)) => Some(format!("[\"{}\"]", plain(text)?)),
            (Wanted::Number, DeValue::String(text)) => text.parse::<i64>().ok().map(|number| number.to_string()),
            (Wanted::Moment, DeValue::String(text)) => text.parse::<Instant>().ok().map(|_| text.to_string()),
            (Wanted::Flag, DeValue::String(text)) => text.parse::<bool>().ok().map(|flag| flag.to_string()),
            _ => None,
        }
    }
}

/// A short text that stands between quotation marks as it is.
fn plain(text: &str) -> Option<&str> {
    let plain = !text.is_empty() && text.len() <= 40 && !text.contains(['"', '\\', '\n', '\r', '\t']);
    plain.then_some(text)
}

/// The kind of a value, in words.
pub(crate) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a decimal point",
        DeValue::Boolean(_) => "yes or no",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

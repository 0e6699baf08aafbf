//! Characters that act instead of being shown: as they stand, and written as escapes.

use std::ops::Range;

use chancery_core::text::acts;
use toml::de::{DeTable, DeValue};

use crate::problem::{Sink, Spot};
use crate::problems;

/// Tells every character of a text that acts; where they stand comes back.
pub(crate) fn forbidden(path: &str, text: &str, sink: &mut Sink) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        let allowed = matches!(character, '\n' | '\t') || (character == '\r' && text[at + 1..].starts_with('\n'));
        if acts(character) && !allowed {
            let span = at..at + character.len_utf8();
            sink.add(Spot::at(path, span.clone()), |at| problems::forbidden_character(at, character, false));
            found.push(span);
        }
    }
    found
}

/// Whether a text may hold other escapes than those of a line end, a tab, a quotation mark and a backslash: only such can
/// be characters that act. (A backslash of a text between single quotation marks is none, and is taken for one.)
pub(crate) fn has_escapes(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        if !rest[at + 1..].starts_with(['n', 't', '"', '\\']) {
            return true;
        }
        rest = &rest[at + 2..];
    }
    false
}

/// Tells every character that acts and was written as an escape, in keys and values.
pub(crate) fn check_escapes(path: &str, table: &DeTable<'_>, sink: &mut Sink) {
    for (key, value) in table {
        check_text(path, key.get_ref(), key.span(), sink);
        check_value(path, value.get_ref(), value.span(), sink);
    }
}

fn check_value(path: &str, value: &DeValue<'_>, span: Range<usize>, sink: &mut Sink) {
    match value {
        DeValue::String(text) => check_text(path, text, span, sink),
        DeValue::Array(items) => {
            for item in items {
                check_value(path, item.get_ref(), item.span(), sink);
            }
        }
        DeValue::Table(table) => check_escapes(path, table, sink),
        _ => {}
    }
}

fn check_text(path: &str, text: &str, span: Range<usize>, sink: &mut Sink) {
    let plain = text.replace("\r\n", "\n");
    if let Some(character) = plain.chars().find(|c| acts(*c) && !matches!(c, '\n' | '\t')) {
        sink.add(Spot::at(path, span), |at| problems::forbidden_character(at, character, true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_that_may_act_are_seen() {
        for (text, found) in [
            ("a = \"b\"", false),
            (r#"a = "two\nlines\t\"\\""#, false),
            (r#"a = "\\u202e""#, false),
            (r#"a = "\\\u202e""#, true),
            (r#"a = "\u202e""#, true),
            (r#"a = "\r""#, true),
            (r"a = 'b\'", true),
            (r"\", true),
        ] {
            assert_eq!(has_escapes(text), found, "{text}");
        }
    }
}

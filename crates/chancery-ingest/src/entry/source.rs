//! `[source]`: the document or register whose claims an entry brings.

use chancery_core::event::{Event, Source};
use chancery_core::terms::Seen;

use super::{Made, values};
use crate::ids;
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const SOURCE: &[Example] = &[
    ("id", "\"newswire-2007-07\""),
    ("title", "\"North Korean Kim visits Mongolia\""),
    ("publisher", "\"newswire.mn\""),
    ("origin", "\"AFP\""),
    ("author", "[\"…\"]"),
    ("published", "\"2007-07\""),
    ("published_basis", "\"…\""),
    ("language", "\"en\""),
    ("seen", "\"text\""),
    ("url", "\"https://…\""),
    ("digest", "\"<64 hex digits>\""),
    ("length", "7103"),
    ("supersedes", "\"newswire-2007-06\""),
];

/// Reads a source.
pub(super) fn read(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let id = ids::defined(r, &mut table, "id", ids::Kind::Source).unwrap_or_default();
    r.id = Some(id.clone());
    let needed = |r: &mut Reader<'_>, table: &mut Table<'_, '_>, key| table.needed_text(r, key).map(|text| text.value);
    let title = needed(r, &mut table, "title").unwrap_or_default();
    let publisher = needed(r, &mut table, "publisher").unwrap_or_default();
    table.need("seen");
    let seen = values::term(r, &table, "seen", &values::codes(Seen::ALL, |seen| seen.as_str()));
    let source = Source {
        id,
        title,
        origin: table.text(r, "origin").map_or_else(|| publisher.clone(), |text| text.value),
        publisher,
        author: values::plain(table.some_texts(r, "author")).unwrap_or_default(),
        published: values::date(r, &table, "published"),
        published_basis: table.text(r, "published_basis").map(|text| text.value),
        language: language(r, &mut table),
        seen: seen.and_then(|seen| seen.parse().ok()).unwrap_or(Seen::Citation),
        url: table.text(r, "url").map(|text| text.value),
        digest: values::digest(r, &table, "digest"),
        length: table.number_from(r, "length", 0).and_then(|length| u64::try_from(length).ok()),
        supersedes: table.text(r, "supersedes").map(|text| text.value),
    };
    table.finish(r);
    (Some(Event::SourceRegistered(source)), Vec::new())
}

fn language(r: &mut Reader<'_>, table: &mut Table<'_, '_>) -> String {
    let Some(text) = table.needed_text(r, "language") else { return String::new() };
    if !is_language(&text.value) {
        r.tell(text.span, |at| problems::bad_language(at, &text.value));
    }
    text.value
}

/// The shape of a BCP 47 tag: a language of two or three letters, then parts of up to eight letters and digits.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn language_tags() {
        for tag in ["en", "mn", "ko-KP", "zh-Hant", "mn-Cyrl-MN"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in ["", "English", "EN", "e", "en-", "en_GB"] {
            assert!(!is_language(tag), "{tag}");
        }
    }
}

//! Values of every kind that several tables have: dates, instants, codes, digests.

use std::ops::Range;

use chancery_core::Instant;
use chancery_core::when::{When, WhenError};

use super::english::English;
use crate::problems;
use crate::reader::{Reader, Text};
use crate::suggest::nearest;
use crate::table::Table;

/// The longest summary that a coder may write, in characters.
pub(crate) const MAX_SUMMARY: usize = 500;

/// The longest summary of a register's entry, which may carry the text of a row, and the longest that may be expected.
pub(crate) const MAX_ROW: usize = 2_000;

/// A date as EDTF.
pub(crate) fn date(r: &mut Reader<'_>, table: &Table<'_, '_>, key: &'static str) -> Option<When> {
    let text = table.text(r, key)?;
    parse_date(r, key, &text)
}

/// Reads a text as EDTF, and tells where in it the fault is.
pub(crate) fn parse_date(r: &mut Reader<'_>, key: &str, text: &Text) -> Option<When> {
    match When::parse(&text.value) {
        Ok(when) => Some(when),
        Err(error) => {
            let span = within(r, text, &error);
            let anchor = r.anchor;
            r.tell(span, |at| problems::bad_date(at, key, &text.value, &error, &English::of(&text.value, anchor)));
            None
        }
    }
}

/// The faulty part of a text, where the text stands in the file as it is: between two plain quotation marks.
fn within(r: &Reader<'_>, text: &Text, error: &WhenError) -> Range<usize> {
    let written = r.document.slice(&text.span);
    let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
    if inner != text.value || error.offset >= inner.len() {
        return text.span.clone();
    }
    text.span.start + 1 + error.offset..text.span.end - 1
}

/// A date or instant of the dataset's history.
pub(crate) fn instant(r: &mut Reader<'_>, table: &Table<'_, '_>, key: &'static str) -> Option<Instant> {
    let moment = table.moment(r, key)?;
    let written = moment.value.as_str();
    match written.parse() {
        Ok(instant) => Some(instant),
        Err(_) => {
            let why = match written.split_once('T') {
                None => "it is a time without a day",
                Some((_, time)) if !time.contains(['Z', 'z', '+', '-']) => "it has no offset from UTC",
                Some(_) if written.contains('.') => "it has fractions of a second",
                Some(_) => "there is no such moment",
            };
            r.tell(moment.span, |at| problems::bad_instant(at, key, written, why));
            None
        }
    }
}

/// The codes of a closed list.
pub(crate) fn codes<T: Copy>(all: &[T], as_str: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|term| as_str(*term)).collect()
}

/// A code of a closed list.
pub(crate) fn term(
    r: &mut Reader<'_>,
    table: &Table<'_, '_>,
    key: &'static str,
    known: &[&'static str],
) -> Option<String> {
    let text = table.text(r, key)?;
    known_term(r, key, &text, known).then_some(text.value)
}

/// Whether a text is a code of a closed list; told if not.
pub(crate) fn known_term(r: &mut Reader<'_>, key: &str, text: &Text, known: &[&'static str]) -> bool {
    let found = known.contains(&text.value.as_str());
    if !found {
        r.tell(text.span.clone(), |at| {
            problems::unknown_term(at, key, &text.value, nearest(&text.value, known.iter().copied()), known)
        });
    }
    found
}

/// A SHA-256 digest.
pub(crate) fn digest(r: &mut Reader<'_>, table: &Table<'_, '_>, key: &'static str) -> Option<String> {
    let text = table.text(r, key)?;
    if !is_digest(&text.value) {
        r.tell(text.span, |at| problems::bad_digest(at, &text.value));
        return None;
    }
    Some(text.value)
}

/// Whether a text is a digest as we write it.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Texts without their places.
pub(crate) fn plain(texts: Option<Vec<Text>>) -> Option<Vec<String>> {
    texts.map(|texts| texts.into_iter().map(|text| text.value).collect())
}

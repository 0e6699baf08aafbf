//! Whether digests, lengths and anchors agree with the texts that are at hand.

use std::collections::BTreeMap;

use chancery_core::event::Source;
use chancery_core::{Anchor, Event, FieldValue};
use sha2::{Digest as _, Sha256};

use crate::context::{Context, Index};
use crate::problem::{Sink, Spot};
use crate::problems;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let mut texts = BTreeMap::new();
    for (index, read) in context.events() {
        if let Event::SourceRegistered(source) = &read.event
            && let Some(text) = text_of(context, index, source, sink)
        {
            texts.insert(source.id.as_str(), text);
        }
    }
    for (index, read) in context.events() {
        let (source, lists): (&str, Vec<(&str, &Vec<Anchor>)>) = match &read.event {
            Event::ClaimRecorded(claim) => (&claim.source, vec![("anchor", &claim.anchor)]),
            Event::ClaimCorrected(correction) => {
                let lists = correction.set.iter().filter_map(|(_, value)| match value {
                    FieldValue::Anchors(anchors) => Some(("set.anchor", anchors)),
                    _ => None,
                });
                (correction.claim.split('/').next().unwrap_or_default(), lists.collect())
            }
            _ => continue,
        };
        for (path, anchors) in lists {
            for (at, anchor) in anchors.iter().enumerate() {
                check_anchor(context, index, &format!("{path}[{at}]"), anchor, source, texts.get(source), sink);
            }
        }
    }
}

/// The source's text, if it is at hand and is the one that was coded.
fn text_of(context: &Context<'_>, index: Index, source: &Source, sink: &mut Sink) -> Option<Text> {
    let file = context.text(&source.id)?;
    let canonical = match canonical(&file.bytes) {
        Ok(canonical) => canonical,
        Err(start) => {
            let at = Spot::at(&file.path, start..start + 1).of(Some(&source.id));
            sink.add(at, |at| problems::invalid_utf8(at, 1));
            return None;
        }
    };
    let found = hex(canonical.as_bytes());
    if let Some(declared) = source.digest.as_ref().filter(|declared| **declared != found) {
        sink.add(context.spot(index, "digest"), |at| problems::text_digest(at, declared, &found, &file.path));
        return None;
    }
    let text = Text::new(canonical);
    if let Some(declared) = source.length.filter(|declared| *declared != text.length) {
        sink.add(context.spot(index, "length"), |at| problems::text_length(at, declared, text.length));
    }
    Some(text)
}

/// Checks an anchor against the text, or against the declared length where there is none.
fn check_anchor(
    context: &Context<'_>,
    index: Index,
    path: &str,
    anchor: &Anchor,
    source: &str,
    text: Option<&Text>,
    sink: &mut Sink,
) {
    let declared = || context.source(source).and_then(|source| source.length);
    let Some(length) = text.map(|text| text.length).or_else(declared) else { return };
    if anchor.end > length {
        let at = context.spot(index, &format!("{path}.end"));
        return sink.add(at, |at| problems::anchor_outside(at, anchor.end, length));
    }
    let Some(span) = text.and_then(|text| text.slice(anchor.start, anchor.end)) else { return };
    let found = hex(span.as_bytes());
    if found != anchor.digest {
        let at = context.spot(index, &format!("{path}.digest"));
        sink.add(at, |at| problems::anchor_digest(at, anchor.start, anchor.end, &found));
    }
}

/// A canonical text whose characters are found by number without counting from the start each time.
struct Text {
    canonical: String,
    length: u64,
    /// The byte at which every [`STEP`]th character begins.
    marks: Vec<usize>,
}

const STEP: usize = 1024;

impl Text {
    fn new(canonical: String) -> Text {
        let marks: Vec<usize> = canonical.char_indices().step_by(STEP).map(|(byte, _)| byte).collect();
        let length = canonical.chars().count() as u64;
        Text { canonical, length, marks }
    }

    fn slice(&self, start: u64, end: u64) -> Option<&str> {
        self.canonical.get(self.byte(start)?..self.byte(end)?)
    }

    /// The byte at which a character begins.
    fn byte(&self, character: u64) -> Option<usize> {
        if character == self.length {
            return Some(self.canonical.len());
        }
        let character = usize::try_from(character).ok()?;
        let mark = *self.marks.get(character / STEP)?;
        self.canonical.get(mark..)?.char_indices().nth(character % STEP).map(|(byte, _)| mark + byte)
    }
}

/// UTF-8 without a byte order mark, lines ended by LF; or the first byte that is no UTF-8.
fn canonical(bytes: &[u8]) -> Result<String, usize> {
    let text = str::from_utf8(bytes).map_err(|error| error.valid_up_to())?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n"))
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_a_long_text() {
        let text = Text::new("aü蒙\n".repeat(2_000));
        assert_eq!(text.length, 8_000);
        for (start, end, found) in
            [(0, 3, Some("aü蒙")), (4_001, 4_003, Some("ü蒙")), (7_999, 8_000, Some("\n")), (0, 8_001, None)]
        {
            assert_eq!(text.slice(start, end), found);
        }
    }

    #[test]
    fn one_canonical_form() {
        assert_eq!(canonical("\u{feff}a\r\nb\r".as_bytes()), Ok("a\nb\r".to_owned()));
        assert_eq!(canonical(b"ab\xff"), Err(2));
        assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}

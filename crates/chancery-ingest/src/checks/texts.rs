//! Whether digests, lengths and anchors agree with the texts that are at hand.

use std::collections::BTreeMap;

use chancery_core::canonical::CanonicalText;
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
fn text_of(context: &Context<'_>, index: Index, source: &Source, sink: &mut Sink) -> Option<CanonicalText> {
    let file = context.text(&source.id)?;
    let text = match CanonicalText::of(&file.bytes) {
        Ok(text) => text,
        Err(start) => {
            let at = Spot::at(&file.path, start..start + 1).of(Some(&source.id));
            sink.add(at, |at| problems::invalid_utf8(at, 1));
            return None;
        }
    };
    let found = hex(text.as_str().as_bytes());
    if let Some(declared) = source.digest.as_ref().filter(|declared| **declared != found) {
        sink.add(context.spot(index, "digest"), |at| problems::text_digest(at, declared, &found, &file.path));
        return None;
    }
    if let Some(declared) = source.length.filter(|declared| *declared != text.length()) {
        sink.add(context.spot(index, "length"), |at| problems::text_length(at, declared, text.length()));
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
    text: Option<&CanonicalText>,
    sink: &mut Sink,
) {
    let declared = || context.source(source).and_then(|source| source.length);
    let Some(length) = text.map(CanonicalText::length).or_else(declared) else { return };
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

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_written_in_hexadecimal() {
        assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}

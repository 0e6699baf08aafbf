//! Whether digests, lengths and anchors agree with the texts that are at hand.
//!
//! Where the text of a source became another ([`TextChange`]), an anchor points into the one that holds once its event is
//! recorded; one that still stands after the change points into the new text. What was overruled before belongs to a text
//! that is gone, and is not looked at.

use std::collections::BTreeMap;

use chancery_core::canonical::CanonicalText;
use chancery_core::event::TextChange;
use chancery_core::{Anchor, Event, FieldValue, Instant};

use crate::context::{Context, Index};
use crate::problem::{Sink, Spot};
use crate::problems;
use crate::text::{digest_of, hex};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let changes = Changes::of(context);
    let mut texts = BTreeMap::new();
    for (index, read) in context.events() {
        if let Event::SourceRegistered(source) = &read.event {
            let (index, digest, length) =
                changes.last(&source.id).map_or((index, source.digest.as_deref(), source.length), |(index, change)| {
                    (index, Some(change.digest.as_str()), Some(change.length))
                });
            let declared = Declared { source: &source.id, index, digest, length };
            let text = text_of(context, &declared, sink);
            texts.insert(source.id.as_str(), (text, length));
        }
    }
    for (index, read) in context.events() {
        let Some((claim, source, lists)) = anchors_of(&read.event) else { continue };
        let Some((text, length)) = texts.get(source) else { continue };
        if lists.is_empty() || !changes.leave_standing(context, index, claim, source) {
            continue;
        }
        for (path, anchors) in lists {
            for (at, anchor) in anchors.iter().enumerate() {
                check_anchor(context, index, &format!("{path}[{at}]"), anchor, text.as_ref(), *length, sink);
            }
        }
    }
}

/// The claim that an event gives anchors, its source, and the anchors with the key that they stand under.
type Lists<'a> = (&'a str, &'a str, Vec<(&'static str, &'a Vec<Anchor>)>);

fn anchors_of(event: &Event) -> Option<Lists<'_>> {
    match event {
        Event::ClaimRecorded(claim) => Some((&claim.id, &claim.source, vec![("anchor", &claim.anchor)])),
        Event::ClaimCorrected(correction) => {
            let lists = correction.set.iter().filter_map(|(_, value)| match value {
                FieldValue::Anchors(anchors) => Some(("set.anchor", anchors)),
                _ => None,
            });
            let source = correction.claim.split('/').next().unwrap_or_default();
            Some((&correction.claim, source, lists.collect()))
        }
        _ => None,
    }
}

/// When an event holds: instant, entry, place in it.
type Order<'a> = (Instant, &'a str, usize);

/// The last change of each text, and the last event that gave each claim its anchors.
struct Changes<'a> {
    texts: BTreeMap<&'a str, (Order<'a>, Index, &'a TextChange)>,
    anchors: BTreeMap<&'a str, Order<'a>>,
}

impl<'a> Changes<'a> {
    fn of(context: &'a Context<'_>) -> Changes<'a> {
        let mut changes = Changes { texts: BTreeMap::new(), anchors: BTreeMap::new() };
        for (index, read) in context.events() {
            let order = order_of(context, index);
            if let Event::TextChanged(change) = &read.event
                && changes.texts.get(change.source.as_str()).is_none_or(|(last, ..)| *last < order)
            {
                changes.texts.insert(&change.source, (order, index, change));
            }
            if let Some((claim, _, lists)) = anchors_of(&read.event)
                && (!lists.is_empty() || matches!(read.event, Event::ClaimRecorded(_)))
            {
                let last = changes.anchors.entry(claim).or_insert(order);
                *last = (*last).max(order);
            }
        }
        changes
    }

    fn last(&self, source: &str) -> Option<(Index, &'a TextChange)> {
        self.texts.get(source).map(|(_, index, change)| (*index, *change))
    }

    /// Whether the anchors of an event point into the text that holds now.
    fn leave_standing(&self, context: &Context<'_>, index: Index, claim: &str, source: &str) -> bool {
        let order = order_of(context, index);
        match self.texts.get(source) {
            None => true,
            Some((changed, ..)) if *changed < order => true,
            Some(_) => self.anchors.get(claim) == Some(&order) && context.state.claims.contains_key(claim),
        }
    }
}

fn order_of<'a>(context: &'a Context<'_>, index: Index) -> Order<'a> {
    let entry = &context.files[index.0].entry;
    (entry.recorded, &entry.id, index.1)
}

/// What the journal says of a source's text, and the event that says it.
struct Declared<'a> {
    source: &'a str,
    index: Index,
    digest: Option<&'a str>,
    length: Option<u64>,
}

/// The source's text, if it is at hand and is the one that was coded.
fn text_of(context: &Context<'_>, declared: &Declared<'_>, sink: &mut Sink) -> Option<CanonicalText> {
    let file = context.text(declared.source)?;
    let text = match CanonicalText::of_bytes(&file.bytes) {
        Ok(text) => text,
        Err(start) => {
            let at = Spot::at(&file.path, start..start + 1).of(Some(declared.source));
            sink.add(at, |at| problems::invalid_utf8(at, 1));
            return None;
        }
    };
    let found = digest_of(&text);
    if let Some(digest) = declared.digest.filter(|digest| *digest != found) {
        sink.add(context.spot(declared.index, "digest"), |at| problems::text_digest(at, digest, &found, &file.path));
        return None;
    }
    if let Some(length) = declared.length.filter(|length| *length != text.length()) {
        sink.add(context.spot(declared.index, "length"), |at| problems::text_length(at, length, text.length()));
    }
    Some(text)
}

/// Checks an anchor against the text, or against the declared length where there is none.
fn check_anchor(
    context: &Context<'_>,
    index: Index,
    path: &str,
    anchor: &Anchor,
    text: Option<&CanonicalText>,
    declared: Option<u64>,
    sink: &mut Sink,
) {
    let Some(length) = text.map(CanonicalText::length).or(declared) else { return };
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

//! What is shared while one file is walked: its text, the problems, the places of values.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_core::when::natural::Anchor;

use crate::document::Document;
use crate::entry::values::MAX_SUMMARY;
use crate::problem::{Problem, Sink, Spot};

/// A text with the place where it stands, quotation marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Range<usize>,
}

/// What is shared while one file is walked.
pub(crate) struct Reader<'r> {
    pub(crate) document: &'r Document<'r>,
    pub(crate) sink: &'r mut Sink,
    /// Where the values of the event at hand stand, by their paths; see [`crate::EventSpans::keys`].
    pub(crate) keys: BTreeMap<String, Range<usize>>,
    /// The claim, contact, source or term at hand.
    pub(crate) id: Option<String>,
    /// When the text was written that dates at hand may be reckoned from: only to suggest what they mean.
    pub(crate) anchor: Option<Anchor>,
    /// How many characters a summary may have.
    pub(crate) longest: usize,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(document: &'r Document<'r>, sink: &'r mut Sink) -> Reader<'r> {
        Reader { document, sink, keys: BTreeMap::new(), id: None, anchor: None, longest: MAX_SUMMARY }
    }

    /// Tells a problem of the thing at hand.
    pub(crate) fn tell(&mut self, span: Range<usize>, make: impl FnOnce(Spot<'_>) -> Problem) {
        let at = Spot::at(self.document.path, span).of(self.id.as_deref());
        self.sink.add(at, make);
    }
}

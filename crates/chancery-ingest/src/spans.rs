//! Where everything that was read stands, so that a later check can point at it.

use std::collections::BTreeMap;
use std::ops::Range;

/// Where an entry and its events stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntrySpans {
    /// The file.
    pub path: String,
    /// The heading `[entry]`.
    pub heading: Range<usize>,
    /// Where the values of the heading stand, by key.
    pub keys: BTreeMap<String, Range<usize>>,
    /// The events, in the order of [`chancery_core::Entry::events`].
    pub events: Vec<EventSpans>,
}

/// Where an event and its values stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventSpans {
    /// Its heading (`[[claim]]`), or the whole of it where it is written in braces.
    pub heading: Range<usize>,
    /// Where its values stand, by their paths: `when`, `set.when`, `actors[0].id`; an item of a list of texts by the text
    /// itself, `claims=a/x`, because such lists are sorted when they are read.
    pub keys: BTreeMap<String, Range<usize>>,
}

impl EventSpans {
    /// The place of a value; of what holds it (`actors[0]`, `actors`) if it is not there; at last the heading.
    pub fn of(&self, path: &str) -> Range<usize> {
        let mut path = path;
        loop {
            if let Some(span) = self.keys.get(path) {
                return span.clone();
            }
            match path.rfind(['.', '[', '=']) {
                Some(end) => path = &path[..end],
                None => return self.heading.clone(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_not_there_is_looked_for_in_what_would_hold_it() {
        let keys = [("set".to_owned(), 5..9), ("set.actors[0].id".to_owned(), 6..8)].into();
        let spans = EventSpans { heading: 0..4, keys };
        for (path, span) in
            [("set.actors[0].id", 6..8), ("set.actors[1].id", 5..9), ("claim", 0..4), ("set.place=A.B", 5..9)]
        {
            assert_eq!(spans.of(path), span);
        }
    }
}

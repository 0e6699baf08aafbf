//! Positions carried from the old text to the new one, along what a diff leaves standing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Budget;
use super::diff::equal;
use super::tokens::pieces;

/// A stretch that differs is compared by the character if neither side has more bytes than this.
const MOST_REFINED: usize = 4_096;

/// The same bytes in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) length: usize,
}

/// Which bytes of the old text stand where in the new one; runs ascend in both.
pub(super) struct Carry<'a> {
    old: &'a str,
    new: &'a str,
    runs: Vec<Run>,
    /// Runs within a stretch that differs, by the bytes at which it begins.
    refined: BTreeMap<(usize, usize), Vec<Run>>,
}

impl<'a> Carry<'a> {
    /// By a diff of words.
    pub(super) fn new(old: &'a str, new: &'a str, budget: &mut Budget) -> Carry<'a> {
        Carry { old, new, runs: by_word(old, new, budget), refined: BTreeMap::new() }
    }

    /// Where a stretch stands, if the diff leaves it standing in one piece.
    pub(super) fn kept(&self, stretch: &Range<usize>) -> Option<usize> {
        let run = self.runs.get(self.runs.partition_point(|run| run.old <= stretch.start).checked_sub(1)?)?;
        (stretch.end <= run.old + run.length).then(|| run.new + (stretch.start - run.old))
    }

    /// Where a stretch of the new text stood, if the diff left it standing in one piece.
    pub(super) fn came_from(&self, stretch: &Range<usize>) -> Option<usize> {
        let run = self.runs.get(self.runs.partition_point(|run| run.new <= stretch.start).checked_sub(1)?)?;
        (stretch.end <= run.new + run.length).then(|| run.old + (stretch.start - run.new))
    }

    /// What corresponds to a stretch: from where its first byte went to where its last one went. Bytes that are gone count as
    /// all that came in their place. Empty where nothing did.
    pub(super) fn place(&mut self, stretch: &Range<usize>) -> Range<usize> {
        let (before, after) = self.around(stretch.start);
        let start = match before.filter(|run| stretch.start < run.old + run.length) {
            Some(run) => run.new + (stretch.start - run.old),
            None => self.within(before, after, stretch.start).0,
        };
        let (before, after) = self.around(stretch.end.saturating_sub(1));
        let end = match before.filter(|run| stretch.end <= run.old + run.length) {
            Some(run) => run.new + (stretch.end - run.old),
            None => self.within(before, after, stretch.end.saturating_sub(1)).1,
        };
        start..end.max(start)
    }

    /// The last run that begins at or before a byte of the old text, and the one after it.
    fn around(&self, byte: usize) -> (Option<Run>, Option<Run>) {
        let after = self.runs.partition_point(|run| run.old <= byte);
        (after.checked_sub(1).and_then(|at| self.runs.get(at)).copied(), self.runs.get(after).copied())
    }

    /// The bytes of the new text that correspond to one byte between two runs; by the character where that is cheap.
    fn within(&mut self, before: Option<Run>, after: Option<Run>, byte: usize) -> (usize, usize) {
        let (mut old, mut new) = (0..self.old.len(), 0..self.new.len());
        if let Some(run) = before {
            (old.start, new.start) = (run.old + run.length, run.new + run.length);
        }
        if let Some(run) = after {
            (old.end, new.end) = (run.old, run.new);
        }
        if old.len() > MOST_REFINED || new.len() > MOST_REFINED {
            return (new.start, new.end);
        }
        let (old_text, new_text) = (self.old, self.new);
        let fine = self.refined.entry((old.start, new.start)).or_insert_with(|| {
            let (old_text, new_text) = (old_text.get(old.clone()), new_text.get(new.clone()));
            by_character(old_text.unwrap_or_default(), new_text.unwrap_or_default())
        });
        let byte = byte - old.start;
        let next = fine.partition_point(|run| run.old <= byte);
        let last = next.checked_sub(1).and_then(|at| fine.get(at));
        if let Some(run) = last.filter(|run| byte < run.old + run.length) {
            let at = new.start + run.new + (byte - run.old);
            return (at, at + 1);
        }
        let from = last.map_or(0, |run| run.new + run.length);
        let to = fine.get(next).map_or(new.len(), |run| run.new);
        (new.start + from, new.start + to)
    }
}

/// What two texts have in common, by the word.
pub(super) fn by_word(old: &str, new: &str, budget: &mut Budget) -> Vec<Run> {
    let cut = |text: &str| pieces(text).into_iter().map(|(_, range)| range).collect::<Vec<_>>();
    runs(old, new, &cut(old), &cut(new), budget)
}

/// What two short texts have in common, by the character.
pub(super) fn by_character(old: &str, new: &str) -> Vec<Run> {
    let cut = |text: &str| {
        text.char_indices().map(|(at, character)| at..at + character.len_utf8()).collect::<Vec<Range<usize>>>()
    };
    // Bounded by what callers give.
    runs(old, new, &cut(old), &cut(new), &mut Budget(u64::MAX))
}

fn runs(old: &str, new: &str, old_cut: &[Range<usize>], new_cut: &[Range<usize>], budget: &mut Budget) -> Vec<Run> {
    let texts = |text, cut: &[Range<usize>]| -> Vec<&str> {
        cut.iter().map(|range| str::get(text, range.clone()).unwrap_or_default()).collect()
    };
    let start = |cut: &[Range<usize>], at: usize, text: &str| cut.get(at).map_or(text.len(), |range| range.start);
    let equal = equal(&texts(old, old_cut), &texts(new, new_cut), budget);
    let run = |(at, new_at, length): (usize, usize, usize)| {
        let from = start(old_cut, at, old);
        Run { old: from, new: start(new_cut, new_at, new), length: start(old_cut, at + length, old) - from }
    };
    equal.into_iter().map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_carried() {
        let (old, new) = ("One two thee four. End", "Zero. One two three four. End");
        let mut carry = Carry::new(old, new, &mut Budget(u64::MAX));
        let found = |carry: &mut Carry<'_>, text: &str| {
            let at = old.find(text).unwrap();
            let place = carry.place(&(at..at + text.len()));
            new[place].to_owned()
        };
        for (text, expected) in [
            ("One two", "One two"),
            ("two thee four", "two three four"),
            ("thee", "three"),
            ("ee f", "ee f"),
            ("End", "End"),
        ] {
            assert_eq!(found(&mut carry, text), expected, "{text}");
        }
        assert_eq!((carry.kept(&(0..7)), carry.kept(&(0..12))), (Some(6), None));
        assert_eq!((carry.came_from(&(6..13)), carry.came_from(&(0..13))), (Some(0), None));
    }

    #[test]
    fn nothing_corresponds_to_nothing() {
        for (old, new) in [("", ""), ("a", ""), ("", "a"), ("a b c", "x y z")] {
            let place = Carry::new(old, new, &mut Budget(u64::MAX)).place(&(0..old.len()));
            assert!(place.end <= new.len() && place.start <= place.end);
        }
    }
}

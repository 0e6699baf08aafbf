//! The same characters in the new text, and whose they are: the anchor's, or those of another sentence of the old text.

use std::ops::Range;

use super::carry::Carry;
use super::places::{MOST_COPIES, context, copies, cut_out};

/// How many characters in common on one side make a neighbourhood.
pub(super) const NEIGHBOURHOOD: usize = 8;

/// Whose copy of a passage the new text has at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// That of the anchor.
    Mine,
    /// That of another place where the old text had the same characters.
    Another,
    /// Nobody's: it is new there.
    Nobody,
}

/// The same characters in the new text.
#[derive(Debug, Clone)]
pub(super) struct Copy {
    pub(super) at: Range<usize>,
    /// How many characters before it are those before the passage; and after it.
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) owner: Owner,
}

impl Copy {
    pub(super) fn context(&self) -> usize {
        self.before + self.after
    }
}

/// Both texts, in which copies are looked for.
pub(super) struct Copies<'c, 'a> {
    pub(super) old: &'a str,
    pub(super) new: &'a str,
    pub(super) carry: &'c Carry<'a>,
}

impl Copies<'_, '_> {
    /// Every place of the same characters that does not cut them out of a longer word or number.
    pub(super) fn of(&self, stretch: &Range<usize>, passage: &str) -> Vec<Copy> {
        let (old, new) = (self.old, self.new);
        let was_cut = cut_out(old, stretch);
        let mut places = copies(new, passage);
        if let Some(kept) = self.carry.kept(stretch).filter(|_| places.len() > MOST_COPIES) {
            places.push(kept..kept + passage.len());
            places.dedup();
        }
        let whole = places.into_iter().filter(|at| {
            let is_cut = cut_out(new, at);
            (!is_cut.0 || was_cut.0) && (!is_cut.1 || was_cut.1)
        });
        let rivals: Vec<Range<usize>> = copies(old, passage).into_iter().filter(|at| at != stretch).collect();
        let copy = |at: Range<usize>| {
            let (before, after) = context(old, stretch, new, &at);
            let owner = match self.carry.came_from(&at) {
                Some(from) if from == stretch.start => Owner::Mine,
                Some(_) => Owner::Another,
                None => self.owner_by_context(&at, before, after, &rivals),
            };
            Copy { at, before, after, owner }
        };
        whole.map(copy).collect()
    }

    fn owner_by_context(&self, at: &Range<usize>, before: usize, after: usize, rivals: &[Range<usize>]) -> Owner {
        let theirs = rivals.iter().map(|rival| {
            let (before, after) = context(self.old, rival, self.new, at);
            before + after
        });
        let theirs = theirs.max();
        if theirs.is_some_and(|theirs| theirs > before + after && theirs >= NEIGHBOURHOOD) {
            Owner::Another
        } else if before.max(after) >= NEIGHBOURHOOD && theirs.is_none_or(|theirs| theirs < before + after) {
            Owner::Mine
        } else {
            Owner::Nobody
        }
    }
}

//! The judgement on one anchor, with both texts at hand.

use std::ops::Range;

use chancery_core::Anchor;
use chancery_core::canonical::CanonicalText;

use super::alike::{Words, likeness};
use super::carry::Carry;
use super::differences::differences;
use super::owners::{Copies, Copy, NEIGHBOURHOOD, Owner};
use super::places::{CONTEXT, context, copies, sentence, whole};
use super::{ALIKE, Beside, Budget, Candidate, Fate};
use crate::text::hex;

/// A copy must have so many more characters around it in common to be preferred to another.
const MARGIN: usize = 8;

/// A passage of so many characters speaks for itself where nothing around it is known.
pub(super) const ENOUGH: usize = 24;

/// How much all comparisons may cost together: words looked at, and the products of lengths that were compared in full.
const MOST_WORK: u64 = 1 << 32;

/// How many candidates are given.
const MOST_CANDIDATES: usize = 5;

const EQUAL_COPIES: &str = "the same characters stand in several places, and what is around them does not decide";
const TWO_HEIRS: &str = "the passage at its place differs, and another one is at least as like it";
const LOOKALIKE: &str = "the passage is gone from its place; what is like it elsewhere may be another one";
const ALONE: &str = "the same characters stand elsewhere, but they are few and nothing around them is as it was";
const STOOD_THERE: &str =
    "the passage is gone from its place; the same characters stand where they stood before as well";
const GONE: &str = "nothing like it stands in the new text";
const NOT_SEARCHED: &str =
    "it is gone from its place, and the search for what is like it was cut short: there are too many such anchors";

/// Both texts, and what is worked out once for all anchors.
pub(super) struct Judge<'a> {
    old: &'a CanonicalText,
    new: &'a CanonicalText,
    carry: Carry<'a>,
    words: Option<Words<'a>>,
    budget: Budget,
}

impl<'a> Judge<'a> {
    pub(super) fn new(old: &'a CanonicalText, new: &'a CanonicalText) -> Judge<'a> {
        let mut budget = Budget(MOST_WORK);
        let carry = Carry::new(old.as_str(), new.as_str(), &mut budget);
        Judge { old, new, carry, words: None, budget }
    }

    /// What became of an anchor; none if it is no anchor into the old text.
    pub(super) fn fate(&mut self, anchor: &Anchor) -> Option<Fate> {
        let stretch = self.old.byte(anchor.start)?..self.old.byte(anchor.end)?;
        let passage = self.old.as_str().get(stretch.clone()).filter(|passage| !passage.is_empty())?;
        if hex(passage.as_bytes()) != anchor.digest {
            return None;
        }
        let copies =
            Copies { old: self.old.as_str(), new: self.new.as_str(), carry: &self.carry }.of(&stretch, passage);
        let (mut mine, others): (Vec<Copy>, Vec<Copy>) =
            copies.into_iter().partition(|copy| copy.owner != Owner::Another);
        mine.sort_by_key(|copy| (std::cmp::Reverse(copy.context()), copy.at.start));
        let kept = self.carry.kept(&stretch).and_then(|at| mine.iter().find(|copy| copy.at.start == at));
        Some(match (kept, mine.first()) {
            (Some(kept), _) => self.kept(anchor, &stretch, kept, &mine),
            (None, Some(best)) => self.elsewhere(anchor, &stretch, best, &mine, &others),
            (None, None) => self.gone(&stretch, passage, &others),
        })
    }

    /// The diff left the passage standing: at `kept`, unless another copy has as much for it.
    fn kept(&self, anchor: &Anchor, stretch: &Range<usize>, kept: &Copy, mine: &[Copy]) -> Fate {
        let unmoved = self.new.character(kept.at.start) == anchor.start && kept.before == CONTEXT;
        let rival = mine.iter().any(|copy| copy.at != kept.at && copy.context() + MARGIN > kept.context());
        let enough = anchor.end - anchor.start >= ENOUGH as u64 || kept.before.max(kept.after) >= NEIGHBOURHOOD;
        if enough && (unmoved || !rival) {
            return self.settled(anchor, stretch, kept);
        }
        self.ambiguous(
            if rival { EQUAL_COPIES } else { ALONE },
            stretch,
            mine.iter().map(|copy| self.candidate(&copy.at, 1_000, copy.context())),
        )
    }

    /// The diff did not leave it standing, and the same characters stand elsewhere.
    fn elsewhere(
        &mut self,
        anchor: &Anchor,
        stretch: &Range<usize>,
        best: &Copy,
        mine: &[Copy],
        others: &[Copy],
    ) -> Fate {
        let old = self.old.as_str().get(stretch.clone()).unwrap_or_default();
        let (place, likeness) = self.place(stretch, old);
        let strong = best.before == CONTEXT || best.after == CONTEXT;
        let heir = (likeness >= ALIKE && !overlap(&place, &best.at) && !strong).then_some((place, likeness));
        let clear = mine.iter().all(|copy| copy.at == best.at || copy.context() + MARGIN <= best.context());
        let clear = clear && others.iter().all(|copy| copy.context() < best.context());
        let enough = old.chars().count() >= ENOUGH || best.before.max(best.after) >= NEIGHBOURHOOD;
        if clear && enough && heir.is_none() {
            return self.settled(anchor, stretch, best);
        }
        let why = match (&heir, clear) {
            (Some(_), _) => TWO_HEIRS,
            (None, false) => EQUAL_COPIES,
            (None, true) => ALONE,
        };
        let copies = mine.iter().chain(others).map(|copy| self.candidate(&copy.at, 1_000, copy.context()));
        let heir = heir.map(|(place, likeness)| self.candidate_at(stretch, &place, likeness));
        self.ambiguous(why, stretch, heir.into_iter().chain(copies))
    }

    /// The same characters stand nowhere, or only where they stood before as well.
    fn gone(&mut self, stretch: &Range<usize>, passage: &str, others: &[Copy]) -> Fate {
        let (place, like) = self.place(stretch, passage);
        let (before, after) = context(self.old.as_str(), stretch, self.new.as_str(), &place);
        let heir = like >= ALIKE && before.max(after) >= NEIGHBOURHOOD && !self.stood_elsewhere(&place, stretch);
        let new = self.new.as_str();
        let words = self.words.get_or_insert_with(|| Words::of(new));
        let found = words.like(passage, &mut self.budget);
        let cut_short = found.is_none();
        // What the diff leads to counts if it may be the heir; otherwise whatever is likest in that neighbourhood.
        let mut elsewhere: Vec<(Range<usize>, u32)> = found.into_iter().flatten().collect();
        elsewhere.retain(|(at, _)| !heir || !overlap(at, &place));
        let is_found = elsewhere.iter().any(|(at, _)| overlap(at, &place));
        let rival = elsewhere.iter().any(|(at, found)| *found >= like && !self.stood_elsewhere(at, stretch));
        let here = (like >= ALIKE && !is_found).then(|| self.candidate_at(stretch, &place, like));
        let alike = elsewhere.iter().map(|(at, likeness)| self.candidate_at(stretch, at, *likeness));
        match (heir, rival, others.is_empty()) {
            (true, false, _) => self.changed(passage, &place, like),
            (true, true, _) => self.ambiguous(TWO_HEIRS, stretch, here.into_iter().chain(alike)),
            (false, _, false) => {
                let others = others.iter().map(|copy| self.candidate(&copy.at, 1_000, copy.context()));
                self.ambiguous(STOOD_THERE, stretch, others.chain(here).chain(alike))
            }
            (false, ..) if here.is_some() || !elsewhere.is_empty() => {
                self.ambiguous(LOOKALIKE, stretch, here.into_iter().chain(alike))
            }
            _ => Fate::Orphan { why: if cut_short { NOT_SEARCHED } else { GONE }, old: Some(passage.to_owned()) },
        }
    }

    /// The passage that corresponds, whole words of it, and how like it is.
    fn place(&mut self, stretch: &Range<usize>, passage: &str) -> (Range<usize>, u32) {
        let new = self.new.as_str();
        let mut place = whole(new, self.carry.place(stretch));
        let text = new.get(place.clone()).unwrap_or_default();
        if !passage.starts_with(char::is_whitespace) {
            place.start += text.len() - text.trim_start().len();
        }
        if !passage.ends_with(char::is_whitespace) {
            place.end = place.start.max(place.end - (text.len() - text.trim_end().len()));
        }
        let likeness = likeness(passage, new.get(place.clone()).unwrap_or_default(), &mut self.budget);
        (place, likeness)
    }

    /// Whether the sentence around a place stood in the old text away from a passage: then it is no changed form of that.
    fn stood_elsewhere(&self, place: &Range<usize>, stretch: &Range<usize>) -> bool {
        let (old, new) = (self.old.as_str(), self.new.as_str());
        let sentence = new.get(sentence(new, place)).unwrap_or_default().trim();
        copies(old, sentence).iter().any(|at| !overlap(at, stretch))
    }

    fn settled(&self, anchor: &Anchor, stretch: &Range<usize>, copy: &Copy) -> Fate {
        let start = self.new.character(copy.at.start);
        let beside = self.beside(stretch, copy);
        if start == anchor.start {
            return Fate::Exact { beside };
        }
        Fate::Moved { to: Anchor { start, end: start + (anchor.end - anchor.start), ..anchor.clone() }, beside }
    }

    fn changed(&mut self, passage: &str, place: &Range<usize>, likeness: u32) -> Fate {
        let Candidate { at: to, text: new, .. } = self.candidate(place, likeness, 0);
        let differences = differences(passage, &new, &mut self.budget);
        Fate::Changed { to, old: passage.to_owned(), new, likeness, differences }
    }

    fn ambiguous(
        &self,
        why: &'static str,
        stretch: &Range<usize>,
        candidates: impl Iterator<Item = Candidate>,
    ) -> Fate {
        let old = self.old.as_str().get(stretch.clone()).map(str::to_owned);
        let mut distinct: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            if distinct.len() < MOST_CANDIDATES && distinct.iter().all(|known| known.at != candidate.at) {
                distinct.push(candidate);
            }
        }
        Fate::Ambiguous { why, old, candidates: distinct }
    }

    fn candidate_at(&self, stretch: &Range<usize>, at: &Range<usize>, likeness: u32) -> Candidate {
        let (before, after) = context(self.old.as_str(), stretch, self.new.as_str(), at);
        self.candidate(at, likeness, before + after)
    }

    fn candidate(&self, at: &Range<usize>, likeness: u32, context: usize) -> Candidate {
        let text = self.new.as_str().get(at.clone()).unwrap_or_default().to_owned();
        let start = self.new.character(at.start);
        let at = Anchor { start, end: start + text.chars().count() as u64, digest: hex(text.as_bytes()) };
        Candidate { at, text, likeness, context: u32::try_from(context).unwrap_or(u32::MAX) }
    }

    /// Whether the words directly beside a copy are those that stood beside the passage. Where both begin or end a sentence,
    /// the sentence next to it is none of its business.
    fn beside(&self, stretch: &Range<usize>, copy: &Copy) -> Beside {
        let (old, new) = (self.old.as_str(), self.new.as_str());
        let starts =
            |text: &str, at: usize| text.get(..at).unwrap_or_default().trim_end_matches(' ').ends_with(ends) || at == 0;
        let before = copy.before >= NEIGHBOURHOOD || starts(old, stretch.start) && starts(new, copy.at.start);
        let passage = new.get(copy.at.clone()).unwrap_or_default();
        let stops = |text: &str, at: usize| {
            text.get(at..).unwrap_or_default().trim_start_matches(' ').chars().next().is_none_or(ends)
        };
        let after = copy.after >= NEIGHBOURHOOD
            || passage.trim_end().ends_with(ends)
            || stops(old, stretch.end) && stops(new, copy.at.end);
        match (before, after) {
            (true, true) => Beside::Alike,
            (false, true) => Beside::OtherBefore,
            (true, false) => Beside::OtherAfter,
            (false, false) => Beside::Other,
        }
    }
}

/// What ends a sentence or a line.
fn ends(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '\n' | '。' | '！' | '？')
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

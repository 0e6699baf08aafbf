//! How like two passages are, in whole thousandths, and where in a text something like a passage stands.

use std::collections::HashMap;
use std::ops::Range;

use super::carry::{by_character, by_word};
use super::tokens::{Piece, pieces};
use super::{ALIKE, Budget};

/// A stretch between words in common is compared by the character if neither side has more bytes than this.
const MOST_FINE: usize = 4_096;

/// From this share of common words on, in thousandths, a window is compared with a passage.
const WORDS_IN_COMMON: u64 = 400;

/// How many windows are compared, those with the most words in common.
const MOST_WINDOWS: usize = 8;

/// How much of two passages is common, in thousandths, without white space: words, and words of which half is common. 1000 is
/// for passages that differ in white space alone.
pub(super) fn likeness(one: &str, other: &str, budget: &mut Budget) -> u32 {
    let longest = |text: &str| 4 * text.len() + 256;
    let total = characters(one) + characters(other);
    if total == 0 || one.len() > longest(other) || other.len() > longest(one) {
        return 0;
    }
    let (mut from, mut common) = ((0, 0), 0);
    let standing = by_word(one, other, budget);
    let ends = [(one.len(), other.len(), 0)];
    for (at, other_at, length) in standing.iter().map(|run| (run.old, run.new, run.length)).chain(ends) {
        common += mended(one.get(from.0..at).unwrap_or_default(), other.get(from.1..other_at).unwrap_or_default());
        common += characters(one.get(at..at + length).unwrap_or_default());
        from = (at + length, other_at + length);
    }
    u32::try_from(2 * common * 1_000 / total).unwrap_or(0)
}

/// What two stretches have in common by the character, if it is half of them: a mended word, and no other one.
fn mended(one: &str, other: &str) -> u64 {
    if one.len() > MOST_FINE || other.len() > MOST_FINE {
        return 0;
    }
    let runs = by_character(one, other);
    let common: u64 =
        runs.iter().map(|run| characters(one.get(run.old..run.old + run.length).unwrap_or_default())).sum();
    if 4 * common >= characters(one) + characters(other) { common } else { 0 }
}

/// Characters that are no white space.
fn characters(text: &str) -> u64 {
    text.chars().filter(|character| !character.is_whitespace()).count() as u64
}

/// The words of a text by number, to be searched for windows that share words with a passage.
pub(super) struct Words<'a> {
    text: &'a str,
    numbers: HashMap<&'a str, usize>,
    words: Vec<(usize, Range<usize>)>,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Words<'a> {
        let mut numbers = HashMap::new();
        let mut words = Vec::new();
        for (_, range) in pieces(text).into_iter().filter(|(kind, _)| *kind == Piece::Word) {
            let next = numbers.len();
            let number = *numbers.entry(text.get(range.clone()).unwrap_or_default()).or_insert(next);
            words.push((number, range));
        }
        Words { text, numbers, words }
    }

    /// Passages that are like another, the likeliest first; none where the budget is spent. Takes time for each word of the text.
    pub(super) fn like(&self, passage: &str, budget: &mut Budget) -> Option<Vec<(Range<usize>, u32)>> {
        let words: Vec<&str> = pieces(passage)
            .into_iter()
            .filter(|(kind, _)| *kind == Piece::Word)
            .filter_map(|(_, range)| passage.get(range))
            .collect();
        if !budget.spend((self.words.len() + self.numbers.len()) as u64) {
            return None;
        }
        let mut windows = self.windows(&words);
        windows.sort_by_key(|(at, rank)| (std::cmp::Reverse(*rank), *at));
        windows.truncate(MOST_WINDOWS);
        let mut found: Vec<(Range<usize>, u32)> = windows
            .into_iter()
            .filter_map(|(at, _)| self.stretch(at, words.len(), passage))
            .map(|stretch| (stretch.clone(), likeness(passage, self.text.get(stretch).unwrap_or_default(), budget)))
            .filter(|(_, likeness)| *likeness >= ALIKE)
            .collect();
        found.sort_by_key(|(stretch, likeness)| (std::cmp::Reverse(*likeness), stretch.start));
        Some(found)
    }

    /// Windows of as many words as the passage has, by their first word, with a rank: by how many words they share, and before
    /// others of that number those that begin as the passage does. Of windows that lie on each other the best.
    fn windows(&self, words: &[&str]) -> Vec<(usize, u64)> {
        let size = words.len().min(self.words.len());
        let mut missing = vec![0_i64; self.numbers.len()];
        for number in words.iter().filter_map(|word| self.numbers.get(word)) {
            missing[*number] += 1;
        }
        let begins = words.first().and_then(|word| self.numbers.get(word)).copied();
        let (mut common, mut found): (u64, Vec<(usize, u64)>) = (0, Vec::new());
        for (last, (entering, _)) in self.words.iter().enumerate() {
            common += u64::from(missing[*entering] > 0);
            missing[*entering] -= 1;
            let Some(first) = (last + 1).checked_sub(size).filter(|_| size > 0) else { continue };
            let leaving = self.words[first].0;
            if common * 1_000 >= WORDS_IN_COMMON * words.len() as u64 {
                let rank = 2 * common + u64::from(Some(leaving) == begins);
                match found.last_mut() {
                    Some(best) if first < best.0 + size.div_ceil(2) => {
                        if rank > best.1 {
                            *best = (first, rank);
                        }
                    }
                    _ => found.push((first, rank)),
                }
            }
            missing[leaving] += 1;
            common -= u64::from(missing[leaving] > 0);
        }
        found
    }

    /// The bytes of a window, with the mark that ends it where one ends the passage.
    fn stretch(&self, first: usize, size: usize, passage: &str) -> Option<Range<usize>> {
        let start = self.words.get(first)?.1.start;
        let last = (first + size).min(self.words.len()).checked_sub(1)?;
        let end = self.words.get(last)?.1.end;
        let mark = passage.chars().next_back().filter(|mark| !mark.is_alphanumeric() && !mark.is_whitespace());
        let mark = mark.filter(|mark| self.text.get(end..).is_some_and(|rest| rest.starts_with(*mark)));
        Some(start..end + mark.map_or(0, char::len_utf8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_knows_a_mended_word_from_another() {
        let sentence = "The delegation visited Ulaanbaatar in May 2012.";
        for (other, least, most) in [
            (sentence, 1_000, 1_000),
            ("The  delegation visited\nUlaanbaatar in May 2012.", 1_000, 1_000),
            ("The delegation visted Ulaanbaatar in May 2012.", 950, 999),
            ("The delegation visited Ulaanbaatar in May 2013.", 900, 999),
            ("The delegation never visited Ulaanbaatar in May 2012.", 900, 999),
            ("Nothing was said about the talks on trade.", 0, 300),
            ("", 0, 0),
        ] {
            let found = likeness(sentence, other, &mut Budget(10_000));
            assert!((least..=most).contains(&found), "{found}: {other}");
        }
        assert!((800..1_000).contains(&likeness(
            "朝鲜代表团访问了蒙古国",
            "朝鲜代表团访问了蒙古",
            &mut Budget(10_000)
        )));
    }

    #[test]
    fn what_is_alike_is_found() {
        let text =
            "Nothing here. A delegation visited the capital in June 2011. More. The delegation came to the city.";
        let words = Words::of(text);
        let found = words.like("A delegation visited the capital in May 2012.", &mut Budget(1_000)).unwrap();
        assert_eq!(found.iter().map(|(at, _)| &text[at.clone()]).collect::<Vec<_>>(), [&text[14..60]]);
        assert_eq!(words.like("x", &mut Budget(3)), None);
        assert_eq!(words.like("...", &mut Budget(1_000)), Some(Vec::new()));
        assert_eq!(Words::of("").like("a b", &mut Budget(1_000)), Some(Vec::new()));
    }
}

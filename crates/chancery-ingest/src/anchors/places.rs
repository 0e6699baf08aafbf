//! Where a passage's characters stand, and what stands around them.

use std::ops::Range;

use super::tokens::{is_mark, is_word};

/// How many characters on either side help to decide between equal copies.
pub const CONTEXT: usize = 32;

/// How many copies of a passage are looked at. Of a passage with more, only those and the one that the diff names count.
pub const MOST_COPIES: usize = 64;

/// The places of a passage in a text, those that overlap too; at most one more than [`MOST_COPIES`].
pub(super) fn copies(text: &str, passage: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let step = passage.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(passage))
        && !passage.is_empty()
        && found.len() <= MOST_COPIES
    {
        found.push(from + at..from + at + passage.len());
        from += at + step;
    }
    found
}

/// How many characters before and after two passages are the same, each side up to [`CONTEXT`]. Where both texts begin or end
/// there, that side agrees in full.
pub(super) fn context(old: &str, was: &Range<usize>, new: &str, is: &Range<usize>) -> (usize, usize) {
    let before = |text: &str, at: usize| -> Vec<char> {
        text.get(..at).unwrap_or_default().chars().rev().take(CONTEXT).collect()
    };
    let after =
        |text: &str, at: usize| -> Vec<char> { text.get(at..).unwrap_or_default().chars().take(CONTEXT).collect() };
    (common(&before(old, was.start), &before(new, is.start)), common(&after(old, was.end), &after(new, is.end)))
}

fn common(one: &[char], other: &[char]) -> usize {
    let common = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    // Both end here, and so do their texts.
    if common == one.len() && common == other.len() { CONTEXT } else { common }
}

/// Whether a passage is cut out of a word or number on either side: 12 out of 120 or 12.5 is not the passage 12.
pub(super) fn cut_out(text: &str, passage: &Range<usize>) -> (bool, bool) {
    let inside = text.get(passage.clone()).unwrap_or_default();
    let before = text.get(..passage.start).unwrap_or_default();
    let after = text.get(passage.end..).unwrap_or_default();
    (
        joined(before.chars().rev(), inside.chars().next(), false),
        joined(after.chars(), inside.chars().next_back(), true),
    )
}

/// Whether what goes on outward from an end of a passage belongs to its last character.
fn joined(mut outward: impl Iterator<Item = char>, last: Option<char>, forward: bool) -> bool {
    let (Some(last), Some(next)) = (last, outward.next()) else { return false };
    if forward && is_mark(next) || !forward && is_mark(last) {
        return true;
    }
    let separates = matches!(next, '.' | ',' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}');
    let goes_on = separates && last.is_numeric() && outward.next().is_some_and(char::is_numeric);
    goes_on || is_word(last) && is_word(next) && !has_no_words(last) && !has_no_words(next)
}

/// Letters of scripts without spaces between words join nothing: any of them may begin or end a passage.
fn has_no_words(character: char) -> bool {
    u32::from(character) >= 0x0e00
        && !character.is_numeric()
        && !matches!(u32::from(character), 0x1100..=0x11ff | 0x1e00..=0x1fff | 0xac00..=0xd7af)
}

/// A stretch with what it is cut out of, a little way on either side.
pub(super) fn whole(text: &str, stretch: Range<usize>) -> Range<usize> {
    let mut whole = stretch;
    for _ in 0..CONTEXT {
        let (left, right) = cut_out(text, &whole);
        if !left && !right {
            break;
        }
        let before = text.get(..whole.start).filter(|_| left).unwrap_or_default().chars().rev();
        let after = text.get(whole.end..).filter(|_| right).unwrap_or_default().chars();
        whole = whole.start - taken(before)..whole.end + taken(after);
    }
    whole
}

/// The bytes of the next character outward, and of the digit behind it where it only separates digits.
fn taken(mut outward: impl Iterator<Item = char>) -> usize {
    let next = outward.next();
    let behind = next.filter(|next| !is_word(*next)).and_then(|_| outward.next());
    next.into_iter().chain(behind).map(char::len_utf8).sum()
}

/// A stretch with the rest of the sentences that it begins and ends in, a little way on either side.
pub(super) fn sentence(text: &str, stretch: &Range<usize>) -> Range<usize> {
    const REACH: usize = 240;
    let ends = |character: char| matches!(character, '\n' | '.' | '!' | '?' | '。' | '！' | '？');
    let before = text.get(..stretch.start).unwrap_or_default();
    let before: usize = before.chars().rev().take(REACH).take_while(|c| !ends(*c)).map(char::len_utf8).sum();
    let inside = text.get(stretch.clone()).unwrap_or_default().trim_end();
    let after = text.get(stretch.end..).filter(|_| !inside.ends_with(ends)).unwrap_or_default();
    let after: usize = after.chars().take(REACH).take_while(|c| !ends(*c)).map(char::len_utf8).sum();
    stretch.start - before..stretch.end + after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_may_overlap_and_are_bounded() {
        assert_eq!(copies("aaaa", "aa"), [0..2, 1..3, 2..4]);
        assert_eq!(copies("üx蒙üx", "üx"), [0..3, 6..9]);
        assert_eq!(copies(&"a".repeat(1_000), "a").len(), MOST_COPIES + 1);
        assert_eq!(copies("abc", ""), []);
    }

    #[test]
    fn numbers_and_words_are_not_cut() {
        let cut = |text: &str, passage: &str| {
            let at = text.find(passage).unwrap();
            cut_out(text, &(at..at + passage.len()))
        };
        for (text, passage, expected) in [
            ("in 12 cities", "12", (false, false)),
            ("in 120 cities", "12", (false, true)),
            ("in 12.5 cities", "12", (false, true)),
            ("3,112 cities", "112", (true, false)),
            ("in 12. Then", "12", (false, false)),
            ("he unsaid it", "said", (true, false)),
            ("Zu\u{308}rich", "Zu", (false, true)),
            ("访问蒙古国", "蒙古", (false, false)),
            ("방문했다", "방문", (false, true)),
        ] {
            assert_eq!(cut(text, passage), expected, "{text}: {passage}");
        }
        assert_eq!(whole("in 1,234.5 cities", 3..4), 3..10);
        assert_eq!(sentence("One. Two three. Four", &(5..8)), 4..14);
    }

    #[test]
    fn context_is_counted_from_the_passage_outward() {
        assert_eq!(context("ab P cd", &(3..4), "xb P ce", &(3..4)), (2, 2));
        assert_eq!(context("P", &(0..1), "P more", &(0..1)), (CONTEXT, 0));
    }
}

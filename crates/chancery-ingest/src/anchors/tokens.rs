//! Words, numbers and what stands between them: the pieces by which texts are compared.

use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Letters, digits and their marks; of scripts without spaces between words, one character.
    Word,
    /// White space.
    Space,
    /// One other character.
    Other,
}

/// The pieces of a text as ranges of its bytes, without gaps.
pub(super) fn pieces(text: &str) -> Vec<(Piece, Range<usize>)> {
    let mut found: Vec<(Piece, Range<usize>)> = Vec::new();
    let mut open = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let kind = kind_of(text, at, character);
        let alone = kind == Piece::Other || kind == Piece::Word && is_alone(character);
        match found.last_mut() {
            Some((last, range)) if *last == kind && open && !alone || is_mark(character) => range.end = end,
            _ => found.push((kind, at..end)),
        }
        // A mark leaves open what it was set on.
        open = if is_mark(character) { open } else { !alone };
    }
    found
}

fn kind_of(text: &str, at: usize, character: char) -> Piece {
    if is_word(character) || is_inner_apostrophe(text, at, character) {
        Piece::Word
    } else if character.is_whitespace() {
        Piece::Space
    } else {
        Piece::Other
    }
}

/// Whether a character is part of a word: a letter, a digit, or a mark set on one.
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// The apostrophe of `didn't`, which is no end of a word.
fn is_inner_apostrophe(text: &str, at: usize, character: char) -> bool {
    let letter = |character: Option<char>| character.is_some_and(char::is_alphabetic);
    matches!(character, '\'' | '\u{2019}')
        && letter(text.get(..at).and_then(|text| text.chars().next_back()))
        && letter(text.get(at + character.len_utf8()..).and_then(|text| text.chars().next()))
}

/// Combining marks and variation selectors: they belong to the character before them.
pub(super) fn is_mark(character: char) -> bool {
    matches!(u32::from(character),
        0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x064b..=0x065f | 0x180b..=0x180d | 0x1ab0..=0x1aff
        | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0x302a..=0x302f | 0x3099..=0x309a | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f)
}

/// Characters of scripts that set no spaces between words: each is a piece of its own.
fn is_alone(character: char) -> bool {
    matches!(u32::from(character), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_in_one_piece() {
        let cut = |text: &str| -> Vec<String> {
            let found = pieces(text);
            assert!(found.windows(2).all(|pair| pair[0].1.end == pair[1].1.start));
            found.into_iter().map(|(_, range)| text[range].to_owned()).collect()
        };
        assert_eq!(cut("He didn't, in 2012."), ["He", " ", "didn't", ",", " ", "in", " ", "2012", "."]);
        assert_eq!(cut("'no' o’ clock"), ["'", "no", "'", " ", "o", "’", " ", "clock"]);
        assert_eq!(cut("Зу\u{308}г  蒙古が\u{3099}x"), ["Зу\u{308}г", "  ", "蒙", "古", "が\u{3099}", "x"]);
        assert_eq!(cut("\u{301}a"), ["\u{301}", "a"]);
        assert_eq!(cut("!!"), ["!", "!"]);
    }
}

//! A place in the tokens of a text, and the furthest one that was reached: where a text stops being understood.

use super::names;
use super::token::{Kind, Suffix, Token};

/// A number as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
    pub(super) suffix: Suffix,
}

/// Reads tokens from left to right, and goes back where an attempt fails.
pub(super) struct Cursor<'t> {
    tokens: &'t [Token],
    at: usize,
    furthest: usize,
    /// Whether `2004–05` is read as two years rather than a month.
    pub(super) pairs_are_years: bool,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(tokens: &'t [Token], pairs_are_years: bool) -> Cursor<'t> {
        Cursor { tokens, at: 0, furthest: 0, pairs_are_years }
    }

    /// The next token.
    pub(super) fn peek(&self) -> Option<&'t Kind> {
        self.peek_at(0)
    }

    /// The token that many after the next.
    pub(super) fn peek_at(&self, ahead: usize) -> Option<&'t Kind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// The byte at which the next token begins.
    pub(super) fn byte(&self) -> usize {
        self.byte_of(self.at)
    }

    /// The byte of the furthest token that was looked for and did not fit.
    pub(super) fn furthest_byte(&self) -> usize {
        self.byte_of(self.furthest.max(self.at))
    }

    fn byte_of(&self, index: usize) -> usize {
        let end = self.tokens.last().map_or(0, |token| token.end);
        self.tokens.get(index).map_or(end, |token| token.at)
    }

    fn step(&mut self) {
        self.at += 1;
        self.furthest = self.furthest.max(self.at);
    }

    /// What `read` finds; where it finds nothing, the cursor stays.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    /// Takes a mark.
    pub(super) fn mark(&mut self, kind: &Kind) -> bool {
        let fits = self.peek() == Some(kind);
        if fits {
            self.step();
        }
        fits
    }

    /// Takes a word that means something, and the full stop of an abbreviation after it.
    pub(super) fn meaning<T>(&mut self, of: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let Some(Kind::Word(word)) = self.peek() else { return None };
        let found = of(word)?;
        self.step();
        self.mark(&Kind::Dot);
        Some(found)
    }

    /// Takes one of these words.
    pub(super) fn word(&mut self, words: &[&str]) -> bool {
        self.meaning(|word| words.contains(&word).then_some(())).is_some()
    }

    /// Takes these words in this order, or none.
    pub(super) fn phrase(&mut self, words: &[&str]) -> bool {
        self.attempt(|c| words.iter().all(|word| c.word(&[word])).then_some(())).is_some()
    }

    /// Takes as many of these words as there are.
    pub(super) fn skip(&mut self, words: &[&str]) {
        while self.word(words) {}
    }

    /// Takes a number in digits.
    pub(super) fn number(&mut self) -> Option<Number> {
        let Some(Kind::Number { value, digits, suffix }) = self.peek() else { return None };
        self.step();
        Some(Number { value: *value, digits: *digits, suffix: *suffix })
    }

    /// Takes a number of so many digits without a suffix.
    pub(super) fn digits(&mut self, from: usize, to: usize) -> Option<u32> {
        self.attempt(|c| {
            let number = c.number()?;
            (number.suffix == Suffix::None && (from..=to).contains(&number.digits)).then_some(number.value)
        })
    }

    /// Takes a year of four digits.
    pub(super) fn year(&mut self) -> Option<i16> {
        self.digits(4, 4).and_then(|year| i16::try_from(year).ok())
    }

    /// Takes `20th`, `twentieth`, `twenty-first`.
    pub(super) fn ordinal(&mut self) -> Option<u32> {
        self.attempt(|c| match c.number() {
            Some(number) => (number.suffix == Suffix::Ordinal).then_some(number.value),
            None => c.counted(names::small_ordinal, names::tens_ordinal),
        })
    }

    /// Takes `3`, `three`, `twenty-five`, `a`.
    pub(super) fn cardinal(&mut self) -> Option<u32> {
        if self.word(&["a", "an"]) {
            return Some(1);
        }
        let spelled = self.attempt(|c| c.counted(names::small_cardinal, names::tens_cardinal));
        spelled.or_else(|| self.digits(1, 3))
    }

    fn counted(&mut self, small: fn(&str) -> Option<u32>, tens: fn(&str) -> Option<u32>) -> Option<u32> {
        if let Some(value) = self.meaning(small) {
            return Some(value);
        }
        let compound = self.attempt(|c| {
            let tens = c.meaning(names::tens_cardinal)?;
            c.mark(&Kind::Dash);
            let ones = c.meaning(small).filter(|ones| *ones < 10)?;
            Some(tens + ones)
        });
        compound.or_else(|| self.meaning(tens))
    }
}

//! A text cut into words, numbers and marks, each with its place; case, kinds of blanks and kinds of dashes are gone.

/// What stands after the digits of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    /// Nothing.
    None,
    /// `st`, `nd`, `rd` or `th`.
    Ordinal,
    /// `s` or `'s`, of a decade.
    Plural,
}

/// One piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, in lower case.
    Word(String),
    /// At most eight digits; how many there are tells a year from a day.
    Number {
        value: u32,
        digits: usize,
        suffix: Suffix,
    },
    /// Any hyphen, dash or minus sign.
    Dash,
    Slash,
    Dot,
    Comma,
    Apostrophe,
    Question,
    Tilde,
    /// An opening or closing round bracket.
    Bracket,
    /// What has no place in a date.
    Other,
}

/// A piece with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it begins.
    pub(super) at: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// Cuts a text up. Every character is in one token, or is a blank between two.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let mut end = at + first.len_utf8();
        let kind = if first.is_ascii_digit() {
            let digits = length_while(rest, |c| c.is_ascii_digit());
            let (suffix, more) = suffix(rest.get(digits..).unwrap_or_default());
            end = at + digits + more;
            number(rest.get(..digits).unwrap_or_default(), suffix)
        } else if first.is_alphabetic() {
            let letters = length_while(rest, char::is_alphabetic);
            end = at + letters;
            Kind::Word(rest.get(..letters).unwrap_or_default().to_lowercase())
        } else if first.is_whitespace() || is_invisible(first) {
            at = end;
            continue;
        } else {
            mark(first)
        };
        tokens.push(Token { kind, at, end });
        at = end;
    }
    tokens
}

fn number(digits: &str, suffix: Suffix) -> Kind {
    match digits.parse() {
        Ok(value) if digits.len() <= 8 => Kind::Number { value, digits: digits.len(), suffix },
        _ => Kind::Other,
    }
}

/// The suffix that a text begins with, and its bytes. Letters that make no suffix are a word of their own.
fn suffix(text: &str) -> (Suffix, usize) {
    let letters = length_while(text, char::is_alphabetic);
    let word = text.get(..letters).unwrap_or_default().to_lowercase();
    match word.as_str() {
        "st" | "nd" | "rd" | "th" => return (Suffix::Ordinal, letters),
        "s" => return (Suffix::Plural, letters),
        _ => {}
    }
    let apostrophe = text.chars().next().filter(|c| is_apostrophe(*c)).map_or(0, char::len_utf8);
    let after = text.get(apostrophe..).unwrap_or_default();
    let letters = length_while(after, char::is_alphabetic);
    let is_plural = apostrophe > 0 && after.get(..letters).is_some_and(|word| word.eq_ignore_ascii_case("s"));
    if is_plural { (Suffix::Plural, apostrophe + letters) } else { (Suffix::None, 0) }
}

fn length_while(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.chars().take_while(|c| fits(*c)).map(char::len_utf8).sum()
}

fn mark(character: char) -> Kind {
    match character {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Kind::Dash,
        '/' | '\u{2044}' => Kind::Slash,
        '.' => Kind::Dot,
        ',' => Kind::Comma,
        '?' => Kind::Question,
        '~' => Kind::Tilde,
        '&' => Kind::Word("and".to_owned()),
        '(' | ')' => Kind::Bracket,
        other if is_apostrophe(other) => Kind::Apostrophe,
        _ => Kind::Other,
    }
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

/// What is not seen and only steers how lines are broken.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

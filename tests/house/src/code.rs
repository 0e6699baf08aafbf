//! Rust source with its comments and texts blanked, so that a word found in it is really used.

/// The same source, comments and the contents of text and character literals replaced by spaces. Lines keep their numbers.
pub fn blanked(source: &str) -> String {
    let mut scanner = Scanner { chars: source.chars().collect(), at: 0, out: String::with_capacity(source.len()) };
    scanner.scan();
    scanner.out
}

/// The numbers of the lines in which the word stands by itself: `rand` is not found in `operand`.
pub fn lines_with(code: &str, word: &str) -> Vec<usize> {
    let mut lines: Vec<usize> = code
        .match_indices(word)
        .filter(|(start, _)| stands_alone(code, *start, word))
        .map(|(start, _)| line_of(code, start))
        .collect();
    lines.dedup();
    lines
}

/// The number of the line that holds this byte.
pub fn line_of(code: &str, byte: usize) -> usize {
    1 + code[..byte].matches('\n').count()
}

/// Whether a character may be part of a name.
pub fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn stands_alone(code: &str, start: usize, word: &str) -> bool {
    let before = code[..start].chars().next_back();
    let after = code[start + word.len()..].chars().next();
    let joins =
        |outside: Option<char>, inside: Option<char>| outside.is_some_and(is_name) && inside.is_some_and(is_name);
    !joins(before, word.chars().next()) && !joins(after, word.chars().next_back())
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    out: String,
}

impl Scanner {
    fn scan(&mut self) {
        while let Some(character) = self.peek(0) {
            match character {
                '/' if self.peek(1) == Some('/') => self.blank_while(|scanner| scanner.peek(0) != Some('\n')),
                '/' if self.peek(1) == Some('*') => self.blank_block_comment(),
                '"' => self.blank_text(),
                '\'' => self.blank_character(),
                'r' | 'b' | 'c' if !self.follows_name() => self.prefixed(),
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn keep(&mut self) {
        self.out.extend(self.peek(0));
        self.at += 1;
    }

    fn blank(&mut self) {
        self.out.extend(self.peek(0).map(|character| if character == '\n' { '\n' } else { ' ' }));
        self.at += 1;
    }

    fn blank_while(&mut self, goes_on: impl Fn(&Self) -> bool) {
        while self.at < self.chars.len() && goes_on(self) {
            self.blank();
        }
    }

    fn follows_name(&self) -> bool {
        self.out.chars().next_back().is_some_and(is_name)
    }

    fn blank_block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                _ => {
                    self.blank();
                    continue;
                }
            }
            self.blank();
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    /// A text in quotes, in which a backslash takes the next character with it.
    fn blank_text(&mut self) {
        self.keep();
        while let Some(character) = self.peek(0) {
            match character {
                '"' => return self.keep(),
                '\\' => {
                    self.blank();
                    self.blank();
                }
                _ => self.blank(),
            }
        }
    }

    /// A character literal, or a lifetime, which stays.
    fn blank_character(&mut self) {
        let is_literal = self.peek(1) == Some('\\') || self.peek(2) == Some('\'');
        self.keep();
        if !is_literal {
            return;
        }
        if self.peek(0) == Some('\\') {
            self.blank();
        }
        self.blank();
        self.blank_while(|scanner| scanner.peek(0) != Some('\''));
        if self.at < self.chars.len() {
            self.keep();
        }
    }

    /// `r"…"`, `r#"…"#`, `br"…"`, or just a name that begins with one of these letters.
    fn prefixed(&mut self) {
        let raw = if self.peek(0) == Some('r') { 1 } else { usize::from(self.peek(1) == Some('r')) * 2 };
        let hashes = (0..).take_while(|hash| raw > 0 && self.peek(raw + hash) == Some('#')).count();
        if raw == 0 || self.peek(raw + hashes) != Some('"') {
            return self.keep();
        }
        for _ in 0..=raw + hashes {
            self.keep();
        }
        let ends =
            |scanner: &Self| scanner.peek(0) == Some('"') && (1..=hashes).all(|hash| scanner.peek(hash) == Some('#'));
        self.blank_while(|scanner| !ends(scanner));
        for _ in 0..=hashes {
            self.keep();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blanked_and_code_stays() {
        let table = [
            ("a // rand\nb", "a        \nb"),
            ("a /* rand /* \n */ */ b", "a            \n       b"),
            ("f(\"rand\\\"\") g", "f(\"      \") g"),
            ("r#\"rand\"\"# x", "r#\"     \"# x"),
            ("br\"\\\" x", "br\" \" x"),
            ("b\"rand\" x", "b\"    \" x"),
            ("'\"' rand '\\'' \"x\"", "' ' rand '  ' \" \""),
            ("'\\u{7f}' rand", "'      ' rand"),
            ("<'a, 'b> rand", "<'a, 'b> rand"),
            ("bar r2 crate", "bar r2 crate"),
            ("\"never closed", "\"            "),
            ("r\"never closed", "r\"            "),
            ("/* never closed", "               "),
        ];
        for (source, expected) in table {
            assert_eq!(blanked(source), expected, "{source}");
        }
    }

    #[test]
    fn a_word_is_found_where_it_stands_alone() {
        let code = "use rand;\nlet operand = random;\nrand::rng(); std::fs::read\nlet r = std::fsx;";
        assert_eq!(lines_with(code, "rand"), [1, 3]);
        assert_eq!(lines_with(code, "std::fs"), [3]);
        assert_eq!(lines_with("println!(); my_println!()", "println!"), [1]);
        assert_eq!(lines_with("rand rand", "rand"), [1]);
    }
}

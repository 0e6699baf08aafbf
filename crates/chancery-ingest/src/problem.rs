//! A problem, and the place it points to. The list that problems are gathered in is in `sink`.

mod sink;

pub(crate) use sink::Sink;

use std::ops::Range;

use chancery_core::text::display_safe;

use crate::lines::Lines;

/// How many problems are shown at most.
pub const MAX_SHOWN: usize = 1_000;

/// How many characters of a value are repeated in a message.
const MAX_QUOTED: usize = 80;

/// Whether a problem keeps the data from being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It must be mended first.
    Fault,
    /// It is to be known: what a source says, written down as it says it, cannot all be right. The data is sound.
    Warning,
}

impl Severity {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Fault => "fault",
            Severity::Warning => "warning",
        }
    }
}

/// Something that is wrong with what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem; see [`crate::explain`].
    pub code: &'static str,
    /// Whether it keeps the data from being used.
    pub severity: Severity,
    /// The file, as in [`crate::InputFile::path`].
    pub path: String,
    /// The bytes of the file that it points to.
    pub span: Option<Range<usize>>,
    /// Line of the span's start, counted from 1.
    pub line: usize,
    /// Column of the span's start, counted in characters from 1.
    pub column: usize,
    /// The claim, contact, source, entry or term concerned.
    pub id: Option<String>,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// Why it matters, or what stands against it.
    pub reason: String,
    /// What to do.
    pub fix: String,
}

impl Problem {
    /// Whether the data may be used all the same.
    pub fn is_warning(&self) -> bool {
        self.severity == Severity::Warning
    }

    /// Works out line and column from the file's bytes.
    pub fn locate(&mut self, bytes: &[u8]) {
        self.locate_in(bytes, &Lines::of(bytes));
    }

    fn locate_in(&mut self, bytes: &[u8], lines: &Lines) {
        let start = self.span.as_ref().map_or(0, |span| span.start).min(bytes.len());
        let number = lines.number(start);
        self.line = number + 1;
        self.column = 1 + String::from_utf8_lossy(&bytes[lines.span(number).start..start]).chars().count();
    }

    fn key(&self) -> (&str, usize, &str, usize, &str) {
        let span = self.span.clone().unwrap_or_default();
        (&self.path, span.start, self.code, span.end, &self.message)
    }
}

/// Where a problem is.
#[derive(Debug, Clone)]
pub struct Spot<'a> {
    /// The file.
    pub path: &'a str,
    /// The bytes; `None` for the file as a whole.
    pub span: Option<Range<usize>>,
    /// The claim, contact, source, entry or term concerned.
    pub id: Option<&'a str>,
}

impl<'a> Spot<'a> {
    /// A file as a whole.
    pub fn file(path: &'a str) -> Spot<'a> {
        Spot { path, span: None, id: None }
    }

    /// Bytes of a file.
    pub fn at(path: &'a str, span: Range<usize>) -> Spot<'a> {
        Spot { path, span: Some(span), id: None }
    }

    /// The same place, said to concern a claim, contact, source, entry or term.
    pub fn of(mut self, id: Option<&'a str>) -> Spot<'a> {
        self.id = id.filter(|id| !id.is_empty());
        self
    }
}

/// A value as it may stand in a message: in backticks, shortened, without characters that act.
pub(crate) fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(MAX_QUOTED).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("`{}`", display_safe(&start))
}

/// Several values: `a`, `b` and `c`; a long list is cut short.
pub(crate) fn listed<T: AsRef<str>>(items: &[T], joiner: &str) -> String {
    const MOST: usize = 24;
    let mut shown: Vec<String> = items.iter().take(MOST).map(|item| quoted(item.as_ref())).collect();
    if items.len() > MOST {
        shown.push(format!("{} more", items.len() - MOST));
    }
    match shown.pop() {
        None => String::new(),
        Some(last) if shown.is_empty() => last,
        Some(last) => format!("{} {joiner} {last}", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shortened_and_cannot_act() {
        assert_eq!(quoted("a\u{202e}b"), "`a\\u{202e}b`");
        assert_eq!(quoted(&"x".repeat(100)).chars().count(), MAX_QUOTED + 3);
        assert_eq!(listed(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
    }
}

//! From bytes to a TOML table: encoding and syntax.
//!
//! Spans stay those of the file as given: what cannot be read is blanked out byte for byte, never cut out.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, Error};

use crate::bytes;
use crate::characters;
use crate::input::InputFile;
use crate::lines::Lines;
use crate::problem::{Sink, Spot};
use crate::problems;

/// The largest file of which all faults of syntax are gathered at once: there may be one a byte.
const MAX_GATHERED_BYTES: usize = 256 << 10;

/// How often a text is read again with the lines at fault blanked out, so that the rest is seen.
const MAX_ROUNDS: usize = 6;

/// What the parser says of a key that stands twice.
const DUPLICATE_KEY: &str = "duplicate key";

/// A file's text, with every problem of its encoding and syntax already told.
pub(crate) struct Document<'a> {
    pub(crate) path: &'a str,
    text: Cow<'a, str>,
    lines: Lines,
    /// Whether parts of it were blanked out.
    pub(crate) broken: bool,
}

impl<'a> Document<'a> {
    /// Reads a file; `None` if it has no text that could be read further.
    pub(crate) fn open(file: &'a InputFile, sink: &mut Sink) -> Option<Document<'a>> {
        let path = file.path.as_str();
        let text = bytes::decode(file, sink)?;
        let lines = Lines::of(text.as_bytes());
        let mut document = Document { path, text, lines, broken: false };
        let mut masked = BTreeSet::new();
        let found = characters::forbidden(path, &document.text, sink);
        masked.extend(found.iter().map(|span| document.lines.number(span.start)));
        blank_out(&mut document.text, found.into_iter());
        let readable = document.blank_out_faults(&mut masked, sink);
        document.broken = !masked.is_empty();
        sink.masks.add(path, masked.iter().map(|line| document.lines.span(*line)).collect());
        if !readable {
            return None;
        }
        if characters::has_escapes(&document.text) {
            characters::check_escapes(path, &document.table(), sink);
        }
        Some(document)
    }

    /// What could be read. (The text was read before, with its problems told; reading it again is cheap and keeps a
    /// table from having to borrow from its own document.)
    pub(crate) fn table(&self) -> DeTable<'_> {
        DeTable::parse_recoverable(&self.text).0.into_inner()
    }

    /// The text between two bytes; empty where there is none.
    pub(crate) fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// A place as people write it: `journal/a.toml, line 12`.
    pub(crate) fn place(&self, start: usize) -> String {
        self.lines.place(self.path, start)
    }

    /// Where its lines begin.
    pub(crate) fn into_lines(self) -> Lines {
        self.lines
    }

    /// Tells every fault of syntax. Lines at fault are blanked out and the rest is read again, because a parser that lost
    /// its place finds nothing more. Whether a text without faults is left.
    fn blank_out_faults(&mut self, masked: &mut BTreeSet<usize>, sink: &mut Sink) -> bool {
        let given = masked.clone();
        let (mut told, mut told_twice) = (false, false);
        for _ in 0..MAX_ROUNDS {
            let errors = errors(&self.text);
            if errors.is_empty() {
                return true;
            }
            // A parser that lost its place sees headings twice: only what stands twice in a text without other faults does.
            let (twice, others): (Vec<Error>, Vec<Error>) =
                errors.into_iter().partition(|error| error.message() == DUPLICATE_KEY);
            let (errors, told) = if others.is_empty() { (twice, &mut told_twice) } else { (others, &mut told) };
            // Later readings only find what follows from the blanks, unless faults were not gathered all at once.
            if !*told || self.text.len() > MAX_GATHERED_BYTES {
                self.tell_faults(&errors, &given, sink);
            }
            *told = true;
            let mut faulty: BTreeSet<usize> =
                errors.iter().map(|error| self.lines.number(self.span_of(error).start)).collect();
            let headings: Vec<usize> = faulty.iter().copied().filter(|line| self.is_heading(*line)).collect();
            for heading in headings {
                // What stands below it would be taken for part of the table above.
                faulty.extend(heading..self.section_end(heading));
            }
            let spans: Vec<Range<usize>> = faulty.iter().map(|line| self.lines.span(*line)).collect();
            blank_out(&mut self.text, spans.into_iter());
            masked.extend(faulty);
        }
        errors(&self.text).is_empty() || self.text.len() <= MAX_GATHERED_BYTES
    }

    /// One fault a line, and none that only goes on where the one before it began: a list that is not closed lacks a comma
    /// on every line that follows, a table that stands twice has its keys twice.
    fn tell_faults(&self, errors: &[Error], given: &BTreeSet<usize>, sink: &mut Sink) {
        let mut told = BTreeSet::new();
        let mut last: Option<(&str, usize)> = None;
        let mut section_end = 0;
        for error in errors {
            let (message, span) = (error.message(), self.span_of(error));
            let line = self.lines.number(span.start);
            let follows = match message {
                DUPLICATE_KEY if line < section_end => true,
                DUPLICATE_KEY if self.is_heading(line) => {
                    section_end = self.section_end(line);
                    false
                }
                _ => {
                    message.starts_with("missing comma")
                        && last.is_some_and(|(same, before)| same == message && line <= before + 1)
                }
            };
            last = Some((message, line));
            if told.insert(line) && !follows && !given.contains(&line) {
                self.tell(message, span, line, sink);
            }
        }
    }

    fn span_of(&self, error: &Error) -> Range<usize> {
        clamp(error.span().unwrap_or_default(), &self.text)
    }

    /// The line of the next heading.
    fn section_end(&self, line: usize) -> usize {
        (line + 1..self.lines.count()).find(|line| self.is_heading(*line)).unwrap_or(self.lines.count())
    }

    fn is_heading(&self, line: usize) -> bool {
        self.slice(&self.lines.span(line)).starts_with('[')
    }

    fn tell(&self, message: &str, span: Range<usize>, line: usize, sink: &mut Sink) {
        let at = Spot::at(self.path, span.clone());
        if message == DUPLICATE_KEY {
            sink.add(at, |at| problems::duplicate_key(at, self.slice(&span)));
        } else {
            sink.add(at, |at| problems::bad_toml(at, message, self.slice(&self.lines.span(line))));
        }
    }
}

/// The faults of syntax: all of them, or only the first of a large file.
fn errors(text: &str) -> Vec<Error> {
    if text.len() > MAX_GATHERED_BYTES {
        return DeTable::parse(text).err().into_iter().collect();
    }
    DeTable::parse_recoverable(text).1
}

fn clamp(span: Range<usize>, text: &str) -> Range<usize> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = boundary(span.start);
    start..boundary(span.end.max(start))
}

/// Puts a space in place of every byte. The spans lie on the borders of characters.
fn blank_out(text: &mut Cow<'_, str>, spans: impl ExactSizeIterator<Item = Range<usize>>) {
    if spans.len() == 0 {
        return;
    }
    let mut bytes = std::mem::take(text).into_owned().into_bytes();
    for span in spans {
        bytes[span].fill(b' ');
    }
    *text = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> (Vec<(&'static str, usize)>, Vec<String>) {
        let file = InputFile::new("journal/a.toml", text);
        let mut sink = Sink::default();
        let keys = match Document::open(&file, &mut sink) {
            Some(document) => document.table().keys().map(|key| key.get_ref().to_string()).collect(),
            None => Vec::new(),
        };
        let found = sink.finish(|_| Some(&file.bytes));
        (found.iter().map(|problem| (problem.code, problem.line)).collect(), keys)
    }

    #[test]
    fn what_follows_a_fault_is_read() {
        let (found, keys) = codes("a = 1\nb = visit\nc = \"x\nd = 4\ne \"x\"\nf = 1\n");
        assert_eq!(found, [("bad-toml", 2), ("bad-toml", 3), ("bad-toml", 5)]);
        assert_eq!(keys, ["a", "d", "f"]);
    }

    #[test]
    fn characters_that_act_are_told_once_and_spans_stay() {
        for (text, found) in [
            ("\u{feff}a = 1", vec![("byte-order-mark", 1)]),
            ("a = \"x\u{202e}y\"\nb = 1", vec![("forbidden-character", 1)]),
            ("a = 1\n\u{200b}b = 1", vec![("forbidden-character", 2)]),
            ("a = \"\\u202E\"", vec![("forbidden-character", 1)]),
            ("a = 1\r\nb = \"\"\"x\r\ny\"\"\"\r\n", vec![]),
            ("a = 1 # \u{0}", vec![("forbidden-character", 1)]),
            ("a = 1\na = 2", vec![("duplicate-key", 2)]),
            ("a = 1\rb = 2", vec![("forbidden-character", 1)]),
        ] {
            assert_eq!(codes(text).0, found, "{text:?}");
        }
    }

    #[test]
    fn limits_hold() {
        assert_eq!(codes(&" ".repeat(crate::MAX_LINE_BYTES + 1)).0, [("line-too-long", 1)]);
        assert_eq!(codes(&" \n".repeat(crate::MAX_FILE_BYTES / 2 + 1)).0, [("file-too-large", 1)]);
        for hostile in [format!("a = {}", "[".repeat(30_000)), "=\n".repeat(50_000), "=\n".repeat(MAX_GATHERED_BYTES)] {
            assert!(codes(&hostile).0.iter().all(|(code, _)| ["bad-toml", "too-many-problems"].contains(code)));
        }
    }
}

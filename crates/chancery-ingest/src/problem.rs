//! A problem, the place it points to, and the list that problems are gathered in.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_core::text::display_safe;

use crate::lines::Lines;
use crate::problems;

/// How many problems are shown at most.
pub const MAX_SHOWN: usize = 1_000;

/// How many problems of one file are kept while reading; more are only counted, so that memory stays bounded.
const MAX_KEPT_PER_FILE: usize = 2_000;

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

/// Parts of a file that could not be read as they stand: what is wrong on those lines or seems to be missing from such a
/// file is not worth saying, for it may be there.
#[derive(Debug, Default)]
pub(crate) struct Masks(BTreeMap<String, Vec<Range<usize>>>);

impl Masks {
    /// The spans must be sorted and apart from each other.
    pub(crate) fn add(&mut self, path: &str, spans: Vec<Range<usize>>) {
        if !spans.is_empty() {
            self.0.insert(path.to_owned(), spans);
        }
    }

    fn hides(&self, problem: &Problem) -> bool {
        let Some(spans) = self.0.get(&problem.path) else { return false };
        if problems::ABOUT_TEXT.contains(&problem.code) {
            return false;
        }
        if problems::ABOUT_ABSENCE.contains(&problem.code) {
            return true;
        }
        let Some(own) = &problem.span else { return false };
        let next = spans.partition_point(|span| span.end < own.start);
        spans.get(next).is_some_and(|span| span.start < own.end)
    }
}

/// Problems as they are found.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    kept: Vec<Problem>,
    per_file: BTreeMap<String, usize>,
    total: usize,
    warned: Vec<Problem>,
    warnings: usize,
    pub(crate) masks: Masks,
}

impl Sink {
    /// Adds a problem; its words are only put together if it is kept.
    pub(crate) fn add<'a>(&mut self, at: Spot<'a>, make: impl FnOnce(Spot<'a>) -> Problem) {
        self.total += 1;
        let of_file = match self.per_file.get_mut(at.path) {
            Some(count) => count,
            None => self.per_file.entry(at.path.to_owned()).or_default(),
        };
        *of_file += 1;
        if *of_file <= MAX_KEPT_PER_FILE {
            self.kept.push(make(at));
        }
    }

    /// Adds a warning. They are kept apart, so that no fault is left out for them however many there are.
    pub(crate) fn warn<'a>(&mut self, at: Spot<'a>, make: impl FnOnce(Spot<'a>) -> Problem) {
        self.warnings += 1;
        if self.warned.len() < MAX_SHOWN {
            self.warned.push(make(at));
        }
    }

    /// How many faults were found so far: what is read between two equal totals is sound.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// Sorted by (path, offset, code), without repeats, with lines and columns; of more than [`MAX_SHOWN`] the first, and
    /// as the last one how many more there are. Of more warnings than that likewise.
    pub(crate) fn finish<'a>(self, bytes_of: impl Fn(&str) -> Option<&'a [u8]>) -> Vec<Problem> {
        let Sink { mut kept, total, masks, warned, warnings, .. } = self;
        let uncounted = total - kept.len();
        kept.retain(|problem| !masks.hides(problem));
        kept.sort_by(|a, b| a.key().cmp(&b.key()));
        kept.dedup();
        let more = kept.len().saturating_sub(MAX_SHOWN) + uncounted;
        let rest = kept.split_off(kept.len().min(MAX_SHOWN));
        let shown = kept.len();
        let more_warnings = warnings - warned.len();
        kept.extend(warned.into_iter().filter(|problem| !masks.hides(problem)));
        kept.sort_by(|a, b| a.key().cmp(&b.key()));
        for of_file in kept.chunk_by_mut(|a, b| a.path == b.path) {
            let Some(bytes) = bytes_of(&of_file[0].path) else { continue };
            let lines = Lines::of(bytes);
            of_file.iter_mut().for_each(|problem| problem.locate_in(bytes, &lines));
        }
        let path = rest.first().or(kept.last()).map(|problem| problem.path.clone()).unwrap_or_default();
        if more_warnings > 0 {
            let told = problems::too_many_problems(Spot::file(&path), MAX_SHOWN, more_warnings);
            kept.push(Problem { severity: Severity::Warning, ..told });
        }
        if more > 0 {
            kept.push(problems::too_many_problems(Spot::file(&path), shown, more));
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(path: &str, start: usize) -> Problem {
        problems::bad_toml(Spot::at(path, start..start + 1), "invalid string", "")
    }

    #[test]
    fn problems_are_sorted_counted_and_located() {
        let mut sink = Sink::default();
        for start in [9, 2, 2, 5] {
            sink.add(Spot::at("b", start..start + 1), |_| problem("b", start));
        }
        sink.add(Spot::file("a"), |_| problem("a", 0));
        let found = sink.finish(|path| (path == "b").then_some("ä\nü\nxyz".as_bytes()));
        let places: Vec<_> = found.iter().map(|p| (p.path.as_str(), p.line, p.column)).collect();
        assert_eq!(places, [("a", 1, 1), ("b", 1, 2), ("b", 2, 2), ("b", 3, 4)]);
    }

    #[test]
    fn of_very_many_the_first_thousand_are_shown() {
        let mut sink = Sink::default();
        for start in (0..5_000).rev() {
            sink.add(Spot::at("a", start..start + 1), |_| problem("a", start));
        }
        let found = sink.finish(|_| None);
        assert_eq!(found.len(), MAX_SHOWN + 1);
        assert_eq!(found[MAX_SHOWN].code, "too-many-problems");
        assert!(found[MAX_SHOWN].message.contains("4000 more"), "{}", found[MAX_SHOWN].message);
    }

    #[test]
    fn warnings_take_no_fault_s_place_and_are_counted_apart() {
        let warning = |start| Problem { severity: Severity::Warning, ..problem("a", start) };
        let mut sink = Sink::default();
        for start in 0..MAX_SHOWN + 5 {
            sink.warn(Spot::at("a", start..start + 1), |_| warning(start));
        }
        assert_eq!(sink.total(), 0);
        sink.add(Spot::file("b"), |_| problem("b", 0));
        let found = sink.finish(|_| None);
        assert_eq!(found.len(), MAX_SHOWN + 2);
        assert_eq!(found.iter().filter(|problem| !problem.is_warning()).count(), 1);
        let last = &found[MAX_SHOWN + 1];
        assert_eq!((last.code, last.is_warning()), ("too-many-problems", true));
        assert!(last.message.contains("5 more"), "{}", last.message);
    }

    #[test]
    fn values_are_shortened_and_cannot_act() {
        assert_eq!(quoted("a\u{202e}b"), "`a\\u{202e}b`");
        assert_eq!(quoted(&"x".repeat(100)).chars().count(), MAX_QUOTED + 3);
        assert_eq!(listed(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
    }
}

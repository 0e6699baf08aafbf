//! The list that problems are gathered in: sorted, bounded, and without what only follows from a text that cannot be read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{MAX_SHOWN, Problem, Severity, Spot};
use crate::lines::Lines;
use crate::problems;

/// How many problems of one file are kept while reading; more are only counted, so that memory stays bounded.
const MAX_KEPT_PER_FILE: usize = 2_000;

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
}

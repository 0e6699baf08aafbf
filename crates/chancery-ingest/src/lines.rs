//! Where the lines of a text begin, so that a line is found without counting from the start each time.

use std::ops::Range;

/// The lines of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Lines {
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// The length of the text.
    end: usize,
}

impl Lines {
    pub(crate) fn of(text: &[u8]) -> Lines {
        let after = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after).collect();
        Lines { starts, end: text.len() }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The number of the line that holds a byte, counted from 0.
    pub(crate) fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The bytes of a line, without its newline.
    pub(crate) fn span(&self, number: usize) -> Range<usize> {
        let start = self.starts.get(number).copied().unwrap_or(self.end);
        let end = self.starts.get(number + 1).map_or(self.end, |next| next - 1);
        start..end.max(start)
    }

    /// A place as people write it: `journal/a.toml, line 12`.
    pub(crate) fn place(&self, path: &str, byte: usize) -> String {
        format!("{path}, line {}", self.number(byte) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_from_both_sides() {
        let lines = Lines::of(b"ab\n\nc");
        for (byte, number, span) in [(0, 0, 0..2), (2, 0, 0..2), (3, 1, 3..3), (4, 2, 4..5), (9, 2, 4..5)] {
            assert_eq!((lines.number(byte), lines.span(number)), (number, span));
        }
        assert_eq!(lines.span(7), 5..5);
        assert_eq!(lines.place("a.toml", 4), "a.toml, line 3");
    }
}

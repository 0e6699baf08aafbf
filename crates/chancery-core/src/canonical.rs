//! The canonical text of a source: UTF-8 without a byte order mark, lines ended by LF, characters counted as code points.

/// A canonical text whose characters are found by number without counting from the start each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalText {
    text: String,
    length: u64,
    /// The byte at which every [`STEP`]th character begins.
    marks: Vec<usize>,
}

const STEP: usize = 1024;

impl CanonicalText {
    /// Of a file's bytes.
    ///
    /// # Errors
    /// The first byte that is no UTF-8.
    pub fn of_bytes(bytes: &[u8]) -> Result<CanonicalText, usize> {
        str::from_utf8(bytes).map(CanonicalText::new).map_err(|error| error.valid_up_to())
    }

    /// Of a text, which need not be canonical yet.
    pub fn new(text: &str) -> CanonicalText {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let marks: Vec<usize> = text.char_indices().step_by(STEP).map(|(byte, _)| byte).collect();
        let length = text.chars().count() as u64;
        CanonicalText { text, length, marks }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many code points it has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The characters from `start` to before `end`.
    pub fn slice(&self, start: u64, end: u64) -> Option<&str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// The byte at which a character begins; the text's end for the one after the last.
    pub fn byte(&self, character: u64) -> Option<usize> {
        if character == self.length {
            return Some(self.text.len());
        }
        let character = usize::try_from(character).ok()?;
        let mark = *self.marks.get(character / STEP)?;
        self.text.get(mark..)?.char_indices().nth(character % STEP).map(|(byte, _)| mark + byte)
    }

    /// The number of the character that begins at a byte.
    pub fn character(&self, byte: usize) -> u64 {
        let step = self.marks.partition_point(|mark| *mark <= byte).saturating_sub(1);
        let mark = self.marks.get(step).copied().unwrap_or_default();
        let within = self.text.get(mark..byte).map_or(0, |text| text.chars().count());
        (step * STEP + within) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_a_long_text() {
        let text = CanonicalText::new(&"aü蒙\n".repeat(2_000));
        assert_eq!(text.length(), 8_000);
        for (start, end, found) in
            [(0, 3, Some("aü蒙")), (4_001, 4_003, Some("ü蒙")), (7_999, 8_000, Some("\n")), (0, 8_001, None)]
        {
            assert_eq!(text.slice(start, end), found);
        }
        for character in [0, 1, 1_023, 1_024, 1_025, 7_999, 8_000] {
            assert_eq!(text.byte(character).map(|byte| text.character(byte)), Some(character));
        }
        assert_eq!(CanonicalText::new("").character(0), 0);
    }

    #[test]
    fn one_canonical_form() {
        let canonical = |bytes| CanonicalText::of_bytes(bytes).map(|text| text.as_str().to_owned());
        assert_eq!(canonical("\u{feff}a\r\nb\r".as_bytes()), Ok("a\nb\r".to_owned()));
        assert_eq!(canonical(b"ab\xff"), Err(2));
    }
}

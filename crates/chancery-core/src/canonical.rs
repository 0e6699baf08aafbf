//! The canonical text of a source: UTF-8 without a byte order mark, lines ended by LF, characters found by their number.

/// A canonical text whose characters are found by number without counting from the start each time.
#[derive(Debug, Clone)]
pub struct CanonicalText {
    text: String,
    length: u64,
    /// The byte at which every [`STEP`]th character begins.
    marks: Vec<usize>,
}

const STEP: usize = 1024;

impl CanonicalText {
    /// The canonical form of a file.
    ///
    /// # Errors
    /// Where it is no UTF-8: the first byte that is none.
    pub fn of(bytes: &[u8]) -> Result<CanonicalText, usize> {
        let text = str::from_utf8(bytes).map_err(|error| error.valid_up_to())?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let marks: Vec<usize> = text.char_indices().step_by(STEP).map(|(byte, _)| byte).collect();
        let length = text.chars().count() as u64;
        Ok(CanonicalText { text, length, marks })
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its code points.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The characters from one number to before another, counted from 0; none if it does not have them all.
    pub fn slice(&self, start: u64, end: u64) -> Option<&str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// The byte at which a character begins.
    fn byte(&self, character: u64) -> Option<usize> {
        if character == self.length {
            return Some(self.text.len());
        }
        let character = usize::try_from(character).ok()?;
        let mark = *self.marks.get(character / STEP)?;
        self.text.get(mark..)?.char_indices().nth(character % STEP).map(|(byte, _)| mark + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_a_long_text() {
        let text = CanonicalText::of("aü蒙\n".repeat(2_000).as_bytes()).unwrap();
        assert_eq!(text.length(), 8_000);
        for (start, end, found) in
            [(0, 3, Some("aü蒙")), (4_001, 4_003, Some("ü蒙")), (7_999, 8_000, Some("\n")), (0, 8_001, None)]
        {
            assert_eq!(text.slice(start, end), found);
        }
    }

    #[test]
    fn one_canonical_form() {
        let of = |bytes: &[u8]| CanonicalText::of(bytes).map(|text| text.as_str().to_owned());
        assert_eq!(of("\u{feff}a\r\nb\r".as_bytes()), Ok("a\nb\r".to_owned()));
        assert_eq!(of(b"ab\xff"), Err(2));
    }
}

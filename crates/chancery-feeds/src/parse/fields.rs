//! A line cut at its tabs, 64 bytes at a time. No quoting: a quotation mark is a character like any other.
//!
//! A row has some sixty tabs at distances that no processor guesses, so a loop from tab to tab waits at each. Instead the tabs of 64 bytes
//! become the bits of one word, and their places are written eight at a time, whether there are eight or not; only the count is looked at.

/// The most columns whose places are kept; those after them are counted.
const KEPT: usize = 64;

/// How many places are written at once.
const AT_ONCE: usize = 8;

/// A bit for each byte, so that the product moves the lowest bit of byte `i` to bit `56 + i`.
const GATHER: u64 = 0x0102_0408_1020_4080;

/// The fields of one line.
pub struct Fields<'a> {
    line: &'a [u8],
    /// Where the tabs are, and behind them room for what is written in vain.
    tabs: [u32; KEPT + 64 + AT_ONCE],
    count: usize,
}

impl<'a> Fields<'a> {
    /// Cuts a line, which is shorter than 4 GiB.
    #[inline]
    pub fn new(line: &'a [u8]) -> Fields<'a> {
        let mut fields = Fields { line, tabs: [0; KEPT + 64 + AT_ONCE], count: 0 };
        fields.cut(line);
        fields
    }

    /// Cuts another line in the same place.
    #[inline]
    pub fn cut(&mut self, line: &'a [u8]) {
        (self.line, self.count) = (line, 1);
        let (chunks, rest) = line.as_chunks::<64>();
        for (number, chunk) in (0_u32..).zip(chunks) {
            self.put(tabs(chunk), number * 64);
        }
        let begin = (line.len() - rest.len()) as u32;
        if rest.is_empty() {
            return;
        }
        if let Some(chunk) = line.last_chunk::<64>() {
            // The last 64 bytes, of which the first are those that were looked at already.
            self.put(tabs(chunk) >> (64 - rest.len()), begin);
        } else {
            let mut chunk = [0; 64];
            chunk.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
            self.put(tabs(&chunk), begin);
        }
    }

    /// Notes the tabs of 64 bytes from a place on.
    #[inline]
    fn put(&mut self, mut hits: u64, begin: u32) {
        let found = hits.count_ones() as usize;
        let mut at = self.count - 1;
        self.count += found;
        let end = self.count - 1;
        while at < end && at < KEPT {
            let Some(places) = self.tabs.get_mut(at..at + AT_ONCE) else { return };
            for place in places {
                *place = begin + hits.trailing_zeros();
                hits &= hits.wrapping_sub(1);
            }
            at += AT_ONCE;
        }
    }

    /// How many fields there are.
    #[inline]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The field of a column from 0; empty if there is none, or if there are more than 64 columns.
    #[inline]
    pub fn get(&self, column: usize) -> &'a [u8] {
        if column >= self.count || self.count > KEPT {
            return b"";
        }
        let begin = if column == 0 { 0 } else { self.tabs[column - 1] as usize + 1 };
        let end = if column + 1 == self.count { self.line.len() } else { self.tabs[column] as usize };
        self.line.get(begin..end).unwrap_or_default()
    }
}

/// The tabs among 64 bytes, the first of them as the lowest bit.
#[inline]
fn tabs(chunk: &[u8; 64]) -> u64 {
    // One byte of 0 or 1 for each; the compiler compares sixteen at once.
    let flags = chunk.map(|byte| u8::from(byte == b'\t'));
    let (words, _) = flags.as_chunks::<8>();
    // The product gathers the lowest bits of eight bytes in the top byte, the first of them lowest.
    let gathered = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(GATHER) >> 56;
    words.iter().rev().fold(0, |found, word| found << 8 | gathered(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn fields_are_what_lies_between_tabs(line in r"[\t\x08\x0a\x00\x89a]{0,400}") {
            let expected: Vec<&[u8]> = line.as_bytes().split(|byte| *byte == b'\t').collect();
            let fields = Fields::new(line.as_bytes());
            prop_assert_eq!(fields.count(), expected.len());
            if expected.len() <= KEPT {
                let found: Vec<&[u8]> = (0..fields.count()).map(|column| fields.get(column)).collect();
                prop_assert_eq!(found, expected);
            }
            prop_assert_eq!(fields.get(fields.count()), b"");
        }
    }
}

//! The texts of a batch, each kept once: rows name them by index. It knows no format, and an index means nothing outside its batch.

/// The index of no text: the feed left the field empty.
pub const NONE: u32 = u32::MAX;

/// The longest text whose bytes and length fit one word.
const SHORT: usize = 7;

/// What marks the key of a longer text, which holds a hash in place of the bytes.
const LONG: u64 = 0xff << 56;

/// A dictionary in order of first use; indices run from 0 without a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    text: String,
    ends: Vec<u32>,
}

impl Names {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of an index; `None` for [`NONE`] and for an index of another batch that is too large.
    pub fn text(&self, index: u32) -> Option<&str> {
        let place = usize::try_from(index).ok()?;
        let end = usize::try_from(*self.ends.get(place)?).ok()?;
        let begin = match place.checked_sub(1) {
            Some(before) => usize::try_from(*self.ends.get(before)?).ok()?,
            None => 0,
        };
        self.text.get(begin..end)
    }

    /// All texts, in order of their indices.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).map_while(|index| self.text(index))
    }

    fn push(&mut self, text: &str) -> Option<u32> {
        let index = u32::try_from(self.ends.len()).ok().filter(|index| *index != NONE)?;
        let end = u32::try_from(self.text.len() + text.len()).ok()?;
        self.text.push_str(text);
        self.ends.push(end);
        Some(index)
    }
}

/// A dictionary that grows: open addressing over packed texts, so that a code that was met before costs one look.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    names: Names,
    /// The key of every text, by index.
    keys: Vec<u64>,
    /// Indices by the hash of the key; [`NONE`] where nothing lies. A power of two, at least half of it free.
    slots: Vec<u32>,
}

impl Interner {
    /// The index of a text; `None` if it is no UTF-8 or holds a control character.
    pub fn intern(&mut self, bytes: &[u8]) -> Option<u32> {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let key = key(bytes);
        let mask = self.slots.len() - 1;
        let mut slot = home(key, mask);
        loop {
            let index = *self.slots.get(slot)?;
            if index == NONE {
                return self.add(slot, key, bytes);
            }
            if self.keys.get(index as usize) == Some(&key) && (key < LONG || self.is(index, bytes)) {
                return Some(index);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The text of an index.
    pub fn text(&self, index: u32) -> &str {
        self.names.text(index).unwrap_or_default()
    }

    /// The dictionary as it stands.
    pub fn finish(self) -> Names {
        self.names
    }

    fn is(&self, index: u32, bytes: &[u8]) -> bool {
        self.text(index).as_bytes() == bytes
    }

    fn add(&mut self, slot: usize, key: u64, bytes: &[u8]) -> Option<u32> {
        let text = str::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control))?;
        let index = self.names.push(text)?;
        self.keys.push(key);
        *self.slots.get_mut(slot)? = index;
        Some(index)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots.clear();
        self.slots.resize(size, NONE);
        for (index, key) in (0..).zip(&self.keys) {
            let mut slot = home(*key, size - 1);
            while self.slots.get(slot).is_some_and(|taken| *taken != NONE) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = index;
            }
        }
    }
}

/// Bytes and length of a short text, the hash of a longer one: equal texts have equal keys.
#[inline]
fn key(bytes: &[u8]) -> u64 {
    if bytes.len() <= SHORT {
        return bytes.iter().fold(bytes.len() as u64, |key, byte| key << 8 | u64::from(*byte));
    }
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    hash | LONG
}

#[inline]
fn home(key: u64, mask: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_an_index_and_others_never_do() {
        let mut texts: Vec<String> = (0..3_000).map(|number| format!("{number}")).collect();
        texts.extend((0..3_000).map(|number| format!("a longer name, {number}")));
        texts.extend(["", "A", "é", "日本", "1234567", "12345678"].map(str::to_owned));
        let mut interner = Interner::default();
        let first: Vec<u32> = texts.iter().map(|text| interner.intern(text.as_bytes()).unwrap()).collect();
        let again: Vec<u32> = texts.iter().map(|text| interner.intern(text.as_bytes()).unwrap()).collect();
        assert_eq!(first, again);
        let names = interner.finish();
        assert!(texts.iter().zip(&first).all(|(text, index)| names.text(*index) == Some(text)));
        let distinct: std::collections::BTreeSet<&String> = texts.iter().collect();
        assert_eq!(names.len(), distinct.len());
        assert_eq!(names.iter().count(), names.len());
        assert_eq!(names.text(NONE), None);
    }

    #[test]
    fn what_is_no_text_is_refused_and_taints_nothing() {
        let mut interner = Interner::default();
        for bytes in [&b"A\0"[..], b"\xff", b"a\x1bb", b"a longer one \xe9 here", b"\xc2\x85"] {
            assert_eq!(interner.intern(bytes), None, "{}", bytes.escape_ascii());
        }
        assert_eq!(interner.intern(b"A"), Some(0));
    }
}

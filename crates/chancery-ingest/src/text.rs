//! Digests of the canonical texts of sources.

use chancery_core::canonical::CanonicalText;
use sha2::{Digest as _, Sha256};

/// SHA-256 in hex: what a source's `digest` is.
pub fn digest_of(text: &CanonicalText) -> String {
    hex(text.as_str().as_bytes())
}

/// SHA-256 in hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_canonical_form() {
        assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(digest_of(&CanonicalText::new("\u{feff}a\r\nb")), hex(b"a\nb"));
    }
}

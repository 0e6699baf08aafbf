//! What a browser may do with the page: show it, with this one style, and ask nobody for anything.

use chancery_log::sha256;

/// The page's own style.
pub(super) const STYLE: &str = include_str!("style.css");

/// The content security policy: no script, no picture, no address; the style by its digest.
pub(super) fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(sha256(STYLE.as_bytes()).as_bytes())
    )
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number =
            three.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS[(number >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn nothing_is_asked_of_anybody() {
        for forbidden in ["url(http", "@import", "</style", "//"] {
            assert!(!STYLE.contains(forbidden), "{forbidden}");
        }
        assert!(policy().starts_with("default-src 'none'; style-src 'sha256-"));
    }
}

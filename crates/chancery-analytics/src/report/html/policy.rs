//! What a browser may do with the page: show it, with this one style and this one script, and ask nobody for anything.

use chancery_log::sha256;

/// What pictures look like, here and in files of their own.
pub(super) const PICTURE: &str = include_str!("picture.css");
/// The page's own style.
pub(super) const STYLE: &str = concat!(include_str!("picture.css"), include_str!("style.css"));
/// What filters contacts and sorts tables.
pub(super) const SCRIPT: &str = include_str!("script.js");

/// The content security policy: no picture, no address; style and script by their digests.
pub(super) fn policy() -> String {
    let digest = |text: &str| base64(sha256(text.as_bytes()).as_bytes());
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
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
        for forbidden in
            ["</script", "<!--", "http", "fetch", "import", "innerHTML", "eval", "Function", "cookie", "Storage"]
        {
            assert!(!SCRIPT.contains(forbidden), "{forbidden}");
        }
        assert!(policy().starts_with("default-src 'none'; style-src 'sha256-"));
    }
}

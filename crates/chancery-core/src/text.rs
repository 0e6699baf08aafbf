//! Text from sources never acts: what may reach a terminal or a Markdown page.

/// Replaces every character that could move a cursor, reorder a line or hide: C0 and C1 controls, bidirectional marks,
/// zero-width and other invisible format characters become `\u{…}`. Tab and newline become one space.
pub fn display_safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' | '\r' => safe.push(' '),
            c if acts(c) => safe.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe
}

/// Whether a character controls how others are shown rather than being shown itself.
pub fn acts(character: char) -> bool {
    matches!(u32::from(character),
        0x00..=0x1f | 0x7f..=0x9f          // C0, DEL, C1
        | 0xad | 0x61c | 0x180e            // soft hyphen, Arabic letter mark, Mongolian vowel separator
        | 0x200b..=0x200f                  // zero-width, directional marks
        | 0x2028..=0x202e                  // separators, embeddings, overrides
        | 0x2060..=0x206f                  // joiners, isolates, deprecated format characters
        | 0xfeff | 0xfff9..=0xfffb         // byte order mark, interlinear annotation
        | 0xe0000..=0xe007f) // tags
}

/// As [`display_safe`], with the characters that Markdown and HTML give a meaning escaped: fit for a table cell.
pub fn markdown_safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in display_safe(text).chars() {
        match character {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                safe.push('\\');
                safe.push(character);
            }
            c => safe.push(c),
        }
    }
    safe
}

/// As [`display_safe`], for text of the vocabulary, which is reviewed and marks codes with backticks: HTML and table bars
/// are escaped, the backticks stay.
pub fn prose_safe(text: &str) -> String {
    let text = display_safe(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts() {
        for (text, shown) in [
            ("plain – text, Ünïcode 蒙古", "plain – text, Ünïcode 蒙古"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\u{202e}b\u{200b}c", "a\\u{202e}b\\u{200b}c"),
            ("two\nlines\tand tab", "two lines and tab"),
            ("\u{9b}31m", "\\u{9b}31m"),
        ] {
            assert_eq!(display_safe(text), shown);
        }
        assert_eq!(markdown_safe("<b>|*x*"), "&lt;b&gt;\\|\\*x\\*");
        assert_eq!(prose_safe("<b>|`x`\u{1b}"), "&lt;b&gt;\\|`x`\\u{1b}");
    }
}

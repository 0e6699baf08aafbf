//! What may have been meant, by edit distance.

use std::cell::Cell;

/// Longer texts get no suggestion: nobody mistypes a page, and the distance costs the product of the lengths.
const MAX_CHARACTERS: usize = 48;

/// The candidate nearest to a text, if it is near enough to be a slip: one letter in three.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    if length > MAX_CHARACTERS {
        return None;
    }
    let text = text.trim().to_lowercase();
    let allowed = (length / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len() > 4 * MAX_CHARACTERS {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&text, &candidate.to_lowercase());
        if distance <= allowed && distance < candidate.chars().count() && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many candidates are compared in one go through a workspace. A person's slips need far fewer; a hostile file could ask
/// for every pair of its own ids.
const MAX_COMPARED: usize = 1_000_000;

/// What is left of the comparisons that may be made.
#[derive(Debug)]
pub(crate) struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Budget {
        Budget(Cell::new(MAX_COMPARED))
    }
}

impl Budget {
    /// As [`nearest`], as long as comparisons are left.
    pub(crate) fn nearest<'a>(&self, text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let candidates = candidates.into_iter().take_while(|_| {
            self.0.set(self.0.get().saturating_sub(1));
            self.0.get() > 0
        });
        nearest(text, candidates)
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_seen_and_strangers_are_not() {
        let forms = ["visit", "talks", "meeting", "did-not-happen"];
        for (text, found) in [
            ("vist", Some("visit")),
            ("VISIT ", Some("visit")),
            ("meetign", Some("meeting")),
            ("did_not_happen", Some("did-not-happen")),
            ("summit", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, forms), found, "{text}");
        }
        assert_eq!(nearest(&"visit".repeat(50), forms), None);
    }
}

//! What differs between two readings of a passage, in pieces that a reviewer can look at.

use super::Budget;
use super::carry::by_word;
use super::tokens::{Piece, pieces};

/// What kind of thing differs. The weightier comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A number, in digits.
    Number,
    /// A word that denies. Only words of the list below are known; any other one counts as a word.
    Negation,
    /// Words.
    Words,
    /// Only marks between words.
    Marks,
    /// Only white space.
    Space,
}

impl Kind {
    /// As printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Negation => "negation",
            Kind::Words => "words",
            Kind::Marks => "marks",
            Kind::Space => "space",
        }
    }
}

/// One stretch that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What stood there; may be empty.
    pub old: String,
    /// What stands there; may be empty.
    pub new: String,
}

/// Words that deny, in lower case, in languages that the data has so far. No list can be complete, so it only decides what is
/// shown first.
const DENYING: &[&str] = &[
    "not",
    "no",
    "never",
    "none",
    "neither",
    "nor",
    "nobody",
    "nothing",
    "without",
    "cannot", // English
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "keinem",
    "keines",
    "nie",
    "niemals",
    "ohne", // German
    "ne",
    "pas",
    "jamais",
    "sans",
    "aucun",
    "aucune", // French
    "не",
    "нет",
    "ни",
    "никогда",
    "без", // Russian
    "үгүй",
    "биш",
    "эс",
    "үл", // Mongolian
    "안",
    "못",
    "않다",
    "않았다",
    "없다",
    "없었다",
    "아니다", // Korean
    "不",
    "没",
    "沒",
    "無",
    "无",
    "未",
    "非",
    "否", // Chinese, Japanese
];

/// Endings that deny: `didn't`, Mongolian `-гүй`.
const DENYING_ENDINGS: &[&str] = &["n't", "n\u{2019}t", "гүй"];

/// All stretches that differ, numbers and negations first, otherwise in the order of the text.
pub(super) fn differences(old: &str, new: &str, budget: &mut Budget) -> Vec<Difference> {
    let standing = by_word(old, new, budget);
    let ends = [(old.len(), new.len(), 0)];
    let (mut from, mut found) = ((0, 0), Vec::new());
    for (at, new_at, length) in standing.iter().map(|run| (run.old, run.new, run.length)).chain(ends) {
        let was = old.get(from.0..at).unwrap_or_default();
        let is = new.get(from.1..new_at).unwrap_or_default();
        if !was.is_empty() || !is.is_empty() {
            found.push(Difference { kind: kind(was).min(kind(is)), old: was.to_owned(), new: is.to_owned() });
        }
        from = (at + length, new_at + length);
    }
    // Stable: within a rank the order of the text stays.
    found.sort_by_key(|difference| difference.kind.min(Kind::Words));
    found
}

/// The weightiest thing in a stretch.
fn kind(text: &str) -> Kind {
    let each = pieces(text).into_iter().map(|(piece, range)| {
        let word = text.get(range).unwrap_or_default();
        match piece {
            Piece::Space => Kind::Space,
            Piece::Other => Kind::Marks,
            Piece::Word if word.chars().any(char::is_numeric) => Kind::Number,
            Piece::Word if denies(&word.to_lowercase()) => Kind::Negation,
            Piece::Word => Kind::Words,
        }
    });
    each.min().unwrap_or(Kind::Space)
}

fn denies(word: &str) -> bool {
    DENYING.contains(&word) || DENYING_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_negations_come_first() {
        let told = |old: &str, new: &str| -> Vec<String> {
            differences(old, new, &mut Budget(10_000))
                .iter()
                .map(|one| format!("{}: {:?} {:?}", one.kind.as_str(), one.old, one.new))
                .collect()
        };
        assert_eq!(
            told("A big group came in 2012, and left.", "A large group came in 2013 and never left."),
            [r#"number: "2012," "2013""#, r#"negation: "" " never""#, r#"words: "big" "large""#]
        );
        assert_eq!(told("Ирсэн", "Ирсэнгүй"), [r#"negation: "Ирсэн" "Ирсэнгүй""#]);
        assert_eq!(told("他访问了", "他未访问"), [r#"negation: "" "未""#, r#"words: "了" """#]);
        assert_eq!(told("he did, too", "he didn't;  too"), [r#"negation: "did, " "didn't;  ""#]);
        assert_eq!(told("a b", "a  b"), [r#"space: " " "  ""#]);
        assert_eq!(told("a, b", "a; b"), [r#"marks: "," ";""#]);
        assert_eq!(told("same", "same"), [""; 0]);
    }
}

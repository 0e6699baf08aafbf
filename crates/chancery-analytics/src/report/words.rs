//! Figures and dates as a sentence says them.

use chancery_core::claim::Quantity;
use chancery_core::count::CoverageLevel;
use chancery_core::settle::Contact;
use chancery_core::terms::Nature;
use chancery_core::text::markdown_safe;

/// `1 claim`, `2 claims`.
pub(super) fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `1 origin tells`, `2 origins tell`.
pub(super) fn tell(origins: usize) -> String {
    if origins == 1 { "1 origin tells".to_owned() } else { format!("{origins} origins tell") }
}

/// `7`, `at least 7`, `at least 7, possibly 9`, `possibly 2`.
pub(super) fn bounds(certain: i64, possible: i64, coverage: CoverageLevel) -> String {
    let least = if coverage == CoverageLevel::Full { "" } else { "at least " };
    match (certain, possible) {
        (0, possible) if possible > 0 => format!("possibly {possible}"),
        (certain, possible) if certain == possible => format!("{least}{certain}"),
        (certain, possible) => format!("{least}{certain}, possibly {possible}"),
    }
}

/// Millionths with at most two decimals, rounded half up.
pub(super) fn expected(millionths: i64) -> String {
    let hundredths = (millionths + 5_000) / 10_000;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whole per cent of two sums of millionths, rounded half up; a dash where there is nothing to divide by.
pub(super) fn per_cent(part: i64, whole: i64) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{} %", (200 * part + whole) / (2 * whole)) }
}

/// A ratio with one decimal, halves rounded up.
pub(super) fn ratio(part: i64, whole: i64) -> String {
    let tenths = (20 * part + whole) / (2 * whole.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A contact's date for a table: the EDTF text, or what its absence means.
pub(super) fn when(contact: &Contact) -> String {
    let text = contact.when.as_str();
    match (text, text.strip_prefix("../"), contact.nature) {
        ("", ..) => "undated".to_owned(),
        (_, Some(end), Nature::Episode) => format!("by {}", markdown_safe(end)),
        (_, Some(end), _) => format!("up to {}", markdown_safe(end)),
        _ => markdown_safe(text),
    }
}

/// `1940s` for the decade 194X; other periods as they are.
pub(super) fn period(text: &str) -> String {
    text.strip_suffix('X').map_or_else(|| text.to_owned(), |decade| format!("{decade}0s"))
}

/// Whether a period was searched, for a column of that name.
pub(super) fn searched(coverage: CoverageLevel) -> &'static str {
    match coverage {
        CoverageLevel::None => "no",
        CoverageLevel::Partial => "in part",
        CoverageLevel::Full => "yes",
    }
}

/// `workers: at least 200 people`, every figure that the source gives.
pub(super) fn quantity(quantity: &Quantity) -> String {
    let Quantity { of, low, best, high, unit } = quantity;
    let mut figures = Vec::new();
    figures.extend(best.map(|best| best.to_string()));
    figures.extend(low.map(|low| format!("at least {low}")));
    figures.extend(high.map(|high| format!("at most {high}")));
    let unit = unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    markdown_safe(&format!("{of}: {}{unit}", figures.join(", ")))
}

/// `once`, `twice`, `3 times`.
pub(super) fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_a_person_says_them() {
        use CoverageLevel::{Full, None, Partial};
        for (certain, possible, coverage, said) in [
            (7, 7, Full, "7"),
            (7, 7, None, "at least 7"),
            (7, 9, Partial, "at least 7, possibly 9"),
            (0, 2, None, "possibly 2"),
            (0, 0, Full, "0"),
        ] {
            assert_eq!(bounds(certain, possible, coverage), said);
        }
        assert_eq!(
            ["0", "0.33", "1", "2.5"],
            [0, 333_333, 1_000_000, 2_500_000].map(expected).each_ref().map(String::as_str)
        );
        assert_eq!((per_cent(1, 3), per_cent(1, 0), per_cent(2, 4)), ("33 %".into(), "–".into(), "50 %".into()));
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}

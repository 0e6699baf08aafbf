//! Crosswalks that name what is not there, say too little, or say that nothing is lost where something is.

use chancery_core::vocabulary::Loss;

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, listed, quoted};

explanation!(UNKNOWN_SCHEME = "unknown-scheme", "a crosswalk to a scheme that is not there",
    "A row of vocabulary/crosswalks.toml leads to a scheme that the same file declares with `[[scheme]]`, where its codes stand \
     with their source. Correct the spelling, or declare the scheme.",
    wrong: "[[crosswalk]]\ncategory = \"medical\"\nscheme = \"plover-contexts\"\n…", right: "[[crosswalk]]\ncategory = \"medical\"\nscheme = \"plover-context\"\n…");

/// `known` are the schemes declared.
pub fn unknown_scheme(at: Spot<'_>, scheme: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean {}?", quoted(nearest)),
        None if known.is_empty() => "Declare it with `[[scheme]]`.".to_owned(),
        None => format!("Write one of {}, or declare it with `[[scheme]]`.", listed(known, "or")),
    };
    UNKNOWN_SCHEME.problem(
        at,
        format!("{} is no scheme of this file", quoted(scheme)),
        "Codes mean something only in their scheme.",
        fix,
    )
}

explanation!(UNKNOWN_CODE = "unknown-code", "a crosswalk to a code that its scheme does not have",
    "The codes of a scheme are listed where it is declared, and rows may name only those: a comparison with other people's \
     data joins on them. Correct the code as the scheme writes it (capital letters count), or add it to the scheme after a look at its source.",
    wrong: "scheme = \"plover-context\"\ncodes = [\"helth\"]", right: "scheme = \"plover-context\"\ncodes = [\"health\"]");

/// `known` are the scheme's codes in force.
pub fn unknown_code(at: Spot<'_>, code: &str, scheme: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean {}?", quoted(nearest)),
        None if known.is_empty() => "Add it to the scheme's `codes`.".to_owned(),
        None => format!("Write one of {}, or `codes = []` with a note.", listed(known, "or")),
    };
    UNKNOWN_CODE.problem(
        at,
        format!("{} is no code of {scheme}", quoted(code)),
        "Other people's data have no such code, so nothing would be compared.",
        fix,
    )
}

explanation!(RETIRED_CODE = "retired-code", "a crosswalk to a code that its scheme gave up",
    "Schemes are revised, and a code that was given up stands in older data alone. It stays in the scheme's list with \
     `retired`, which says by what and when, so that nobody takes it for a slip. Write the code that took its place, or \
     `codes = []` with a note if none did.",
    wrong: "scheme = \"plover-context\"\ncodes = [\"disease\"]", right: "scheme = \"plover-context\"\ncodes = [\"health\"]");

/// `retired` is what the scheme's list says of it.
pub fn retired_code(at: Spot<'_>, code: &str, scheme: &str, retired: &str) -> Problem {
    RETIRED_CODE.problem(
        at,
        format!("{} is no longer a code of {scheme}", quoted(code)),
        format!("Its list says: {}.", retired.trim_end_matches('.')),
        "Write the code that took its place, or `codes = []` with a note if none did.",
    )
}

explanation!(MISSING_CROSSWALK = "missing-crosswalk", "a category of which a scheme's rows say nothing",
    "For each scheme every category has one row, even if only to say that there is no counterpart: otherwise a reader cannot \
     tell what has none from what was forgotten. Add the rows; `codes = []` with `lossy = true` and a note says that there is none.",
    wrong: "# no row for `sports`",
    right: "[[crosswalk]]\ncategory = \"sports\"\nscheme = \"cameo-root\"\ncodes = []\nlossy = true\nnote = \"CAMEO names acts.\"");

/// `missing` are the categories.
pub fn missing_crosswalk(at: Spot<'_>, scheme: &str, missing: &[&str]) -> Problem {
    MISSING_CROSSWALK.problem(
        at,
        format!("no row leads from {} to {}", listed(missing, "or"), quoted(scheme)),
        "What has no counterpart must say so, or it looks forgotten.",
        format!("Add a `[[crosswalk]]` for each with `scheme = \"{scheme}\"`; `codes = []` with a note says that there is none."),
    )
}

explanation!(DUPLICATE_CROSSWALK = "duplicate-crosswalk", "two rows for one category and scheme",
    "A category has one row for each scheme, with all its counterparts there. Of two rows nobody could say which holds. \
     Put the codes into one of them and delete the other.",
    wrong: "[[crosswalk]]\ncategory = \"medical\"\nscheme = \"cameo-root\"\n…\n\n[[crosswalk]]\ncategory = \"medical\"\nscheme = \"cameo-root\"\n…",
    right: "[[crosswalk]]\ncategory = \"medical\"\nscheme = \"cameo-root\"\n…");

/// `first` says where the first row stands.
pub fn duplicate_crosswalk(at: Spot<'_>, category: &str, scheme: &str, first: &str) -> Problem {
    DUPLICATE_CROSSWALK.problem(
        at,
        format!("a second row leads from {} to {}", quoted(category), quoted(scheme)),
        format!("The first stands at {first}."),
        "Put all codes into one row, and delete the other.",
    )
}

explanation!(CROSSWALK_LOSS = "crosswalk-loss", "a crosswalk that says otherwise than its rows of what is lost",
    "A row is lossy if going to the scheme and back does not return exactly the category: it has no code there, or several, \
     or another category leads to the same one. Whoever compares figures across schemes relies on that mark, so it is \
     computed and a row that says otherwise is a problem. How far two meanings differ that lead to each other alone cannot be \
     computed; the note says it.",
    wrong: "category = \"security\"\ncodes = [\"political\", \"military\"]\nlossy = false",
    right: "category = \"security\"\ncodes = [\"political\", \"military\"]\nlossy = true\nnote = \"It is split between two fields.\"");

/// `loss` is what is computed.
pub fn crosswalk_loss(at: Spot<'_>, category: &str, scheme: &str, loss: Option<Loss<'_>>) -> Problem {
    let (message, fix) = match loss {
        Some(_) => ("loses meaning and does not say so", "Write `lossy = true`, and in the note what is lost."),
        None => {
            ("is marked as lossy and is not", "Write `lossy = false`; the note may still say how far the two differ.")
        }
    };
    let reason = match loss {
        None => "It leads to one code, and no other category leads there.".to_owned(),
        Some(Loss::NoCode) => "The scheme has no counterpart, so there is no way back.".to_owned(),
        Some(Loss::SeveralCodes) => "It is split into several codes.".to_owned(),
        Some(Loss::Shared { code, with }) => {
            format!("{} leads to {} as well, so the way back is not certain.", quoted(with), quoted(code))
        }
    };
    CROSSWALK_LOSS.problem(
        at,
        format!("the row from {} to {} {message}", quoted(category), quoted(scheme)),
        reason,
        fix,
    )
}

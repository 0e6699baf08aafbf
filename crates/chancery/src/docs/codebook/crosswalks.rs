//! What stands in others' schemes for a category, what is lost, and the schemes themselves.

use std::fmt::Write as _;

use chancery_core::text::prose_safe;
use chancery_core::vocabulary::{Crosswalks, Loss, Scheme};

/// A line for each scheme: its codes, why the way back is not unique, and the note.
pub fn counterparts(crosswalks: &Crosswalks, category: &str, text: &mut String) {
    let losses = crosswalks.losses();
    for scheme in &crosswalks.schemes {
        let row =
            crosswalks.rows.iter().zip(&losses).find(|(row, _)| row.category == category && row.scheme == scheme.id);
        let Some((row, loss)) = row else { continue };
        let _ = write!(text, "- In {}: {}", prose_safe(&scheme.name), codes(scheme, &row.codes));
        text.push_str(&lost(*loss));
        if let Some(note) = &row.note {
            let _ = write!(text, " {}", prose_safe(note));
        }
        text.push('\n');
    }
}

/// Codes with the names that say more than the code.
fn codes(scheme: &Scheme, codes: &[String]) -> String {
    let named = |code: &String| match scheme.code(code) {
        Some(known) if known.name.replace([' ', '-'], "_") != *code => {
            format!("`{code}` ({})", prose_safe(&known.name))
        }
        _ => format!("`{code}`"),
    };
    let codes: Vec<String> = codes.iter().map(named).collect();
    if codes.is_empty() { "nothing".to_owned() } else { codes.join(", ") }
}

fn lost(loss: Option<Loss<'_>>) -> String {
    match loss {
        None => ", and back.".to_owned(),
        Some(Loss::NoCode) => "; **lossy**.".to_owned(),
        Some(Loss::SeveralCodes) => "; **lossy**, split.".to_owned(),
        Some(Loss::Shared { with, .. }) => format!("; **lossy**, as `{with}` leads there too."),
    }
}

/// Every scheme with its source and codes.
pub fn schemes(crosswalks: &Crosswalks, text: &mut String) {
    if crosswalks.schemes.is_empty() {
        return;
    }
    text.push_str(
        "\n## Others' schemes\n\nWhat stands there for each category is said at the category. A way is lossy if going there \
         and back does not return exactly that category: it has no code there, or several, or shares one.\n",
    );
    for scheme in &crosswalks.schemes {
        let _ = write!(text, "\n### `{}`: {}\n\n{}\n", scheme.id, prose_safe(&scheme.name), sentence(&scheme.source));
        if let Some(note) = &scheme.note {
            let _ = write!(text, "\n{}\n", prose_safe(note));
        }
        let of = |retired: bool| scheme.codes.iter().filter(move |code| code.retired.is_some() == retired);
        let known: Vec<String> = of(false).map(|code| codes(scheme, std::slice::from_ref(&code.code))).collect();
        let _ = write!(text, "\n- Codes: {}.\n", known.join(", "));
        for code in of(true) {
            let _ = writeln!(
                text,
                "- Given up: `{}`, {}",
                code.code,
                sentence(code.retired.as_deref().unwrap_or_default())
            );
        }
    }
}

/// A text with one full stop at its end.
fn sentence(text: &str) -> String {
    format!("{}.", prose_safe(text.trim_end_matches('.')))
}

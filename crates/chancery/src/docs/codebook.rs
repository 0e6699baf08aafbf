//! docs/CODEBOOK.md: the vocabulary, for people.

mod crosswalks;

use std::fmt::Write as _;

use chancery_core::text::prose_safe;
use chancery_core::vocabulary::{DatedName, TermList, Vocabulary};
use chancery_core::when::When;

pub fn markdown(vocabulary: &Vocabulary) -> String {
    let mut text =
        "# Codebook\n\nMade by `cargo xtask codegen` from the vocabulary of the bundled workspace.\n".to_owned();
    for list in TermList::ALL {
        terms(vocabulary, *list, &mut text);
    }
    crosswalks::schemes(&vocabulary.crosswalks, &mut text);
    rules(vocabulary, &mut text);
    actors(vocabulary, &mut text);
    text
}

fn terms(vocabulary: &Vocabulary, list: TermList, text: &mut String) {
    let mut title = list.as_str().to_owned();
    title[..1].make_ascii_uppercase();
    let _ = write!(text, "\n## {title}\n");
    for term in vocabulary.terms.get(&list).into_iter().flatten() {
        let _ = write!(text, "\n### `{}`", term.id);
        if term.name != term.id {
            let _ = write!(text, ": {}", prose_safe(&term.name));
        }
        if let Some(class) = term.class {
            let _ = write!(text, " ({class})");
        }
        let _ = write!(
            text,
            "\n\n{}\n\n- Typical: {}\n- Borderline: {}\n- Excluded: {}\n",
            prose_safe(&term.definition),
            prose_safe(&term.typical),
            prose_safe(&term.borderline),
            prose_safe(&term.excluded)
        );
        if list == TermList::Categories {
            crosswalks::counterparts(&vocabulary.crosswalks, &term.id, text);
        }
    }
}

fn rules(vocabulary: &Vocabulary, text: &mut String) {
    let _ = write!(text, "\n## Counting rules\n\n| rule | counts | unit | convenor | multilateral | unofficial |\n");
    text.push_str("| --- | --- | --- | --- | --- | --- |\n");
    for rule in &vocabulary.rules {
        let yes = |flag: bool| if flag { "yes" } else { "no" };
        let _ = writeln!(
            text,
            "| `{}`{} | {} | {} | {} | {} | {} |",
            rule.id,
            if rule.default { " (default)" } else { "" },
            prose_safe(&rule.definition),
            rule.unit,
            yes(rule.convenor),
            yes(rule.multilateral),
            yes(rule.unofficial)
        );
    }
}

fn actors(vocabulary: &Vocabulary, text: &mut String) {
    let _ = write!(
        text,
        "\n## States\n\n| id | name | names over time | existed | codes |\n| --- | --- | --- | --- | --- |\n"
    );
    for state in vocabulary.states.values() {
        let codes: Vec<String> =
            state.codes.iter().map(|c| format!("{} {}{}", c.scheme, c.code, during(&c.during))).collect();
        let (names, exists) = (names(&state.names), state.exists.text());
        let _ = writeln!(text, "| `{}` | {} | {names} | {exists} | {} |", state.id, state.name, codes.join(", "));
    }
    let _ =
        write!(text, "\n## Bodies\n\n| id | name | names over time | of | sector |\n| --- | --- | --- | --- | --- |\n");
    for body in vocabulary.bodies.values() {
        let (of, sector) = (body.of.as_deref().unwrap_or("–"), body.sector.as_deref().unwrap_or("–"));
        let _ = writeln!(text, "| `{}` | {} | {} | {of} | {sector} |", body.id, body.name, names(&body.names));
    }
    let _ = write!(text, "\n## People\n\n| id | name | offices |\n| --- | --- | --- |\n");
    for person in vocabulary.people.values() {
        let offices: Vec<String> =
            person.roles.iter().map(|o| format!("{}{}", prose_safe(&o.role), during(&o.during))).collect();
        let _ = writeln!(text, "| `{}` | {} | {} |", person.id, person.name, offices.join("; "));
    }
}

fn names(names: &[DatedName]) -> String {
    let names: Vec<String> = names.iter().map(|n| format!("{}{}", prose_safe(&n.name), during(&n.during))).collect();
    names.join("; ")
}

fn during(when: &Option<When>) -> String {
    when.as_ref().map(|when| format!(" ({})", when.text())).unwrap_or_default()
}

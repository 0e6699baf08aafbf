//! The vocabulary's own faults.

use chancery_core::terms::RoleClass;

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, listed, quoted};

explanation!(DUPLICATE_TERM = "duplicate-term", "a code is defined twice",
    "Each code of a list, and each counting rule, has one definition. With two of them nobody could say what was coded. \
     Delete one, or give it another code.",
    wrong: "[[term]]\nid = \"visit\"\n…\n\n[[term]]\nid = \"visit\"", right: "[[term]]\nid = \"visit\"\n…\n\n[[term]]\nid = \"exchange\"");

/// `first` says where it is defined first.
pub fn duplicate_term(at: Spot<'_>, term: &str, first: &str) -> Problem {
    DUPLICATE_TERM.problem(
        at,
        format!("{} is defined twice", quoted(term)),
        format!("Its first definition stands at {first}."),
        "Delete one of the two, or give it another code.",
    )
}

explanation!(TERM_MISSING = "term-missing", "a code of the program has no definition",
    "Some lists belong to the program: natures, statuses, stances, roles, levels and confidences each have an effect on \
     counting. Their definitions stand in the vocabulary, and none may be missing, for coders code by them.",
    wrong: "# statuses.toml without `mooted`", right: "[[term]]\nid = \"mooted\"\ndefinition = \"Talked of.\"\n…");

/// `missing` are all that the list lacks.
pub fn term_missing(at: Spot<'_>, missing: &[&str]) -> Problem {
    TERM_MISSING.problem(
        at,
        format!("the list lacks a definition of {}", listed(missing, "and")),
        "Entries may use the code, and coders must know what it means.",
        format!("Add `[[term]]` with `id = \"{}\"` and its definition and examples.", missing.first().unwrap_or(&"…")),
    )
}

explanation!(TERM_UNKNOWN = "term-unknown", "a code that the program does not know",
    "The list belongs to the program, because every code in it has an effect on counting. A code that is only in the \
     vocabulary would have none. Correct its spelling; forms, categories and sectors are the lists that may be added to.",
    wrong: "[[term]]\nid = \"guest\"      # in roles.toml", right: "[[term]]\nid = \"visitor\"");

/// `known` are the list's codes.
pub fn term_unknown(at: Spot<'_>, term: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => format!("Delete it; the list is {}.", listed(known, "and")),
    };
    TERM_UNKNOWN.problem(
        at,
        format!("the program knows no {} in this list", quoted(term)),
        "Every code of this list has an effect on counting, and this one would have none.",
        fix,
    )
}

explanation!(ROLE_CLASS = "role-class", "a role in another class than the program's",
    "The class of a role decides which pairs a contact makes: sending with receiving, mutual with all who take part, \
     facilitating only under the rule `convenor`, named never. The vocabulary repeats it for readers, so it must say what \
     the program does.",
    wrong: "id = \"host\"\nclass = \"sending\"", right: "id = \"host\"\nclass = \"receiving\"");

/// Both classes.
pub fn role_class(at: Spot<'_>, role: &str, found: RoleClass, class: RoleClass) -> Problem {
    ROLE_CLASS.problem(
        at,
        format!("the role {} is not {found}", quoted(role)),
        format!("The program counts it as {class}, and the vocabulary must say what is done."),
        format!("Write `class = \"{class}\"`."),
    )
}

explanation!(NO_DEFAULT_RULE = "no-default-rule", "not exactly one rule is the default",
    "A figure means nothing without the rule it was counted by. Where none is asked for, the default is used, so exactly \
     one rule of vocabulary/rules.toml says `default = true`.",
    wrong: "[[rule]]\nid = \"official\"\ndefault = false", right: "[[rule]]\nid = \"official\"\ndefault = true");

/// `defaults` are the rules that say so: none or several.
pub fn no_default_rule(at: Spot<'_>, defaults: &[&str]) -> Problem {
    let message = match defaults {
        [] => "no counting rule is the default".to_owned(),
        several => format!("{} are all the default", listed(several, "and")),
    };
    NO_DEFAULT_RULE.problem(
        at,
        message,
        "The default is used wherever no rule is named, so there is exactly one.",
        "Write `default = true` in one rule and `false` in the others.",
    )
}

explanation!(DUPLICATE_ACTOR = "duplicate-actor", "an id of an actor is given twice",
    "States, bodies and people share one list of ids, so that `who` and `for` cannot mean two things. Delete the second, or \
     give it another id; other names of one actor are its `aliases`.",
    wrong: "[[body]]\nid = \"avar\"\n…\n\n[[person]]\nid = \"avar\"", right: "[[body]]\nid = \"avar\"\n…\n\n[[person]]\nid = \"avar-b\"");

/// `first` says where it is given first.
pub fn duplicate_actor(at: Spot<'_>, id: &str, first: &str) -> Problem {
    DUPLICATE_ACTOR.problem(
        at,
        format!("the id {} is given twice", quoted(id)),
        format!("It stands first at {first}."),
        "Delete one of the two, or give it another id; other names of one actor are its `aliases`.",
    )
}

//! Codes and names that the vocabulary should know.

use super::Holder;
use crate::explanation::explanation;
use crate::problem::{Problem, Spot, listed, quoted};

/// What a name that is no id may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// It is another name of this one: id and short name.
    NameOf(String, String),
    /// It looks like this name or id, which is of this one: what it looks like, id, short name.
    LooksLike(String, String, String),
    /// It is a code of this state; the id that the text is nearest to, if any.
    CodeOf(Holder, Option<String>),
    /// Nothing comes near.
    Nothing,
}

impl Meant {
    fn reason(&self, text: &str, otherwise: &str) -> String {
        match self {
            Meant::NameOf(id, name) if text.eq_ignore_ascii_case(name) => {
                format!("{} is the name, the id is {}.", quoted(text), quoted(id))
            }
            Meant::NameOf(id, name) => format!("{} is a name of {name}, whose id is {}.", quoted(text), quoted(id)),
            Meant::CodeOf(holder, _) => format!("{} is the code {}.", quoted(text), holder.told()),
            _ => otherwise.to_owned(),
        }
    }

    fn fix(&self, table: &str) -> String {
        match self {
            Meant::NameOf(id, _) => format!("Write {}.", quoted(id)),
            Meant::CodeOf(holder, _) if holder.known => format!("Write {}.", quoted(&holder.id)),
            Meant::CodeOf(holder, None) => format!("The vocabulary has no such state: {}.", holder.to_add()),
            Meant::CodeOf(holder, Some(near)) => {
                format!(
                    "Did you mean {}? The vocabulary does not have {}: {}.",
                    quoted(near),
                    holder.name,
                    holder.to_add()
                )
            }
            Meant::LooksLike(like, id, _) if like == id => format!("Did you mean {}?", quoted(id)),
            Meant::LooksLike(like, id, name) if like.eq_ignore_ascii_case(name) => {
                format!("Did you mean {name}? Then write {}.", quoted(id))
            }
            Meant::LooksLike(like, id, name) => {
                format!("Did you mean {}, a name of {name}? Then write {}.", quoted(like), quoted(id))
            }
            Meant::Nothing => format!("Write an id of vocabulary/actors.toml, or add it there as {table}."),
        }
    }
}

explanation!(UNKNOWN_ACTOR = "unknown-actor", "an actor that the vocabulary does not know",
    "Actors are named by id, so that a state is one actor under whatever name a source calls it. States have three capital \
     letters, bodies a name in lower case; both stand in vocabulary/actors.toml with their other names. Write the id, or add \
     the actor to the vocabulary.",
    wrong: "actors = [{ id = \"DPRK\", role = \"visitor\" }]", right: "actors = [{ id = \"PRK\", role = \"visitor\" }]");

/// `key` is where it stands: `id`, `for`, `of`, `dyad`.
pub fn unknown_actor(at: Spot<'_>, key: &str, text: &str, meant: &Meant) -> Problem {
    UNKNOWN_ACTOR.problem(
        at,
        format!("{} ({}) is no id of a state or body", quoted(text), quoted(key)),
        meant.reason(text, "Actors are named by id, so that one state is one actor in every figure."),
        meant.fix("a `[[state]]` or `[[body]]`"),
    )
}

explanation!(AMBIGUOUS_ACTOR = "ambiguous-actor", "a name that several actors bear",
    "The name may stand for more than one state or body, `Korea` for both Koreas, and the program does not guess. Write the \
     id of the one that the source means. If the source leaves it open, say so in the summary and lower `confidence`.",
    wrong: "actors = [{ id = \"Korea\", role = \"party\" }]", right: "actors = [{ id = \"KOR\", role = \"party\" }]");

/// `candidates` are `PRK (North Korea)` and the like.
pub fn ambiguous_actor(at: Spot<'_>, key: &str, text: &str, candidates: &[String]) -> Problem {
    AMBIGUOUS_ACTOR.problem(
        at,
        format!("{} ({}) may stand for several actors", quoted(text), quoted(key)),
        format!("It is a name of {}.", candidates.join(" and of ")),
        "Write the id of the one that the source means.",
    )
}

explanation!(UNKNOWN_PERSON = "unknown-person", "a person or body that the vocabulary does not know",
    "`who` names people or bodies by their ids in vocabulary/actors.toml, where their other spellings and offices stand. \
     Write the id, or add the person there; leave `who` out if the source names nobody.",
    wrong: "who = [\"Elbegdorj\"]", right: "who = [\"elbegdorj\"]");

/// One item of `who`.
pub fn unknown_person(at: Spot<'_>, text: &str, meant: &Meant) -> Problem {
    UNKNOWN_PERSON.problem(
        at,
        format!("{} (`who`) is no id of a person or body", quoted(text)),
        meant.reason(text, "People are named by id, so that one person is found under every spelling."),
        meant.fix("a `[[person]]`"),
    )
}

explanation!(AMBIGUOUS_PERSON = "ambiguous-person", "a name that several people bear",
    "The name may stand for more than one person or body of the vocabulary, and the program does not guess. Write the id of \
     the one that the source means.",
    wrong: "who = [\"Kim\"]", right: "who = [\"kim-yong-nam\"]");

/// `candidates` are ids with names.
pub fn ambiguous_person(at: Spot<'_>, text: &str, candidates: &[String]) -> Problem {
    AMBIGUOUS_PERSON.problem(
        at,
        format!("{} (`who`) may stand for several people", quoted(text)),
        format!("It is a name of {}.", candidates.join(" and of ")),
        "Write the id of the one that the source means.",
    )
}

explanation!(UNKNOWN_TERM = "unknown-term", "a code that its list does not hold",
    "Forms, categories, statuses and the like are codes with a definition in the vocabulary. A code that is not in its list \
     would make a row of its own in every table. Use the code whose definition fits; forms, categories and sectors may be \
     added to, the other lists belong to the program.",
    wrong: "form = \"vist\"\nstatus = \"done\"", right: "form = \"visit\"\nstatus = \"happened\"");

/// `key` is where it stands, `known` the list's codes.
pub fn unknown_term(at: Spot<'_>, key: &str, text: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => format!("Use one of {}.", listed(known, "or")),
    };
    UNKNOWN_TERM.problem(
        at,
        format!("{} is no code for {}", quoted(text), quoted(key)),
        "Only codes with a definition can be counted and compared.",
        fix,
    )
}

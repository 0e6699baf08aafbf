//! What must hold between the parts of a workspace: a table of named checks.

mod actors;
mod claims;
mod entries;
mod figures;
mod history;
mod registers;
mod seals;
mod sources;
mod terms;
mod texts;
mod wholes;

use std::fmt;

use crate::context::Context;
use crate::problem::Sink;

/// A check that can be left out by its name.
pub struct Check {
    /// The name, as given to `check --skip`.
    pub name: &'static str,
    /// What it looks for.
    pub about: &'static str,
    pub(crate) run: fn(&Context<'_>, &mut Sink),
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.about)
    }
}

/// Every check, in the order in which they are made; the order shows nowhere, for problems are sorted.
pub const CHECKS: &[Check] = &[
    Check { name: "actors", about: "actors, principals and people are in the vocabulary", run: actors::check },
    Check { name: "attribution", about: "what is reported says whose word it is", run: claims::attribution },
    Check { name: "entries", about: "entries have names of their own and say something", run: entries::check },
    Check {
        name: "figures",
        about: "figures of one source add up and do not contradict each other",
        run: figures::check,
    },
    Check { name: "history", about: "events fit what was recorded before them", run: history::check },
    Check { name: "natures", about: "dates, statuses and rates fit the nature of a claim", run: claims::natures },
    Check { name: "registers", about: "entries of registers say what snapshots say", run: registers::check },
    Check { name: "seals", about: "what is sealed stands in the journal as it was sealed", run: seals::check },
    Check { name: "sources", about: "claims belong to sources that are registered", run: sources::check },
    Check { name: "terms", about: "forms, categories and sectors are in the vocabulary", run: terms::check },
    Check { name: "texts", about: "digests, lengths and anchors agree with the texts at hand", run: texts::check },
    Check { name: "wholes", about: "parts and instances find the contacts that they name", run: wholes::check },
];

/// The names that `skip` may hold.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|check| check.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_differ() {
        assert!(CHECKS.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert_eq!(names().count(), CHECKS.len());
    }
}

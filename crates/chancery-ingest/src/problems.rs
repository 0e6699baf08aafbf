//! Every kind of problem: one constructor a code, next to the explanation of that code.
//!
//! The name of a constructor is its code with `_` for `-`; a test compares constructors, catalogue and corpus.

mod claims;
mod codes;
mod crosswalks;
mod dates;
mod edits;
mod feeds;
mod figures;
mod file;
mod import;
mod links;
mod names;
mod outside;
mod register;
mod seals;
mod shape;
mod sheets;
mod sources;
mod texts;
mod vocabulary;
mod wholes;

pub use claims::*;
pub use codes::*;
pub use crosswalks::*;
pub use dates::*;
pub use edits::*;
pub use feeds::*;
pub use figures::*;
pub use file::*;
pub use import::*;
pub use links::*;
pub use names::*;
pub use outside::*;
pub use register::*;
pub use seals::*;
pub use shape::*;
pub use sheets::*;
pub use sources::*;
pub use texts::*;
pub use vocabulary::*;
pub use wholes::*;

/// Codes about the text itself: they hold whatever the text was meant to say.
pub(crate) const ABOUT_TEXT: &[&str] = &[
    BAD_TOML.code,
    BYTE_ORDER_MARK.code,
    DUPLICATE_KEY.code,
    FILE_TOO_LARGE.code,
    FORBIDDEN_CHARACTER.code,
    INVALID_UTF8.code,
    LINE_TOO_LONG.code,
];

/// Codes that say something is not there: not to be said of a file of which parts could not be read.
pub(crate) const ABOUT_ABSENCE: &[&str] = &[
    EMPTY_ENTRY.code,
    MISSING_KEY.code,
    MISSING_SOURCE.code,
    CLAIM_OF_ANOTHER_SOURCE.code,
    TERM_MISSING.code,
    MISSING_CROSSWALK.code,
    NO_DEFAULT_RULE.code,
];

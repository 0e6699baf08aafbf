//! The closed words for what a spell had supplied or leaves in doubt.

use std::fmt;

/// What had to be supplied, or is in doubt, about a spell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// No contact tells of the opening: the spell was closed, or vouched for, all the same.
    OpeningNotKnown,
    /// No contact tells of the closing, although the next opening implies one.
    ClosingNotKnown,
    /// Neither is told: only postings and the like show that it was there.
    VouchedOnly,
    /// Several contacts that nobody linked may be its opening; the window holds those of all.
    SeveralOpenings,
    /// Several contacts that nobody linked may be its closing; the window holds those of all.
    SeveralClosings,
    /// The opening tells of two parties, and each is read as opening a mission at the other.
    ToldOfBoth,
    /// The date of its opening or closing is contested.
    DateContested,
    /// Whether it was opened or closed at all is contested: it is possible, no more.
    StatusContested,
    /// The windows overlap and another order of opening and closing would contradict itself as little.
    OrderNotKnown,
}

impl Note {
    /// Every note.
    pub const ALL: &'static [Note] = &[
        Note::OpeningNotKnown,
        Note::ClosingNotKnown,
        Note::VouchedOnly,
        Note::SeveralOpenings,
        Note::SeveralClosings,
        Note::ToldOfBoth,
        Note::DateContested,
        Note::StatusContested,
        Note::OrderNotKnown,
    ];

    /// As printed in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Note::OpeningNotKnown => "opening not known",
            Note::ClosingNotKnown => "closing not known",
            Note::VouchedOnly => "vouched for only",
            Note::SeveralOpenings => "several openings",
            Note::SeveralClosings => "several closings",
            Note::ToldOfBoth => "told of both",
            Note::DateContested => "date contested",
            Note::StatusContested => "status contested",
            Note::OrderNotKnown => "order not known",
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

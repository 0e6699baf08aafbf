//! An explanation: what `chancery explain CODE` says about a kind of problem.

use crate::problem::{Problem, Spot};

/// A kind of problem, explained to somebody who meets it for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The code: words joined by hyphens, given once and never changed.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it is, why it is a problem, how to mend it.
    pub explanation: &'static str,
    /// A few lines that have the problem.
    pub wrong: &'static str,
    /// The same lines without it.
    pub right: &'static str,
}

impl Explanation {
    /// A problem of this kind.
    pub(crate) fn problem(
        &self,
        at: Spot<'_>,
        message: impl Into<String>,
        reason: impl Into<String>,
        fix: impl Into<String>,
    ) -> Problem {
        Problem {
            code: self.code,
            path: at.path.to_owned(),
            span: at.span,
            line: 1,
            column: 1,
            id: at.id.map(str::to_owned),
            message: message.into(),
            reason: reason.into(),
            fix: fix.into(),
        }
    }
}

/// Declares the explanation that a constructor of [`crate::problems`] belongs to.
macro_rules! explanation {
    ($name:ident = $code:literal, $title:literal, $explanation:literal, wrong: $wrong:literal, right: $right:literal) => {
        #[doc = concat!("`", $code, "`: ", $title, ".")]
        pub const $name: $crate::Explanation =
            $crate::Explanation { code: $code, title: $title, explanation: $explanation, wrong: $wrong, right: $right };
    };
}
pub(crate) use explanation;

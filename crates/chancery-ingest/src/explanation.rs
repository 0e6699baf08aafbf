//! An explanation: what `chancery explain CODE` says about a kind of problem.

use crate::problem::{Problem, Severity, Spot};

/// A kind of problem, explained to somebody who meets it for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The code: words joined by hyphens, given once and never changed.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Whether it keeps the data from being used.
    pub severity: Severity,
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
            severity: self.severity,
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
    (warning $name:ident = $code:literal, $title:literal, $explanation:literal, wrong: $wrong:literal, right: $right:literal) => {
        explanation!($name, $crate::Severity::Warning, $code, $title, $explanation, $wrong, $right);
    };
    ($name:ident = $code:literal, $title:literal, $explanation:literal, wrong: $wrong:literal, right: $right:literal) => {
        explanation!($name, $crate::Severity::Fault, $code, $title, $explanation, $wrong, $right);
    };
    ($name:ident, $severity:expr, $code:literal, $title:literal, $explanation:literal, $wrong:literal, $right:literal) => {
        #[doc = concat!("`", $code, "`: ", $title, ".")]
        pub const $name: $crate::Explanation = $crate::Explanation {
            code: $code,
            title: $title,
            severity: $severity,
            explanation: $explanation,
            wrong: $wrong,
            right: $right,
        };
    };
}
pub(crate) use explanation;

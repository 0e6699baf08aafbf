//! docs/PROBLEMS.md: every problem, explained.

use std::fmt::Write as _;

use chancery_ingest::CATALOGUE;

pub fn markdown() -> String {
    let mut text =
        "# Problems\n\nMade by `cargo xtask codegen` from the program's own catalogue; `chancery explain CODE` \
                    says the same.\n"
            .to_owned();
    for known in CATALOGUE {
        let _ = write!(
            text,
            "\n## `{}`: {}\n\n{}\n\nwrong:\n\n```toml\n{}\n```\n\nright:\n\n```toml\n{}\n```\n",
            known.code, known.title, known.explanation, known.wrong, known.right
        );
    }
    text
}

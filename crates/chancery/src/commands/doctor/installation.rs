//! The two programs, and the terminal they speak to.

use std::io::IsTerminal;

use super::{Finding, counted};
use crate::engine;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Narrower than this, rows of tables are cut into pieces that nobody can read.
const LEAST_WIDTH: u16 = 60;

const WHY_ENGINE: &str = "`run`, `table`, `report`, `export`, `feed`, `sql` and `reproduce` start it.";

/// This program and the engine beside it.
pub fn programs() -> Vec<Finding> {
    match engine::version() {
        Ok(version) if version == VERSION => {
            vec![Finding::well("programs", format!("chancery and chancery-engine {VERSION}"))]
        }
        Ok(version) => vec![Finding::fault(
            "programs",
            format!("chancery is {VERSION}, but chancery-engine beside it is {version}"),
            format!("{WHY_ENGINE} One of another version may read the compiled journal otherwise."),
            "Install both from one release, or build both: `cargo xtask run`.",
        )],
        Err(error) => {
            let mut findings = Finding::of_error("programs", error);
            findings.iter_mut().for_each(|finding| finding.why = WHY_ENGINE.to_owned());
            findings
        }
    }
}

/// The terminal, if there is one and it would harm.
pub fn terminal() -> Vec<Finding> {
    if !std::io::stdout().is_terminal() && !std::io::stderr().is_terminal() {
        return Vec::new();
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| {
        std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| format!("{name}={value}"))
    });
    let width = terminal_size::terminal_size().map(|(width, _)| width.0);
    let locale = if cfg!(unix) { locale.or_else(|| Some("LANG is not set".to_owned())) } else { None };
    of_terminal(locale.as_deref(), width)
}

/// `locale` as it decides, where locales decide at all.
fn of_terminal(locale: Option<&str>, width: Option<u16>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_utf8 = |locale: &str| ["utf-8", "utf8"].iter().any(|name| locale.to_lowercase().contains(name));
    if let Some(locale) = locale.filter(|locale| !is_utf8(locale)) {
        findings.push(Finding::note(
            "terminal",
            format!("the locale is not of UTF-8 ({locale})"),
            "Names that are not English, and the lines of tables, may be shown as other characters; files are not touched by it.",
            "`export LC_ALL=C.UTF-8`, or another locale of UTF-8 that `locale -a` lists.",
        ));
    }
    if let Some(width) = width.filter(|width| *width < LEAST_WIDTH) {
        findings.push(Finding::note(
            "terminal",
            format!("it is {} wide", counted(usize::from(width), "column")),
            format!("Tables need {LEAST_WIDTH} or more to be read."),
            "Widen it, or take `--format csv`.",
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::of_terminal;

    #[test]
    fn a_terminal_is_told_of_only_where_it_harms() {
        for (locale, width, said) in [
            (Some("LANG=en_GB.UTF-8"), Some(80), vec![]),
            (Some("LC_ALL=C.utf8"), None, vec![]),
            (None, Some(60), vec![]),
            (Some("LC_ALL=C"), Some(80), vec!["the locale is not of UTF-8 (LC_ALL=C)"]),
            (
                Some("LANG is not set"),
                Some(1),
                vec!["the locale is not of UTF-8 (LANG is not set)", "it is 1 column wide"],
            ),
        ] {
            let found = of_terminal(locale, width);
            assert_eq!(found.iter().map(|finding| finding.what.as_str()).collect::<Vec<_>>(), said);
        }
    }
}

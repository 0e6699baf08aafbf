//! What is said to people on standard error besides problems, and whether in colours: asked for once, on the command line.
//!
//! Results go to standard output and are always written. Problems and errors are always shown. All else (what was done, what
//! to do next) is said here, and `--quiet` leaves it out.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::OnceLock;

use chancery_core::text::display_safe;
use clap::ColorChoice;

use crate::cli::{DEFAULT_WORKSPACE, Global};

/// How to speak.
struct Manner {
    is_quiet: bool,
    color: ColorChoice,
}

/// Set before any verb begins.
static MANNER: OnceLock<Manner> = OnceLock::new();

/// Takes from the command line how to speak.
pub fn begin(global: &Global) {
    // The second of two calls changes nothing; there is one.
    let _ = MANNER.set(Manner { is_quiet: global.quiet, color: global.color });
}

/// Whether only problems are to be said.
pub fn is_quiet() -> bool {
    MANNER.get().is_some_and(|manner| manner.is_quiet)
}

/// Whether somebody looks who wants to see how far a long work is: a terminal that can draw, and neither `--quiet` nor a machine
/// that only keeps a log.
pub fn is_watched() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    std::io::stderr().is_terminal()
        && !is_quiet()
        && !is_set("CI")
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Says something in one line, made safe for a terminal; not when quiet.
pub fn note(text: impl AsRef<str>) {
    if !is_quiet() {
        errln!("{}", display_safe(text.as_ref()));
    }
}

/// How the program is started on a workspace, for a command that is told to somebody.
pub fn program(workspace: &Path) -> String {
    match workspace == Path::new(DEFAULT_WORKSPACE) {
        true => "chancery".to_owned(),
        false => format!("chancery --workspace {}", quoted(&workspace.display().to_string())),
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:,@%".contains(c);
    match word.chars().all(is_plain) && !word.is_empty() {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// Whether problems on standard error are shown in colours.
pub fn has_colors() -> bool {
    let choice = MANNER.get().map_or(ColorChoice::Auto, |manner| manner.color);
    are_colors_wanted(choice, std::io::stderr().is_terminal(), |name| std::env::var(name).ok())
}

/// As clap decides it for help: what is asked for, else `NO_COLOR`, then `CLICOLOR_FORCE`, then whether a terminal looks.
fn are_colors_wanted(choice: ColorChoice, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let is_zero = |name: &str| variable(name).as_deref() == Some("0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_set("CLICOLOR_FORCE") && !is_zero("CLICOLOR_FORCE") => true,
        ColorChoice::Auto => is_terminal && !is_zero("CLICOLOR") && variable("TERM").as_deref() != Some("dumb"),
    }
}

/// What `--color` says, read before the command line is: clap needs it to show what is wrong with that.
pub fn color_asked(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let words: Vec<String> = arguments.map(|word| word.to_string_lossy().into_owned()).collect();
    let before = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let mut choice = ColorChoice::Auto;
    for (at, word) in words[..before].iter().enumerate() {
        for name in ["--color", "--colour"] {
            let value = match word.strip_prefix(name) {
                Some("") => words.get(at + 1).map(String::as_str),
                Some(rest) => rest.strip_prefix('='),
                None => None,
            };
            choice = value.and_then(|value| value.parse().ok()).unwrap_or(choice);
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_is_told_can_be_typed() {
        for (folder, wanted) in [
            ("data", "chancery"),
            ("/srv/Länder/x-1.2_b", "chancery --workspace /srv/Länder/x-1.2_b"),
            ("my data", "chancery --workspace 'my data'"),
            ("it's $HOME", "chancery --workspace 'it'\\''s $HOME'"),
        ] {
            assert_eq!(program(Path::new(folder)), wanted);
        }
    }

    type Variables<'a> = &'a [(&'a str, &'a str)];

    #[test]
    fn colors_follow_the_option_then_the_environment_then_the_terminal() {
        use ColorChoice::{Always, Auto, Never};
        #[rustfmt::skip]
        let cases: [(ColorChoice, bool, Variables, bool); 12] = [
            (Auto, true, &[], true),
            (Auto, false, &[], false),
            (Auto, true, &[("NO_COLOR", "1")], false),
            (Auto, true, &[("NO_COLOR", "")], true),
            (Auto, false, &[("CLICOLOR_FORCE", "1")], true),
            (Auto, false, &[("CLICOLOR_FORCE", "0")], false),
            (Auto, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
            (Auto, true, &[("CLICOLOR", "0")], false),
            (Auto, true, &[("TERM", "dumb")], false),
            (Always, false, &[("NO_COLOR", "1")], true),
            (Never, true, &[("CLICOLOR_FORCE", "1")], false),
            (Never, true, &[], false),
        ];
        for (choice, is_terminal, variables, wanted) in cases {
            let variable =
                |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(
                are_colors_wanted(choice, is_terminal, variable),
                wanted,
                "{choice:?} {is_terminal} {variables:?}"
            );
        }
    }

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        use ColorChoice::{Always, Auto, Never};
        for (words, choice) in [
            (&["chancery", "check"][..], Auto),
            (&["chancery", "--color", "always", "check"], Always),
            (&["chancery", "check", "--color=never"], Never),
            (&["chancery", "--colour=never", "chek"], Never),
            (&["chancery", "--color=never", "--color=always"], Always),
            (&["chancery", "--color", "purple"], Auto),
            (&["chancery", "--color"], Auto),
            (&["chancery", "date", "--", "--color=always"], Auto),
            (&["chancery", "--colorful=always"], Auto),
        ] {
            assert_eq!(color_asked(words.iter().map(OsString::from)), choice, "{words:?}");
        }
    }
}

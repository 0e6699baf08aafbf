//! `help`: own verbs first, which needs no build, then the product's own help.

use std::ffi::OsString;
use std::process::ExitCode;

use super::{Failure, OWN, Verb, own, product};
use crate::say;

/// The list of all verbs, or help on one.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let Some(name) = arguments.first() else {
        answer(&list())?;
        return product::run(&["--help".into()]);
    };
    match own(&name.to_string_lossy()) {
        Some(verb) => show_own(verb),
        None => product::run(&[&["help".into()], arguments].concat()),
    }
}

/// Help on one own verb.
pub fn show_own(verb: &Verb) -> Result<ExitCode, Failure> {
    answer(&format!("cargo xtask {}\n\n{}\n", usage(verb), verb.about))?;
    Ok(ExitCode::SUCCESS)
}

fn answer(text: &str) -> Result<(), Failure> {
    say::answer(text).map_err(|error| Failure::new(format!("cannot print: {error}")))
}

fn usage(verb: &Verb) -> String {
    format!("{} {}", verb.name, verb.arguments).trim_end().to_owned()
}

fn list() -> String {
    let width = OWN.iter().map(|verb| usage(verb).len()).max().unwrap_or(0);
    let mut text = "cargo xtask VERB: builds chancery and starts it with the same words. Its own verbs:\n\n".to_owned();
    for verb in OWN {
        text.push_str(&format!("  {:width$}  {}\n", usage(verb), verb.about));
    }
    text.push_str("\nAll other verbs are those of chancery:\n\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_every_own_verb_with_its_arguments() {
        let list = list();
        for verb in OWN {
            assert!(list.contains(&format!("  {}", usage(verb))) && list.contains(verb.about), "{list}");
        }
    }
}

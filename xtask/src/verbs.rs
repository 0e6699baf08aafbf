//! The table of xtask's own verbs; every other verb is the product's.

mod bench;
mod ci;
mod cluster;
mod codegen;
mod defects;
mod help;
mod product;
mod soak;
mod test;

use std::ffi::OsString;
use std::process::ExitCode;

/// A verb of xtask's own.
pub struct Verb {
    /// The word after `cargo xtask`.
    pub name: &'static str,
    /// What may follow it.
    pub arguments: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    run: fn(&[OsString]) -> Result<ExitCode, Failure>,
}

/// Own verbs, in the order in which `help` lists them.
pub const OWN: &[Verb] = &[
    Verb {
        name: "test",
        arguments: "[-- ARGUMENTS OF THE TEST PROGRAMS]",
        about: "every test: the light packages, then those that need polars",
        run: test::run,
    },
    Verb {
        name: "ci",
        arguments: "",
        about: "format, clippy, tests, generated pages, documentation: what must hold before a merge",
        run: ci::run,
    },
    Verb {
        name: "codegen",
        arguments: "[--check]",
        about: "writes the generated pages of docs/, or checks that they are up to date",
        run: codegen::run,
    },
    Verb {
        name: "bench",
        arguments: "[-- ARGUMENTS OF THE BENCHES]",
        about: "how long things take, each against a rival in the same run; optimised, without polars",
        run: bench::run,
    },
    Verb {
        name: "defects",
        arguments: "[NAME...]",
        about: "every test that holds a promise is seen to fail on a defect made on purpose (docs/PROMISES.md)",
        run: defects::run,
    },
    Verb {
        name: "cluster",
        arguments: "[-- ARGUMENTS OF cluster.py]",
        about: "the measures on Spark, executors killed meanwhile, and on Sail, against polars and DuckDB; a table of it",
        run: cluster::run,
    },
    Verb {
        name: "soak",
        arguments: "[PART...]",
        about: "the long forms of tests, hours of them: what ordinary runs go through in short",
        run: soak::run,
    },
    Verb { name: "help", arguments: "[VERB]", about: "this list and the verbs of chancery", run: help::run },
];

/// Why xtask itself gave up; the product's own exit codes pass through untouched.
#[derive(Debug)]
pub struct Failure {
    /// What is printed.
    pub message: String,
    /// The exit code.
    pub code: u8,
}

impl Failure {
    /// Something could not be built or started: 101, as of cargo.
    pub fn new(message: String) -> Self {
        Self { message, code: 101 }
    }

    /// The arguments make no sense.
    fn usage(message: String) -> Self {
        Self { message, code: 2 }
    }
}

/// Runs an own verb, or passes everything on to the product.
pub fn dispatch(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let Some(first) = arguments.first().map(|first| first.to_string_lossy()) else { return help::run(&[]) };
    match own(&first) {
        Some(verb) if verb.name != "help" && wants_help(&arguments[1..]) => help::show_own(verb),
        Some(verb) => (verb.run)(&arguments[1..]),
        None => product::run(arguments),
    }
}

/// The own verb of that name; `-h` and `--help` ask for the whole list.
fn own(name: &str) -> Option<&'static Verb> {
    let name = if matches!(name, "-h" | "--help") { "help" } else { name };
    OWN.iter().find(|verb| verb.name == name)
}

/// Whether help is asked for, before any `--`.
fn wants_help(arguments: &[OsString]) -> bool {
    arguments.iter().take_while(|argument| *argument != "--").any(|argument| argument == "-h" || argument == "--help")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arguments as the system gives them.
    pub fn words(text: &str) -> Vec<OsString> {
        text.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn own_verbs_are_found_and_others_are_not() {
        for verb in OWN {
            assert_eq!(own(verb.name).map(|found| found.name), Some(verb.name));
        }
        assert_eq!(own("--help").map(|verb| verb.name), Some("help"));
        assert!(own("run").is_none());
        assert!(own("").is_none());
    }

    #[test]
    fn help_after_two_dashes_is_not_for_xtask() {
        assert!(wants_help(&words("--check --help")));
        assert!(wants_help(&words("-h")));
        assert!(!wants_help(&words("-- --help")));
        assert!(!wants_help(&[]));
    }

    #[test]
    fn arguments_that_make_no_sense_are_refused_before_anything_runs() {
        for text in ["ci now", "test when", "codegen --chek", "codegen --check docs", "soak on", "defects of mine"] {
            let failure = dispatch(&words(text)).expect_err(text);
            assert_eq!(failure.code, 2, "{text}: {}", failure.message);
        }
    }
}

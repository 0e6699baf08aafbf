//! How it speaks: quiet or not, in colours or not, to a pipe, and as JSON, verb by verb.

use std::fs;

use crate::place::{FIRST, Outcome, Place};

const MAPPING: &str = include_str!("../crash/rows.toml");

/// Verbs that need no engine, in an order in which each finds what it needs, with whether they print something.
pub const VERBS: &[&[&str]] = &[
    &["check"],
    &["ingest", "--dry-run"],
    &["ingest"],
    &["doctor"],
    &["date", "the", "early", "1990s"],
    &["explain"],
    &["explain", "bad-date"],
    &["history", "example-gazette-2013/visit"],
    &["diff", "start"],
    &["why", "contact_frequency", "MNG-PRK/2013"],
    &["propose", "links"],
    &["feed", "list"],
    &["log", "cat"],
    &["log", "stats"],
    &["log", "verify"],
    &["log", "repair"],
    &["seal", "first"],
    &["verify"],
    &["changelog"],
    &["log", "prove", "first-entry"],
    &["redact", "example-gazette-2013/visit", "--reason", "Asked for.", "--by", "you"],
];

/// Verbs that print nothing as JSON where there is nothing to list.
const EMPTY: &[&str] = &["check", "propose", "feed", "repair"];

/// A workspace, and an engine that is there, whatever was built.
pub fn sound() -> Place {
    Place::with_engine(Some("echo chancery-engine 0.1.0"))
}

fn through(place: &Place, more: &[&str], each: impl Fn(&[&str], Outcome)) {
    for verb in VERBS {
        each(verb, place.here(&[*verb, more].concat()).exits(0));
    }
}

/// What acts on a terminal, redraws a line, or is drawn.
fn is_drawn(text: &str) -> bool {
    text.chars().any(|c| (c.is_control() && c != '\n') || ('\u{2500}'..='\u{257f}').contains(&c))
}

#[test]
fn every_verb_speaks_json_one_object_a_line() {
    let place = sound();
    through(&place, &["--format", "json"], |verb, outcome| {
        let objects = outcome.objects();
        assert!(objects.iter().all(serde_json::Value::is_object), "{verb:?}: {}", outcome.stdout);
        assert_eq!(objects.is_empty(), EMPTY.iter().any(|name| verb.contains(name)), "{verb:?}: {}", outcome.stdout);
    });
    let made = place.chancery(&["init", "other", "--format", "json"]).exits(0).objects();
    assert_eq!(made[0]["workspace"], "other");
    for verb in [&["verify"][..], &["ingest"], &["explain"], &["init", "third"], &["doctor"], &["log", "cat"]] {
        let refused = place.here(&[verb, &["--format", "csv"]].concat()).exits(2);
        assert!(refused.stderr.contains("--format json"), "{verb:?}: {}", refused.stderr);
    }
}

#[test]
fn an_import_is_one_object_with_its_counts() {
    let place = sound();
    fs::write(place.beside("rows.toml"), MAPPING).unwrap();
    fs::write(place.beside("rows.csv"), "id,actors\n1,MNG:guest;PRK:host\n2,PRK:guest;MNG:host\n").unwrap();
    let import = ["import", "table", "--mapping", "rows.toml", "rows.csv", "--entry", "rows", "--format", "json"];
    let dry = place.here(&[&import[..], &["--dry-run"]].concat()).exits(0).objects();
    assert_eq!((&dry[0]["entry"], &dry[0]["is_written"]), (&"journal/rows.toml".into(), &false.into()));
    let made = place.here(&import).exits(0).objects();
    assert_eq!((made.len(), &made[0]["is_written"], &made[0]["text"]), (1, &true.into(), &serde_json::Value::Null));
    assert_eq!(made[0]["counts"], serde_json::json!({ "claims": 2, "sources": 2, "known": 0, "skipped": 0 }));
    // All but the moment of recording is what the dry run printed.
    let without = |text: &str| text.lines().filter(|line| !line.starts_with("recorded")).collect::<String>();
    assert_eq!(without(dry[0]["text"].as_str().unwrap()), without(&place.read("journal/rows.toml")));
    let again = place.here(&import).exits(0).objects();
    assert_eq!((&again[0]["entry"], &again[0]["is_written"]), (&serde_json::Value::Null, &false.into()));
}

#[test]
fn a_pipe_sees_no_color_and_nothing_drawn() {
    let place = sound();
    through(&place, &[], |verb, outcome| {
        assert!(
            !is_drawn(&outcome.stdout) && !is_drawn(&outcome.stderr),
            "{verb:?}: {} {}",
            outcome.stdout,
            outcome.stderr
        );
    });
}

#[test]
fn quiet_leaves_results_and_problems() {
    let (place, heard) = (sound(), sound());
    let mut said: Vec<&[&str]> = Vec::new();
    for verb in VERBS {
        let quiet = place.here(&[verb, &["--quiet"][..]].concat()).exits(0);
        assert_eq!(quiet.stderr, "", "{verb:?}");
        let loud = heard.here(verb).exits(0);
        // Digests of seals and proofs hold no time; both places are the same in every byte.
        assert_eq!(quiet.stdout, loud.stdout, "{verb:?}");
        said.extend((!loud.stderr.is_empty()).then_some(verb));
    }
    assert!(said.len() > 3, "{said:?}");
    place.edit(FIRST, "format = 1", "form = 1");
    let refused = place.here(&["-q", "check"]).exits(1).stderr;
    assert!(refused.contains("unknown-key") && !refused.contains("nothing was written"), "{refused}");
    let refused = place.here(&["history", "nobody", "-q"]).stderr;
    assert!(refused.contains("unknown-key"), "{refused}");
}

#[test]
fn colors_are_asked_for_or_not_there() {
    let place = sound();
    place.edit(FIRST, "status = ", "statuss = ");
    let colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        let outcome = Outcome::of(place.command().args(arguments).envs(variables.iter().copied()));
        outcome.stdout.contains('\u{1b}') || outcome.stderr.contains('\u{1b}')
    };
    for (arguments, variables, expected) in [
        (&["--workspace", "w", "check"][..], &[][..], false),
        (&["--workspace", "w", "check", "--color", "always"], &[], true),
        (&["--workspace", "w", "check", "--colour=always"], &[("NO_COLOR", "1")], true),
        (&["--workspace", "w", "check"], &[("CLICOLOR_FORCE", "1")], true),
        (&["--workspace", "w", "check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&["--workspace", "w", "check", "--color", "never"], &[("CLICOLOR_FORCE", "1")], false),
        (&["check", "--help"], &[], false),
        (&["check", "--help", "--color", "always"], &[], true),
        (&["chek", "--color=always"], &[], true),
        (&["chek"], &[("CLICOLOR_FORCE", "1")], true),
        (&["chek", "--color=never"], &[("CLICOLOR_FORCE", "1")], false),
        (&["--workspace", "w", "check", "--format", "json"], &[], false),
    ] {
        assert_eq!(colored(arguments, variables), expected, "{arguments:?} {variables:?}");
    }
}

#[cfg(unix)]
#[test]
fn progress_is_shown_to_a_terminal_and_to_nothing_else() {
    use std::io::Write;
    use std::process::Command;

    // An engine that takes its time over a run and then fails: what it says is shown, and progress before it.
    let slow =
        "case \"$*\" in *run*) sleep 1.2; echo 'error: too slow' >&2; exit 3;; *) echo chancery-engine 0.1.0;; esac";
    let place = Place::with_engine(Some(slow));
    place.write("views/manifest.json", &crate::place::manifest(&place, "0.1.0"));
    let piped = place.here(&["reproduce"]).exits(3);
    assert_eq!(piped.stderr, "error: too slow\n");
    if Command::new("script").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "skipped: `script` is not installed, so no terminal looked");
        return;
    }
    let watched = |arguments: &str, ci: &str| {
        let mut command = Command::new("script");
        let line = format!("{} --workspace w {arguments}", place.program().display());
        command.args(["-q", "-e", "-c", &line, "/dev/null"]).current_dir(place.beside(""));
        let outcome = Outcome::of(command.env("CI", ci).env("TERM", "xterm").stdin(std::process::Stdio::null()));
        assert!(outcome.stdout.contains("error: too slow"), "{}", outcome.stdout);
        outcome.stdout.contains("in a clean folder")
    };
    assert!(watched("reproduce", ""));
    assert!(!watched("reproduce --quiet", ""));
    assert!(!watched("reproduce", "true"));
}

//! Examples at the head of every verb's help: one to three, the commonest first. A test parses each, so that none can rot.

use clap::{Command, CommandFactory};

use super::Cli;

/// A command, and in a few words what it does.
type Example = (&'static str, &'static str);

/// Wider than this, a command has a line to itself.
const COMMAND_WIDTH: usize = 38;

/// By verb, with its sub-verb if it has any; the first is the program itself.
#[rustfmt::skip]
const EXAMPLES: &[(&str, &[Example])] = &[
    ("", &[
        ("chancery run", "check, ingest, tables, report, Parquet"),
        ("chancery check", "every problem in the workspace"),
        ("chancery table contact_frequency --dyad MNG-PRK --grain year", ""),
        ("chancery explain bad-date", "what a problem means and how to mend it"),
    ]),
    ("run", &[
        ("chancery run", "everything, into data/views"),
        ("chancery run --release 2026-spring", "as it was released"),
        ("chancery --workspace contacts run", "another workspace"),
    ]),
    ("init", &[
        ("chancery init contacts", "a folder `contacts` with one entry"),
    ]),
    ("check", &[
        ("chancery check", "every problem, with place and fix"),
        ("chancery check --texts ../texts", "anchors against the texts too"),
        ("chancery check --format json", "one object a line, for editors"),
    ]),
    ("ingest", &[
        ("chancery ingest --dry-run", "what would change"),
        ("chancery ingest", "compile the journal"),
    ]),
    ("table", &[
        ("chancery table contact_frequency --dyad MNG-PRK --grain decade", ""),
        ("chancery table claims --format csv > claims.csv", ""),
        ("chancery table contacts --known-by 2013-11-30", "what sources had said by then"),
    ]),
    ("report", &[
        ("chancery report > report.md", ""),
        ("chancery report --html > report.html", "with pictures"),
        ("chancery report --as-of 2026-11-24", "what was recorded by then"),
    ]),
    ("export", &[
        ("chancery export", "Parquet and CSV into data/views/tables"),
        ("chancery export --rule convenor", "under another counting rule"),
    ]),
    ("history", &[
        ("chancery history example-gazette-2013/visit", "a claim"),
        ("chancery history example-gazette-2013", "a source"),
    ]),
    ("diff", &[
        ("chancery diff 2026-spring", "since a release"),
        ("chancery diff known-by:2013-11-30 now", "what sources said since"),
    ]),
    ("why", &[
        ("chancery why contact_frequency MNG-PRK/2013/all", ""),
        ("chancery why contact_frequency MNG-PRK/2012/all --from 2026-spring", ""),
    ]),
    ("changelog", &[
        ("chancery changelog", "what each release changed"),
    ]),
    ("import", &[
        ("chancery import table --mapping visits.toml visits.csv", ""),
    ]),
    ("import table", &[
        ("chancery import table --mapping visits.toml visits.csv --dry-run", ""),
        ("chancery import table --mapping visits.toml visits.xlsx --by coder-a", ""),
    ]),
    ("import register", &[
        ("chancery import register --mapping visits.toml --source us-visits \\\n      \
          --recorded 2026-11-30 1870.xml 2000.xml", ""),
    ]),
    ("agreement", &[
        ("chancery agreement coder-a/newswire.toml coder-b/newswire.toml", ""),
        ("chancery agreement a.toml b.toml --seed 7 --format json", ""),
    ]),
    ("propose", &[
        ("chancery propose links --limit 5", "what may be one contact"),
        ("chancery propose anchors newswire-2007-07 --text new.txt", "what became of each"),
    ]),
    ("propose links", &[
        ("chancery propose links --limit 5", ""),
        ("chancery propose links --toml --by coder-a > links.toml", "then take # away"),
    ]),
    ("propose anchors", &[
        ("chancery propose anchors newswire-2007-07 --text new.txt --old old.txt", ""),
        ("chancery propose anchors newswire-2007-07 --text new.txt --toml --by coder-a", "to review"),
    ]),
    ("feed", &[
        ("chancery feed add 20191024143000.export.CSV.zip --by coder-a", ""),
        ("chancery feed list", "what is attached"),
        ("chancery feed frequency --dyad MNG-PRK --grain year", ""),
    ]),
    ("feed add", &[
        ("chancery feed add 20191024143000.export.CSV.zip --by coder-a", ""),
        ("chancery feed add events.2018.tab --as icews --by coder-a", ""),
    ]),
    ("feed list", &[
        ("chancery feed list", ""),
        ("chancery feed list --format json", "with digests and segments"),
    ]),
    ("feed detach", &[
        ("chancery feed detach icews-events --reason \"Superseded.\" --by coder-a", ""),
    ]),
    ("feed frequency", &[
        ("chancery feed frequency --dyad MNG-PRK --grain year", ""),
        ("chancery feed frequency --dyad MNG-PRK --unit dyad-day --category each", ""),
    ]),
    ("feed compare", &[
        ("chancery feed compare --dyad MNG-PRK --grain year", ""),
        ("chancery feed compare --dyad MNG-PRK --contacts", "contact by contact"),
        ("chancery feed compare --on spark", "by the rows that Spark counted"),
    ]),
    ("feed measure", &[
        ("chancery feed measure", "which there are"),
        ("chancery feed measure contact_frequency --query", "its SQL"),
    ]),
    ("feed recount", &[
        ("chancery feed recount", ""),
    ]),
    ("feed export", &[
        ("chancery feed export --engine spark bundle", ""),
    ]),
    ("feed import-result", &[
        ("chancery feed import-result result", ""),
    ]),
    ("sql", &[
        ("chancery sql \"SELECT form, COUNT(*) AS n FROM contacts GROUP BY form\"", ""),
        ("chancery sql \"SELECT code, COUNT(*) AS n FROM rows GROUP BY code\" --format csv", ""),
    ]),
    ("seal", &[
        ("chancery seal 2026-spring --by coder-a", ""),
    ]),
    ("redact", &[
        ("chancery redact example-gazette-2013/visit --reason \"Asked for.\" --by coder-a", ""),
    ]),
    ("verify", &[
        ("chancery verify", "every digest and seal"),
        ("chancery verify --texts ../texts", "and the texts that are there"),
    ]),
    ("reproduce", &[
        ("chancery reproduce", "the last run, byte for byte"),
        ("chancery reproduce --manifest published/manifest.json", ""),
    ]),
    ("log", &[
        ("chancery log cat", "every event, one a line"),
        ("chancery log repair", "what could be made anew"),
    ]),
    ("log cat", &[
        ("chancery log cat", ""),
        ("chancery log cat --format json", "one object a line"),
    ]),
    ("log stats", &[
        ("chancery log stats", ""),
    ]),
    ("log verify", &[
        ("chancery log verify", ""),
    ]),
    ("log repair", &[
        ("chancery log repair", "what would be done"),
        ("chancery log repair --write", "do it"),
    ]),
    ("log prove", &[
        ("chancery log prove example-gazette-2013/visit > proof.jsonl", ""),
        ("chancery log prove --check proof.jsonl", ""),
    ]),
    ("date", &[
        ("chancery date the early 1990s", ""),
        ("chancery date 2004-05", ""),
        ("chancery date last Tuesday --anchor 2013-10-30", ""),
    ]),
    ("doctor", &[
        ("chancery doctor", "what is wrong, and how to mend it"),
        ("chancery doctor --texts ../texts", "and the texts kept elsewhere"),
    ]),
    ("explain", &[
        ("chancery explain bad-date", ""),
        ("chancery explain", "every code with its title"),
    ]),
    ("completions", &[
        ("chancery completions bash > chancery.bash", ""),
        ("chancery completions zsh > _chancery", ""),
    ]),
];

/// The command line with the examples at the head of every help.
pub fn command() -> Command {
    EXAMPLES.iter().fold(Cli::command(), |command, (path, examples)| {
        let path: Vec<&str> = path.split_whitespace().collect();
        with_head(command, &path, &head(examples))
    })
}

fn with_head(command: Command, path: &[&str], head: &str) -> Command {
    match path {
        [] => command.before_help(head.to_owned()),
        [verb, rest @ ..] => command.mut_subcommand(*verb, |verb| with_head(verb, rest, head)),
    }
}

fn head(examples: &[Example]) -> String {
    let title = if examples.len() == 1 { "Example:" } else { "Examples:" };
    let line = |(command, about): &Example| {
        let line = match (about.is_empty(), command.len() > COMMAND_WIDTH) {
            (true, _) => command.to_string(),
            (false, false) => format!("{command:COMMAND_WIDTH$} {about}"),
            (false, true) => format!("{command}  {about}"),
        };
        format!("\n  {line}")
    };
    title.to_owned() + &examples.iter().map(line).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a line as a shell takes them apart, up to a redirection.
    fn words(line: &str) -> Vec<String> {
        let line = line.split(" > ").next().unwrap_or_default();
        let mut words = Vec::new();
        for (number, part) in line.split('"').enumerate() {
            if number % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().filter(|word| *word != "\\").map(str::to_owned));
            }
        }
        words
    }

    /// Every verb and sub-verb that help shows, by its words, with its command.
    fn verbs(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
        found.push((path.to_owned(), command.clone()));
        for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
            verbs(verb, format!("{path} {}", verb.get_name()).trim(), found);
        }
    }

    fn all_verbs() -> Vec<(String, Command)> {
        let mut command = command().term_width(80);
        command.build();
        let mut found = Vec::new();
        verbs(&command, "", &mut found);
        found
    }

    #[test]
    fn every_verb_has_examples_that_the_program_takes() {
        let known: Vec<String> = all_verbs().into_iter().map(|(path, _)| path).collect();
        for path in &known {
            assert!(EXAMPLES.iter().any(|(of, _)| of == path), "`{path}` has no example");
        }
        for (path, examples) in EXAMPLES {
            assert!(known.iter().any(|known| known == path), "there is no verb `{path}`");
            assert!((1..=4).contains(&examples.len()), "{path}");
            for (line, _) in *examples {
                let words = words(line);
                let matches = command().try_get_matches_from(&words).unwrap_or_else(|error| panic!("{line}\n{error}"));
                let named: Vec<&str> = path.split_whitespace().collect();
                let of_verb =
                    matches.subcommand_name().is_some_and(|verb| named.first().is_none_or(|own| *own == verb));
                assert!(of_verb, "`{line}` is no example of `{path}`");
            }
        }
    }

    #[test]
    fn every_help_begins_with_its_examples_and_is_as_it_was() {
        for (path, mut command) in all_verbs() {
            let help = command.render_long_help().to_string();
            assert!(help.starts_with("Example"), "{path}: {help}");
            let examples = help.lines().skip(1).take_while(|line| !line.is_empty());
            examples.for_each(|line| assert!(line.starts_with("  "), "wider than 80 columns: {line}"));
            let name = if path.is_empty() { "chancery".to_owned() } else { path.replace(' ', "-") };
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name, help);
            });
        }
    }
}

//! Moments of the dataset's history by the names that a command line gives them.

use chancery_core::filter::Point;
use chancery_core::history::Past;
use chancery_core::vocabulary::{Rule, Vocabulary};
use chancery_core::wire::Contents;
use chancery_core::{Entry, Instant};
use chancery_ingest::problems;

use crate::cli::Global;
use crate::error::{CommandError, Kind};
use crate::prepare;
use crate::seals::{Held, Seals};
use crate::tail::{self, Found};

/// What a workspace holds now, and what it held at each release.
pub struct Moments {
    now: Contents,
    seals: Vec<Held>,
}

impl Moments {
    /// Of a workspace, brought up to date first.
    ///
    /// # Errors
    /// Problems of the data; files; damaged seals.
    pub fn of(global: &Global, verb: &str) -> Result<Moments, CommandError> {
        prepare::ready(global, verb, false)?;
        let now = match tail::look(&global.workspace)? {
            Found::Sound(contents) => *contents,
            Found::Absent | Found::Unusable(_) => {
                let problem = problems::unreadable_file(".chancery/tail.clog", "another command took it away");
                return Err(CommandError::of_file(problem, Kind::Files));
            }
        };
        Ok(Moments { now, seals: Seals::sound(&global.workspace)?.held })
    }

    /// What the workspace holds now.
    pub fn now(&self) -> &Contents {
        &self.now
    }

    /// The names of the releases, the first one first.
    pub fn releases(&self) -> Vec<String> {
        self.seals.iter().map(|held| held.sealed.name.clone()).collect()
    }

    /// A moment by its name; `rule` is looked up in the vocabulary of that moment.
    ///
    /// # Errors
    /// Where the name or the rule is unknown.
    pub fn past(&self, name: &str, rule: Option<&str>) -> Result<Past, CommandError> {
        let (mut entries, mut vocabulary): (Vec<Entry>, &Vocabulary) = (self.now.entries.clone(), &self.now.vocabulary);
        let mut point = Point::default();
        for part in name.split('+').map(str::trim) {
            if let Some(day) = part.strip_prefix("known-by:") {
                let day = day.parse().map_err(|_| {
                    CommandError::usage(format!("`{day}` is no day")).hint("write it like known-by:2013-11-30")
                })?;
                point.known_by = Some(day);
            } else if part == "start" {
                entries.clear();
            } else if let Some(number) = self.seals.iter().position(|held| held.sealed.name == part) {
                let sealed = self.seals[..=number].iter().map(|held| held.contents.clone());
                entries = Contents::together(sealed).entries;
                vocabulary = &self.seals[number].contents.vocabulary;
            } else if part != "now" {
                point.as_of = Some(Instant::parse_end(part).map_err(|_| self.unknown(part))?);
            }
        }
        Ok(Past::at(&entries, point, vocabulary, &rule_of(vocabulary, rule)?))
    }

    fn unknown(&self, part: &str) -> CommandError {
        let releases = self.releases();
        let known = if releases.is_empty() { "there is none yet".to_owned() } else { releases.join(", ") };
        let names = ["now", "start"];
        let releases = self.seals.iter().map(|held| held.sealed.name.as_str());
        CommandError::usage(format!("`{part}` is no moment"))
            .meant(part, releases.chain(names))
            .hint("a moment is `now`, `start`, a day or an instant, known-by:DAY, the name of a release, or some of these joined by `+`")
            .hint(format!("releases: {known}"))
    }
}

/// The counting rule of that name, or the default.
fn rule_of(vocabulary: &Vocabulary, name: Option<&str>) -> Result<Rule, CommandError> {
    vocabulary.rule(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = vocabulary.rules.iter().map(|rule| rule.id.as_str()).collect();
        CommandError::usage(format!("there is no rule `{}`", name.unwrap_or("the default")))
            .meant(name.unwrap_or_default(), known.iter().copied())
            .hint(format!("the rules are {}", known.join(", ")))
    })
}

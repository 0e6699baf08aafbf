//! `doctor`: what is wrong with the workspace and the installation, all of it in one run, each with its reason and its mending.
//!
//! It writes nothing and takes no lock. What it finds is what `check`, `verify` and the verbs that read would meet: their own
//! functions are asked. A *fault* needs somebody's hand; a *note* is mended by the next command, or harms nobody.

mod derived;
mod ground;
mod installation;

use std::process::ExitCode;

use serde_json::json;

use crate::cli::Global;
use crate::error::CommandError;
use crate::{say, show};

pub fn run(global: &Global) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let mut findings = installation::programs();
    match ground::workspace(global) {
        Err(faults) => findings.extend(faults),
        Ok(sound) => {
            findings.extend(ground::findings(global, &sound));
            findings.extend(derived::findings(&global.workspace, &sound));
            // A command that is told is to be one that can be given as it stands.
            let program = format!("`{} ", say::program(&global.workspace));
            findings.iter_mut().for_each(|finding| finding.fix = finding.fix.replace("`chancery ", &program));
        }
    }
    findings.extend(installation::terminal());
    let width = show::width();
    let lines = findings.iter().flat_map(|finding| if is_json { vec![finding.json()] } else { finding.text(width) });
    show::lines(lines)?;
    let count = |state| findings.iter().filter(|finding| finding.state == state).count();
    let (faults, notes) = (count(State::Fault), count(State::Note));
    say::note(summary(faults, notes));
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn summary(faults: usize, notes: usize) -> String {
    match (faults, notes) {
        (0, 0) => "all is well".to_owned(),
        (0, notes) => format!("no fault, {}", counted(notes, "note")),
        (faults, 0) => counted(faults, "fault"),
        (faults, notes) => format!("{}, {}", counted(faults, "fault"), counted(notes, "note")),
    }
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// As it should be.
    Well,
    /// To be known: it mends itself with the next command, or harms nobody.
    Note,
    /// To be mended.
    Fault,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            State::Well => "ok",
            State::Note => "note",
            State::Fault => "fault",
        }
    }
}

/// What was found of one part.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// What was looked at.
    part: &'static str,
    state: State,
    /// What is so.
    what: String,
    /// Why it matters; empty where all is well.
    why: String,
    /// What to do.
    fix: String,
}

impl Finding {
    fn well(part: &'static str, what: impl Into<String>) -> Finding {
        Finding { part, state: State::Well, what: what.into(), why: String::new(), fix: String::new() }
    }

    fn note(part: &'static str, what: impl Into<String>, why: impl Into<String>, fix: impl Into<String>) -> Finding {
        Finding { part, state: State::Note, what: what.into(), why: why.into(), fix: fix.into() }
    }

    fn fault(part: &'static str, what: impl Into<String>, why: impl Into<String>, fix: impl Into<String>) -> Finding {
        Finding { state: State::Fault, ..Finding::note(part, what, why, fix) }
    }

    /// What ended something that was tried.
    fn of_error(part: &'static str, error: CommandError) -> Vec<Finding> {
        match error {
            CommandError::Problems { problems, .. } => problems
                .into_iter()
                .map(|problem| Finding::fault(part, problem.message, problem.reason, problem.fix))
                .collect(),
            CommandError::Stopped { message, hints, .. } => {
                vec![Finding::fault(part, message, "", hints.join("; "))]
            }
        }
    }

    /// On a terminal, in lines as wide as that.
    fn text(&self, width: Option<usize>) -> Vec<String> {
        let head = format!("{:<6}{:<12}", self.state.as_str(), self.part);
        let mut lines = show::hung(&head, &self.what, width);
        for (name, value) in [("why: ", &self.why), ("fix: ", &self.fix)] {
            if !value.is_empty() {
                lines.extend(show::hung(&format!("{:INDENT$}{name}", ""), value, width));
            }
        }
        lines
    }

    fn json(&self) -> String {
        let Finding { part, state, what, why, fix } = self;
        json!({ "part": part, "state": state.as_str(), "what": what, "why": why, "fix": fix }).to_string()
    }
}

/// How far what is said stands from the left.
const INDENT: usize = 18;

/// `1 file`, `2 files`.
fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

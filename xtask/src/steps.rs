//! Steps that all run even when one fails, each with its seconds, and a last line that sums them up.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::cargo::as_typed;
use crate::say;

/// The steps of one verb so far.
pub struct Steps {
    verb: &'static str,
    started: Instant,
    count: usize,
    failed: Vec<String>,
}

impl Steps {
    /// No steps yet.
    pub fn new(verb: &'static str) -> Self {
        Self { verb, started: Instant::now(), count: 0, failed: Vec::new() }
    }

    /// Runs one step; what it returns says why it failed.
    pub fn step(&mut self, title: &str, work: impl FnOnce() -> Result<(), String>) {
        say::line(&format!("==> {title}"));
        let started = Instant::now();
        let result = work();
        self.count += 1;
        let took = in_words(started.elapsed());
        match result {
            Ok(()) => say::line(&format!("==> {title}: ok, {took}")),
            Err(reason) => {
                say::line(&format!("==> {title}: FAILED, {took}: {reason}"));
                self.failed.push(title.to_owned());
            }
        }
    }

    /// Runs a command as a step, with its output as it comes.
    pub fn command(&mut self, command: &mut Command) {
        self.step(&as_typed(command), || match command.stdin(std::process::Stdio::null()).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(status.to_string()),
            Err(error) => Err(format!("cannot start: {error}")),
        });
    }

    /// The last line, and the exit code: 0 if every step held, else 1. `found` is what else there is to say.
    pub fn finish(self, found: &str) -> ExitCode {
        say::line(&self.summary(found));
        if self.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn summary(&self, found: &str) -> String {
        let took = in_words(self.started.elapsed());
        let outcome = match self.failed.as_slice() {
            [] => "ok".to_owned(),
            failed => format!("FAILED ({})", failed.join("; ")),
        };
        format!("xtask {}: {outcome}: {} steps, {found}, {took}", self.verb, self.count)
    }
}

fn in_words(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", duration.as_secs() / 60, duration.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_does_not_stop_the_next_and_is_named_at_the_end() {
        let mut steps = Steps::new("try");
        let mut ran = Vec::new();
        steps.step("first", || Err("of no use".to_owned()));
        steps.step("second", || {
            ran.push("second");
            Ok(())
        });
        assert_eq!(ran, ["second"]);
        let summary = steps.summary("3 passed");
        assert!(summary.starts_with("xtask try: FAILED (first): 2 steps, 3 passed, "), "{summary}");
    }

    #[test]
    fn a_command_that_cannot_start_or_fails_is_a_failed_step() {
        let mut steps = Steps::new("try");
        steps.command(&mut Command::new("no-such-program-anywhere"));
        steps.command(crate::cargo::cargo("no-such-subcommand").stderr(std::process::Stdio::null()));
        assert_eq!(steps.failed, ["no-such-program-anywhere", "cargo no-such-subcommand"]);
    }

    #[test]
    fn durations_read_well() {
        assert_eq!(in_words(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(in_words(Duration::from_secs(185)), "3 min 05 s");
    }
}

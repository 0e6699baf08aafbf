//! Kill -9: several commands at once on one workspace, each killed at a random moment, again and again.

use std::collections::BTreeMap;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use chancery_testkit::random::Random;

use crate::workspace::{Files, Outcome, Workspace, entry, entry_text, say, soak};

/// Rounds in an ordinary run.
const ROUNDS: usize = 300;

/// A workspace is left for a new one after so many rounds, before it grows slow.
const ROUNDS_OF_ONE: usize = 20;

/// A command is killed within so many times the time that one takes by itself; some have ended by then.
const LONGEST: usize = 4;

#[derive(Debug, Clone, Copy)]
enum Job {
    Ingest,
    Import(usize),
    Seal(usize),
}

impl Job {
    fn command(self, workspace: &Workspace) -> Command {
        match self {
            Job::Ingest => workspace.command(&["ingest"]),
            Job::Import(number) => workspace.import(number),
            Job::Seal(number) => workspace.command(&["seal", &format!("s{number}"), "--by", "coder-a"]),
        }
    }

    /// That what was acknowledged is there.
    fn assert_done(self, files: &Files, told: &str) {
        match self {
            // The tail is a cache, and a later kill may leave any sound one.
            Job::Ingest => assert!(files.contains_key(".chancery/tail.clog"), "{told}: no tail"),
            Job::Import(number) => {
                let path = format!("journal/{}.toml", entry(number));
                assert!(files.contains_key(&path), "{told}: {path} was acknowledged and is not there");
            }
            Job::Seal(number) => {
                let is_there = |path: &String| path.ends_with(&format!("-s{number}.clog"));
                assert!(files.keys().any(is_there), "{told}: seal s{number} was acknowledged and is not there");
            }
        }
    }
}

/// What came of all commands together, so that the test can be seen to test something.
#[derive(Debug, Default)]
struct Tally {
    acknowledged: BTreeMap<&'static str, usize>,
    killed: usize,
    locked: usize,
    /// Files that a kill left.
    left: usize,
}

struct Rounds {
    workspace: Workspace,
    random: Random,
    tally: Tally,
    number: usize,
    /// After so many microseconds at most a command is killed.
    latest: usize,
    acknowledged: Vec<Job>,
    /// Files that are written once, as they were first seen.
    once: Files,
}

impl Rounds {
    /// Goes on in a new workspace.
    fn begin(&mut self, seed: u64) {
        self.workspace = Workspace::new();
        self.random = Random::new(seed);
        self.acknowledged.clear();
        self.once.clear();
        self.number = 0;
        let begun = Instant::now();
        self.workspace.chancery(&["ingest"]).exits(0);
        self.latest = LONGEST * usize::try_from(begun.elapsed().as_micros()).expect("is short");
    }

    fn job(&mut self) -> Job {
        self.number += 1;
        match self.random.below(4) {
            0 => Job::Ingest,
            1 => Job::Seal(self.number),
            _ => Job::Import(self.number),
        }
    }

    fn round(&mut self, told: &str) {
        let jobs: Vec<Job> = (0..1 + self.random.below(3)).map(|_| self.job()).collect();
        let mut children: Vec<(Job, Child, usize)> = jobs
            .into_iter()
            .map(|job| {
                let child = job.command(&self.workspace).spawn().expect("starts");
                (job, child, self.random.below(self.latest))
            })
            .collect();
        children.sort_by_key(|(_, _, moment)| *moment);
        let mut slept = 0;
        for (job, mut child, moment) in children {
            thread::sleep(Duration::from_micros((moment - slept) as u64));
            slept = moment;
            // One that has ended meanwhile cannot be killed any more.
            let _ = child.kill();
            let outcome = Outcome::of(&child.wait_with_output().expect("ends"));
            self.note(job, &outcome, told);
        }
        self.check(told);
    }

    fn note(&mut self, job: Job, outcome: &Outcome, told: &str) {
        match outcome.code {
            Some(0) => {
                let name = match job {
                    Job::Ingest => "ingest",
                    Job::Import(_) => "import table",
                    Job::Seal(_) => "seal",
                };
                *self.tally.acknowledged.entry(name).or_default() += 1;
                self.acknowledged.push(job);
            }
            None => self.tally.killed += 1,
            Some(3) if outcome.told().contains("workspace-locked") => self.tally.locked += 1,
            Some(2) if outcome.told().contains("nothing is open") => {}
            // A later entry was sealed before this one could have the lock.
            Some(1) if outcome.told().contains("recorded-before-seal") => {}
            other => panic!("{told}: {job:?} ended with {other:?}\n{}", outcome.stderr),
        }
    }

    fn check(&mut self, told: &str) {
        let files = self.workspace.files();
        self.tally.left += files.keys().filter(|path| path.ends_with(".tmp")).count();
        for job in &self.acknowledged {
            job.assert_done(&files, told);
        }
        for (path, bytes) in &self.once {
            assert_eq!(files.get(path), Some(bytes), "{told}: {path} changed");
        }
        for (path, bytes) in files {
            let is_once = path.starts_with("journal/e") || path.starts_with("seals/0");
            if let Some(number) = path.strip_prefix("journal/e") {
                let number = number.trim_end_matches(".toml").parse().expect("is one of ours");
                assert_eq!(String::from_utf8_lossy(&bytes), entry_text(number), "{told}: {path} is half an entry");
            }
            if is_once {
                self.once.insert(path, bytes);
            }
        }
        let verified = self.workspace.chancery(&["verify"]);
        assert_eq!(verified.code, Some(0), "{told}: {}\n{}", verified.stdout, verified.stderr);
        assert!(!verified.stderr.contains("warning"), "{told}: {}", verified.stderr);
    }
}

#[test]
fn killed_commands_lose_nothing_and_leave_nothing_half() {
    let mut rounds = Rounds {
        workspace: Workspace::new(),
        random: Random::new(0),
        tally: Tally::default(),
        number: 0,
        latest: 1,
        acknowledged: Vec::new(),
        once: Files::new(),
    };
    for round in 0..ROUNDS * soak() {
        if round % ROUNDS_OF_ONE == 0 {
            rounds.begin(round as u64);
        }
        rounds.round(&format!("round {round}"));
        if round % ROUNDS_OF_ONE == ROUNDS_OF_ONE - 1 {
            rounds.workspace.chancery(&["ingest"]).exits(0);
            assert_eq!(rounds.workspace.temporary(), Vec::<String>::new(), "the next command sweeps");
        }
    }
    let tally = rounds.tally;
    say(&format!("{} rounds: {tally:?}", ROUNDS * soak()));
    assert_eq!(tally.acknowledged.len(), 3, "each kind is acknowledged at times: {tally:?}");
    // How many are killed while they write is a matter of luck; `calls` kills at every such moment.
    assert!(tally.killed > 50, "some are killed: {tally:?}");
}

//! Runs mutants on two threads, watched by a third: none may panic, stand still, or fill the memory.
//!
//! Time is counted in ticks of the watching thread's sleep, not asked of a clock. A machine that is busy with other things makes
//! everything slow, so slowness fails only where it lasts for a minute, or where the slowest input is slow again by itself.

use std::fmt;
use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::Mutants;

const TICK: Duration = Duration::from_millis(50);
/// Ticks of a minute: what stands still for so long is taken for endless.
const ENDLESS: u64 = 1_200;
/// Ticks of a second, which no input may take when it is run by itself.
const SECOND: u64 = 20;
const THREADS: u64 = 2;

/// What became of the mutants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many were run.
    pub executions: u64,
    /// How many were accepted.
    pub accepted: u64,
    /// For how many ticks of 50 milliseconds the slowest was seen to run.
    pub slowest: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { executions, accepted, slowest } = self;
        write!(f, "{executions} executions, {accepted} accepted, the slowest seen for {} ms", slowest * 50)?;
        match most_memory() {
            Some(kibibytes) => write!(f, ", at most {} MiB of memory", kibibytes / 1024),
            None => Ok(()),
        }
    }
}

/// What a thread is at: the number of its mutant, and for how many ticks it has been seen there.
#[derive(Default)]
struct Desk {
    number: AtomicU64,
    seen: AtomicU64,
}

/// The slowest mutant.
#[derive(Default)]
struct Slowest {
    number: u64,
    ticks: u64,
}

/// How many times as much a soak tries: `CHANCERY_SOAK` in the environment if it is a number, else 1.
pub fn soak() -> u64 {
    std::env::var("CHANCERY_SOAK").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// Runs the mutants from 0, `ordinary` of them or, if `CHANCERY_SOAK` in the environment is a number, that many times as many;
/// `execute` says whether it accepts one. Panics, with the mutant, where it panics, does not end within a minute, or takes a second
/// in each of three tries alone.
pub fn run(mutants: &Mutants, ordinary: u64, execute: impl Fn(&[u8]) -> bool + Sync) -> Tally {
    run_so_many(mutants, ordinary.saturating_mul(soak()), execute)
}

fn run_so_many(mutants: &Mutants, executions: u64, execute: impl Fn(&[u8]) -> bool + Sync) -> Tally {
    let desks: [Desk; THREADS as usize] = Default::default();
    let accepted = AtomicU64::new(0);
    let failed = AtomicBool::new(false);
    let (done, ended) = channel::<()>();
    let slowest = thread::scope(|scope| {
        let (desks, accepted, failed, execute) = (&desks, &accepted, &failed, &execute);
        for (first, desk) in (0..THREADS).zip(desks) {
            let done = done.clone();
            scope.spawn(move || {
                for number in (first..executions).step_by(THREADS as usize) {
                    if failed.load(Ordering::Relaxed) {
                        break;
                    }
                    desk.number.store(number, Ordering::Relaxed);
                    desk.seen.store(0, Ordering::Relaxed);
                    let input = mutants.nth(number);
                    match catch_unwind(AssertUnwindSafe(|| execute(&input))) {
                        Ok(is_accepted) => drop(accepted.fetch_add(u64::from(is_accepted), Ordering::Relaxed)),
                        Err(panic) => {
                            failed.store(true, Ordering::Relaxed);
                            drop(done);
                            panic!("mutant {number} panics ({}): {}", words(&panic), input.escape_ascii());
                        }
                    }
                }
                // No longer at anything.
                desk.number.store(u64::MAX, Ordering::Relaxed);
                drop(done);
            });
        }
        drop(done);
        watch(desks, mutants, &ended)
    });
    if slowest.ticks >= SECOND {
        let alone = (0..3).map(|_| ticks_of(&mutants.nth(slowest.number), &execute)).min().unwrap_or_default();
        assert!(alone < SECOND, "mutant {} takes {} ms by itself", slowest.number, alone * 50);
    }
    Tally { executions, accepted: accepted.into_inner(), slowest: slowest.ticks }
}

fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words")
}

/// Looks at the desks once a tick until all threads have ended.
fn watch(desks: &[Desk], mutants: &Mutants, ended: &Receiver<()>) -> Slowest {
    let mut slowest = Slowest::default();
    while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        for desk in desks {
            let ticks = desk.seen.fetch_add(1, Ordering::Relaxed);
            let number = desk.number.load(Ordering::Relaxed);
            if number != u64::MAX && ticks > slowest.ticks {
                slowest = Slowest { number, ticks };
            }
            if number != u64::MAX && ticks > ENDLESS {
                // The thread cannot be ended from outside, and the test would wait for it: only the whole program can be.
                let said = format!("mutant {number} does not end: {}\n", mutants.nth(number).escape_ascii());
                let _ = std::io::stderr().write_all(said.as_bytes());
                std::process::abort();
            }
        }
    }
    slowest
}

/// For how many ticks one input runs by itself.
fn ticks_of(input: &[u8], execute: &(impl Fn(&[u8]) -> bool + Sync)) -> u64 {
    let (done, ended) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            execute(input);
            drop(done);
        });
        let mut ticks = 0;
        while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
            ticks += 1;
        }
        ticks
    })
}

/// The most memory that this program ever had, in kibibytes, where the system tells it: `VmHWM` of `/proc/self/status`.
pub fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutants() -> Mutants {
        Mutants::of_texts(["some honest text"], &["[", "]"], 100)
    }

    #[test]
    fn all_are_run_and_counted() {
        let tally = run_so_many(&mutants(), 5_000, |input| input.len().is_multiple_of(2));
        let expected = (0..tally.executions).filter(|number| mutants().nth(*number).len().is_multiple_of(2)).count();
        assert_eq!(tally.accepted, expected as u64);
    }

    #[test]
    fn a_panic_names_the_mutant() {
        let caught = catch_unwind(|| {
            run_so_many(&mutants(), 5_000, |input| input.iter().all(u8::is_ascii) || panic!("no text"))
        });
        assert!(caught.is_err());
    }

    #[test]
    fn what_is_slow_whenever_it_runs_is_refused() {
        let slow = mutants().nth(7);
        let execute = |input: &[u8]| {
            if input == slow {
                thread::sleep(TICK * (SECOND as u32 + 4));
            }
            true
        };
        assert!(catch_unwind(|| run_so_many(&mutants(), 10, execute)).is_err());
        assert!(ticks_of(&slow, &execute) >= SECOND);
    }
}

//! The power goes at every moment, and again at every moment of the recovery.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::disk::{Simulated, Trouble};
use crate::image::{Files, Image};
use crate::scripts::{SCRIPTS, Script};

/// How many moments, ways and different outcomes there were, of the first loss and of the second.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Enumerated {
    moments: usize,
    ways: usize,
    outcomes: usize,
}

/// Everything that can be on the disk after a loss during the work, with the most steps that were acknowledged before.
fn losses(
    start: &Files,
    counted: &mut Enumerated,
    work: impl Fn(&Simulated, &Cell<usize>) -> bool,
) -> BTreeMap<Files, usize> {
    let mut all: BTreeMap<Files, usize> = BTreeMap::new();
    for moment in 0.. {
        let disk = Simulated::new(Image::of(start), Trouble::Off(moment));
        let acknowledged = Cell::new(0);
        let is_done = work(&disk, &acknowledged);
        let (ways, outcomes) = disk.after_loss();
        counted.moments += 1;
        counted.ways += ways;
        for outcome in outcomes {
            let most = all.entry(outcome).or_default();
            *most = acknowledged.get().max(*most);
        }
        if is_done {
            break;
        }
    }
    counted.outcomes += all.len();
    all
}

fn enumerate(script: &Script) -> [Enumerated; 2] {
    let (mut first, mut second) = (Enumerated::default(), Enumerated::default());
    let after = losses(&script.start(), &mut first, |disk, acknowledged| script.run(disk, acknowledged).is_ok());
    for (files, acknowledged) in &after {
        let fault = script.fault(files, *acknowledged);
        assert_eq!(fault, None, "{}: after a loss with {acknowledged} steps acknowledged", script.name);
        let again = losses(files, &mut second, |disk, now| {
            script.recover(disk, false).is_ok() && script.run(disk, now).is_ok()
        });
        for (files, now) in &again {
            let least = *acknowledged.max(now);
            let fault = script.fault(files, least);
            assert_eq!(fault, None, "{}: after a loss during recovery, {least} acknowledged", script.name);
            let disk = Simulated::new(Image::of(files), Trouble::None);
            script.recover(&disk, false).expect("recovers");
            script.run(&disk, &Cell::new(0)).expect("goes on");
            assert_eq!(script.fault(&disk.seen(), script.steps.len()), None, "{}: in the end", script.name);
            script.assert_tidy(&disk.seen(), "in the end");
        }
    }
    [first, second]
}

#[test]
fn every_loss_of_power_leaves_the_old_or_the_new() {
    let mut told = String::new();
    for script in SCRIPTS {
        let [first, second] = enumerate(script);
        let Enumerated { moments, ways, outcomes } = first;
        let _ = writeln!(
            told,
            "{}: {moments} moments, {ways} ways, {outcomes} outcomes; in recovery {} moments, {} ways, {} outcomes",
            script.name, second.moments, second.ways, second.outcomes
        );
    }
    let _ = std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes());
    assert_eq!(told, include_str!("enumerated.txt"), "the numbers are pinned in enumerated.txt:\n{told}");
}

/// A kill stops no disk: the next command sees all that was done, relies upon it, and makes it durable first.
#[test]
fn what_a_killed_command_left_is_durable_once_the_next_has_begun() {
    for script in SCRIPTS {
        for moment in 0.. {
            let disk = Simulated::new(Image::of(&script.start()), Trouble::Off(moment));
            let is_done = script.run(&disk, &Cell::new(0)).is_ok();
            disk.goes_on();
            script.recover(&disk, true).expect("recovers");
            let seen = disk.seen();
            script.assert_tidy(&seen, "after a kill");
            let (_, outcomes) = disk.after_loss();
            assert_eq!(outcomes.len(), 1, "{}: killed at operation {moment}", script.name);
            assert!(outcomes.contains(&seen), "{}: killed at operation {moment}", script.name);
            if is_done {
                break;
            }
        }
    }
}

//! An operation fails and the machine goes on: what is told as failed left the old file, and no sync is tried again.

use std::cell::Cell;

use chancery_log::whole;

use crate::disk::{Simulated, Trouble};
use crate::image::Image;
use crate::scripts::SCRIPTS;

#[test]
fn a_failure_of_any_operation_leaves_the_old_or_the_new() {
    let mut failures = 0;
    for script in SCRIPTS {
        for at in 0.. {
            let disk = Simulated::new(Image::of(&script.start()), Trouble::Fails(at));
            let acknowledged = Cell::new(0);
            let Err(error) = script.run(&disk, &acknowledged) else {
                assert!(at >= disk.operations(), "{}: the failure of operation {at} was not told", script.name);
                break;
            };
            failures += 1;
            let seen = disk.seen();
            script.assert_tidy(&seen, "after a failure");
            let (_, outcomes) = disk.after_loss();
            for files in outcomes.iter().chain([&seen]) {
                let fault = script.fault(files, acknowledged.get());
                assert_eq!(fault, None, "{}: after the failure of operation {at}: {error}", script.name);
            }
        }
    }
    assert_eq!(failures, 62, "so many operations failed, one at a time");
}

#[test]
fn a_failed_sync_is_never_tried_again() {
    let mut failed = 0;
    for script in SCRIPTS {
        for at in 0.. {
            let disk = Simulated::new(Image::of(&script.start()), Trouble::Fails(at));
            let result = script.run(&disk, &Cell::new(0));
            let told = disk.told.borrow();
            let Some(place) = told.iter().position(|(_, _, has_failed)| *has_failed) else { break };
            let (what, path, _) = &told[place];
            if !what.starts_with("sync") {
                continue;
            }
            failed += 1;
            let later: Vec<&str> = told[place + 1..].iter().map(|(what, ..)| *what).collect();
            let allowed: &[&str] = if *what == "sync" { &["remove"] } else { &[] };
            assert_eq!(later, allowed, "{}: after `{what}` of {} failed", script.name, path.display());
            let step = result.expect_err("is told").step;
            assert!(matches!(step, whole::Step::Sync | whole::Step::SyncFolder), "{step:?}");
        }
    }
    assert_eq!(failed, 19, "so many syncs failed, one at a time");
}

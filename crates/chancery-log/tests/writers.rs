//! Four processes write two hundred entries each under one lock: exactly eight hundred are there, and whoever waits is told for
//! whom. What the lock guards is looked at and then written, so two writers at once would fall over each other.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "the writers are processes of this test")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use chancery_log::lock::{Lock, LockError};
use chancery_log::whole::write_new;

const WRITERS: usize = 4;
const ENTRIES: usize = 200;

/// Names the folder to a process that is to write.
const FOLDER: &str = "CHANCERY_TEST_WRITER";

fn held_by(folder: &Path, name: &str) -> (Lock, usize) {
    let mut waited = 0;
    loop {
        match Lock::try_acquire(&folder.join("lock"), name) {
            Ok(lock) => return (lock, waited),
            Err(LockError::Held { holder, .. }) => {
                assert!(holder.starts_with("writer, process "), "it does not say who holds the lock: `{holder}`");
                waited += 1;
            }
            Err(error) => panic!("{error}"),
        }
        thread::sleep(Duration::from_micros(500));
    }
}

/// Started by the test below, four times at once; by itself it does nothing.
#[test]
fn a_writer() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (folder, name) = (Path::new(&folder), format!("writer, process {}", std::process::id()));
    let mut waited = 0;
    for _ in 0..ENTRIES {
        let (_held, times) = held_by(folder, &name);
        waited += times;
        let number = fs::read_dir(folder.join("journal")).expect("reads").count();
        write_new(&folder.join(format!("journal/{number:04}")), name.as_bytes()).expect("nobody else writes");
    }
    let _ = writeln!(std::io::stdout(), "waited {waited} times");
}

#[test]
fn four_writers_of_two_hundred_entries_make_eight_hundred() {
    let folder = tempfile::tempdir().expect("makes");
    fs::create_dir(folder.path().join("journal")).expect("makes");
    let own = std::env::current_exe().expect("finds itself");
    let writer = || {
        let mut command = Command::new(&own);
        command.args(["--exact", "a_writer", "--nocapture"]).env(FOLDER, folder.path());
        command.stdout(Stdio::piped()).spawn().expect("starts")
    };
    let children: Vec<_> = (0..WRITERS).map(|_| writer()).collect();
    let outputs: Vec<_> = children.into_iter().map(|child| child.wait_with_output().expect("ends")).collect();
    let mut waited = 0;
    for output in &outputs {
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}");
        let number = said.split("waited ").nth(1).and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok());
        waited += number.expect("says how often it waited");
    }
    let names: BTreeSet<String> = fs::read_dir(folder.path().join("journal"))
        .expect("reads")
        .map(|item| item.expect("reads").file_name().to_string_lossy().into_owned())
        .collect();
    let expected: BTreeSet<String> = (0..WRITERS * ENTRIES).map(|number| format!("{number:04}")).collect();
    assert_eq!(names, expected);
    let _ = writeln!(std::io::stdout(), "{} entries, {waited} times the lock was held", names.len());
    assert!(waited > 0, "nobody ever waited");
}

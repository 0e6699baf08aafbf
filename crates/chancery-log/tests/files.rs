//! What a user would have lost: half-written files, replaced seals, two writers at once.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, Barrier};

use chancery_log::lock::{Holding, Lock, LockError};
use chancery_log::whole::{Step, make_folders, read_whole, recover, write_new, write_whole};

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("reads")
        .map(|entry| entry.expect("reads").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_written_and_replaced_whole() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("tail.clog");
    for bytes in [&b"first, and long"[..], b"second", b""] {
        write_whole(&path, bytes).expect("writes");
        assert_eq!(read_whole(&path, 100).expect("reads"), bytes);
        assert_eq!(names_in(folder.path()), ["tail.clog"]);
    }
}

#[cfg(unix)]
#[test]
fn a_written_file_has_the_mode_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("makes");
    let mode = |name: &str| fs::metadata(folder.path().join(name)).expect("is there").permissions().mode();
    fs::write(folder.path().join("plain"), b"").expect("writes");
    write_whole(&folder.path().join("whole"), b"").expect("writes");
    assert_eq!(mode("whole"), mode("plain"));
}

#[test]
fn a_sealed_file_is_never_replaced() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("001-first.clog");
    write_new(&path, b"sealed").expect("writes");
    let error = write_new(&path, b"other").expect_err("is there already");
    assert_eq!((error.step, error.cause.kind()), (Step::Rename, ErrorKind::AlreadyExists));
    assert_eq!(error.path, path);
    assert_eq!(fs::read(&path).expect("reads"), b"sealed");
    assert_eq!(names_in(folder.path()), ["001-first.clog"]);
}

#[test]
fn of_many_writers_of_a_new_file_one_wins_and_its_bytes_are_whole() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("001-first.clog");
    let start = Arc::new(Barrier::new(8));
    let writers: Vec<_> = (0..8_u8)
        .map(|number| {
            let (path, start) = (path.clone(), Arc::clone(&start));
            std::thread::spawn(move || {
                start.wait();
                write_new(&path, &[number; 5000]).is_ok().then_some(number)
            })
        })
        .collect();
    let winners: Vec<u8> = writers.into_iter().filter_map(|writer| writer.join().expect("ends")).collect();
    assert_eq!(winners.len(), 1);
    assert_eq!(fs::read(&path).expect("reads"), [winners[0]; 5000]);
    assert_eq!(names_in(folder.path()), ["001-first.clog"]);
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("absent/tail.clog");
    let error = write_whole(&path, b"x").expect_err("there is no folder");
    assert_eq!((error.step, error.cause.kind()), (Step::Create, ErrorKind::NotFound));
    let message = error.to_string();
    assert!(message.contains("cannot make a temporary file for"), "{message}");
    assert!(message.contains("tail.clog"), "{message}");
}

#[test]
fn a_name_that_cannot_be_taken_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("taken");
    fs::create_dir(&path).expect("makes");
    fs::write(path.join("inside"), b"kept").expect("writes");
    assert_eq!(write_whole(&path, b"x").expect_err("is a folder").step, Step::Rename);
    assert_eq!(write_new(&path, b"x").expect_err("is a folder").step, Step::Rename);
    assert_eq!(names_in(folder.path()), ["taken"]);
    assert_eq!(names_in(&path), ["inside"]);
    let nameless = write_whole(&folder.path().join(".."), b"x").expect_err("has no name");
    assert_eq!(nameless.step, Step::Create);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_keeps_the_old_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("tail.clog");
    write_whole(&path, b"old").expect("writes");
    let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("sets");
    mode(0o555);
    let result = write_whole(&path, b"new");
    mode(0o755);
    // The superuser may write all the same; anyone else is refused.
    let kept: &[u8] = if result.is_ok() { b"new" } else { b"old" };
    assert_eq!(fs::read(&path).expect("reads"), kept);
    assert_eq!(names_in(folder.path()), ["tail.clog"]);
}

#[test]
fn what_is_read_has_a_limit() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("large");
    write_whole(&path, &[7; 100]).expect("writes");
    assert_eq!(read_whole(&path, 100).expect("fits").len(), 100);
    let error = read_whole(&path, 99).expect_err("is too large");
    assert_eq!((error.step, error.cause.kind()), (Step::Read, ErrorKind::FileTooLarge));
    assert_eq!(read_whole(folder.path(), 99).expect_err("is a folder").step, Step::Read);
    let absent = read_whole(&folder.path().join("absent"), 99).expect_err("is absent");
    assert_eq!(absent.cause.kind(), ErrorKind::NotFound);
}

#[test]
fn what_a_killed_writer_left_is_removed_and_nothing_else() {
    let folder = tempfile::tempdir().expect("makes");
    for name in [".tail.clog.a1B2c3.tmp", "tail.clog", ".mine.tmp", "notes.a1B2c3.tmp"] {
        fs::write(folder.path().join(name), b"x").expect("writes");
    }
    fs::create_dir(folder.path().join(".folder.a1B2c3.tmp")).expect("makes");
    for was_killed in [false, true] {
        recover(&[folder.path().join("absent"), folder.path().to_owned()], was_killed).expect("recovers");
        assert_eq!(names_in(folder.path()), [".folder.a1B2c3.tmp", ".mine.tmp", "notes.a1B2c3.tmp", "tail.clog"]);
    }
}

#[test]
fn folders_are_made_down_to_the_last() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("a/b/c");
    make_folders(&path).expect("makes");
    make_folders(&path).expect("are there");
    assert!(path.is_dir());
    fs::write(folder.path().join("file"), b"x").expect("writes");
    let error = make_folders(&folder.path().join("file/below")).expect_err("a file is no folder");
    assert_eq!(error.step, Step::MakeFolder);
}

#[test]
fn the_lock_tells_of_a_holder_that_was_killed() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("lock");
    assert_eq!(Lock::try_acquire(&path, "the first").expect("is free").left_by(), None);
    assert_eq!(Lock::try_acquire(&path, "the second").expect("is free").left_by(), None, "the first let go");
    fs::write(&path, "the third").expect("writes");
    assert_eq!(Lock::try_acquire(&path, "the fourth").expect("is free").left_by(), Some("the third"));
}

#[test]
fn a_lock_is_looked_at_without_being_taken_or_written() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("lock");
    assert_eq!(Lock::look(&path).expect("looks"), Holding::Free);
    assert!(!path.exists(), "nothing is made");
    let held = Lock::try_acquire(&path, "the first").expect("is free");
    assert_eq!(Lock::look(&path).expect("looks"), Holding::Held("the first".to_owned()));
    drop(held);
    assert_eq!(Lock::look(&path).expect("looks"), Holding::Free);
    fs::write(&path, "the second").expect("writes");
    assert_eq!(Lock::look(&path).expect("looks"), Holding::Left("the second".to_owned()));
    assert_eq!(fs::read(&path).expect("reads"), b"the second");
    Lock::try_acquire(&path, "the third").expect("whoever looked has let go");
    fs::remove_file(&path).expect("removes");
    fs::create_dir(&path).expect("makes");
    Lock::look(&path).expect_err("is no plain file");
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_end_is_not_read() {
    read_whole(Path::new("/dev/zero"), usize::MAX).expect_err("is no plain file");
}

fn holder_of(path: &Path) -> String {
    match Lock::try_acquire(path, "the second").expect_err("is held") {
        LockError::Held { holder, .. } => holder,
        other => panic!("{other}"),
    }
}

#[test]
fn a_second_writer_is_refused_and_told_who_holds_the_lock() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("lock");
    let held = Lock::try_acquire(&path, "chancery ingest, process 4711").expect("is free");
    assert_eq!(holder_of(&path), "chancery ingest, process 4711");
    let message = Lock::try_acquire(&path, "the second").expect_err("is held").to_string();
    assert!(message.ends_with("is locked by chancery ingest, process 4711"), "{message}");
    drop(held);
    assert!(path.exists(), "the lock file is never deleted");

    // A shorter text leaves nothing of a longer one.
    let _held = Lock::try_acquire(&path, "x").expect("is free again");
    assert_eq!(holder_of(&path), "x");
}

#[test]
fn what_a_dead_holder_left_in_the_file_does_not_hold_the_lock() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("lock");
    fs::write(&path, "chancery run, process 1, killed long ago").expect("writes");
    let _held = Lock::try_acquire(&path, "chancery run").expect("is free");
    assert_eq!(holder_of(&path), "chancery run");
}

#[test]
fn a_hostile_holder_is_shown_as_one_short_line() {
    let folder = tempfile::tempdir().expect("makes");
    let path = folder.path().join("lock");
    let _held = Lock::try_acquire(&path, &format!("a\x1b[2J{}\nsecond line", "b".repeat(9000))).expect("is free");
    let holder = holder_of(&path);
    assert!(holder.starts_with("a[2Jbbb") && holder.len() <= 200, "{holder}");
    assert!(!holder.contains(char::is_control));
}

#[test]
fn a_lock_that_cannot_be_made_names_its_file() {
    let folder = tempfile::tempdir().expect("makes");
    let error = Lock::try_acquire(&folder.path().join("absent/lock"), "x").expect_err("no folder");
    assert!(matches!(&error, LockError::File { .. }), "{error}");
    assert!(error.to_string().contains("lock"), "{error}");
}

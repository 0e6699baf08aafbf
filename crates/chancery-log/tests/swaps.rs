//! A link that comes in the place of a file between the look at it and its opening.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use chancery_log::whole::{read_own, read_whole};

#[test]
fn a_link_is_read_only_where_somebody_gave_its_path() {
    let folder = tempfile::tempdir().expect("makes");
    let (outside, link) = (folder.path().join("outside"), folder.path().join("link"));
    fs::write(&outside, b"outside").expect("writes");
    symlink(&outside, &link).expect("links");
    assert_eq!(read_whole(&link, 100).expect("follows"), b"outside");
    let error = read_own(&link, 100).expect_err("is a link");
    assert!(error.to_string().contains("this is a link"), "{error}");
}

#[test]
fn a_link_swapped_in_between_is_never_followed() {
    let folder = tempfile::tempdir().expect("makes");
    let (outside, path) = (folder.path().join("outside"), folder.path().join("a.toml"));
    fs::write(&outside, b"outside").expect("writes");
    fs::write(&path, b"inside").expect("writes");
    let is_done = AtomicBool::new(false);
    let (mut read, mut followed, mut refused) = (0, 0, 0);
    thread::scope(|scope| {
        scope.spawn(|| {
            let (link, file) = (folder.path().join("link"), folder.path().join("file"));
            while !is_done.load(Ordering::Relaxed) {
                symlink(&outside, &link).expect("links");
                fs::rename(&link, &path).expect("swaps in");
                fs::write(&file, b"inside").expect("writes");
                fs::rename(&file, &path).expect("swaps out");
            }
        });
        for _ in 0..40_000 {
            match read_own(&path, 100) {
                Ok(bytes) if bytes == b"inside" => read += 1,
                Ok(_) => followed += 1,
                Err(_) => refused += 1,
            }
        }
        is_done.store(true, Ordering::Relaxed);
    });
    let _ = writeln!(std::io::stdout(), "read {read}, refused {refused}");
    assert_eq!(followed, 0, "so many links were followed");
    assert!(read > 0 && refused > 0, "read {read}, refused {refused}");
}

//! `feed add` that is killed, or fails in the middle: the feed is attached or it is not, and adding again makes it whole.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::feeds::{events, lines};
use crate::programs::{Programs, chancery};
use crate::workspaces::{Workspace, difference, files};

/// Rounds of kills in an ordinary run.
const ROUNDS: u64 = 40;

#[test]
fn a_killed_add_leaves_the_feed_attached_or_not() {
    let text = lines(&events(1, 20_000));
    let whole = attached(&text);
    let begun = Instant::now();
    attached(&text);
    let longest = begun.elapsed();
    let (mut killed, mut done) = (0, 0);
    for round in 0..ROUNDS {
        let workspace = Workspace::small();
        let path = workspace.file("a.export.CSV");
        fs::write(&path, &text).expect("writes");
        let mut command = Programs::built().chancery(&workspace.path);
        command.args(["feed", "add", "--by", "coder-a", "--recorded", "2026-12-01"]).arg(&path);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        // Spread over the time that one takes, without chance: what is met differs by the machine's load alone.
        thread::sleep(longest.mul_f64((round * 7 % ROUNDS) as f64 / ROUNDS as f64));
        let _ = child.kill();
        let is_acknowledged = child.wait().expect("ends").success();
        let is_attached = workspace.file("journal/2026-12-01-gdelt-2-a.toml").exists();
        assert!(is_attached || !is_acknowledged, "round {round}: what was acknowledged is there");
        (killed, done) = if is_acknowledged { (killed, done + 1) } else { (killed + 1, done) };
        // Its engine may go on for a moment: it writes what has the name of its own bytes.
        let verified = chancery(&workspace.path, &["verify"]);
        assert_eq!(verified.code, Some(0), "round {round}: {}", verified.stderr);
        let again = chancery(
            &workspace.path,
            &["feed", "add", path.to_str().expect("UTF-8"), "--by", "coder-a", "--recorded", "2026-12-01"],
        );
        assert_eq!(again.code, Some(0), "round {round}: {}", again.stderr);
        thread::sleep(Duration::from_millis(if is_acknowledged { 0 } else { 20 }));
        let mut found = files(&workspace.path);
        found.retain(|path, _| {
            (path.starts_with("journal/") || path.starts_with("segments/")) && !path.ends_with(".tmp")
        });
        assert_eq!(difference(&whole, &found), None, "round {round}");
    }
    assert!(killed > ROUNDS / 4, "{killed} killed, {done} done");
}

/// Ctrl-C goes to both programs at once.
#[cfg(unix)]
#[test]
fn an_interrupted_add_leaves_no_segment() {
    use std::os::unix::process::CommandExt;

    let text = lines(&events(1, 20_000));
    // The shortest of three: what else runs makes any other only longer, so that its first half is over later.
    let runs = (0..3).map(|_| {
        let begun = Instant::now();
        attached(&text);
        begun.elapsed()
    });
    let shortest = runs.min().unwrap_or_default();
    let (mut interrupted, mut early) = (0, 0);
    for round in 0..12 {
        let workspace = Workspace::small();
        let path = workspace.file("a.export.CSV");
        fs::write(&path, &text).expect("writes");
        let mut command = Programs::built().chancery(&workspace.path);
        command.args(["feed", "add", "--by", "coder-a", "--recorded", "2026-12-01"]).arg(&path);
        let mut child = command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        thread::sleep(shortest.mul_f64(f64::from(round) / 12.0));
        let group = format!("-{}", child.id());
        let _ = std::process::Command::new("kill").args(["-INT", "--", &group]).stderr(Stdio::null()).status();
        if child.wait().expect("ends").success() {
            continue;
        }
        interrupted += 1;
        if !workspace.file("journal/2026-12-01-gdelt-2-a.toml").exists() {
            let mut left = files(&workspace.file("segments"));
            left.retain(|name, _| !name.ends_with(".tmp"));
            // Segments have their names for a moment before the entry has; how long that is depends on what else runs.
            early += usize::from(!left.is_empty() && round < 6);
        }
        // The next command removes what has no name of its own.
        chancery(&workspace.path, &["ingest"]).exits(0);
        assert_eq!(workspace.temporary(), Vec::<String>::new(), "round {round}");
    }
    assert!(interrupted > 3, "{interrupted} interrupted");
    assert_eq!(early, 0, "interrupted in their first half, they left segments that no entry names");
}

/// Journal and segments of a workspace to which the text was added undisturbed.
fn attached(text: &str) -> crate::workspaces::Files {
    let workspace = Workspace::small();
    let path = workspace.file("a.export.CSV");
    fs::write(&path, text).expect("writes");
    chancery(
        &workspace.path,
        &["feed", "add", path.to_str().expect("UTF-8"), "--by", "coder-a", "--recorded", "2026-12-01"],
    )
    .exits(0);
    let mut found = files(&workspace.path);
    found.retain(|path, _| path.starts_with("journal/") || path.starts_with("segments/"));
    found
}

//! The same data, the same bytes: whatever the threads, the time zone, the locale, the settings of polars, the order of
//! files and the folder. And the proof that the comparison would see it if it were not so.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::programs::{Programs, outcome};
use crate::workspaces::{Files, Workspace, copy, difference};

/// What the environment and the options of one run are.
struct Setting {
    name: &'static str,
    options: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

const SETTINGS: &[Setting] = &[
    Setting { name: "one thread", options: &["--threads", "1"], environment: &[] },
    Setting { name: "two threads", options: &["--threads", "2"], environment: &[] },
    Setting { name: "eight threads", options: &["--threads", "8"], environment: &[] },
    Setting { name: "another time zone", options: &[], environment: &[("TZ", "Asia/Ulaanbaatar")] },
    Setting { name: "a zone a day behind", options: &[], environment: &[("TZ", "XXX+23:59")] },
    Setting {
        name: "a Turkish locale",
        options: &[],
        environment: &[("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("LANGUAGE", "tr")],
    },
    Setting {
        name: "hostile settings of polars",
        options: &[],
        environment: &[
            ("POLARS_FORCE_STREAMING", "1"),
            ("POLARS_AUTO_STREAMING", "1"),
            ("POLARS_ENGINE_AFFINITY", "streaming"),
            ("POLARS_VERBOSE", "1"),
            ("POLARS_MAX_THREADS", "3"),
            ("POLARS_STREAMING_CHUNK_SIZE", "3"),
            ("POLARS_IDEAL_MORSEL_SIZE", "3"),
            ("POLARS_FMT_MAX_ROWS", "1"),
            ("POLARS_FMT_MAX_COLS", "1"),
            ("POLARS_FMT_STR_LEN", "3"),
            ("POLARS_NO_PARQUET_STATISTICS", "1"),
            ("POLARS_PANIC_ON_ERR", "1"),
        ],
    },
    Setting {
        name: "a terminal's wishes",
        options: &[],
        environment: &[("COLUMNS", "20"), ("NO_COLOR", ""), ("CLICOLOR_FORCE", "1"), ("RUST_BACKTRACE", "full")],
    },
];

/// Runs `chancery run` from a folder and gives the views. What it says must not depend on anything either.
fn views(programs: &Programs, workspace: &Path, current: &Path, setting: &Setting) -> Files {
    let shown = workspace.strip_prefix(current).unwrap_or(workspace);
    let mut command: Command = programs.chancery(shown);
    command.current_dir(current).args(setting.options).arg("run").envs(setting.environment.iter().copied());
    let stderr = outcome(&mut command).exits(0).stderr;
    assert!(!stderr.contains("polars"), "{}: {stderr}", setting.name);
    crate::workspaces::files(&workspace.join("views"))
}

const PLAIN: Setting = Setting { name: "nothing set", options: &[], environment: &[] };

#[test]
fn no_setting_changes_a_byte() {
    no_setting_changes(&Workspace::nasty());
}

#[test]
fn no_setting_changes_a_byte_of_the_corpus() {
    no_setting_changes(&Workspace::bundled());
}

fn no_setting_changes(workspace: &Workspace) {
    let programs = Programs::built();
    let first = views(&programs, &workspace.path, Path::new("/"), &PLAIN);
    let beside = first.keys().filter(|path| !path.starts_with("figures/")).count();
    assert_eq!(beside, 71, "31 tables twice, six files about them, a report twice and a manifest");
    for setting in SETTINGS {
        fs::remove_dir_all(workspace.file("views")).expect("removes");
        fs::remove_dir_all(workspace.file(".chancery")).expect("removes");
        let again = views(&programs, &workspace.path, Path::new("/"), setting);
        assert_eq!(difference(&first, &again), None, "{}", setting.name);
    }
}

#[test]
fn no_folder_and_no_order_of_files_changes_a_byte() {
    let programs = Programs::built();
    let plain = Workspace::nasty();
    let first = views(&programs, &plain.path, Path::new("/"), &PLAIN);

    let deep = Workspace::nasty_at("a folder/with 'odd' names/Ünïcode/蒙古/and some depth");
    assert_eq!(difference(&first, &views(&programs, &deep.path, Path::new("/"), &PLAIN)), None, "a deeper folder");

    fs::remove_dir_all(deep.file("views")).expect("removes");
    let above = deep.path.parent().expect("has a folder above");
    assert_eq!(difference(&first, &views(&programs, &deep.path, above, &PLAIN)), None, "a relative path");

    let other = Workspace::nasty();
    remade_backwards(&other.file("journal"));
    remade_backwards(&other.file("vocabulary"));
    assert_eq!(
        difference(&first, &views(&programs, &other.path, Path::new("/"), &PLAIN)),
        None,
        "files made backwards"
    );
}

/// Makes all files of a folder anew, the last first. Most file systems then list them otherwise; some list by a hash of the
/// name, and there is one order only.
fn remade_backwards(folder: &Path) {
    let files = crate::workspaces::files(folder);
    assert!(files.len() > 3, "an order needs several files");
    fs::remove_dir_all(folder).expect("removes");
    fs::create_dir(folder).expect("makes");
    for (name, bytes) in files.iter().rev() {
        fs::write(folder.join(name), bytes).expect("writes");
    }
}

#[test]
fn a_planted_disorder_is_seen() {
    let programs = Programs::planted();
    let workspace = Workspace::nasty();
    let first = views(&programs, &workspace.path, Path::new("/"), &PLAIN);
    let other = Workspace::nasty();
    let again = views(&programs, &other.path, Path::new("/"), &PLAIN);
    assert_eq!(first.len(), again.len(), "the programs work otherwise");
    let seen = difference(&first, &again);
    assert!(seen.as_ref().is_some_and(|seen| seen.contains("differs from byte")), "{seen:?}");
}

#[test]
fn entries_may_come_in_any_order_and_in_several_runs() {
    let programs = Programs::built();
    let whole = Workspace::nasty();
    let first = views(&programs, &whole.path, Path::new("/"), &PLAIN);

    let grown = Workspace::nasty();
    let kept = tempfile::tempdir().expect("makes a folder");
    copy(&grown.file("journal"), kept.path());
    // The review needs the others, so it comes last; they come backwards, one a run.
    let mut names: Vec<String> = crate::workspaces::files(kept.path()).into_keys().collect();
    let review = names.pop().expect("there are entries");
    for name in &names {
        fs::remove_file(grown.file("journal").join(name)).expect("removes");
    }
    fs::remove_file(grown.file("journal").join(&review)).expect("removes");
    for name in names.iter().rev().chain([&review]) {
        fs::copy(kept.path().join(name), grown.file("journal").join(name)).expect("copies");
        outcome(programs.chancery(&grown.path).arg("ingest")).exits(0);
    }
    assert_eq!(difference(&first, &views(&programs, &grown.path, Path::new("/"), &PLAIN)), None);
}

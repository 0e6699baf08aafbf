//! `init`: a new workspace, and what a new user does next.

use std::fs;

use crate::programs::{Programs, chancery, outcome, table};
use crate::workspaces::{Workspace, difference, files};

#[test]
fn a_new_workspace_runs() {
    let folder = tempfile::tempdir().expect("makes a folder");
    let place = folder.path().join("not/there/yet");
    let made = outcome(std::process::Command::new(Programs::built().path("chancery")).arg("init").arg(&place)).exits(0);
    assert_eq!(made.stdout, format!("{}\n", place.display()));
    let command = made.stderr.lines().last().expect("says how to go on").trim();
    assert!(command.starts_with(&format!("chancery --workspace {} run ", place.display())), "{command}");
    assert!(fs::read_to_string(place.join("README.md")).is_ok_and(|text| text.lines().count() <= 6));
    chancery(&place, &["run"]).exits(0).says(" table contact_frequency` prints figures");
    assert_eq!(chancery(&place, &["run", "--quiet"]).exits(0).stderr, "");
    let views = files(&place.join("views"));
    assert_eq!(views.keys().filter(|path| !path.starts_with("figures/")).count(), 71);
    assert!(views.contains_key("figures/contacts-in-time.svg"));
    let all = ["--dyad", "MNG-PRK", "--grain", "all", "--category", "all", "--form", "all", "--direction", "none"];
    assert_eq!(table(&place, "contact_frequency", &all)[0]["certain"], 1);

    let mut vocabulary = files(&place.join("vocabulary"));
    let dataset =
        vocabulary.remove("dataset.toml").map(String::from_utf8).expect("says what the dataset is").expect("is text");
    let title = format!("title: {}", dataset.split('"').nth(1).expect("has a title"));
    let citation = fs::read_to_string(place.join("views/CITATION.cff")).expect("reads");
    assert!(citation.replace('"', "").contains(&title), "{citation}");
    assert!(!citation.contains("license"), "a licence is its owner's to give: {citation}");
    let mut bundled = files(&Workspace::bundled().file("vocabulary"));
    bundled.remove("dataset.toml");
    // A file differs by its name in this; all of their bytes would be pages.
    assert_eq!(difference(&bundled, &vocabulary), None, "it begins with the bundled vocabulary");
    let ignored = fs::read_to_string(place.join(".gitignore")).expect("reads");
    assert!(ignored.contains("/.chancery/") && ignored.contains("/views/"), "what is derived is not committed");
}

#[test]
fn an_empty_folder_is_taken_and_any_other_is_not() {
    let folder = tempfile::tempdir().expect("makes a folder");
    let init = |place: &std::path::Path| {
        outcome(std::process::Command::new(Programs::built().path("chancery")).arg("init").arg(place))
    };
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("makes");
    init(&empty).exits(0);
    let before = files(&empty);
    init(&empty).exits(2).says("is not an empty folder");
    assert_eq!(before, files(&empty));

    // A repository that was just made has these; what was in them stays.
    let repository = folder.path().join("repository");
    fs::create_dir_all(repository.join(".git/objects")).expect("makes");
    fs::write(repository.join("README.md"), "mine").expect("writes");
    init(&repository).exits(0);
    assert_eq!(fs::read(repository.join("README.md")).expect("reads"), b"mine");
    fs::write(repository.join("notes.md"), "mine").expect("writes");
    fs::remove_file(repository.join(".gitignore")).expect("removes");
    init(&repository).exits(2);

    let file = folder.path().join("file");
    fs::write(&file, "mine").expect("writes");
    init(&file).exits(2);
    assert_eq!(fs::read(&file).expect("reads"), b"mine");
}

#[test]
fn help_and_version_go_to_standard_output() {
    let workspace = Workspace::bundled();
    for (arguments, text) in [(["--help"], "Exit codes:"), (["--version"], "chancery ")] {
        let shown = chancery(&workspace.path, &arguments).exits(0);
        assert!(shown.stdout.contains(text) && shown.stderr.is_empty(), "{}", shown.stdout);
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = chancery(&workspace.path, &["completions", shell]).exits(0).stdout;
        assert!(script.contains("chancery"), "{shell}");
    }
}
